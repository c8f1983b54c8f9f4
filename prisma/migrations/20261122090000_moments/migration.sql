-- What happens in a clip at a time of it: chapters, calls to action, countdowns, coupons, questions.
ALTER TABLE "videos" ADD COLUMN "moments" JSONB NOT NULL DEFAULT '[]';

-- Few clips have any, and the codes of those that do are looked at by the clock.
CREATE INDEX "videos_moments_idx" ON "videos"("shop_id") WHERE "moments" <> '[]';

-- What the shop said of discount codes that clips show.
CREATE TABLE "discounts" (
    "shop_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "starts_at" TIMESTAMP(3) NOT NULL,
    "ends_at" TIMESTAMP(3),
    "checked_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "discounts_pkey" PRIMARY KEY ("shop_id","key")
);
