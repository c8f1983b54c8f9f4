import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useFetcher, useLoaderData } from "@remix-run/react";
import { BlockStack, Card, PageActions, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { BLOCK_KINDS, type BlockKind } from "../contract/feed.ts";
import { isByProduct } from "../domains/placements/index.ts";
import { BlockChoice } from "../ui/block-choice.tsx";
import { FaultBanner } from "../ui/fault-banner.tsx";
import { PlaylistChoice } from "../ui/playlist-choice.tsx";
import { Screen } from "../ui/screen.tsx";
import { answer, readBody } from "./admin/answer.server.ts";
import { openAdmin } from "./admin/open-admin.server.ts";
import { sendJson } from "./admin/send-json.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { playlists } = await openAdmin({ request, context });
  return { playlists: await playlists.list() };
}

const deed = z.object({
  deed: z.literal("create"),
  title: z.string().max(10_000),
  block: z.enum(BLOCK_KINDS),
  playlistId: z.string().nullable(),
});

export async function action({ request, context }: ActionFunctionArgs) {
  const { placements } = await openAdmin({ request, context });
  const body = await readBody(request, deed);
  if (!body.ok) return answer("create", body);
  const { title, block, playlistId } = body.value;
  const created = await placements.create({ title, block, playlistId });
  if (!created.ok) return answer("create", created);
  return redirect(`/app/placements/${created.value.id}`);
}

export default function NewPlacement() {
  const { t } = useTranslation();
  const { playlists } = useLoaderData<typeof loader>();
  const create = useFetcher<typeof action>();
  const [block, setBlock] = useState<BlockKind>("carousel");
  const [title, setTitle] = useState("");
  const [playlistId, setPlaylistId] = useState(playlists[0]?.id ?? null);
  const fault =
    create.data && !create.data.ok && create.state === "idle" ? create.data.fault : null;
  const submit = () =>
    sendJson(create, {
      deed: "create",
      title: title.trim() || t(`placements.block.${block}.name`),
      block,
      playlistId,
    });
  return (
    <Screen
      title={t("placements.create")}
      backAction={{ content: t("placements.title"), url: "/app/placements" }}
    >
      <BlockStack gap="400">
        {fault ? <FaultBanner title={t("placements.refused.create")} fault={fault} /> : null}
        <Card>
          <BlockStack gap="300">
            <Text as="h2" variant="headingMd">
              {t("placements.new.where")}
            </Text>
            <BlockChoice
              block={block}
              onChange={(next) => {
                setBlock(next);
                if (!isByProduct(next)) setPlaylistId(playlistId ?? playlists[0]?.id ?? null);
              }}
            />
          </BlockStack>
        </Card>
        <Card>
          <BlockStack gap="400">
            <PlaylistChoice
              block={block}
              playlists={playlists}
              playlistId={playlistId}
              onChange={setPlaylistId}
            />
            <TextField
              label={t("placements.name")}
              helpText={t("placements.nameHelp")}
              placeholder={t(`placements.block.${block}.name`)}
              autoComplete="off"
              value={title}
              onChange={setTitle}
            />
          </BlockStack>
        </Card>
        <PageActions
          primaryAction={{
            content: t("common.create"),
            loading: create.state !== "idle",
            onAction: submit,
          }}
          secondaryActions={[{ content: t("common.cancel"), url: "/app/placements" }]}
        />
      </BlockStack>
    </Screen>
  );
}

export { adminHeaders as headers } from "./admin/admin-headers.ts";
export {
  refusalOnFailure as clientAction,
  unlessRefused as shouldRevalidate,
} from "./admin/client-action.ts";
export { ScreenError as ErrorBoundary } from "./admin/screen-error.tsx";
