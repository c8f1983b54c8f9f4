-- Likes and comments of shoppers, and what became of them.
CREATE TABLE "likes" (
    "shop_id" TEXT NOT NULL,
    "video_id" TEXT NOT NULL,
    "liker" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "likes_pkey" PRIMARY KEY ("shop_id","video_id","liker")
);

CREATE TABLE "comments" (
    "shop_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "video_id" TEXT NOT NULL,
    "parent_id" TEXT,
    "author" TEXT,
    "token" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "reason" TEXT,
    "created_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "comments_pkey" PRIMARY KEY ("shop_id","id")
);

CREATE TABLE "comment_reports" (
    "shop_id" TEXT NOT NULL,
    "comment_id" TEXT NOT NULL,
    "reporter" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "comment_reports_pkey" PRIMARY KEY ("shop_id","comment_id","reporter")
);

CREATE TABLE "comment_deeds" (
    "shop_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "comment_id" TEXT NOT NULL,
    "deed" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "detail" TEXT,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "comment_deeds_pkey" PRIMARY KEY ("shop_id","id")
);

CREATE TABLE "moderation" (
    "shop_id" TEXT NOT NULL,
    "policy" JSONB NOT NULL,
    "updated_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "moderation_pkey" PRIMARY KEY ("shop_id")
);

CREATE INDEX "likes_shop_id_liker_idx" ON "likes"("shop_id", "liker");
CREATE INDEX "comments_shop_id_video_id_parent_id_id_idx" ON "comments"("shop_id", "video_id", "parent_id", "id");
CREATE INDEX "comments_shop_id_status_id_idx" ON "comments"("shop_id", "status", "id");
CREATE INDEX "comments_shop_id_author_created_at_idx" ON "comments"("shop_id", "author", "created_at");
CREATE UNIQUE INDEX "comments_shop_id_token_key" ON "comments"("shop_id", "token");
CREATE INDEX "comment_reports_shop_id_reporter_idx" ON "comment_reports"("shop_id", "reporter");
CREATE INDEX "comment_deeds_shop_id_comment_id_id_idx" ON "comment_deeds"("shop_id", "comment_id", "id");

ALTER TABLE "likes" ADD CONSTRAINT "likes_shop_id_video_id_fkey" FOREIGN KEY ("shop_id", "video_id") REFERENCES "videos"("shop_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "comments" ADD CONSTRAINT "comments_shop_id_video_id_fkey" FOREIGN KEY ("shop_id", "video_id") REFERENCES "videos"("shop_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "comment_reports" ADD CONSTRAINT "comment_reports_shop_id_comment_id_fkey" FOREIGN KEY ("shop_id", "comment_id") REFERENCES "comments"("shop_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "comment_deeds" ADD CONSTRAINT "comment_deeds_shop_id_comment_id_fkey" FOREIGN KEY ("shop_id", "comment_id") REFERENCES "comments"("shop_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
