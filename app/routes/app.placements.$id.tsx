import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData, useNavigate } from "@remix-run/react";
import { Banner, BlockStack, Card, Layout, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { isShowable } from "../domains/media/index.ts";
import { Confirm } from "../ui/confirm.tsx";
import { FaultBanner } from "../ui/fault-banner.tsx";
import { useFaultText } from "../ui/fault-text.ts";
import { HandleCard } from "../ui/handle-card.tsx";
import { PhonePreview } from "../ui/phone-preview.tsx";
import { PlacementStateBadge, SyncLine } from "../ui/placement-state.tsx";
import { PlaylistChoice } from "../ui/playlist-choice.tsx";
import { DraftBar } from "../ui/save-bar.tsx";
import { Screen } from "../ui/screen.tsx";
import { useFormatters } from "../ui/shop-context.tsx";
import { useDraft } from "../ui/use-draft.ts";
import { answer, notHere, readBody } from "./admin/answer.server.ts";
import { openAdmin } from "./admin/open-admin.server.ts";
import { sendJson } from "./admin/send-json.ts";
import { useDone } from "./admin/use-done.ts";
import { useRefreshWhile } from "./admin/use-refresh-while.ts";

/** As many clips as the preview has room for. */
const PREVIEW = 6;

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { placements, playlists, media } = await openAdmin({ request, context });
  const placement = await placements.get(params.id!);
  if (!placement) throw notHere();
  const search = new URL(request.url).searchParams;
  const playlistId = search.get("playlist") ?? placement.playlistId;
  const [lists, written, ids] = await Promise.all([
    playlists.list(),
    placements.written(),
    playlistId
      ? playlists.videoIds(playlistId)
      : media
          .readyVideosByProduct()
          .then((byProduct) => [...new Set([...byProduct.values()].flat())]),
  ]);
  return {
    placement,
    playlists: lists,
    clips: await media.cards(ids.slice(0, PREVIEW)),
    written: written.filter((one) => one.placementId === placement.id && one.removedAt === null)
      .length,
  };
}

const deeds = z.discriminatedUnion("deed", [
  z.object({
    deed: z.literal("save"),
    title: z.string().max(10_000),
    playlistId: z.string().nullable(),
  }),
  z.object({ deed: z.literal("publish") }),
  z.object({ deed: z.literal("unpublish") }),
  z.object({ deed: z.literal("delete") }),
]);

export async function action({ request, context, params }: ActionFunctionArgs) {
  const { placements } = await openAdmin({ request, context });
  const id = params.id!;
  const body = await readBody(request, deeds);
  if (!body.ok) return answer("save", body);
  switch (body.value.deed) {
    case "save": {
      const { title, playlistId } = body.value;
      return answer("save", await placements.update(id, { title, playlistId }));
    }
    case "publish":
      return answer("publish", await placements.publish(id));
    case "unpublish":
      return answer("unpublish", await placements.unpublish(id));
    case "delete":
      return answer("delete", await placements.remove(id));
  }
}

export default function Placement() {
  const { t } = useTranslation();
  const say = useFaultText();
  const format = useFormatters();
  const navigate = useNavigate();
  const { placement, playlists, clips, written } = useLoaderData<typeof loader>();
  const deed = useFetcher<typeof action>();
  const [asking, setAsking] = useState<"unpublish" | "delete" | null>(null);
  const [left, setLeft] = useState(false);
  const { draft, dirty, change, bar } = useDraft(
    { title: placement.title, playlistId: placement.playlistId },
    deed,
  );
  const preview = useFetcher<typeof loader>();
  const shown = dirty && preview.data ? preview.data.clips : clips;
  useRefreshWhile(placement.sync.kind === "writing" && !dirty);

  const fault = useDone(deed, (done) => {
    setAsking(null);
    if (done === "delete") {
      setLeft(true);
      navigate("/app/placements", { replace: true });
    }
    return t(`placements.done.${done}`);
  });
  const busy = deed.state !== "idle";
  const send = (body: object) => sendJson(deed, body);

  return (
    <Screen
      title={placement.title}
      titleMetadata={<PlacementStateBadge state={placement.state} />}
      subtitle={t(`placements.block.${placement.block}.name`)}
      backAction={{ content: t("placements.title"), url: "/app/placements" }}
      primaryAction={
        placement.state === "live"
          ? {
              content:
                placement.block === "page" ? t("placements.openPage") : t("placements.openEditor"),
              url: placement.placeUrl,
              target: "_top" as never,
            }
          : {
              content:
                placement.state === "draft"
                  ? t("placements.publish")
                  : t("placements.publishAgain"),
              disabled: dirty,
              helpText: dirty ? t("placements.saveFirst") : undefined,
              loading: busy,
              onAction: () => send({ deed: "publish" }),
            }
      }
      secondaryActions={[
        ...(placement.state === "draft"
          ? []
          : [{ content: t("placements.unpublish"), onAction: () => setAsking("unpublish") }]),
        { content: t("common.delete"), destructive: true, onAction: () => setAsking("delete") },
      ]}
    >
      <DraftBar {...bar} dirty={dirty && !left} onSave={() => send({ deed: "save", ...draft })} />
      <Layout>
        {fault ? (
          <Layout.Section variant="fullWidth">
            <FaultBanner title={t(`placements.refused.${fault.deed}`)} fault={fault} />
          </Layout.Section>
        ) : null}
        {placement.sync.kind === "failed" ? (
          <Layout.Section variant="fullWidth">
            <Banner
              tone="warning"
              title={t("placements.sync.failed", { date: format.dateTime(placement.sync.at) })}
              action={
                placement.state === "draft"
                  ? undefined
                  : {
                      content: t("common.retry"),
                      loading: busy,
                      onAction: () => send({ deed: "publish" }),
                    }
              }
            >
              <p>{say({ kind: placement.sync.fault, params: placement.sync.params })}</p>
            </Banner>
          </Layout.Section>
        ) : null}
        <Layout.Section>
          <BlockStack gap="400">
            {placement.sync.kind === "writing" ? (
              <Card>
                <SyncLine sync={placement.sync} />
              </Card>
            ) : null}
            <Card>
              <BlockStack gap="400">
                <TextField
                  label={t("placements.name")}
                  helpText={t("placements.nameHelp")}
                  autoComplete="off"
                  value={draft.title}
                  onChange={(title) => change({ title })}
                />
                <PlaylistChoice
                  block={placement.block}
                  playlists={playlists}
                  playlistId={draft.playlistId}
                  onChange={(playlistId) => {
                    change({ playlistId });
                    preview.load(`/app/placements/${placement.id}?playlist=${playlistId ?? ""}`);
                  }}
                />
              </BlockStack>
            </Card>
            <HandleCard placement={placement} written={written} />
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <PhonePreview
            block={placement.block}
            title={draft.title}
            clips={shown.filter(isShowable)}
          />
        </Layout.Section>
      </Layout>
      <Confirm
        open={asking === "unpublish"}
        title={t("placements.unpublishAsk.title", { title: placement.title })}
        text={t("placements.unpublishAsk.text", { count: written })}
        deed={t("placements.unpublish")}
        busy={busy}
        onClose={() => setAsking(null)}
        onConfirm={() => send({ deed: "unpublish" })}
      />
      <Confirm
        open={asking === "delete"}
        title={t("placements.deleteAsk.title", { title: placement.title })}
        text={t("placements.deleteAsk.text")}
        deed={t("common.delete")}
        busy={busy}
        onClose={() => setAsking(null)}
        onConfirm={() => send({ deed: "delete" })}
      />
    </Screen>
  );
}

export { adminHeaders as headers } from "./admin/admin-headers.ts";
export {
  refusalOnFailure as clientAction,
  unlessRefusedOrGone as shouldRevalidate,
} from "./admin/client-action.ts";
export { ScreenError as ErrorBoundary } from "./admin/screen-error.tsx";
