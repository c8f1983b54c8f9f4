-- Plays and revenue again, in the order of each. They change by the minute: an index on the library's own rows
-- would have each of those changes enter all of a clip's words anew. A page by plays or revenue is looked for here
-- first, among those that have any.
CREATE TABLE "library"."earnings" (
    "shop_id" TEXT NOT NULL,
    "video_id" TEXT NOT NULL,
    "plays" BIGINT NOT NULL,
    "revenue" BIGINT NOT NULL,

    CONSTRAINT "earnings_pkey" PRIMARY KEY ("shop_id", "video_id"),
    CONSTRAINT "earnings_entry_fkey" FOREIGN KEY ("shop_id", "video_id")
        REFERENCES "library"."entries" ("shop_id", "video_id") ON DELETE CASCADE
);
INSERT INTO "library"."earnings" ("shop_id", "video_id", "plays", "revenue")
SELECT "shop_id", "video_id", "plays", "revenue" FROM "library"."entries" WHERE ("plays", "revenue") <> (0, 0);
CREATE INDEX "earnings_plays_idx" ON "library"."earnings" ("shop_id", "plays" DESC, "video_id" DESC)
WHERE "plays" > 0;
CREATE INDEX "earnings_revenue_idx" ON "library"."earnings" ("shop_id", "revenue" DESC, "video_id" DESC)
WHERE "revenue" > 0;

CREATE FUNCTION "library"."follow_earnings"() RETURNS trigger
LANGUAGE plpgsql AS E'
BEGIN
    INSERT INTO "library"."earnings" ("shop_id", "video_id", "plays", "revenue")
    VALUES (NEW."shop_id", NEW."video_id", NEW."plays", NEW."revenue")
    ON CONFLICT ("shop_id", "video_id") DO UPDATE
    SET "plays" = EXCLUDED."plays", "revenue" = EXCLUDED."revenue"\073
    RETURN NULL\073
END';
CREATE TRIGGER "follow_earnings" AFTER UPDATE ON "library"."entries" FOR EACH ROW
    WHEN ((OLD."plays", OLD."revenue") IS DISTINCT FROM (NEW."plays", NEW."revenue"))
    EXECUTE FUNCTION "library"."follow_earnings"();
