-- What a folded text is found by, now with each two neighbouring words of a line: what stands in quotation marks
-- is found by its pairs. Two common words may stand in ten thousand clips, and reading the texts of all to see
-- where they stand together took half a second. Spaced words stand whole, with their first letter and first two
-- behind a ^, and in pairs. Runs without spaces stand by each character, each pair and each three. All behind the
-- shop's key.
CREATE OR REPLACE FUNCTION "library"."lexemes"("shop" TEXT, "folded" TEXT) RETURNS TSVECTOR
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN array_to_tsvector(coalesce((
    SELECT array_agg(DISTINCT "library"."shop_key"("shop") || "lexeme") FROM (
        SELECT unnest(ARRAY[left("word", 64), '^' || left("word", 1), '^' || left("word", 2),
            left(lag("word") OVER "line", 64) || ' ' || left("word", 64)]) AS "lexeme"
        FROM string_to_table("folded", chr(10)) WITH ORDINALITY AS "lines"("text", "n"),
             unnest("library"."spaced_words"("text")) WITH ORDINALITY AS "words"("word", "at")
        WINDOW "line" AS (PARTITION BY "n" ORDER BY "at")
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

UPDATE "library"."entries" e SET "words" = "library"."lexemes"(t."shop_id", t."folded"), "ballast" = DEFAULT
FROM "library"."texts" t WHERE t."shop_id" = e."shop_id" AND t."video_id" = e."video_id";
