import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData, useNavigate, useSearchParams } from "@remix-run/react";
import {
  Banner,
  BlockStack,
  Box,
  Card,
  InlineStack,
  Modal,
  Pagination,
  SkeletonBodyText,
  Tabs,
} from "@shopify/polaris";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import {
  MAX_REVIEWED_AT_ONCE,
  type QueuedClip,
  REVIEW_STATES,
  type ReviewDecision,
} from "../domains/clearance/index.ts";
import { EMPTY_LIST } from "../ui/drawings.ts";
import { Empty } from "../ui/empty.tsx";
import { FaultBanner } from "../ui/fault-banner.tsx";
import { ReasonModal } from "../ui/reason-modal.tsx";
import { ReviewKeysHelp } from "../ui/review-keys-help.tsx";
import { ReviewList } from "../ui/review-list.tsx";
import { ReviewStory } from "../ui/review-story.tsx";
import { Screen } from "../ui/screen.tsx";
import { answer, readBody } from "./admin/answer.server.ts";
import { openAdmin } from "./admin/open-admin.server.ts";
import { sendJson } from "./admin/send-json.ts";
import { useDone } from "./admin/use-done.ts";
import { useDownload } from "./admin/use-download.ts";
import { useReviewKeys } from "./admin/use-review-keys.ts";
import type { loader as storyLoader } from "./app.review.story.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { reviews } = await openAdmin({ request, context });
  const { searchParams } = new URL(request.url);
  const show = searchParams.get("show");
  const state = REVIEW_STATES.find((name) => name === show) ?? "waiting";
  return { state, ...(await reviews.queue({ state, after: searchParams.get("after") })) };
}

const decision = z.object({
  deed: z.enum(["approve", "refuse", "ask"]),
  clips: z
    .array(z.object({ videoId: z.string(), version: z.number().int() }))
    .min(1)
    .max(MAX_REVIEWED_AT_ONCE),
  reason: z.string().max(5_000),
});

export async function action({ request, context }: ActionFunctionArgs) {
  const { reviews, staff } = await openAdmin({ request, context });
  const body = await readBody(request, decision);
  if (!body.ok) return answer("approve", body);
  const { deed, clips, reason } = body.value;
  const decided = await reviews.decide(clips, deed, reason, staff);
  if (!decided.ok) return answer(deed, decided);
  return data({ ok: true as const, deed, moved: decided.value.moved });
}

export default function Review() {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const { state, clips, next, counts } = useLoaderData<typeof loader>();
  const [search, setSearch] = useSearchParams();
  const [selected, setSelected] = useState<string[]>([]);
  const [opened, setOpened] = useState<string | null>(null);
  const [asking, setAsking] = useState<{ clip: QueuedClip; deed: "refuse" | "ask" } | null>(null);
  const [told, setTold] = useState<QueuedClip | null>(null);
  const [keys, setKeys] = useState(false);
  const [video, setVideo] = useState<HTMLVideoElement | null>(null);
  const [moved, setMoved] = useState(0);
  const story = useFetcher<typeof storyLoader>();
  const download = useDownload(t("review.exportFailed"));
  const deed = useFetcher<typeof action>();
  const answered = deed.data;
  const fault = useDone(deed, (done) => {
    setSelected([]);
    setAsking(null);
    setMoved(answered?.ok && "moved" in answered ? Number(answered.moved) : 0);
    return t(`review.done.${done}`);
  });
  const busy = deed.state !== "idle";

  // The next one takes the place of the one that was decided on.
  const place = useRef(0);
  const at = clips.findIndex(({ review }) => review.videoId === opened);
  const here = at >= 0 ? at : Math.min(place.current, clips.length - 1);
  const current = clips[here] ?? null;
  useEffect(() => {
    place.current = Math.max(0, here);
  }, [here]);
  const decide = (chosen: QueuedClip[], decided: ReviewDecision, reason = "") =>
    sendJson(deed, {
      deed: decided,
      clips: chosen.map(({ review: { videoId, version } }) => ({ videoId, version })),
      reason,
    });
  const begin = (chosen: QueuedClip[], decided: ReviewDecision) => {
    const [clip] = chosen;
    if (decided === "approve") decide(chosen, decided);
    else if (clip) setAsking({ clip, deed: decided });
  };
  const go = (step: number) => {
    const to = clips[here + step];
    if (!to) return;
    setOpened(to.review.videoId);
    document.querySelector<HTMLElement>(`[data-review="${to.review.videoId}"] button`)?.focus();
  };
  const onCurrent = (decided: ReviewDecision) => {
    if (current && !busy) begin([current], decided);
  };
  const toggle = (id: string) =>
    setSelected((now) => (now.includes(id) ? now.filter((one) => one !== id) : [...now, id]));
  useReviewKeys({
    j: () => go(1),
    k: () => go(-1),
    x: () => current && toggle(current.review.videoId),
    a: () => onCurrent("approve"),
    r: () => onCurrent("refuse"),
    c: () => onCurrent("ask"),
    p: () => void (video?.paused ? video.play().catch(() => {}) : video?.pause()),
    "?": () => setKeys(true),
  });

  return (
    <Screen
      title={t("review.title")}
      subtitle={t("review.intro")}
      secondaryActions={[
        { content: t("review.settings"), onAction: () => navigate("/app/review/rules") },
        {
          content: t("review.export"),
          loading: download.busy,
          onAction: () =>
            download.download(`/app/review/csv?locale=${i18n.language}`, "clipshelf-review.csv"),
        },
        { content: t("review.keysTitle"), onAction: () => setKeys(true) },
      ]}
    >
      <BlockStack gap="400">
        {fault && !asking ? <FaultBanner title={t("review.refused")} fault={fault} /> : null}
        {moved > 0 ? (
          <Banner tone="warning" onDismiss={() => setMoved(0)}>
            {t("review.someMoved", { count: moved })}
          </Banner>
        ) : null}
        <Card padding="0">
          <Tabs
            tabs={REVIEW_STATES.map((name) => ({
              id: name,
              content: t(`review.tab.${name}`, { count: counts[name] }),
            }))}
            selected={REVIEW_STATES.indexOf(state)}
            onSelect={(index) => {
              setSelected([]);
              setOpened(null);
              place.current = 0;
              setSearch({ show: REVIEW_STATES[index] ?? "waiting" });
            }}
          />
          {clips.length > 0 ? (
            <ReviewList
              clips={clips}
              open={current?.review.videoId ?? null}
              selected={selected}
              busy={busy}
              onOpen={setOpened}
              onSelect={setSelected}
              onDecide={begin}
              onHistory={(clip) => {
                setTold(clip);
                story.load(`/app/review/story?clip=${clip.review.videoId}`);
              }}
              onVideo={setVideo}
            />
          ) : (
            <Empty
              title={t(`review.empty.${state}`)}
              text={t("review.empty.text")}
              image={EMPTY_LIST}
              action={{
                content: t("review.empty.action"),
                onAction: () => navigate("/app/review/rules"),
              }}
            />
          )}
          {next || search.has("after") ? (
            <Box padding="300">
              <InlineStack align="center">
                <Pagination
                  hasPrevious={search.has("after")}
                  previousTooltip={t("review.first")}
                  onPrevious={() => setSearch({ show: state })}
                  hasNext={next !== null}
                  nextTooltip={t("review.more")}
                  onNext={() => setSearch({ show: state, after: next ?? "" })}
                />
              </InlineStack>
            </Box>
          ) : null}
        </Card>
      </BlockStack>
      <ReasonModal
        asking={asking?.deed ?? null}
        title={asking?.clip.video.title ?? ""}
        busy={busy}
        fault={fault}
        onClose={() => setAsking(null)}
        onReason={(reason) => asking && decide([asking.clip], asking.deed, reason)}
      />
      <Modal
        open={told !== null}
        title={t("review.historyOf", { title: told?.video.title ?? "" })}
        onClose={() => setTold(null)}
      >
        <Modal.Section>
          {story.data && story.state === "idle" ? (
            <ReviewStory deeds={story.data.deeds} />
          ) : (
            <SkeletonBodyText lines={3} />
          )}
        </Modal.Section>
      </Modal>
      <ReviewKeysHelp open={keys} onClose={() => setKeys(false)} />
    </Screen>
  );
}

export { adminHeaders as headers } from "./admin/admin-headers.ts";
export {
  refusalOnFailure as clientAction,
  unlessRefused as shouldRevalidate,
} from "./admin/client-action.ts";
export { ScreenError as ErrorBoundary } from "./admin/screen-error.tsx";
