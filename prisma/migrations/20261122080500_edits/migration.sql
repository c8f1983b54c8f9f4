-- Versions of clips, what the editor plays while they are made, and the files laid over them.
CREATE TABLE "edits" (
    "shop_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "video_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "document" JSONB NOT NULL,
    "status" TEXT NOT NULL,
    "progress" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "failure" JSONB,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "engine" TEXT,
    "asset" JSONB,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL,
    "updated_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "edits_pkey" PRIMARY KEY ("shop_id","id")
);

CREATE UNIQUE INDEX "edits_shop_id_video_id_number_key" ON "edits"("shop_id", "video_id", "number");

ALTER TABLE "edits" ADD CONSTRAINT "edits_shop_id_video_id_fkey" FOREIGN KEY ("shop_id", "video_id") REFERENCES "videos"("shop_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Only for clips of which a version is or was shown.
CREATE TABLE "edit_states" (
    "shop_id" TEXT NOT NULL,
    "video_id" TEXT NOT NULL,
    "live_edit_id" TEXT,
    "original_engine" TEXT NOT NULL,
    "original_asset" JSONB NOT NULL,

    CONSTRAINT "edit_states_pkey" PRIMARY KEY ("shop_id","video_id")
);

ALTER TABLE "edit_states" ADD CONSTRAINT "edit_states_shop_id_video_id_fkey" FOREIGN KEY ("shop_id", "video_id") REFERENCES "videos"("shop_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "edit_sources" (
    "shop_id" TEXT NOT NULL,
    "video_id" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "progress" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "failure" JSONB,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "prepared" JSONB,
    "updated_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "edit_sources_pkey" PRIMARY KEY ("shop_id","video_id")
);

ALTER TABLE "edit_sources" ADD CONSTRAINT "edit_sources_shop_id_video_id_fkey" FOREIGN KEY ("shop_id", "video_id") REFERENCES "videos"("shop_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "edit_files" (
    "shop_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "edit_files_pkey" PRIMARY KEY ("shop_id","id")
);
