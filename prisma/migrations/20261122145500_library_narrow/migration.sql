-- A clip's words outside of its library row for real. PostgreSQL takes values out only of rows over 2 KB,
-- whatever "toast_tuple_target" says, and most clips' words are less: they stood inside, and whoever filters
-- or sorts read them along. Spaces make the row that large at the moment its words are written. They are
-- pressed together to 35 bytes before anything else is, so that the words go and nothing else does. With
-- them in the row, looking at 50,000 clips took three times as long.
ALTER TABLE "library"."entries" ADD COLUMN "ballast" TEXT NOT NULL DEFAULT repeat(' ', 2048);

-- The rows of "videos" are locked first, so that of two who change one clip at once the later sees what the
-- earlier wrote.
CREATE OR REPLACE FUNCTION "library"."read_words"("shop" TEXT, "ids" TEXT[]) RETURNS void
LANGUAGE plpgsql AS E'
BEGIN
    PERFORM 1 FROM "videos" WHERE "shop_id" = "shop" AND "id" = ANY("ids")
    ORDER BY "id" FOR NO KEY UPDATE\073

    WITH "read" AS (
        SELECT v."id", "library"."fold"(concat_ws(E\'\\n\',
            v."title", v."description", array_to_string(v."tags", E\'\\n\'), v."source_name",
            (SELECT string_agg(DISTINCT p."title", E\'\\n\')
             FROM "product_tags" t JOIN "products" p
               ON p."shop_id" = t."shop_id" AND p."id" = t."product_id" AND p."deleted_at" IS NULL
             WHERE t."shop_id" = v."shop_id" AND t."video_id" = v."id"),
            (SELECT string_agg(left(s."text", 20000), E\'\\n\') FROM "library"."said" s
             WHERE s."shop_id" = v."shop_id" AND s."video_id" = v."id"),
            (SELECT string_agg("body", E\'\\n\') FROM (
                SELECT c."body" FROM "comments" c
                WHERE c."shop_id" = v."shop_id" AND c."video_id" = v."id" AND c."status" = \'shown\'
                ORDER BY c."id" DESC LIMIT 200) "latest"))) AS "folded"
        FROM "videos" v WHERE v."shop_id" = "shop" AND v."id" = ANY("ids")
    ), "kept" AS (
        INSERT INTO "library"."texts" AS t ("shop_id", "video_id", "folded")
        SELECT "shop", "id", "folded" FROM "read"
        ON CONFLICT ("shop_id", "video_id") DO UPDATE SET "folded" = EXCLUDED."folded"
        WHERE t."folded" <> EXCLUDED."folded"
        RETURNING "video_id", "folded"
    ), "noted" AS (
        INSERT INTO "library"."unmatched" ("shop_id", "video_id") SELECT "shop", "video_id" FROM "kept"
    ), "known" AS (
        INSERT INTO "library"."vocabulary" ("shop_id", "word")
        SELECT DISTINCT "shop", "word" COLLATE "C"
        FROM "kept", unnest("library"."spaced_words"("kept"."folded")) AS "word"
        WHERE length("word") BETWEEN 3 AND 40 AND "word" !~ \'^[0-9]+$\'
        ORDER BY 2
        ON CONFLICT DO NOTHING
    )
    UPDATE "library"."entries" e SET "words" = n."words", "ballast" = DEFAULT
    FROM (SELECT "id", "library"."lexemes"("shop", "folded") AS "words" FROM "read") n
    WHERE e."shop_id" = "shop" AND e."video_id" = n."id" AND e."words" <> n."words"\073
END';

UPDATE "library"."entries" SET "words" = "words", "ballast" = DEFAULT;

-- The library's list asks for rights by plain conditions: this, for 50,000 clips, took longer than all else.
DROP FUNCTION "library"."rights_standing";
