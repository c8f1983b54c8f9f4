-- CreateTable
CREATE TABLE "Session" (
    "id" TEXT NOT NULL,
    "shop" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "isOnline" BOOLEAN NOT NULL DEFAULT false,
    "scope" TEXT,
    "expires" TIMESTAMP(3),
    "accessToken" TEXT NOT NULL,
    "userId" BIGINT,
    "firstName" TEXT,
    "lastName" TEXT,
    "email" TEXT,
    "accountOwner" BOOLEAN,
    "locale" TEXT,
    "collaborator" BOOLEAN,
    "emailVerified" BOOLEAN,
    "refreshToken" TEXT,
    "refreshTokenExpires" TIMESTAMP(3),

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "shops" (
    "id" TEXT NOT NULL,
    "domain" TEXT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "currency" TEXT NOT NULL DEFAULT 'USD',
    "time_zone" TEXT NOT NULL DEFAULT 'UTC',
    "proxy_path" TEXT NOT NULL DEFAULT '/apps/clipshelf',
    "scopes" TEXT NOT NULL DEFAULT '',
    "installation_gid" TEXT,
    "settings" JSONB NOT NULL DEFAULT '{}',
    "installed_at" TIMESTAMP(3) NOT NULL,
    "uninstalled_at" TIMESTAMP(3),

    CONSTRAINT "shops_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "products" (
    "shop_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "handle" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "image" TEXT,
    "status" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "price_from" BIGINT NOT NULL,
    "price_to" BIGINT NOT NULL,
    "available" BOOLEAN NOT NULL,
    "variants" JSONB NOT NULL,
    "updated_at" TIMESTAMP(3) NOT NULL,
    "deleted_at" TIMESTAMP(3),

    CONSTRAINT "products_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "videos" (
    "shop_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "tags" TEXT[],
    "status" TEXT NOT NULL,
    "progress" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "failure" JSONB,
    "source_name" TEXT NOT NULL,
    "source_bytes" BIGINT NOT NULL,
    "source_key" TEXT,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMP(3) NOT NULL,
    "updated_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "videos_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "assets" (
    "shop_id" TEXT NOT NULL,
    "video_id" TEXT NOT NULL,
    "engine" TEXT NOT NULL,
    "engine_ref" TEXT NOT NULL,
    "width" INTEGER,
    "height" INTEGER,
    "duration" INTEGER,
    "has_audio" BOOLEAN,
    "poster_key" TEXT,
    "preview_key" TEXT,
    "placeholder" TEXT,
    "playback" JSONB,
    "complete" BOOLEAN NOT NULL DEFAULT false,
    "updated_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "assets_pkey" PRIMARY KEY ("shop_id","video_id")
);

-- CreateTable
CREATE TABLE "product_tags" (
    "shop_id" TEXT NOT NULL,
    "video_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "product_id" TEXT NOT NULL,
    "variant_id" TEXT,
    "from_ms" INTEGER,
    "to_ms" INTEGER,
    "x" DOUBLE PRECISION,
    "y" DOUBLE PRECISION,

    CONSTRAINT "product_tags_pkey" PRIMARY KEY ("shop_id","video_id","position")
);

-- CreateTable
CREATE TABLE "playlists" (
    "shop_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL,
    "updated_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "playlists_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "playlist_items" (
    "shop_id" TEXT NOT NULL,
    "playlist_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "video_id" TEXT NOT NULL,

    CONSTRAINT "playlist_items_pkey" PRIMARY KEY ("shop_id","playlist_id","position")
);

-- CreateTable
CREATE TABLE "placements" (
    "shop_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "handle" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "block" TEXT NOT NULL,
    "playlist_id" TEXT,
    "rev" INTEGER NOT NULL DEFAULT 0,
    "live" BOOLEAN NOT NULL DEFAULT false,
    "changed" BOOLEAN NOT NULL DEFAULT false,
    "published_at" TIMESTAMP(3),
    "created_at" TIMESTAMP(3) NOT NULL,
    "updated_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "placements_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "publications" (
    "shop_id" TEXT NOT NULL,
    "placement_id" TEXT NOT NULL,
    "rev" INTEGER NOT NULL,
    "feed" JSONB NOT NULL,
    "published_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "publications_pkey" PRIMARY KEY ("shop_id","placement_id")
);

-- CreateTable
CREATE TABLE "shop_writes" (
    "shop_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "owner_gid" TEXT NOT NULL,
    "namespace" TEXT NOT NULL DEFAULT '',
    "key" TEXT NOT NULL DEFAULT '',
    "digest" TEXT NOT NULL,
    "placement_id" TEXT,
    "video_id" TEXT,
    "url" TEXT,
    "written_at" TIMESTAMP(3) NOT NULL,
    "removed_at" TIMESTAMP(3),

    CONSTRAINT "shop_writes_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "shop_syncs" (
    "shop_id" TEXT NOT NULL,
    "wanted" INTEGER NOT NULL DEFAULT 0,
    "served" INTEGER NOT NULL DEFAULT 0,
    "done" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER NOT NULL DEFAULT 0,
    "fault" JSONB,
    "updated_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "shop_syncs_pkey" PRIMARY KEY ("shop_id")
);

-- CreateTable
CREATE TABLE "webhook_receipts" (
    "webhook_id" TEXT NOT NULL,
    "shop_domain" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "event_id" TEXT,
    "triggered_at" TIMESTAMP(3) NOT NULL,
    "received_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "webhook_receipts_pkey" PRIMARY KEY ("webhook_id")
);

-- CreateTable
CREATE TABLE "credited_orders" (
    "shop_id" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL,
    "paid" BOOLEAN NOT NULL DEFAULT false,
    "cancelled" BOOLEAN NOT NULL DEFAULT false,
    "customer_id" TEXT,
    "updated_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "credited_orders_pkey" PRIMARY KEY ("shop_id","order_id")
);

-- CreateTable
CREATE TABLE "ledger_entries" (
    "shop_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "line_id" TEXT NOT NULL,
    "line_title" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "video_id" TEXT NOT NULL,
    "placement_id" TEXT NOT NULL,
    "session" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ledger_entries_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "pending_refunds" (
    "shop_id" TEXT NOT NULL,
    "refund_id" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "pending_refunds_pkey" PRIMARY KEY ("shop_id","refund_id")
);

-- CreateIndex
CREATE INDEX "Session_shop_idx" ON "Session"("shop");

-- CreateIndex
CREATE UNIQUE INDEX "shops_domain_key" ON "shops"("domain");

-- CreateIndex
CREATE INDEX "videos_shop_id_created_at_id_idx" ON "videos"("shop_id", "created_at" DESC, "id");

-- CreateIndex
CREATE INDEX "videos_shop_id_status_idx" ON "videos"("shop_id", "status");

-- CreateIndex
CREATE INDEX "assets_engine_engine_ref_idx" ON "assets"("engine", "engine_ref");

-- CreateIndex
CREATE INDEX "product_tags_shop_id_product_id_idx" ON "product_tags"("shop_id", "product_id");

-- CreateIndex
CREATE INDEX "playlist_items_shop_id_video_id_idx" ON "playlist_items"("shop_id", "video_id");

-- CreateIndex
CREATE UNIQUE INDEX "placements_shop_id_handle_key" ON "placements"("shop_id", "handle");

-- CreateIndex
CREATE UNIQUE INDEX "shop_writes_shop_id_owner_gid_namespace_key_key" ON "shop_writes"("shop_id", "owner_gid", "namespace", "key");

-- CreateIndex
CREATE INDEX "webhook_receipts_shop_domain_received_at_idx" ON "webhook_receipts"("shop_domain", "received_at");

-- CreateIndex
CREATE INDEX "ledger_entries_shop_id_at_idx" ON "ledger_entries"("shop_id", "at" DESC);

-- CreateIndex
CREATE INDEX "ledger_entries_shop_id_video_id_at_idx" ON "ledger_entries"("shop_id", "video_id", "at");

-- CreateIndex
CREATE INDEX "ledger_entries_shop_id_order_id_idx" ON "ledger_entries"("shop_id", "order_id");

-- CreateIndex
CREATE INDEX "pending_refunds_shop_id_order_id_idx" ON "pending_refunds"("shop_id", "order_id");

-- AddForeignKey
ALTER TABLE "assets" ADD CONSTRAINT "assets_shop_id_video_id_fkey" FOREIGN KEY ("shop_id", "video_id") REFERENCES "videos"("shop_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product_tags" ADD CONSTRAINT "product_tags_shop_id_video_id_fkey" FOREIGN KEY ("shop_id", "video_id") REFERENCES "videos"("shop_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "playlist_items" ADD CONSTRAINT "playlist_items_shop_id_playlist_id_fkey" FOREIGN KEY ("shop_id", "playlist_id") REFERENCES "playlists"("shop_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "publications" ADD CONSTRAINT "publications_shop_id_placement_id_fkey" FOREIGN KEY ("shop_id", "placement_id") REFERENCES "placements"("shop_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

