-- Moments join the kinds of events: numbers are only ever added.
CREATE OR REPLACE VIEW "events"."log" AS
SELECT b."shop_id", b."batch_id", e."index", b."position", b."day", b."received_at",
       b."received_at" - e."ago" * interval '1 millisecond' AS "at",
       b."session", b."viewer", b."bot",
       (ARRAY['view','play','watch','complete','open','product','add','error','like','share','comment','moment'])[e."kind"] AS "kind",
       b."refs"[e."placement"] AS "placement_id",
       b."refs"[e."video"] AS "video_id",
       e."amount",
       b."refs"[e."variant"] AS "variant_id"
FROM "events"."batches" b
CROSS JOIN LATERAL unnest(b."kinds", b."agos", b."placements", b."videos", b."amounts", b."variants")
    WITH ORDINALITY AS e("kind", "ago", "placement", "video", "amount", "variant", "index");

-- day x moment x deed, days of the shop's own calendar: how often a moment was shown, tapped, chosen.
CREATE TABLE "events"."moment_days" (
    "shop_id" TEXT COLLATE "C" NOT NULL,
    "day" DATE NOT NULL,
    "video_id" TEXT COLLATE "C" NOT NULL,
    "moment_id" TEXT COLLATE "C" NOT NULL,
    "deed" SMALLINT NOT NULL,
    "times" BIGINT NOT NULL,

    CONSTRAINT "moment_days_pkey" PRIMARY KEY ("shop_id", "video_id", "day", "moment_id", "deed")
);
