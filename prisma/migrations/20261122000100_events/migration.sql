-- Shoppers' events, what is counted from them, and what order webhooks said. Plain SQL, apart from
-- Prisma's schema: partitions and arrays are not in its language. Prisma's driver adapter cuts a script
-- at every semicolon, quoted or not, so function bodies write theirs as \073.
CREATE SCHEMA "events";

-- Hands every batch its place in the log. Roll-ups remember how far they have read by it.
CREATE SEQUENCE "events"."batch_position";

-- One row a batch, its events as arrays side by side: twenty events cost one tuple, one entry in each
-- index and one uniqueness check instead of twenty. "events"."log" shows them one a row.
-- "day" is the day written into the batch id (see event-log.ts), so that a batch sent twice always
-- meets itself in one partition, whatever day it arrives. 1970-01-01 holds senders with a wrong clock.
CREATE TABLE "events"."batches" (
    "day" DATE NOT NULL,
    "shop_id" TEXT COLLATE "C" NOT NULL,
    "batch_id" TEXT COLLATE "C" NOT NULL,
    "position" BIGINT NOT NULL DEFAULT nextval('"events"."batch_position"'),
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "session" TEXT COLLATE "C" NOT NULL,
    "viewer" TEXT COLLATE "C",
    "bot" BOOLEAN NOT NULL,
    -- Ids named by the events, each once. The arrays below point into it from 1, and 0 is none.
    "refs" TEXT[] COLLATE "C" NOT NULL,
    "kinds" SMALLINT[] NOT NULL,
    -- Milliseconds before "received_at".
    "agos" INTEGER[] NOT NULL,
    "placements" SMALLINT[] NOT NULL,
    "videos" SMALLINT[] NOT NULL,
    "amounts" INTEGER[] NOT NULL,
    "variants" SMALLINT[] NOT NULL,

    CONSTRAINT "batches_pkey" PRIMARY KEY ("shop_id", "batch_id", "day")
) PARTITION BY RANGE ("day");

CREATE INDEX "batches_position_idx" ON "events"."batches" ("position");
CREATE INDEX "batches_shop_id_position_idx" ON "events"."batches" ("shop_id", "position");

CREATE TABLE "events"."batches_undated" PARTITION OF "events"."batches"
    FOR VALUES FROM (MINVALUE) TO ('2000-01-01');

CREATE VIEW "events"."log" AS
SELECT b."shop_id", b."batch_id", e."index", b."position", b."day", b."received_at",
       b."received_at" - e."ago" * interval '1 millisecond' AS "at",
       b."session", b."viewer", b."bot",
       (ARRAY['view','play','watch','complete','open','product','add','error'])[e."kind"] AS "kind",
       b."refs"[e."placement"] AS "placement_id",
       b."refs"[e."video"] AS "video_id",
       e."amount",
       b."refs"[e."variant"] AS "variant_id"
FROM "events"."batches" b
CROSS JOIN LATERAL unnest(b."kinds", b."agos", b."placements", b."videos", b."amounts", b."variants")
    WITH ORDINALITY AS e("kind", "ago", "placement", "video", "amount", "variant", "index");

-- How far roll-ups have read the log: one row. "kept_from" is set once days have been dropped: raw
-- events of batches made before it are gone.
CREATE TABLE "events"."watermark" (
    "id" SMALLINT NOT NULL DEFAULT 1 CHECK ("id" = 1),
    "position" BIGINT NOT NULL,
    "rolled_at" TIMESTAMPTZ(3) NOT NULL,
    "kept_from" DATE,

    CONSTRAINT "watermark_pkey" PRIMARY KEY ("id")
);
INSERT INTO "events"."watermark" ("position", "rolled_at") VALUES (0, to_timestamp(0));

-- The zone a shop's roll-ups were cut in. When the shop's own differs, they are counted anew.
CREATE TABLE "events"."shop_zones" (
    "shop_id" TEXT COLLATE "C" NOT NULL,
    "time_zone" TEXT NOT NULL,

    CONSTRAINT "shop_zones_pkey" PRIMARY KEY ("shop_id")
);

-- A zone that this PostgreSQL has not heard of must not stop the count of every other shop.
CREATE FUNCTION "events"."usable_zone"("zone" TEXT) RETURNS TEXT LANGUAGE plpgsql STABLE AS E'
BEGIN
    PERFORM now() AT TIME ZONE "zone"\073
    RETURN "zone"\073
EXCEPTION WHEN invalid_parameter_value THEN
    RETURN \'UTC\'\073
END';

-- hour x shop. "hour" is the instant at which an hour of the shop's own clock begins, so that its days
-- are whole hours even where zones are off by 30 or 45 minutes.
CREATE TABLE "events"."shop_hours" (
    "shop_id" TEXT COLLATE "C" NOT NULL,
    "hour" TIMESTAMPTZ(0) NOT NULL,
    "views" BIGINT NOT NULL,
    "plays" BIGINT NOT NULL,
    "completions" BIGINT NOT NULL,
    "watch_ms" BIGINT NOT NULL,
    "adds" BIGINT NOT NULL,

    CONSTRAINT "shop_hours_pkey" PRIMARY KEY ("shop_id", "hour")
);

-- day x video, days of the shop's own calendar.
CREATE TABLE "events"."video_days" (
    "shop_id" TEXT COLLATE "C" NOT NULL,
    "day" DATE NOT NULL,
    "video_id" TEXT COLLATE "C" NOT NULL,
    "plays" BIGINT NOT NULL,
    "completions" BIGINT NOT NULL,
    "watch_ms" BIGINT NOT NULL,
    "adds" BIGINT NOT NULL,

    CONSTRAINT "video_days_pkey" PRIMARY KEY ("shop_id", "day", "video_id")
);
CREATE INDEX "video_days_shop_id_video_id_day_idx"
    ON "events"."video_days" ("shop_id", "video_id", "day");

-- Every video a shop ever had and the last name it bore: numbers outlive the video.
CREATE TABLE "events"."known_videos" (
    "shop_id" TEXT COLLATE "C" NOT NULL,
    "video_id" TEXT COLLATE "C" NOT NULL,
    "title" TEXT NOT NULL,

    CONSTRAINT "known_videos_pkey" PRIMARY KEY ("shop_id", "video_id")
);

-- Kept by a trigger, so that no way of making or naming a video can forget it.
CREATE FUNCTION "events"."remember_video"() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
    INSERT INTO "events"."known_videos" ("shop_id", "video_id", "title")
    VALUES (NEW."shop_id", NEW."id", NEW."title")
    ON CONFLICT ("shop_id", "video_id") DO UPDATE SET "title" = EXCLUDED."title"\073
    RETURN NULL\073
END';
CREATE TRIGGER "remember_video" AFTER INSERT OR UPDATE OF "title" ON "videos"
    FOR EACH ROW EXECUTE FUNCTION "events"."remember_video"();
INSERT INTO "events"."known_videos" SELECT "shop_id", "id", "title" FROM "videos";

-- What webhooks said of an order that has a credited line, each statement once. The ledger is a
-- function of the set of these, which is why the order of arrival does not matter.
CREATE TABLE "events"."order_facts" (
    "shop_id" TEXT COLLATE "C" NOT NULL,
    "order_id" TEXT COLLATE "C" NOT NULL,
    "fact_id" TEXT COLLATE "C" NOT NULL,
    "fact" JSONB NOT NULL,

    CONSTRAINT "order_facts_pkey" PRIMARY KEY ("shop_id", "order_id", "fact_id")
);
