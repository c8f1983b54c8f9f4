-- How many clips stand where in review is kept as the other counts are: nearly all of a library is approved,
-- and counting those meant to read every clip. As the filter has it: what waits for its review is not approved.
CREATE OR REPLACE FUNCTION "library"."counted"("entry" "library"."entries")
RETURNS TABLE ("kind" TEXT, "key" TEXT) LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 10
AS 'SELECT * FROM (VALUES (''all'', ''''), (''status'', "entry"."status"), (''source'', "entry"."source"),
        (''language'', "entry"."language"), (''shape'', "entry"."shape"),
        (''review'', CASE WHEN "entry"."review" <> ''approved'' OR "entry"."withheld" = ''{}''
            OR NOT ''review'' = ANY("entry"."withheld") THEN "entry"."review" END),
        (''categories'', nullif(array_to_string("entry"."categories", '',''), ''''))) AS "one" ("kind", "key")
    WHERE "key" IS NOT NULL
    UNION ALL SELECT DISTINCT ''tag'', "tag" FROM unnest("entry"."tag_keys") AS "tag"
    UNION ALL SELECT DISTINCT ''product'', "id" FROM unnest("entry"."products") AS "id"';

DROP TRIGGER "count_changed" ON "library"."entries";
CREATE TRIGGER "count_changed" AFTER UPDATE ON "library"."entries" FOR EACH ROW
    WHEN ((OLD."status", OLD."source", OLD."language", OLD."shape", OLD."review", OLD."withheld",
        OLD."categories", OLD."tag_keys", OLD."products")
        IS DISTINCT FROM (NEW."status", NEW."source", NEW."language", NEW."shape", NEW."review",
        NEW."withheld", NEW."categories", NEW."tag_keys", NEW."products"))
    EXECUTE FUNCTION "library"."count_change"();

SELECT "library"."recount"("shop_id") FROM (SELECT DISTINCT "shop_id" FROM "library"."entries") "shops";
