-- How clips come in: files that browsers send in parts, batches fetched from elsewhere, and where a clip
-- is from.

CREATE TABLE "uploads" (
    "shop_id" TEXT NOT NULL,
    "video_id" TEXT NOT NULL,
    "staff" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "mark" TEXT NOT NULL,
    "received" BIGINT NOT NULL DEFAULT 0,
    "url" TEXT,
    "sha256" TEXT,
    "created_at" TIMESTAMP(3) NOT NULL,
    "updated_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "uploads_pkey" PRIMARY KEY ("shop_id","video_id")
);

CREATE UNIQUE INDEX "uploads_shop_id_staff_mark_key" ON "uploads"("shop_id", "staff", "mark");
CREATE INDEX "uploads_updated_at_idx" ON "uploads"("updated_at");

CREATE TABLE "upload_parts" (
    "shop_id" TEXT NOT NULL,
    "video_id" TEXT NOT NULL,
    "start" BIGINT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "key" TEXT NOT NULL,

    CONSTRAINT "upload_parts_pkey" PRIMARY KEY ("shop_id","video_id","start")
);

CREATE TABLE "clip_origins" (
    "shop_id" TEXT NOT NULL,
    "video_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "ref" TEXT,
    "page" TEXT,
    "bytes" BIGINT NOT NULL,
    "sha256" TEXT,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "clip_origins_pkey" PRIMARY KEY ("shop_id","video_id")
);

CREATE UNIQUE INDEX "clip_origins_shop_id_ref_key" ON "clip_origins"("shop_id", "ref");
CREATE INDEX "clip_origins_shop_id_bytes_idx" ON "clip_origins"("shop_id", "bytes");

CREATE TABLE "imports" (
    "shop_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "staff" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "listing" JSONB,
    "fault" JSONB,
    "created_at" TIMESTAMP(3) NOT NULL,
    "updated_at" TIMESTAMP(3) NOT NULL,
    "cancelled_at" TIMESTAMP(3),
    "undone_at" TIMESTAMP(3),

    CONSTRAINT "imports_pkey" PRIMARY KEY ("shop_id","id")
);

CREATE TABLE "import_items" (
    "shop_id" TEXT NOT NULL,
    "import_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "ref" TEXT NOT NULL,
    "source" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "received" BIGINT NOT NULL DEFAULT 0,
    "bytes" BIGINT,
    "fault" JSONB,
    "video_id" TEXT NOT NULL,
    "here" TEXT,
    "updated_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "import_items_pkey" PRIMARY KEY ("shop_id","import_id","position")
);

CREATE UNIQUE INDEX "import_items_shop_id_import_id_ref_key" ON "import_items"("shop_id", "import_id", "ref");

ALTER TABLE "uploads" ADD CONSTRAINT "uploads_shop_id_video_id_fkey" FOREIGN KEY ("shop_id", "video_id") REFERENCES "videos"("shop_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "upload_parts" ADD CONSTRAINT "upload_parts_shop_id_video_id_fkey" FOREIGN KEY ("shop_id", "video_id") REFERENCES "uploads"("shop_id", "video_id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "clip_origins" ADD CONSTRAINT "clip_origins_shop_id_video_id_fkey" FOREIGN KEY ("shop_id", "video_id") REFERENCES "videos"("shop_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "import_items" ADD CONSTRAINT "import_items_shop_id_import_id_fkey" FOREIGN KEY ("shop_id", "import_id") REFERENCES "imports"("shop_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
