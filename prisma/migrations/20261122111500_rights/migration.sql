-- Who allowed the use of a clip, where, until when, with which music.
CREATE TABLE "rights_records" (
    "shop_id" TEXT NOT NULL,
    "video_id" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "creator" TEXT NOT NULL,
    "contact" TEXT NOT NULL,
    "channels" TEXT[],
    "territory" TEXT[],
    "from_day" DATE,
    "until_day" DATE,
    "music" TEXT NOT NULL,
    "music_note" TEXT NOT NULL,
    "evidence" TEXT NOT NULL,
    "evidence_link" TEXT NOT NULL,
    "turns_at" TIMESTAMP(3),
    "updated_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "rights_records_pkey" PRIMARY KEY ("shop_id","video_id")
);
CREATE INDEX "rights_records_turns_at_idx" ON "rights_records"("turns_at");
ALTER TABLE "rights_records" ADD CONSTRAINT "rights_records_shop_id_video_id_fkey"
    FOREIGN KEY ("shop_id", "video_id") REFERENCES "videos"("shop_id", "id")
    ON DELETE CASCADE ON UPDATE CASCADE;

-- What a creator is asked for, behind a link of its own.
CREATE TABLE "permission_requests" (
    "shop_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "video_id" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "creator" TEXT NOT NULL,
    "channels" TEXT[],
    "territory" TEXT[],
    "until_day" DATE,
    "shop_name" TEXT NOT NULL,
    "clip_title" TEXT NOT NULL,
    "staff" TEXT NOT NULL,
    "asked_at" TIMESTAMP(3) NOT NULL,
    "expires_at" TIMESTAMP(3) NOT NULL,
    "revoked_at" TIMESTAMP(3),

    CONSTRAINT "permission_requests_pkey" PRIMARY KEY ("shop_id","id")
);
CREATE INDEX "permission_requests_shop_id_video_id_idx" ON "permission_requests"("shop_id", "video_id");
ALTER TABLE "permission_requests" ADD CONSTRAINT "permission_requests_shop_id_video_id_fkey"
    FOREIGN KEY ("shop_id", "video_id") REFERENCES "videos"("shop_id", "id")
    ON DELETE CASCADE ON UPDATE CASCADE;

-- What creators said, word for word. It outlives the clip and its request, and nobody can change it.
CREATE TABLE "permission_answers" (
    "shop_id" TEXT NOT NULL,
    "request_id" TEXT NOT NULL,
    "video_id" TEXT NOT NULL,
    "decision" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "statement" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "permission_answers_pkey" PRIMARY KEY ("shop_id","request_id")
);
CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
    RAISE EXCEPTION \'What was said stays as it was said.\'\073
END';
CREATE TRIGGER "answers_stay" BEFORE UPDATE ON "permission_answers"
    FOR EACH ROW EXECUTE FUNCTION "refuse_change"();

CREATE TABLE "rights_policies" (
    "shop_id" TEXT NOT NULL,
    "uncleared" BOOLEAN NOT NULL,
    "updated_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "rights_policies_pkey" PRIMARY KEY ("shop_id")
);

-- A new clip has no record, so where the shop shows none without permission it is held from the first.
CREATE FUNCTION "hold_uncleared"() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
    IF NOT \'rights\' = ANY(NEW."withheld") AND EXISTS (SELECT FROM "rights_policies"
        WHERE "shop_id" = NEW."shop_id" AND NOT "uncleared")
    THEN
        NEW."withheld" := NEW."withheld" || \'rights\'::text\073
    END IF\073
    RETURN NEW\073
END';
CREATE TRIGGER "hold_uncleared" BEFORE INSERT ON "videos"
    FOR EACH ROW EXECUTE FUNCTION "hold_uncleared"();

-- What the library is narrowed by: null where there is no record. "here": granted for the shop itself.
ALTER TABLE "library"."entries"
    ADD COLUMN "rights" TEXT,
    ADD COLUMN "rights_from" DATE,
    ADD COLUMN "rights_until" DATE,
    ADD COLUMN "rights_here" BOOLEAN NOT NULL DEFAULT false;
CREATE INDEX "entries_rights_until_idx" ON "library"."entries" ("shop_id", "rights_until")
    WHERE "rights" = 'granted' AND "rights_until" IS NOT NULL;

-- standingOf of the media domain, for conditions on many clips.
CREATE FUNCTION "library"."rights_standing"("status" TEXT, "from_day" DATE, "until_day" DATE,
    "here" BOOLEAN, "day" DATE) RETURNS TEXT LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN "status" IS NULL THEN 'none'
    WHEN "status" <> 'granted' THEN "status"
    WHEN "until_day" < "day" THEN 'expired'
    WHEN "from_day" > "day" THEN 'upcoming'
    WHEN "here" THEN 'granted'
    ELSE 'elsewhere' END;

CREATE FUNCTION "library"."follow_rights"() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
    IF TG_OP = \'DELETE\' THEN
        UPDATE "library"."entries" SET "rights" = NULL, "rights_from" = NULL, "rights_until" = NULL,
            "rights_here" = false
        WHERE "shop_id" = OLD."shop_id" AND "video_id" = OLD."video_id"\073
        RETURN NULL\073
    END IF\073
    UPDATE "library"."entries" SET "rights" = NEW."status", "rights_from" = NEW."from_day",
        "rights_until" = NEW."until_day", "rights_here" = \'shop\' = ANY(NEW."channels")
    WHERE "shop_id" = NEW."shop_id" AND "video_id" = NEW."video_id"
      AND ("rights", "rights_from", "rights_until", "rights_here") IS DISTINCT FROM
          (NEW."status", NEW."from_day", NEW."until_day", \'shop\' = ANY(NEW."channels"))\073
    RETURN NULL\073
END';
CREATE TRIGGER "follow_rights" AFTER INSERT OR UPDATE OR DELETE ON "rights_records"
    FOR EACH ROW EXECUTE FUNCTION "library"."follow_rights"();

CREATE OR REPLACE FUNCTION "library"."rebuild"("shop" TEXT) RETURNS void LANGUAGE plpgsql AS E'
BEGIN
    DELETE FROM "library"."entries" WHERE "shop_id" = "shop"\073
    INSERT INTO "library"."entries" ("shop_id", "video_id", "title", "title_key", "status", "source",
        "language", "described", "tag_keys", "categories", "products", "shape", "duration",
        "created_at", "withheld", "rights", "rights_from", "rights_until", "rights_here")
    SELECT v."shop_id", v."id", v."title", "library"."fold"(v."title"), v."status", v."source",
        v."language", v."description" <> \'\',
        ARRAY(SELECT "library"."fold"("tag") FROM unnest(v."tags") AS "tag"),
        ARRAY(SELECT c."category_id" FROM "video_categories" c
              WHERE c."shop_id" = v."shop_id" AND c."video_id" = v."id" ORDER BY 1),
        ARRAY(SELECT DISTINCT t."product_id" FROM "product_tags" t
              WHERE t."shop_id" = v."shop_id" AND t."video_id" = v."id"),
        "library"."shape_of"(a."width", a."height"), a."duration", v."created_at",
        v."withheld", r."status", r."from_day", r."until_day",
        coalesce(\'shop\' = ANY(r."channels"), false)
    FROM "videos" v LEFT JOIN "assets" a ON a."shop_id" = v."shop_id" AND a."video_id" = v."id"
    LEFT JOIN "rights_records" r ON r."shop_id" = v."shop_id" AND r."video_id" = v."id"
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
