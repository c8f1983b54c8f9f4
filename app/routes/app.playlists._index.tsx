import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useFetcher, useLoaderData } from "@remix-run/react";
import { Card } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { EMPTY_LIST } from "../ui/drawings.ts";
import { Empty } from "../ui/empty.tsx";
import { NameModal } from "../ui/name-modal.tsx";
import { PlaylistList } from "../ui/playlist-list.tsx";
import { Screen } from "../ui/screen.tsx";
import { answer, readBody } from "./admin/answer.server.ts";
import { openAdmin } from "./admin/open-admin.server.ts";
import { sendJson } from "./admin/send-json.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { playlists } = await openAdmin({ request, context });
  return { playlists: await playlists.list() };
}

const deed = z.object({ deed: z.literal("create"), title: z.string().max(10_000) });

export async function action({ request, context }: ActionFunctionArgs) {
  const { playlists } = await openAdmin({ request, context });
  const body = await readBody(request, deed);
  if (!body.ok) return answer("create", body);
  const created = await playlists.create(body.value.title);
  if (!created.ok) return answer("create", created);
  return redirect(`/app/playlists/${created.value.id}`);
}

export default function Playlists() {
  const { t } = useTranslation();
  const { playlists } = useLoaderData<typeof loader>();
  const [naming, setNaming] = useState(false);
  const create = useFetcher<typeof action>();
  const start = { content: t("playlists.create"), onAction: () => setNaming(true) };
  return (
    <Screen
      title={t("playlists.title")}
      {...(playlists.length > 0 ? { primaryAction: start } : {})}
    >
      <Card padding={playlists.length > 0 ? "0" : "400"}>
        {playlists.length > 0 ? (
          <PlaylistList playlists={playlists} />
        ) : (
          <Empty
            title={t("playlists.empty.title")}
            text={t("playlists.empty.text")}
            image={EMPTY_LIST}
            action={start}
          />
        )}
      </Card>
      <NameModal
        open={naming}
        title={t("playlists.create")}
        label={t("playlists.name")}
        help={t("playlists.nameHelp")}
        deed={t("common.create")}
        busy={create.state !== "idle"}
        fault={create.data && !create.data.ok ? create.data.fault : null}
        onClose={() => setNaming(false)}
        onName={(title) => sendJson(create, { deed: "create", title })}
      />
    </Screen>
  );
}

export { adminHeaders as headers } from "./admin/admin-headers.ts";
export {
  refusalOnFailure as clientAction,
  unlessRefused as shouldRevalidate,
} from "./admin/client-action.ts";
export { ScreenError as ErrorBoundary } from "./admin/screen-error.tsx";
