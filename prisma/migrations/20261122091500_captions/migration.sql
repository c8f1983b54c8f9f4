-- What is said in a clip, by language, in the time of the clip as it was uploaded.
CREATE TABLE "captions" (
    "shop_id" TEXT NOT NULL,
    "video_id" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "cues" JSONB NOT NULL,
    "file_key" TEXT,
    "updated_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "captions_pkey" PRIMARY KEY ("shop_id","video_id","language")
);

ALTER TABLE "captions" ADD CONSTRAINT "captions_shop_id_video_id_fkey" FOREIGN KEY ("shop_id", "video_id") REFERENCES "videos"("shop_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
