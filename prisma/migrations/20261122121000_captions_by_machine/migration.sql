-- Captions that a speech service writes.
ALTER TABLE "captions" ADD COLUMN "automatic" BOOLEAN NOT NULL DEFAULT false;
CREATE TABLE "caption_orders" (
    "shop_id" TEXT NOT NULL,
    "video_id" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "progress" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "failure" JSONB,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "updated_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "caption_orders_pkey" PRIMARY KEY ("shop_id", "video_id"),
    CONSTRAINT "caption_orders_shop_id_video_id_fkey" FOREIGN KEY ("shop_id", "video_id")
      REFERENCES "videos"("shop_id", "id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE INDEX "caption_orders_status_updated_at_idx" ON "caption_orders"("status", "updated_at");
