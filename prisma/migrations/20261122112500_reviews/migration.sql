-- Reviews of clips. Clips that are here already have none and are shown as before: a job makes theirs, as
-- approved, within minutes.
CREATE TABLE "clip_reviews" (
    "shop_id" TEXT NOT NULL,
    "video_id" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "reason" TEXT,
    "findings" JSONB NOT NULL,
    "measures" JSONB,
    "words" TEXT NOT NULL,
    "pictures" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "since" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "clip_reviews_pkey" PRIMARY KEY ("shop_id","video_id")
);

CREATE TABLE "review_deeds" (
    "shop_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "video_id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "deed" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "reason" TEXT,
    "findings" TEXT[],
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "review_deeds_pkey" PRIMARY KEY ("shop_id","id")
);

CREATE TABLE "review_settings" (
    "shop_id" TEXT NOT NULL,
    "policy" JSONB NOT NULL,
    "updated_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "review_settings_pkey" PRIMARY KEY ("shop_id")
);

CREATE INDEX "clip_reviews_shop_id_state_since_video_id_idx" ON "clip_reviews"("shop_id", "state", "since", "video_id");
CREATE INDEX "review_deeds_shop_id_video_id_idx" ON "review_deeds"("shop_id", "video_id", "id");

ALTER TABLE "clip_reviews" ADD CONSTRAINT "clip_reviews_shop_id_video_id_fkey" FOREIGN KEY ("shop_id", "video_id") REFERENCES "videos"("shop_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What has happened cannot be changed or taken away, but with the whole shop: see shop/redact.
CREATE FUNCTION "keep_review_deeds"() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
    RAISE EXCEPTION \'review_deeds is only added to\'\073
END';
CREATE TRIGGER "keep_review_deeds" BEFORE UPDATE ON "review_deeds"
    FOR EACH ROW EXECUTE FUNCTION "keep_review_deeds"();

-- The library is filtered by where a review stands.
ALTER TABLE "library"."entries" ADD COLUMN "review" TEXT NOT NULL DEFAULT 'approved';
CREATE INDEX "entries_review_idx" ON "library"."entries" ("shop_id", "review", "created_at" DESC, "video_id" DESC)
    WHERE "review" <> 'approved';
CREATE FUNCTION "library"."follow_review"() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
    UPDATE "library"."entries" SET "review" = NEW."state"
    WHERE "shop_id" = NEW."shop_id" AND "video_id" = NEW."video_id" AND "review" <> NEW."state"\073
    RETURN NULL\073
END';
CREATE TRIGGER "follow_review" AFTER INSERT OR UPDATE OF "state" ON "clip_reviews"
    FOR EACH ROW EXECUTE FUNCTION "library"."follow_review"();

CREATE OR REPLACE FUNCTION "library"."rebuild"("shop" TEXT) RETURNS void LANGUAGE plpgsql AS E'
BEGIN
    DELETE FROM "library"."entries" WHERE "shop_id" = "shop"\073
    INSERT INTO "library"."entries" ("shop_id", "video_id", "title", "title_key", "status", "source",
        "language", "described", "tag_keys", "categories", "products", "shape", "duration",
        "created_at", "withheld", "rights", "rights_from", "rights_until", "rights_here", "review")
    SELECT v."shop_id", v."id", v."title", "library"."fold"(v."title"), v."status", v."source",
        v."language", v."description" <> \'\',
        ARRAY(SELECT "library"."fold"("tag") FROM unnest(v."tags") AS "tag"),
        ARRAY(SELECT c."category_id" FROM "video_categories" c
              WHERE c."shop_id" = v."shop_id" AND c."video_id" = v."id" ORDER BY 1),
        ARRAY(SELECT DISTINCT t."product_id" FROM "product_tags" t
              WHERE t."shop_id" = v."shop_id" AND t."video_id" = v."id"),
        "library"."shape_of"(a."width", a."height"), a."duration", v."created_at",
        v."withheld", r."status", r."from_day", r."until_day",
        coalesce(\'shop\' = ANY(r."channels"), false), coalesce(c."state", \'approved\')
    FROM "videos" v LEFT JOIN "assets" a ON a."shop_id" = v."shop_id" AND a."video_id" = v."id"
    LEFT JOIN "rights_records" r ON r."shop_id" = v."shop_id" AND r."video_id" = v."id"
    LEFT JOIN "clip_reviews" c ON c."shop_id" = v."shop_id" AND c."video_id" = v."id"
    WHERE v."shop_id" = "shop"\073
    INSERT INTO "library"."tag_names" ("shop_id", "key", "tag")
    SELECT DISTINCT ON (2) "shop", "library"."fold"("tag"), "tag"
    FROM "videos", unnest("tags") AS "tag" WHERE "shop_id" = "shop" ORDER BY 2
    ON CONFLICT DO NOTHING\073
    PERFORM "library"."read_words"("shop", array_agg("id"))
    FROM (SELECT "id", (row_number() OVER () - 1) / 1000 AS "part" FROM "videos"
          WHERE "shop_id" = "shop") "parts"
    GROUP BY "part"\073
END';
