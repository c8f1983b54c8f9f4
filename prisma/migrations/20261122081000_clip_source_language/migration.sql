-- Where a clip came from, and the language spoken or written in it (BCP 47, null while nobody said).
ALTER TABLE "videos" ADD COLUMN "source" TEXT NOT NULL DEFAULT 'upload',
    ADD COLUMN "language" TEXT;
