-- What keeps a clip from the storefront though it could be shown: a review that is not over, rights that
-- have ended. Clips that are here already keep being shown.
ALTER TABLE "videos" ADD COLUMN "withheld" TEXT[] DEFAULT ARRAY[]::TEXT[];
ALTER TABLE "videos" ALTER COLUMN "withheld" SET NOT NULL;

ALTER TABLE "library"."entries" ADD COLUMN "withheld" TEXT[] NOT NULL DEFAULT '{}';
-- Few clips are withheld at a time, and those are what somebody looks for.
CREATE INDEX "entries_withheld_idx" ON "library"."entries" ("shop_id", "created_at" DESC, "video_id" DESC)
    WHERE "withheld" <> '{}';

-- Beside "follow_video" and after it by name: it makes the row that this one writes to.
CREATE FUNCTION "library"."follow_withheld"() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
    UPDATE "library"."entries" SET "withheld" = NEW."withheld"
    WHERE "shop_id" = NEW."shop_id" AND "video_id" = NEW."id" AND "withheld" <> NEW."withheld"\073
    RETURN NULL\073
END';
CREATE TRIGGER "follow_withheld" AFTER INSERT OR UPDATE OF "withheld" ON "videos"
    FOR EACH ROW EXECUTE FUNCTION "library"."follow_withheld"();

CREATE OR REPLACE FUNCTION "library"."rebuild"("shop" TEXT) RETURNS void LANGUAGE plpgsql AS E'
BEGIN
    DELETE FROM "library"."entries" WHERE "shop_id" = "shop"\073
    INSERT INTO "library"."entries" ("shop_id", "video_id", "title", "title_key", "status", "source",
        "language", "described", "tag_keys", "categories", "products", "shape", "duration",
        "created_at", "withheld")
    SELECT v."shop_id", v."id", v."title", "library"."fold"(v."title"), v."status", v."source",
        v."language", v."description" <> \'\',
        ARRAY(SELECT "library"."fold"("tag") FROM unnest(v."tags") AS "tag"),
        ARRAY(SELECT c."category_id" FROM "video_categories" c
              WHERE c."shop_id" = v."shop_id" AND c."video_id" = v."id" ORDER BY 1),
        ARRAY(SELECT DISTINCT t."product_id" FROM "product_tags" t
              WHERE t."shop_id" = v."shop_id" AND t."video_id" = v."id"),
        "library"."shape_of"(a."width", a."height"), a."duration", v."created_at",
        v."withheld"
    FROM "videos" v LEFT JOIN "assets" a ON a."shop_id" = v."shop_id" AND a."video_id" = v."id"
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
