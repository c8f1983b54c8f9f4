-- Clips from TikTok, Instagram and YouTube: the accounts that a shop lets us read, what a platform says of a
-- post, and clips whose file is still wanted.

ALTER TABLE "videos" ADD COLUMN "cover_key" TEXT;

ALTER TABLE "imports" ADD COLUMN "account_id" TEXT,
    ADD COLUMN "wait_until" TIMESTAMP(3);

CREATE INDEX "import_items_shop_id_ref_idx" ON "import_items"("shop_id", "ref");

CREATE TABLE "clip_posts" (
    "shop_id" TEXT NOT NULL,
    "video_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "post_id" TEXT NOT NULL,
    "author" TEXT,
    "published_at" TIMESTAMP(3),
    "duration" INTEGER,
    "views" BIGINT,
    "likes" BIGINT,
    "comments" BIGINT,
    "shares" BIGINT,
    "counted_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "clip_posts_pkey" PRIMARY KEY ("shop_id","video_id")
);

CREATE TABLE "source_accounts" (
    "shop_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "page" TEXT,
    "access" TEXT NOT NULL,
    "refresh" TEXT,
    "scopes" TEXT[],
    "expires_at" TIMESTAMP(3),
    "state" TEXT NOT NULL,
    "connected_by" TEXT NOT NULL,
    "connected_at" TIMESTAMP(3) NOT NULL,
    "synced_at" TIMESTAMP(3),
    "whole_at" TIMESTAMP(3),
    "next_sync_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "source_accounts_pkey" PRIMARY KEY ("shop_id","id")
);

CREATE UNIQUE INDEX "source_accounts_shop_id_kind_user_id_key" ON "source_accounts"("shop_id", "kind", "user_id");
CREATE INDEX "source_accounts_next_sync_at_idx" ON "source_accounts"("next_sync_at");

CREATE TABLE "source_sign_ins" (
    "shop_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "staff" TEXT NOT NULL,
    "verifier" TEXT NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL,
    "used_at" TIMESTAMP(3),

    CONSTRAINT "source_sign_ins_pkey" PRIMARY KEY ("shop_id","id")
);

ALTER TABLE "clip_posts" ADD CONSTRAINT "clip_posts_shop_id_video_id_fkey" FOREIGN KEY ("shop_id", "video_id") REFERENCES "videos"("shop_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
