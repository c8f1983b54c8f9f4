-- Data exports of platforms, sent in parts as files are, and what people ask a platform to have us delete.

CREATE TABLE "archives" (
    "shop_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "staff" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "mark" TEXT NOT NULL,
    "received" BIGINT NOT NULL DEFAULT 0,
    "state" TEXT NOT NULL,
    "kind" TEXT,
    "fault" JSONB,
    "report" JSONB,
    "posts" JSONB,
    "import_id" TEXT,
    "created_at" TIMESTAMP(3) NOT NULL,
    "updated_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "archives_pkey" PRIMARY KEY ("shop_id","id")
);

CREATE UNIQUE INDEX "archives_shop_id_staff_mark_key" ON "archives"("shop_id", "staff", "mark");
CREATE INDEX "archives_updated_at_idx" ON "archives"("updated_at");

CREATE TABLE "archive_parts" (
    "shop_id" TEXT NOT NULL,
    "archive_id" TEXT NOT NULL,
    "start" BIGINT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "key" TEXT NOT NULL,

    CONSTRAINT "archive_parts_pkey" PRIMARY KEY ("shop_id","archive_id","start")
);

ALTER TABLE "archive_parts" ADD CONSTRAINT "archive_parts_shop_id_archive_id_fkey" FOREIGN KEY ("shop_id", "archive_id") REFERENCES "archives"("shop_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Posts of an archive are looked for among those of their platform.
CREATE INDEX "clip_posts_shop_id_kind_idx" ON "clip_posts"("shop_id", "kind");

ALTER TABLE "source_accounts" ADD COLUMN "scoped_id" TEXT;
CREATE INDEX "source_accounts_kind_user_id_idx" ON "source_accounts"("kind", "user_id");
CREATE INDEX "source_accounts_kind_scoped_id_idx" ON "source_accounts"("kind", "scoped_id");

CREATE TABLE "data_deletions" (
    "code" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "accounts" INTEGER NOT NULL,
    "posts" INTEGER NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "data_deletions_pkey" PRIMARY KEY ("code")
);
