import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData, useRevalidator, useSearchParams } from "@remix-run/react";
import { BlockStack, Box, Card, Pagination, Text } from "@shopify/polaris";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { ok } from "../kernel/result.ts";
import { Confirm } from "../ui/confirm.tsx";
import { EMPTY_SHELF } from "../ui/drawings.ts";
import { DropAnywhere, type DropAnywhereHandle } from "../ui/drop-anywhere.tsx";
import { Empty } from "../ui/empty.tsx";
import { FaultBanner } from "../ui/fault-banner.tsx";
import { LibraryFilters, type LibraryView } from "../ui/library-filters.tsx";
import { LibraryGrid } from "../ui/library-grid.tsx";
import { LibraryTable } from "../ui/library-table.tsx";
import { Screen } from "../ui/screen.tsx";
import { answer, readBody } from "./admin/answer.server.ts";
import { readLibraryQuery } from "./admin/library-query.ts";
import { openAdmin } from "./admin/open-admin.server.ts";
import { useUploads } from "./admin/uploads.tsx";
import { useDone } from "./admin/use-done.ts";
import { useLiveCards } from "./admin/use-live-cards.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { media } = await openAdmin({ request, context });
  return media.list(readLibraryQuery(new URL(request.url).searchParams));
}

const deed = z.object({ deed: z.literal("delete"), ids: z.array(z.string()).min(1).max(500) });

export async function action({ request, context }: ActionFunctionArgs) {
  const { media } = await openAdmin({ request, context });
  const body = await readBody(request, deed);
  if (!body.ok) return answer("delete", body);
  await media.remove(body.value.ids);
  return answer("delete", ok());
}

export default function Library() {
  const { t } = useTranslation();
  const page = useLoaderData<typeof loader>();
  const [search, setSearch] = useSearchParams();
  const { revalidate } = useRevalidator();
  const { uploads, add, cancel, retry, forget } = useUploads();
  const drop = useRef<DropAnywhereHandle>(null);
  const view: LibraryView = search.get("view") === "list" ? "list" : "grid";
  const [selected, setSelected] = useState<string[]>([]);
  const [asking, setAsking] = useState(false);
  const remove = useFetcher<typeof action>();

  const sent = uploads.filter((one) => one.state === "done").length;
  useEffect(() => {
    if (sent > 0) revalidate();
  }, [sent, revalidate]);
  // A sent file's tile makes way for its video once the library shows that.
  useEffect(() => {
    const shown = new Set(page.videos.map((video) => video.id));
    const over = uploads.filter((one) => one.state === "done" && shown.has(one.videoId ?? ""));
    if (over.length > 0) forget(over.map((one) => one.key));
  }, [page.videos, uploads, forget]);

  const uploading = new Set(uploads.map((one) => one.videoId));
  const videos = useLiveCards(page.videos).filter((video) => !uploading.has(video.id));
  const picked = selected.filter((id) => videos.some((video) => video.id === id));

  const refused = useDone(remove, () => {
    setAsking(false);
    setSelected([]);
    return t("library.deleted");
  });

  const filtered = ["q", "status", "tag"].some((name) => search.get(name));
  const nothing = videos.length === 0 && uploads.length === 0;
  const empty = nothing && !filtered && !search.get("after");
  const choose = { content: t("library.add"), onAction: () => drop.current?.choose() };
  const shared = {
    videos,
    uploads: search.get("after") ? [] : uploads,
    selected: picked,
    onSelect: setSelected,
    onCancel: cancel,
    onRetry: retry,
    onForget: (key: string) => forget([key]),
  };
  const turn = (after: string | null) => {
    setSearch((now) => {
      const next = new URLSearchParams(now);
      if (after) next.set("after", after);
      else next.delete("after");
      return next;
    });
    setSelected([]);
  };

  return (
    <Screen title={t("library.title")} fullWidth {...(empty ? {} : { primaryAction: choose })}>
      <DropAnywhere ref={drop} onFiles={add} />
      <BlockStack gap="400">
        {refused ? <FaultBanner title={t("library.notDeleted")} fault={refused} /> : null}
        {empty ? (
          <Card>
            <Empty
              title={t("library.empty.title")}
              text={t("library.empty.text")}
              image={EMPTY_SHELF}
              action={choose}
            />
          </Card>
        ) : (
          <Card padding="0">
            <LibraryFilters search={search} onChange={setSearch} view={view} />
            {nothing ? (
              <Box padding="800">
                <BlockStack gap="200" inlineAlign="center">
                  <Text as="h2" variant="headingMd">
                    {t("library.none.title")}
                  </Text>
                  <Text as="p" tone="subdued" alignment="center">
                    {t("library.none.text")}
                  </Text>
                </BlockStack>
              </Box>
            ) : view === "grid" ? (
              <LibraryGrid {...shared} onDelete={() => setAsking(true)} />
            ) : (
              <LibraryTable {...shared} onDelete={() => setAsking(true)} />
            )}
            <Box padding="400" borderBlockStartWidth="025" borderColor="border">
              <BlockStack gap="200" inlineAlign="center">
                <Text as="p" tone="subdued" variant="bodySm">
                  {t("library.count", { count: page.total })}
                </Text>
                {page.next || search.get("after") ? (
                  <Pagination
                    hasPrevious={search.has("after")}
                    previousTooltip={t("library.first")}
                    onPrevious={() => turn(null)}
                    hasNext={page.next !== null}
                    nextTooltip={t("library.next")}
                    onNext={() => turn(page.next)}
                  />
                ) : null}
              </BlockStack>
            </Box>
          </Card>
        )}
      </BlockStack>
      <Confirm
        open={asking}
        title={t("library.delete.title", { count: picked.length })}
        text={t("library.delete.text", { count: picked.length })}
        deed={t("common.delete")}
        busy={remove.state !== "idle"}
        onClose={() => setAsking(false)}
        onConfirm={() =>
          remove.submit(
            { deed: "delete", ids: picked },
            { method: "POST", encType: "application/json" },
          )
        }
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
