-- What captions say can be searched for: see "library"."said" in library_index.
CREATE FUNCTION "library"."follow_captions"() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
    IF TG_OP = \'DELETE\' THEN
        DELETE FROM "library"."said" WHERE "shop_id" = OLD."shop_id"
            AND "video_id" = OLD."video_id" AND "kind" = \'captions \' || OLD."language"\073
        RETURN NULL\073
    END IF\073
    INSERT INTO "library"."said" ("shop_id", "video_id", "kind", "text")
    SELECT NEW."shop_id", NEW."video_id", \'captions \' || NEW."language",
        coalesce(string_agg("cue" ->> \'text\', E\'\\n\'), \'\')
    FROM jsonb_array_elements(NEW."cues") AS "cue"
    ON CONFLICT ("shop_id", "video_id", "kind") DO UPDATE SET "text" = EXCLUDED."text"\073
    RETURN NULL\073
END';
CREATE TRIGGER "follow_captions" AFTER INSERT OR UPDATE OF "cues" OR DELETE ON "captions"
    FOR EACH ROW EXECUTE FUNCTION "library"."follow_captions"();

-- Captions that were here before.
INSERT INTO "library"."said" ("shop_id", "video_id", "kind", "text")
SELECT "shop_id", "video_id", 'captions ' || "language",
    coalesce((SELECT string_agg("cue" ->> 'text', E'\n') FROM jsonb_array_elements("cues") AS "cue"), '')
FROM "captions";
