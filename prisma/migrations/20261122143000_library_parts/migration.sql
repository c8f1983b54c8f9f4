-- Words stand in the clip's own row, so that a search, its filters and its order are one look at one table.
-- Read by the index alone, they lie outside the row, which stays narrow: what the others hold is never
-- pressed together or put outside for them.
ALTER TABLE "library"."entries" ADD COLUMN "words" TSVECTOR NOT NULL DEFAULT '';
ALTER TABLE "library"."entries" SET (toast_tuple_target = 640);
ALTER TABLE "library"."entries"
    ALTER COLUMN "title" SET STORAGE MAIN, ALTER COLUMN "title_key" SET STORAGE MAIN,
    ALTER COLUMN "tag_keys" SET STORAGE MAIN, ALTER COLUMN "categories" SET STORAGE MAIN,
    ALTER COLUMN "products" SET STORAGE MAIN, ALTER COLUMN "withheld" SET STORAGE MAIN;
UPDATE "library"."entries" e SET "words" = t."words"
FROM "library"."texts" t WHERE t."shop_id" = e."shop_id" AND t."video_id" = e."video_id";
-- At once and not from a list of what is pending: a search would have to read that list.
CREATE INDEX "entries_words_idx" ON "library"."entries" USING gin ("words") WITH (fastupdate = off);
-- What remains is the text itself, for phrases.
ALTER TABLE "library"."texts" DROP COLUMN "words", DROP COLUMN "n";

-- A clip's library row is read by parts: each room has one function that reads its own facts of given
-- clips, names it in "library"."parts", and has its triggers call it. "library"."read" calls them all, so
-- that no migration writes the whole again: a room that adds facts adds a part. And the numbers beside the
-- filters are kept and not counted. See docs/decisions/0044-the-library-is-read-by-parts.md.
CREATE TABLE "library"."parts" (
    -- A function of this schema, (shop TEXT, ids TEXT[]) to void, that makes its columns what they must be.
    "reader" TEXT NOT NULL,
    -- The first one makes the row, the last one reads its words.
    "position" SMALLINT NOT NULL,

    CONSTRAINT "parts_pkey" PRIMARY KEY ("reader")
);
INSERT INTO "library"."parts" ("reader", "position") VALUES
    ('read_clips', 0), ('read_shapes', 10), ('read_categories', 20), ('read_products', 30),
    ('read_rights', 40), ('read_reviews', 50), ('read_words', 100);

-- Parts. Each writes only what differs, and does for one clip what it does for a thousand.
CREATE FUNCTION "library"."read_clips"("shop" TEXT, "ids" TEXT[]) RETURNS void
LANGUAGE plpgsql AS E'
BEGIN
    INSERT INTO "library"."entries" AS e ("shop_id", "video_id", "title", "title_key", "status", "source",
        "language", "described", "tag_keys", "withheld", "created_at")
    SELECT v."shop_id", v."id", v."title", "library"."fold"(v."title"), v."status", v."source",
        v."language", v."description" <> \'\',
        ARRAY(SELECT "library"."fold"("tag") FROM unnest(v."tags") AS "tag"), v."withheld", v."created_at"
    FROM "videos" v WHERE v."shop_id" = "shop" AND v."id" = ANY("ids")
    ON CONFLICT ("shop_id", "video_id") DO UPDATE
    SET "title" = EXCLUDED."title", "title_key" = EXCLUDED."title_key", "status" = EXCLUDED."status",
        "source" = EXCLUDED."source", "language" = EXCLUDED."language",
        "described" = EXCLUDED."described", "tag_keys" = EXCLUDED."tag_keys",
        "withheld" = EXCLUDED."withheld", "created_at" = EXCLUDED."created_at"
    WHERE (e."title", e."title_key", e."status", e."source", e."language", e."described", e."tag_keys",
        e."withheld", e."created_at") IS DISTINCT FROM (EXCLUDED."title", EXCLUDED."title_key",
        EXCLUDED."status", EXCLUDED."source", EXCLUDED."language", EXCLUDED."described",
        EXCLUDED."tag_keys", EXCLUDED."withheld", EXCLUDED."created_at")\073
    INSERT INTO "library"."tag_names" ("shop_id", "key", "tag")
    SELECT DISTINCT ON (2) v."shop_id", "library"."fold"("tag"), "tag"
    FROM "videos" v, unnest(v."tags") AS "tag"
    WHERE v."shop_id" = "shop" AND v."id" = ANY("ids") ORDER BY 2
    ON CONFLICT DO NOTHING\073
END';

CREATE FUNCTION "library"."read_shapes"("shop" TEXT, "ids" TEXT[]) RETURNS void
LANGUAGE sql AS E'
    UPDATE "library"."entries" e SET "duration" = f."duration", "shape" = f."shape"
    FROM (
        SELECT "id", a."duration", "library"."shape_of"(a."width", a."height") AS "shape"
        FROM unnest("ids") AS "id"
        LEFT JOIN "assets" a ON a."shop_id" = "shop" AND a."video_id" = "id"
    ) f
    WHERE e."shop_id" = "shop" AND e."video_id" = f."id"
      AND (e."duration", e."shape")
      IS DISTINCT FROM (f."duration", f."shape")';

CREATE FUNCTION "library"."read_categories"("shop" TEXT, "ids" TEXT[]) RETURNS void
LANGUAGE sql AS E'
    UPDATE "library"."entries" e SET "categories" = f."categories"
    FROM (
        SELECT "id", ARRAY(SELECT c."category_id" FROM "video_categories" c
            WHERE c."shop_id" = "shop" AND c."video_id" = "id" ORDER BY 1) AS "categories"
        FROM unnest("ids") AS "id"
    ) f
    WHERE e."shop_id" = "shop" AND e."video_id" = f."id"
      AND e."categories" IS DISTINCT FROM f."categories"';

CREATE FUNCTION "library"."read_products"("shop" TEXT, "ids" TEXT[]) RETURNS void
LANGUAGE sql AS E'
    UPDATE "library"."entries" e SET "products" = f."products"
    FROM (
        SELECT "id", ARRAY(SELECT DISTINCT t."product_id" FROM "product_tags" t
            WHERE t."shop_id" = "shop" AND t."video_id" = "id" ORDER BY 1) AS "products"
        FROM unnest("ids") AS "id"
    ) f
    WHERE e."shop_id" = "shop" AND e."video_id" = f."id"
      AND e."products" IS DISTINCT FROM f."products"';

CREATE FUNCTION "library"."read_rights"("shop" TEXT, "ids" TEXT[]) RETURNS void
LANGUAGE sql AS E'
    UPDATE "library"."entries" e SET "rights" = f."rights",
        "rights_from" = f."rights_from",
        "rights_until" = f."rights_until",
        "rights_here" = f."rights_here"
    FROM (
        SELECT "id", r."status" AS "rights", r."from_day" AS "rights_from", r."until_day" AS "rights_until",
            coalesce(\'shop\' = ANY(r."channels"), false) AS "rights_here"
        FROM unnest("ids") AS "id"
        LEFT JOIN "rights_records" r ON r."shop_id" = "shop" AND r."video_id" = "id"
    ) f
    WHERE e."shop_id" = "shop" AND e."video_id" = f."id"
      AND (e."rights", e."rights_from", e."rights_until", e."rights_here")
      IS DISTINCT FROM (f."rights", f."rights_from", f."rights_until", f."rights_here")';

CREATE FUNCTION "library"."read_reviews"("shop" TEXT, "ids" TEXT[]) RETURNS void
LANGUAGE sql AS E'
    UPDATE "library"."entries" e SET "review" = f."review"
    FROM (
        SELECT "id", coalesce(c."state", \'approved\') AS "review"
        FROM unnest("ids") AS "id"
        LEFT JOIN "clip_reviews" c ON c."shop_id" = "shop" AND c."video_id" = "id"
    ) f
    WHERE e."shop_id" = "shop" AND e."video_id" = f."id"
      AND e."review" IS DISTINCT FROM f."review"';

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
    UPDATE "library"."entries" e SET "words" = n."words"
    FROM (SELECT "id", "library"."lexemes"("shop", "folded") AS "words" FROM "read") n
    WHERE e."shop_id" = "shop" AND e."video_id" = n."id" AND e."words" <> n."words"\073
END';

-- Triggers: what changed is read by its part.
CREATE OR REPLACE FUNCTION "library"."follow_video"() RETURNS trigger
LANGUAGE plpgsql AS E'
BEGIN
    IF TG_OP = \'INSERT\' OR (NEW."title", NEW."status", NEW."source", NEW."language", NEW."tags",
        NEW."description", NEW."withheld", NEW."created_at") IS DISTINCT FROM (OLD."title", OLD."status",
        OLD."source", OLD."language", OLD."tags", OLD."description", OLD."withheld", OLD."created_at")
    THEN
        PERFORM "library"."read_clips"(NEW."shop_id", ARRAY[NEW."id"])\073
    END IF\073
    IF TG_OP = \'INSERT\' OR (NEW."title", NEW."description", NEW."tags", NEW."source_name")
        IS DISTINCT FROM (OLD."title", OLD."description", OLD."tags", OLD."source_name")
    THEN
        PERFORM "library"."read_words"(NEW."shop_id", ARRAY[NEW."id"])\073
    END IF\073
    RETURN NULL\073
END';

DROP TRIGGER "follow_withheld" ON "videos";
DROP FUNCTION "library"."follow_withheld"();

CREATE OR REPLACE FUNCTION "library"."follow_asset"() RETURNS trigger
LANGUAGE plpgsql AS E'
BEGIN
    PERFORM "library"."read_shapes"(NEW."shop_id", ARRAY[NEW."video_id"])\073
    RETURN NULL\073
END';

CREATE OR REPLACE FUNCTION "library"."follow_product_tags"() RETURNS trigger
LANGUAGE plpgsql AS E'
DECLARE "one" RECORD\073
BEGIN
    FOR "one" IN SELECT "shop_id", array_agg(DISTINCT "video_id") AS "ids" FROM "changed" GROUP BY 1
    LOOP
        -- In the order of everybody else: first the clip, then its row here.
        PERFORM 1 FROM "videos" WHERE "shop_id" = "one"."shop_id" AND "id" = ANY("one"."ids")
        ORDER BY "id" FOR NO KEY UPDATE\073
        PERFORM "library"."read_products"("one"."shop_id", "one"."ids")\073
        PERFORM "library"."read_words"("one"."shop_id", "one"."ids")\073
    END LOOP\073
    RETURN NULL\073
END';

CREATE OR REPLACE FUNCTION "library"."follow_categories"() RETURNS trigger
LANGUAGE plpgsql AS E'
DECLARE "one" RECORD\073
BEGIN
    FOR "one" IN SELECT "shop_id", array_agg(DISTINCT "video_id") AS "ids" FROM "changed" GROUP BY 1
    LOOP
        PERFORM "library"."read_categories"("one"."shop_id", "one"."ids")\073
    END LOOP\073
    RETURN NULL\073
END';

CREATE OR REPLACE FUNCTION "library"."follow_rights"() RETURNS trigger
LANGUAGE plpgsql AS E'
BEGIN
    PERFORM "library"."read_rights"(coalesce(NEW."shop_id", OLD."shop_id"),
        ARRAY[coalesce(NEW."video_id", OLD."video_id")])\073
    RETURN NULL\073
END';

CREATE OR REPLACE FUNCTION "library"."follow_review"() RETURNS trigger
LANGUAGE plpgsql AS E'
BEGIN
    PERFORM "library"."read_reviews"(NEW."shop_id", ARRAY[NEW."video_id"])\073
    RETURN NULL\073
END';

-- How many clips of a shop have what: of each kind of fact, its values. "key" is the value, or of
-- 'categories' all that a clip stands in, parted by commas: those above them are counted by whoever knows
-- the tree. Kept by differences that are only added to, so that no two who save wait for each other. A job
-- adds them up. Both together are right at any moment.
CREATE TABLE "library"."counts" (
    "shop_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "clips" BIGINT NOT NULL
);
-- A key may be longer than an index takes.
CREATE UNIQUE INDEX "counts_key_idx" ON "library"."counts" ("shop_id", "kind", md5("key"));
CREATE INDEX "counts_none_idx" ON "library"."counts" ("shop_id") WHERE "clips" = 0;
CREATE TABLE "library"."count_changes" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    "shop_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "change" BIGINT NOT NULL
);
CREATE INDEX "count_changes_shop_idx" ON "library"."count_changes" ("shop_id", "kind");

-- What a clip is counted under.
CREATE FUNCTION "library"."counted"("entry" "library"."entries")
RETURNS TABLE ("kind" TEXT, "key" TEXT) LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 10
AS 'SELECT * FROM (VALUES (''all'', ''''), (''status'', "entry"."status"), (''source'', "entry"."source"),
        (''language'', "entry"."language"), (''shape'', "entry"."shape"),
        (''categories'', nullif(array_to_string("entry"."categories", '',''), ''''))) AS "one" ("kind", "key")
    WHERE "key" IS NOT NULL
    UNION ALL SELECT DISTINCT ''tag'', "tag" FROM unnest("entry"."tag_keys") AS "tag"
    UNION ALL SELECT DISTINCT ''product'', "id" FROM unnest("entry"."products") AS "id"';

CREATE FUNCTION "library"."count_change"() RETURNS trigger
LANGUAGE plpgsql AS E'
BEGIN
    INSERT INTO "library"."count_changes" ("shop_id", "kind", "key", "change")
    SELECT OLD."shop_id", "kind", "key", sum("change") FROM (
        SELECT "kind", "key", -1 AS "change" FROM "library"."counted"(OLD)
        UNION ALL SELECT "kind", "key", 1 FROM "library"."counted"(NEW)) "both"
    GROUP BY 2, 3 HAVING sum("change") <> 0\073
    RETURN NULL\073
END';

CREATE FUNCTION "library"."count_rows"() RETURNS trigger
LANGUAGE plpgsql AS E'
BEGIN
    INSERT INTO "library"."count_changes" ("shop_id", "kind", "key", "change")
    SELECT r."shop_id", c."kind", c."key", count(*) * TG_ARGV[0]::bigint
    FROM "rows" r, "library"."counted"(ROW(r.*)::"library"."entries") c GROUP BY 1, 2, 3\073
    RETURN NULL\073
END';

CREATE TRIGGER "count_new" AFTER INSERT ON "library"."entries" REFERENCING NEW TABLE AS "rows"
    FOR EACH STATEMENT EXECUTE FUNCTION "library"."count_rows"('1');
CREATE TRIGGER "count_gone" AFTER DELETE ON "library"."entries" REFERENCING OLD TABLE AS "rows"
    FOR EACH STATEMENT EXECUTE FUNCTION "library"."count_rows"('-1');
CREATE TRIGGER "count_changed" AFTER UPDATE ON "library"."entries" FOR EACH ROW
    WHEN ((OLD."status", OLD."source", OLD."language", OLD."shape", OLD."categories", OLD."tag_keys",
        OLD."products") IS DISTINCT FROM (NEW."status", NEW."source", NEW."language", NEW."shape",
        NEW."categories", NEW."tag_keys", NEW."products"))
    EXECUTE FUNCTION "library"."count_change"();

-- Counts all of a shop's clips and notes what the counts lack. One statement, so that who saves meanwhile
-- is either in both of what it compares or in neither.
CREATE FUNCTION "library"."recount"("shop" TEXT) RETURNS void
LANGUAGE plpgsql AS E'
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(\'library.recount \' || "shop", 0))\073
    INSERT INTO "library"."count_changes" ("shop_id", "kind", "key", "change")
    SELECT "shop", "kind", "key", sum("n") FROM (
        SELECT c."kind", c."key", count(*) AS "n"
        FROM "library"."entries" e, "library"."counted"(e) c WHERE e."shop_id" = "shop" GROUP BY 1, 2
        UNION ALL SELECT "kind", "key", -"clips" FROM "library"."counts" WHERE "shop_id" = "shop"
        UNION ALL SELECT "kind", "key", -"change" FROM "library"."count_changes" WHERE "shop_id" = "shop"
    ) "found" GROUP BY 2, 3 HAVING sum("n") <> 0\073
END';

-- Adds the noted differences up, the oldest first, and answers how many there were.
CREATE FUNCTION "library"."add_up_counts"() RETURNS BIGINT
LANGUAGE plpgsql AS E'
DECLARE "added" BIGINT\073
BEGIN
    -- One at a time: two would wait for each other\'s rows.
    IF NOT pg_try_advisory_xact_lock(hashtextextended(\'library.add_up_counts\', 0)) THEN RETURN 0\073 END IF\073
    WITH "taken" AS (
        DELETE FROM "library"."count_changes" WHERE "id" IN (
            SELECT "id" FROM "library"."count_changes" ORDER BY "id" LIMIT 100000)
        RETURNING "shop_id", "kind", "key", "change"
    ), "kept" AS (
        INSERT INTO "library"."counts" AS c ("shop_id", "kind", "key", "clips")
        SELECT "shop_id", "kind", "key", sum("change") FROM "taken"
        GROUP BY 1, 2, 3 HAVING sum("change") <> 0
        ON CONFLICT ("shop_id", "kind", md5("key")) DO UPDATE SET "clips" = c."clips" + EXCLUDED."clips"
    )
    SELECT count(*) INTO "added" FROM "taken"\073
    DELETE FROM "library"."counts" WHERE "clips" = 0\073
    RETURN "added"\073
END';

-- The counts of some kinds as they are now.
CREATE FUNCTION "library"."counts_of"("shop" TEXT, "kinds" TEXT[])
RETURNS TABLE ("kind" TEXT, "key" TEXT, "clips" BIGINT) LANGUAGE sql STABLE PARALLEL SAFE
AS 'SELECT "kind", "key", sum("clips")::bigint FROM (
        SELECT c."kind", c."key", c."clips" FROM "library"."counts" c
        WHERE c."shop_id" = "shop" AND c."kind" = ANY("kinds")
        UNION ALL SELECT d."kind", d."key", d."change" FROM "library"."count_changes" d
        WHERE d."shop_id" = "shop" AND d."kind" = ANY("kinds")) "both"
    GROUP BY 1, 2 HAVING sum("clips") > 0';

-- Reads everything of these clips anew.
CREATE FUNCTION "library"."read"("shop" TEXT, "ids" TEXT[]) RETURNS void
LANGUAGE plpgsql AS E'
DECLARE "part" TEXT\073
BEGIN
    -- Whoever is changing one of these has done so before it is read, or does it after.
    PERFORM 1 FROM "videos" WHERE "shop_id" = "shop" AND "id" = ANY("ids")
    ORDER BY "id" FOR NO KEY UPDATE\073
    PERFORM 1 FROM "library"."entries" WHERE "shop_id" = "shop" AND "video_id" = ANY("ids")
    ORDER BY "video_id" FOR NO KEY UPDATE\073
    FOR "part" IN SELECT "reader" FROM "library"."parts" ORDER BY "position", "reader"
    LOOP
        EXECUTE format(\'SELECT "library".%I($1, $2)\', "part") USING "shop", "ids"\073
    END LOOP\073
END';

-- The same for all clips of a shop, for whoever changed rows behind the triggers' back. Rows stay, and with
-- them what is counted elsewhere: plays and revenue.
CREATE OR REPLACE FUNCTION "library"."rebuild"("shop" TEXT) RETURNS void
LANGUAGE plpgsql AS E'
DECLARE "some" TEXT[]\073
BEGIN
    DELETE FROM "library"."entries" e WHERE e."shop_id" = "shop" AND NOT EXISTS (
        SELECT FROM "videos" v WHERE v."shop_id" = "shop" AND v."id" = e."video_id")\073
    FOR "some" IN SELECT array_agg("id" ORDER BY "id") FROM (
            SELECT "id", (row_number() OVER (ORDER BY "id") - 1) / 1000 AS "batch"
            FROM "videos" WHERE "shop_id" = "shop") "all"
        GROUP BY "batch" ORDER BY "batch"
    LOOP
        PERFORM "library"."read"("shop", "some")\073
    END LOOP\073
    PERFORM "library"."recount"("shop")\073
END';

SELECT "library"."recount"("shop_id") FROM (SELECT DISTINCT "shop_id" FROM "library"."entries") "shops";
SELECT "library"."add_up_counts"();
