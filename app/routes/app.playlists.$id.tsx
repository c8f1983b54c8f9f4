import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData, useNavigate } from "@remix-run/react";
import { BlockStack, Button, Card, InlineStack, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import type { VideoCard } from "../domains/media/index.ts";
import { MAX_PLAYLIST_TITLE, MAX_PLAYLIST_VIDEOS } from "../domains/playlists/index.ts";
import { ClipPicker } from "../ui/clip-picker.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { EMPTY_LIST } from "../ui/drawings.ts";
import { Empty } from "../ui/empty.tsx";
import { FaultBanner } from "../ui/fault-banner.tsx";
import { OrderedClips } from "../ui/ordered-clips.tsx";
import { DraftBar } from "../ui/save-bar.tsx";
import { Screen } from "../ui/screen.tsx";
import { useDraft } from "../ui/use-draft.ts";
import { answer, notHere, readBody } from "./admin/answer.server.ts";
import { openAdmin } from "./admin/open-admin.server.ts";
import { sendJson } from "./admin/send-json.ts";
import { useDone } from "./admin/use-done.ts";
import type { loader as libraryLoader } from "./app.library._index.tsx";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { playlists } = await openAdmin({ request, context });
  const playlist = await playlists.get(params.id!);
  if (!playlist) throw notHere();
  return { playlist };
}

const deeds = z.discriminatedUnion("deed", [
  z.object({
    deed: z.literal("save"),
    title: z.string().max(10_000),
    videoIds: z.array(z.string()).max(2_000),
  }),
  z.object({ deed: z.literal("delete") }),
]);

export async function action({ request, context, params }: ActionFunctionArgs) {
  const { playlists } = await openAdmin({ request, context });
  const id = params.id!;
  const body = await readBody(request, deeds);
  if (!body.ok) return answer("save", body);
  switch (body.value.deed) {
    case "save": {
      const renamed = await playlists.rename(id, body.value.title);
      if (!renamed.ok) return answer("save", renamed);
      return answer("save", await playlists.setVideos(id, body.value.videoIds));
    }
    case "delete":
      return answer("delete", await playlists.remove(id));
  }
}

export default function Playlist() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { playlist } = useLoaderData<typeof loader>();
  const deed = useFetcher<typeof action>();
  const library = useFetcher<typeof libraryLoader>();
  const [asking, setAsking] = useState(false);
  const [picking, setPicking] = useState(false);
  const [left, setLeft] = useState(false);
  const { draft, dirty, change, bar } = useDraft<{
    title: string;
    videos: VideoCard[];
  }>({ title: playlist.title, videos: playlist.videos }, deed);
  const fault = useDone(deed, (done) => {
    if (done !== "delete") return t("common.saved");
    setAsking(false);
    setLeft(true);
    navigate("/app/playlists", { replace: true });
    return t("playlists.deleted");
  });
  const send = (body: object) => sendJson(deed, body);
  const look = (query: string, after?: string) => {
    const search = new URLSearchParams({ q: query, ...(after ? { after } : {}) });
    library.load(`/app/library?index&${search}`);
  };
  const addClips = {
    content: t("playlists.addClips"),
    onAction: () => {
      look("");
      setPicking(true);
    },
  };

  return (
    <Screen
      title={playlist.title}
      backAction={{ content: t("playlists.title"), url: "/app/playlists" }}
      secondaryActions={[
        { content: t("common.delete"), destructive: true, onAction: () => setAsking(true) },
      ]}
    >
      <DraftBar
        {...bar}
        dirty={dirty && !left}
        onSave={() =>
          send({
            deed: "save",
            title: draft.title,
            videoIds: draft.videos.map((video) => video.id),
          })
        }
      />
      <BlockStack gap="400">
        {fault ? <FaultBanner title={t(`playlists.refused.${fault.deed}`)} fault={fault} /> : null}
        <Card>
          <TextField
            label={t("playlists.name")}
            helpText={t("playlists.nameHelp")}
            autoComplete="off"
            maxLength={MAX_PLAYLIST_TITLE}
            value={draft.title}
            onChange={(title) => change({ title })}
          />
        </Card>
        <Card>
          {draft.videos.length > 0 ? (
            <BlockStack gap="300">
              <InlineStack align="space-between" blockAlign="center">
                <Text as="h2" variant="headingMd">
                  {t("common.clips", { count: draft.videos.length })}
                </Text>
                <Button
                  onClick={addClips.onAction}
                  disabled={draft.videos.length >= MAX_PLAYLIST_VIDEOS}
                >
                  {addClips.content}
                </Button>
              </InlineStack>
              <OrderedClips videos={draft.videos} onChange={(videos) => change({ videos })} />
            </BlockStack>
          ) : (
            <Empty
              title={t("playlists.noClips.title")}
              text={t("playlists.noClips.text")}
              image={EMPTY_LIST}
              action={addClips}
            />
          )}
        </Card>
      </BlockStack>
      <ClipPicker
        open={picking}
        page={library.data?.page ?? null}
        loading={library.state !== "idle"}
        taken={draft.videos.map((video) => video.id)}
        room={MAX_PLAYLIST_VIDEOS - draft.videos.length}
        onLook={look}
        onClose={() => setPicking(false)}
        onAdd={(videos) => {
          change({ videos: [...draft.videos, ...videos] });
          setPicking(false);
        }}
      />
      <Confirm
        open={asking}
        title={t("playlists.delete.title", { title: playlist.title })}
        text={t("playlists.delete.text")}
        deed={t("common.delete")}
        busy={deed.state !== "idle"}
        onClose={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false);
          send({ deed: "delete" });
        }}
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
