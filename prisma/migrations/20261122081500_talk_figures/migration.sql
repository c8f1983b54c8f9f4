-- Reports count opened share sheets by the day, and likes and comments by their own rows.
ALTER TABLE "events"."video_days" ADD COLUMN "shares" bigint NOT NULL DEFAULT 0;
CREATE INDEX "likes_shop_id_at_idx" ON "likes"("shop_id", "at");
CREATE INDEX "comments_shop_id_created_at_idx" ON "comments"("shop_id", "created_at");
