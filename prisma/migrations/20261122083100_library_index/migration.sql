-- What the library is searched and filtered by: one narrow row a clip, its words beside it, and the
-- words a shop's clips know. Plain SQL, apart from Prisma's schema: tsvector and trigram indexes are not
-- in its language. Prisma's driver adapter cuts a script at every semicolon, quoted or not, so function
-- bodies of several statements write theirs as \073. See docs/decisions/0042-search-in-two-languages.md.
CREATE EXTENSION IF NOT EXISTS "pg_trgm";
CREATE EXTENSION IF NOT EXISTS "btree_gin";
CREATE SCHEMA "library";

-- Facts that filters and sorting ask for. Kept narrow: a shop's 50,000 rows are read in a few
-- milliseconds whatever is asked of them.
CREATE TABLE "library"."entries" (
    "shop_id" TEXT NOT NULL,
    "video_id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    -- As folded for searching: whether a word stands in the title decides what comes first.
    "title_key" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "language" TEXT,
    "described" BOOLEAN NOT NULL,
    -- Tags folded, so that Summer and summer are one.
    "tag_keys" TEXT[] NOT NULL,
    "categories" TEXT[] NOT NULL DEFAULT '{}',
    "products" TEXT[] NOT NULL DEFAULT '{}',
    -- portrait, square or landscape, null while unknown.
    "shape" TEXT,
    -- Milliseconds, null while unknown.
    "duration" INTEGER,
    -- Of the last 30 days: see "library"."count_performance". Revenue in minor units of the shop's currency.
    "plays" BIGINT NOT NULL DEFAULT 0,
    "revenue" BIGINT NOT NULL DEFAULT 0,
    "created_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "entries_pkey" PRIMARY KEY ("shop_id", "video_id"),
    CONSTRAINT "entries_video_fkey" FOREIGN KEY ("shop_id", "video_id")
        REFERENCES "videos" ("shop_id", "id") ON DELETE CASCADE ON UPDATE CASCADE
);
-- One index a sort, so that a page is read off its beginning. Chinese titles come first, by pinyin.
CREATE INDEX "entries_newest_idx" ON "library"."entries" ("shop_id", "created_at" DESC, "video_id" DESC);
CREATE INDEX "entries_title_idx"
    ON "library"."entries" ("shop_id", "title" COLLATE "zh-x-icu", "video_id");
CREATE INDEX "entries_duration_idx"
    ON "library"."entries" ("shop_id", (coalesce("duration", -1)), "video_id");
CREATE INDEX "entries_plays_idx" ON "library"."entries" ("shop_id", "plays" DESC, "video_id" DESC);
CREATE INDEX "entries_revenue_idx" ON "library"."entries" ("shop_id", "revenue" DESC, "video_id" DESC);
CREATE INDEX "entries_sets_idx" ON "library"."entries"
    USING gin ("shop_id", "tag_keys", "categories", "products");

-- All words of a clip: title, description, tags, file name, products, captions, comments.
CREATE TABLE "library"."texts" (
    "shop_id" TEXT NOT NULL,
    "video_id" TEXT NOT NULL,
    "folded" TEXT NOT NULL,
    "words" TSVECTOR NOT NULL,

    CONSTRAINT "texts_pkey" PRIMARY KEY ("shop_id", "video_id"),
    CONSTRAINT "texts_video_fkey" FOREIGN KEY ("shop_id", "video_id")
        REFERENCES "videos" ("shop_id", "id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "texts_words_idx" ON "library"."texts" USING gin ("shop_id", "words");

-- Every longer word a shop's clips ever had: where a mistyped one finds what was meant, and a part of a
-- word the whole.
CREATE TABLE "library"."vocabulary" (
    "shop_id" TEXT NOT NULL,
    "word" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "vocabulary_pkey" PRIMARY KEY ("shop_id", "word")
);
CREATE INDEX "vocabulary_trigrams_idx" ON "library"."vocabulary"
    USING gin ("shop_id", "word" gin_trgm_ops);

-- How a shop first wrote each of its tags.
CREATE TABLE "library"."tag_names" (
    "shop_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "tag" TEXT NOT NULL,

    CONSTRAINT "tag_names_pkey" PRIMARY KEY ("shop_id", "key")
);

-- What a clip says besides its own row: captions and words in the picture, one row a kind. Whoever
-- makes them writes them here.
CREATE TABLE "library"."said" (
    "shop_id" TEXT NOT NULL,
    "video_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "said_pkey" PRIMARY KEY ("shop_id", "video_id", "kind"),
    CONSTRAINT "said_video_fkey" FOREIGN KEY ("shop_id", "video_id")
        REFERENCES "videos" ("shop_id", "id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- Clips whose words changed elsewhere (a comment, a product's name): a job reads them anew within a
-- minute. Only added to, so that no shopper's comment waits for another's.
CREATE TABLE "library"."stale" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    "shop_id" TEXT NOT NULL,
    "video_id" TEXT NOT NULL
);

-- Clips whose words changed since suggestions were looked for. Only added to, like "stale".
CREATE TABLE "library"."unmatched" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    "shop_id" TEXT NOT NULL,
    "video_id" TEXT NOT NULL
);

-- Names of all a shop's products, as last read from Shopify: what suggestions are matched against.
-- "products" holds full snapshots, but only of those that were tagged or looked at.
CREATE TABLE "library"."product_names" (
    "shop_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "handle" TEXT NOT NULL,

    CONSTRAINT "product_names_pkey" PRIMARY KEY ("shop_id", "id")
);
CREATE TABLE "library"."catalog_reads" (
    "shop_id" TEXT NOT NULL,
    "read_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "catalog_reads_pkey" PRIMARY KEY ("shop_id")
);

-- How far performance has been counted: one row.
CREATE TABLE "library"."performance_state" (
    "id" SMALLINT NOT NULL DEFAULT 1 CHECK ("id" = 1),
    "position" BIGINT NOT NULL DEFAULT 0,
    "counted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT to_timestamp(0),

    CONSTRAINT "performance_state_pkey" PRIMARY KEY ("id")
);
INSERT INTO "library"."performance_state" DEFAULT VALUES;

-- Clips of a shop that say all these words, and each of the texts as it is. Never by reading every
-- clip's words: unpacking them costs more than any index, which the planner does not know. The rows it is
-- told of make it join by hash, which many hits need and few do not mind.
CREATE FUNCTION "library"."saying"("shop" TEXT, "asked" TSQUERY, "exact" TEXT[]) RETURNS SETOF TEXT
LANGUAGE sql STABLE ROWS 10000 SET enable_seqscan = off SET jit = off
AS 'SELECT t."video_id" FROM "library"."texts" t
    WHERE t."shop_id" = "shop" AND t."words" @@ "asked"
      AND ("exact" = ''{}'' OR NOT EXISTS (SELECT FROM unnest("exact") AS "text" WHERE position("text" IN t."folded") = 0))';

-- One spelling for what reads the same: case, accents, full width. ICU's lower case, because a database
-- made with the locale C knows no other letters than A to Z.
CREATE FUNCTION "library"."fold"("written" TEXT) RETURNS TEXT
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN normalize(regexp_replace(
    normalize(lower(normalize("written", NFKC) COLLATE "und-x-icu"), NFD) COLLATE "C",
    E'[\u0300-\u036f]', '', 'g'), NFC);

-- Words of a folded text that are parted by something: everything but Chinese, Japanese and Korean.
CREATE FUNCTION "library"."spaced_words"("folded" TEXT) RETURNS TEXT[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN array_remove(string_to_array(regexp_replace("folded" COLLATE "C",
    E'[\u0001-/:-@[-`{-\u00a9\u00ab-\u00b4\u00b6-\u00bf\u00d7\u00f7\u2000-\u206f\u3000-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe10-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]+',
    ' ', 'g'), ' '), '');

-- Runs of writing without spaces.
CREATE FUNCTION "library"."unspaced_runs"("folded" TEXT) RETURNS TEXT[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN array_remove(string_to_array(regexp_replace("folded" COLLATE "C",
    E'[^\u3005-\u3007\u3040-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]+',
    ' ', 'g'), ' '), '');

-- What a folded text is found by. Spaced words whole, with their first letter and first two behind a ^,
-- so that one and two typed letters are one look-up. Runs without spaces by each character and each
-- pair: any part of them is characters and pairs too.
CREATE FUNCTION "library"."lexemes"("folded" TEXT) RETURNS TSVECTOR
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN array_to_tsvector(coalesce((
    SELECT array_agg(DISTINCT "lexeme") FROM (
        SELECT unnest(ARRAY[left("word", 64), '^' || left("word", 1), '^' || left("word", 2)]) AS "lexeme"
        FROM unnest("library"."spaced_words"("folded")) AS "word"
        UNION ALL
        SELECT unnest(ARRAY["character", lag("character") OVER ("run") || "character"])
        FROM unnest("library"."unspaced_runs"("folded")) WITH ORDINALITY AS "runs"("text", "n"),
             string_to_table("text", NULL) WITH ORDINALITY AS "characters"("character", "at")
        WINDOW "run" AS (PARTITION BY "n" ORDER BY "at")
    ) "found" WHERE "lexeme" <> ''
), '{}'));

-- Reads the words of these clips anew. The rows of "videos" are locked first, so that of two who change
-- one clip at once the later sees what the earlier wrote.
CREATE FUNCTION "library"."read_words"("shop" TEXT, "ids" TEXT[]) RETURNS void LANGUAGE plpgsql AS E'
BEGIN
    PERFORM 1 FROM "videos" WHERE "shop_id" = "shop" AND "id" = ANY("ids")
    ORDER BY "id" FOR NO KEY UPDATE\073

    WITH "read" AS (
        SELECT v."shop_id", v."id", "library"."fold"(concat_ws(E\'\\n\',
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
        INSERT INTO "library"."texts" AS t ("shop_id", "video_id", "folded", "words")
        SELECT "shop_id", "id", "folded", "library"."lexemes"("folded") FROM "read"
        ON CONFLICT ("shop_id", "video_id") DO UPDATE
        SET "folded" = EXCLUDED."folded", "words" = EXCLUDED."words"
        WHERE t."folded" <> EXCLUDED."folded"
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

-- The facts and words of a clip follow its row, so that no way of changing one can forget them.
CREATE FUNCTION "library"."follow_video"() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
    IF TG_OP = \'INSERT\' OR (NEW."title", NEW."status", NEW."source", NEW."language", NEW."tags",
        NEW."description", NEW."created_at") IS DISTINCT FROM (OLD."title", OLD."status", OLD."source",
        OLD."language", OLD."tags", OLD."description", OLD."created_at")
    THEN
        INSERT INTO "library"."entries" AS e ("shop_id", "video_id", "title", "title_key", "status",
            "source", "language", "described", "tag_keys", "created_at")
        VALUES (NEW."shop_id", NEW."id", NEW."title", "library"."fold"(NEW."title"), NEW."status",
            NEW."source", NEW."language", NEW."description" <> \'\',
            ARRAY(SELECT "library"."fold"("tag") FROM unnest(NEW."tags") AS "tag"), NEW."created_at")
        ON CONFLICT ("shop_id", "video_id") DO UPDATE
        SET "title" = EXCLUDED."title", "title_key" = EXCLUDED."title_key",
            "status" = EXCLUDED."status", "source" = EXCLUDED."source",
            "language" = EXCLUDED."language", "described" = EXCLUDED."described",
            "tag_keys" = EXCLUDED."tag_keys", "created_at" = EXCLUDED."created_at"\073
        INSERT INTO "library"."tag_names" ("shop_id", "key", "tag")
        SELECT DISTINCT ON (2) NEW."shop_id", "library"."fold"("tag"), "tag"
        FROM unnest(NEW."tags") AS "tag" ORDER BY 2
        ON CONFLICT DO NOTHING\073
    END IF\073
    IF TG_OP = \'INSERT\' OR (NEW."title", NEW."description", NEW."tags", NEW."source_name")
        IS DISTINCT FROM (OLD."title", OLD."description", OLD."tags", OLD."source_name")
    THEN
        PERFORM "library"."read_words"(NEW."shop_id", ARRAY[NEW."id"])\073
    END IF\073
    RETURN NULL\073
END';
CREATE TRIGGER "follow_video" AFTER INSERT OR UPDATE ON "videos"
    FOR EACH ROW EXECUTE FUNCTION "library"."follow_video"();

CREATE FUNCTION "library"."shape_of"("width" INTEGER, "height" INTEGER) RETURNS TEXT
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN "width" IS NULL OR "height" IS NULL OR "width" = 0 OR "height" = 0 THEN NULL
    WHEN "width" * 10 < "height" * 9 THEN 'portrait'
    WHEN "width" * 9 > "height" * 10 THEN 'landscape'
    ELSE 'square' END;

CREATE FUNCTION "library"."follow_asset"() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
    UPDATE "library"."entries" SET "duration" = NEW."duration",
        "shape" = "library"."shape_of"(NEW."width", NEW."height")
    WHERE "shop_id" = NEW."shop_id" AND "video_id" = NEW."video_id"
      AND ("duration", "shape") IS DISTINCT FROM
          (NEW."duration", "library"."shape_of"(NEW."width", NEW."height"))\073
    RETURN NULL\073
END';
CREATE TRIGGER "follow_asset" AFTER INSERT OR UPDATE ON "assets"
    FOR EACH ROW EXECUTE FUNCTION "library"."follow_asset"();

CREATE FUNCTION "library"."follow_product_tags"() RETURNS trigger LANGUAGE plpgsql AS E'
DECLARE "one" RECORD\073
BEGIN
    FOR "one" IN SELECT "shop_id", array_agg(DISTINCT "video_id") AS "ids" FROM "changed" GROUP BY 1
    LOOP
        UPDATE "library"."entries" e SET "products" = ARRAY(
            SELECT DISTINCT t."product_id" FROM "product_tags" t
            WHERE t."shop_id" = e."shop_id" AND t."video_id" = e."video_id")
        WHERE e."shop_id" = "one"."shop_id" AND e."video_id" = ANY("one"."ids")\073
        PERFORM "library"."read_words"("one"."shop_id", "one"."ids")\073
    END LOOP\073
    RETURN NULL\073
END';
CREATE TRIGGER "follow_product_tags_new" AFTER INSERT ON "product_tags"
    REFERENCING NEW TABLE AS "changed" FOR EACH STATEMENT
    EXECUTE FUNCTION "library"."follow_product_tags"();
CREATE TRIGGER "follow_product_tags_gone" AFTER DELETE ON "product_tags"
    REFERENCING OLD TABLE AS "changed" FOR EACH STATEMENT
    EXECUTE FUNCTION "library"."follow_product_tags"();

CREATE FUNCTION "library"."follow_categories"() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
    UPDATE "library"."entries" e SET "categories" = ARRAY(
        SELECT c."category_id" FROM "video_categories" c
        WHERE c."shop_id" = e."shop_id" AND c."video_id" = e."video_id" ORDER BY 1)
    FROM (SELECT DISTINCT "shop_id", "video_id" FROM "changed") "moved"
    WHERE e."shop_id" = "moved"."shop_id" AND e."video_id" = "moved"."video_id"\073
    RETURN NULL\073
END';
CREATE TRIGGER "follow_categories_new" AFTER INSERT ON "video_categories"
    REFERENCING NEW TABLE AS "changed" FOR EACH STATEMENT
    EXECUTE FUNCTION "library"."follow_categories"();
CREATE TRIGGER "follow_categories_gone" AFTER DELETE ON "video_categories"
    REFERENCING OLD TABLE AS "changed" FOR EACH STATEMENT
    EXECUTE FUNCTION "library"."follow_categories"();

CREATE FUNCTION "library"."follow_words_elsewhere"() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
    INSERT INTO "library"."stale" ("shop_id", "video_id")
    VALUES (coalesce(NEW."shop_id", OLD."shop_id"), coalesce(NEW."video_id", OLD."video_id"))\073
    RETURN NULL\073
END';
CREATE TRIGGER "follow_comment" AFTER INSERT OR UPDATE OF "status", "body" OR DELETE ON "comments"
    FOR EACH ROW EXECUTE FUNCTION "library"."follow_words_elsewhere"();
CREATE TRIGGER "follow_said" AFTER INSERT OR UPDATE OR DELETE ON "library"."said"
    FOR EACH ROW EXECUTE FUNCTION "library"."follow_words_elsewhere"();

CREATE FUNCTION "library"."follow_product"() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
    INSERT INTO "library"."stale" ("shop_id", "video_id")
    SELECT DISTINCT t."shop_id", t."video_id" FROM "product_tags" t
    WHERE t."shop_id" = NEW."shop_id" AND t."product_id" = NEW."id"\073
    RETURN NULL\073
END';
CREATE TRIGGER "follow_product_new" AFTER INSERT ON "products"
    FOR EACH ROW EXECUTE FUNCTION "library"."follow_product"();
CREATE TRIGGER "follow_product" AFTER UPDATE ON "products" FOR EACH ROW
    WHEN (NEW."title" <> OLD."title" OR NEW."deleted_at" IS DISTINCT FROM OLD."deleted_at")
    EXECUTE FUNCTION "library"."follow_product"();

-- Plays and revenue of the last 30 days, as roll-ups and the ledger have them, of every shop. Money in
-- a currency the shop has left is in no sum, as in its reports.
CREATE FUNCTION "library"."count_performance"() RETURNS INTEGER LANGUAGE sql
AS 'WITH "plays" AS (
        SELECT "shop_id" COLLATE "default" AS "shop_id", "video_id" COLLATE "default" AS "video_id",
            sum("plays") AS "plays"
        FROM "events"."video_days" WHERE "day" > current_date - 30 GROUP BY 1, 2
    ), "earned" AS (
        SELECT l."shop_id", l."video_id", sum(l."amount") AS "revenue"
        FROM "ledger_entries" l JOIN "shops" s ON s."id" = l."shop_id" AND s."currency" = l."currency"
        WHERE l."at" > (now() AT TIME ZONE ''UTC'') - interval ''30 days'' GROUP BY 1, 2
    ), "figures" AS (
        SELECT "shop_id", "video_id", coalesce("plays", 0) AS "plays", coalesce("revenue", 0) AS "revenue"
        FROM "plays" FULL JOIN "earned" USING ("shop_id", "video_id")
    ), "changed" AS (
        UPDATE "library"."entries" e SET "plays" = f."plays", "revenue" = f."revenue"
        FROM (
            SELECT n."shop_id", n."video_id", coalesce(g."plays", 0) AS "plays",
                coalesce(g."revenue", 0) AS "revenue"
            FROM "library"."entries" n LEFT JOIN "figures" g USING ("shop_id", "video_id")
            WHERE (n."plays", n."revenue") IS DISTINCT FROM
                (coalesce(g."plays", 0), coalesce(g."revenue", 0))
        ) f
        WHERE e."shop_id" = f."shop_id" AND e."video_id" = f."video_id"
        RETURNING 1
    )
    SELECT count(*)::integer FROM "changed"';

-- Makes the facts and words of a shop's clips anew from their rows: for clips that were here before, and
-- for whoever changed rows behind the triggers' back.
CREATE FUNCTION "library"."rebuild"("shop" TEXT) RETURNS void LANGUAGE plpgsql AS E'
BEGIN
    DELETE FROM "library"."entries" WHERE "shop_id" = "shop"\073
    INSERT INTO "library"."entries" ("shop_id", "video_id", "title", "title_key", "status", "source",
        "language", "described", "tag_keys", "categories", "products", "shape", "duration",
        "created_at")
    SELECT v."shop_id", v."id", v."title", "library"."fold"(v."title"), v."status", v."source",
        v."language", v."description" <> \'\',
        ARRAY(SELECT "library"."fold"("tag") FROM unnest(v."tags") AS "tag"),
        ARRAY(SELECT c."category_id" FROM "video_categories" c
              WHERE c."shop_id" = v."shop_id" AND c."video_id" = v."id" ORDER BY 1),
        ARRAY(SELECT DISTINCT t."product_id" FROM "product_tags" t
              WHERE t."shop_id" = v."shop_id" AND t."video_id" = v."id"),
        "library"."shape_of"(a."width", a."height"), a."duration", v."created_at"
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

SELECT "library"."rebuild"("shop_id") FROM (SELECT DISTINCT "shop_id" FROM "videos") "shops";
