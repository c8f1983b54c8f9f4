-- Any word, filter and order of a shop's 50,000 clips in a few hundredths of a second, common words too.
-- See docs/decisions/0043-search-in-two-languages.md.

-- A number a clip, so that hits are joined by eight bytes. Plays and revenue change by the minute: in no
-- index and with room in the page, a change of theirs touches nothing else. Sorting by them reads all rows
-- of a shop, which are narrow.
ALTER TABLE "library"."entries" ADD COLUMN "n" BIGINT GENERATED ALWAYS AS IDENTITY;
ALTER TABLE "library"."entries" SET (fillfactor = 80, parallel_workers = 0);
DROP INDEX "library"."entries_plays_idx";
DROP INDEX "library"."entries_revenue_idx";
CREATE UNIQUE INDEX "entries_n_idx" ON "library"."entries" ("n");

-- What a shop's words begin with, so that the index keeps each shop's apart: its id in short. Two shops
-- may share one: the row's own shop decides.
CREATE FUNCTION "library"."shop_key"("shop" TEXT) RETURNS TEXT
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN encode(decode(left(md5("shop"), 6), 'hex'), 'base64');

-- What a folded text is found by. Spaced words whole, with their first letter and first two behind a ^,
-- so that one and two typed letters are one look-up. Runs without spaces by each character, each pair and
-- each three: any part of them is made of those. All behind the shop's key.
CREATE FUNCTION "library"."lexemes"("shop" TEXT, "folded" TEXT) RETURNS TSVECTOR
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN array_to_tsvector(coalesce((
    SELECT array_agg(DISTINCT "library"."shop_key"("shop") || "lexeme") FROM (
        SELECT unnest(ARRAY[left("word", 64), '^' || left("word", 1), '^' || left("word", 2)]) AS "lexeme"
        FROM unnest("library"."spaced_words"("folded")) AS "word"
        UNION ALL
        SELECT unnest(ARRAY[
            "character",
            lag("character") OVER "run" || "character",
            lag("character", 2) OVER "run" || lag("character") OVER "run" || "character"])
        FROM unnest("library"."unspaced_runs"("folded")) WITH ORDINALITY AS "runs"("text", "n"),
             string_to_table("text", NULL) WITH ORDINALITY AS "characters"("character", "at")
        WINDOW "run" AS (PARTITION BY "n" ORDER BY "at")
    ) "found" WHERE "lexeme" <> ''
), '{}'));

-- What was read before keeps its text, and gets its words while no index stands in the way.
DROP INDEX "library"."texts_words_idx";
ALTER TABLE "library"."texts" ADD COLUMN "n" BIGINT;
ALTER TABLE "library"."texts" SET (parallel_workers = 0);
UPDATE "library"."texts" t
SET "n" = e."n", "words" = "library"."lexemes"(t."shop_id", t."folded")
FROM "library"."entries" e WHERE e."shop_id" = t."shop_id" AND e."video_id" = t."video_id";
ALTER TABLE "library"."texts" ALTER COLUMN "n" SET NOT NULL;
-- At once and not from a list of what is pending: a search would have to read that list.
CREATE INDEX "texts_words_idx" ON "library"."texts" USING gin ("words") WITH (fastupdate = off);

DROP FUNCTION "library"."saying";
DROP FUNCTION "library"."lexemes"(TEXT);

-- Reads the words of these clips anew. The rows of "videos" are locked first, so that of two who change
-- one clip at once the later sees what the earlier wrote.
CREATE OR REPLACE FUNCTION "library"."read_words"("shop" TEXT, "ids" TEXT[]) RETURNS void
LANGUAGE plpgsql AS E'
BEGIN
    PERFORM 1 FROM "videos" WHERE "shop_id" = "shop" AND "id" = ANY("ids")
    ORDER BY "id" FOR NO KEY UPDATE\073

    WITH "read" AS (
        SELECT v."shop_id", v."id", e."n", "library"."fold"(concat_ws(E\'\\n\',
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
        FROM "videos" v
        JOIN "library"."entries" e ON e."shop_id" = v."shop_id" AND e."video_id" = v."id"
        WHERE v."shop_id" = "shop" AND v."id" = ANY("ids")
    ), "kept" AS (
        INSERT INTO "library"."texts" AS t ("shop_id", "video_id", "n", "folded", "words")
        SELECT "shop_id", "id", "n", "folded", "library"."lexemes"("shop", "folded") FROM "read"
        ON CONFLICT ("shop_id", "video_id") DO UPDATE
        SET "n" = EXCLUDED."n", "folded" = EXCLUDED."folded", "words" = EXCLUDED."words"
        WHERE t."folded" <> EXCLUDED."folded" OR t."n" <> EXCLUDED."n"
        RETURNING "shop_id", "video_id", "folded"
    ), "noted" AS (
        INSERT INTO "library"."unmatched" ("shop_id", "video_id") SELECT "shop_id", "video_id" FROM "kept"
    )
    INSERT INTO "library"."vocabulary" ("shop_id", "word")
    SELECT DISTINCT "shop", "word" COLLATE "C"
    FROM "kept", unnest("library"."spaced_words"("kept"."folded")) AS "word"
    WHERE length("word") BETWEEN 3 AND 40 AND "word" !~ E\'^[0-9]+$\'
    ORDER BY 2
    ON CONFLICT DO NOTHING\073
END';
