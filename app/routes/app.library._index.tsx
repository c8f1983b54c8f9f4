import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import {
  useFetcher,
  useLoaderData,
  useNavigate,
  useRevalidator,
  useSearchParams,
} from "@remix-run/react";
import { BlockStack, Box, Card, Pagination, Text } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { BulkChange } from "../domains/library/index.ts";
import { MAX_PRODUCTS_PER_VIDEO } from "../domains/media/index.ts";
import { BulkBanner } from "../ui/bulk-banner.tsx";
import { BulkBar, type BulkKind } from "../ui/bulk-bar.tsx";
import { BulkDialog } from "../ui/bulk-dialog.tsx";
import { BulkTextDialog } from "../ui/bulk-text-dialog.tsx";
import { CategoryManager } from "../ui/category-manager.tsx";
import { CategoryTree } from "../ui/category-tree.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { EMPTY_SHELF } from "../ui/drawings.ts";
import { DropAnywhere } from "../ui/drop-anywhere.tsx";
import { Empty } from "../ui/empty.tsx";
import { FaultBanner } from "../ui/fault-banner.tsx";
import { viewOf, withFilter } from "../ui/library-address.ts";
import { LibraryFilters, type LibraryView } from "../ui/library-filters.tsx";
import { LibraryGrid } from "../ui/library-grid.tsx";
import { LibraryKeysHelp } from "../ui/library-keys-help.tsx";
import { LibraryNone } from "../ui/library-none.tsx";
import { LibraryTable } from "../ui/library-table.tsx";
import { LibraryViews } from "../ui/library-views.tsx";
import { NameModal } from "../ui/name-modal.tsx";
import { Screen } from "../ui/screen.tsx";
import { answer, readBody } from "./admin/answer.server.ts";
import { doLibraryDeed, libraryDeeds } from "./admin/library-deeds.server.ts";
import { readLibraryQuery } from "./admin/library-query.ts";
import { loosen } from "./admin/loosen.server.ts";
import { openAdmin } from "./admin/open-admin.server.ts";
import { sendJson } from "./admin/send-json.ts";
import { useUploads } from "./admin/uploads.tsx";
import { useDone } from "./admin/use-done.ts";
import { useDownload } from "./admin/use-download.ts";
import { useFacets } from "./admin/use-facets.ts";
import { useFullCount } from "./admin/use-full-count.ts";
import { useLibraryKeys } from "./admin/use-library-keys.ts";
import { useLiveCards } from "./admin/use-live-cards.ts";
import { useProductPicker } from "./admin/use-product-picker.ts";
import { useRefreshWhile } from "./admin/use-refresh-while.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { media, library, catalog, shop } = await openAdmin({ request, context });
  const { searchParams } = new URL(request.url);
  const profile = await shop.profile();
  const when = { now: context.wiring.clock.now(), timeZone: profile.timeZone };
  const query = readLibraryQuery(searchParams, when);
  const [page, categories, views, edits, products] = await Promise.all([
    media.list(query),
    library.categories(),
    library.views(),
    library.bulkEdits(),
    query.product ? catalog.products([query.product]) : [],
  ]);
  return {
    page,
    // A page of a search that has no clips any more is not the search's own emptiness.
    ways: page.total === 0 ? await loosen(media, searchParams, when) : [],
    categories,
    views,
    edits,
    currency: profile.currency,
    productTitle: products[0]?.title ?? null,
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { library, staff, shop } = await openAdmin({ request, context });
  const body = await readBody(request, libraryDeeds);
  if (!body.ok) return answer("bulk", body);
  const { timeZone } = await shop.profile();
  const when = { now: context.wiring.clock.now(), timeZone };
  return doLibraryDeed(library, staff, body.value, when);
}

export default function Library() {
  const { t, i18n } = useTranslation();
  const { busy: exporting, download } = useDownload(t("rights.exportFailed"));
  const { page, ways, categories, views, edits, currency, productTitle } =
    useLoaderData<typeof loader>();
  const [search, setSearch] = useSearchParams();
  const { revalidate } = useRevalidator();
  const navigate = useNavigate();
  const { uploads, add, ...deeds } = useUploads();
  const { forget } = deeds;
  const view: LibraryView = search.get("view") === "list" ? "list" : "grid";
  const deed = useFetcher<typeof action>();
  const pickProducts = useProductPicker();
  const [selected, setSelected] = useState<string[]>([]);
  const [everything, setEverything] = useState(false);
  const [dialog, setDialog] = useState<Dialog>(null);
  const [dismissed, setDismissed] = useState<string[]>([]);

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

  const moving = edits.some(({ state }) => state === "running" || state === "undoing");
  useRefreshWhile(moving);
  const uploading = new Set(uploads.map((one) => one.videoId));
  const videos = useLiveCards(page.videos).filter((video) => !uploading.has(video.id));
  const picked = selected.filter((id) => videos.some((video) => video.id === id));
  const counted = useFullCount(viewOf(search), page.more);
  const total = counted ?? page.total;
  const uncounted = page.more && counted === null;
  const count = everything ? total : picked.length;
  const facets = useFacets(`${edits[0]?.id} ${edits[0]?.state} ${categories.length}`);
  const select = (ids: string[]) => {
    setSelected(ids);
    setEverything(false);
  };

  const refused = useDone(deed, (done) => {
    if (done !== "category-add" && done !== "category-change" && done !== "category-remove")
      setDialog(null);
    if (done === "bulk") select([]);
    return t(`library.done.${done}`);
  });
  const send = (body: object) => sendJson(deed, body);
  const target = everything ? { search: viewOf(search) } : { ids: picked };
  const change = (what: BulkChange, to: object = target) =>
    send({ deed: "bulk", change: what, ...to });
  const begin = async (kind: BulkKind) => {
    if (kind !== "add-products" && kind !== "remove-products") return setDialog(kind);
    const picked = await pickProducts(MAX_PRODUCTS_PER_VIDEO);
    if (picked?.length) change({ kind, productIds: picked.map(({ id }) => id) });
  };
  const turn = (after: string | null) => {
    setSearch((now) => {
      const next = new URLSearchParams(now);
      if (after) next.set("after", after);
      else next.delete("after");
      return next;
    });
    select([]);
  };
  const look = (next: URLSearchParams) => {
    if (search.has("view")) next.set("view", search.get("view")!);
    setSearch(next);
    select([]);
  };

  useLibraryKeys({
    search: () => document.querySelector<HTMLElement>(".cs-filters input")?.focus(),
    selectAll: () => select(videos.map(({ id }) => id)),
    clear: () => select([]),
    toggle: (id) =>
      select(picked.includes(id) ? picked.filter((one) => one !== id) : [...picked, id]),
    next: () => page.next && turn(page.next),
    help: () => setDialog("keys"),
  });

  const filtered = viewOf(search) !== "";
  const nothing = videos.length === 0 && uploads.length === 0;
  const empty = nothing && !filtered && !search.get("after");
  const choose = { content: t("library.add"), url: "/app/library/add" };
  const shown = edits.filter(
    ({ id, state }) => !dismissed.includes(`${id} ${state}`) && state !== "undone",
  );
  const inDialog =
    dialog === "save" || dialog === "categories" || dialog === "edit-text" || isAsked(dialog);
  const shared = {
    videos,
    uploads: search.get("after") ? [] : uploads,
    selected: picked,
    onSelect: select,
    deeds,
  };

  return (
    <Screen
      title={t("library.title")}
      fullWidth
      {...(empty
        ? {}
        : {
            primaryAction: choose,
            secondaryActions: [
              {
                content: t("library.suggestions"),
                onAction: () => navigate("/app/library/suggestions"),
              },
              {
                content: t("rights.export"),
                disabled: exporting,
                onAction: () =>
                  download(`/app/library/rights?locale=${i18n.language}`, "clipshelf-rights.csv"),
              },
              { content: t("library.keys.title"), onAction: () => setDialog("keys") },
            ],
          })}
    >
      <DropAnywhere onFiles={add} />
      <BlockStack gap="400">
        {refused && !inDialog ? (
          <FaultBanner title={t("library.bulk.refused")} fault={refused} />
        ) : null}
        {shown.map((edit) => (
          <BulkBanner
            key={edit.id}
            edit={edit}
            categories={categories}
            busy={deed.state !== "idle"}
            onCancel={() => send({ deed: "bulk-cancel", id: edit.id })}
            onUndo={() => send({ deed: "bulk-undo", id: edit.id })}
            onDismiss={() => setDismissed((now) => [...now, `${edit.id} ${edit.state}`])}
          />
        ))}
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
            <LibraryViews
              views={views}
              search={search}
              onOpen={(saved) => look(new URLSearchParams(saved))}
              onSave={() => setDialog("save")}
              onRemove={({ id }) => send({ deed: "view-remove", id })}
            />
            <LibraryFilters
              search={search}
              onChange={(to, options) => {
                setSearch(to, options);
                select([]);
              }}
              view={view}
              categories={categories}
              facets={facets}
              productTitle={productTitle}
            />
            <div className="cs-library">
              <CategoryTree
                categories={categories}
                counts={facets.categories}
                chosen={search.get("category")}
                onChoose={(id) => look(withFilter(search, "category", id))}
                onDrop={(ids, categoryId) =>
                  change({ kind: "put-in-category", categoryId }, { ids })
                }
                onManage={() => setDialog("categories")}
              />
              <div className="cs-library__clips">
                {page.more && search.get("sort") === null ? (
                  <Box padding="400" paddingBlockEnd="0">
                    <Text as="p" tone="subdued">
                      {t("library.common")}
                    </Text>
                  </Box>
                ) : null}
                {page.meant.length > 0 ? (
                  <Box padding="400" paddingBlockEnd="0">
                    <Text as="p" tone="subdued">
                      {page.meant.map((one) => t("library.meant", { ...one })).join(" ")}
                    </Text>
                  </Box>
                ) : null}
                <BulkBar
                  selected={picked.length}
                  total={total}
                  everything={everything}
                  canEverything={
                    picked.length === videos.length && !uncounted && total > videos.length
                  }
                  onEverything={() => setEverything(true)}
                  onClear={() => select([])}
                  onDo={begin}
                />
                {nothing ? (
                  <LibraryNone
                    ways={ways}
                    onTake={(name) => look(withFilter(search, name, null))}
                    onClear={() => look(new URLSearchParams())}
                  />
                ) : view === "grid" ? (
                  <LibraryGrid {...shared} />
                ) : (
                  <LibraryTable {...shared} currency={currency} />
                )}
              </div>
            </div>
            <Box padding="400" borderBlockStartWidth="025" borderColor="border">
              <BlockStack gap="200" inlineAlign="center">
                <Text as="p" tone="subdued" variant="bodySm">
                  {uncounted
                    ? t("library.countMore", { count: total })
                    : t("library.count", { count: total })}
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
        open={dialog === "delete"}
        title={t("library.delete.title", { count })}
        text={t("library.delete.text", { count })}
        deed={t("common.delete")}
        busy={deed.state !== "idle"}
        onClose={() => setDialog(null)}
        onConfirm={() => change({ kind: "delete" })}
      />
      <BulkDialog
        kind={isAsked(dialog) ? dialog : null}
        count={count}
        categories={categories}
        busy={deed.state !== "idle"}
        fault={refused}
        onClose={() => setDialog(null)}
        onDo={(what) => change(what)}
      />
      <BulkTextDialog
        open={dialog === "edit-text"}
        count={count}
        samples={everything ? videos : videos.filter(({ id }) => picked.includes(id))}
        busy={deed.state !== "idle"}
        fault={refused}
        onClose={() => setDialog(null)}
        onDo={(what) => change(what)}
      />
      <NameModal
        open={dialog === "save"}
        title={t("library.views.save")}
        label={t("library.views.name")}
        help={t("library.views.help")}
        deed={t("common.save")}
        busy={deed.state !== "idle"}
        fault={refused}
        onClose={() => setDialog(null)}
        onName={(name) => send({ deed: "view-keep", name, search: viewOf(search) })}
      />
      <CategoryManager
        open={dialog === "categories"}
        categories={categories}
        busy={deed.state !== "idle"}
        fault={refused}
        onDeed={send}
        onClose={() => setDialog(null)}
      />
      <LibraryKeysHelp open={dialog === "keys"} onClose={() => setDialog(null)} />
    </Screen>
  );
}

type Asked = Exclude<BulkKind, "delete" | "add-products" | "remove-products" | "edit-text">;
type Dialog = Asked | "edit-text" | "delete" | "save" | "categories" | "keys" | null;

function isAsked(dialog: Dialog): dialog is Asked {
  const others = ["edit-text", "delete", "save", "categories", "keys"];
  return dialog !== null && !others.includes(dialog);
}

export { adminHeaders as headers } from "./admin/admin-headers.ts";
export {
  refusalOnFailure as clientAction,
  unlessRefused as shouldRevalidate,
} from "./admin/client-action.ts";
export { ScreenError as ErrorBoundary } from "./admin/screen-error.tsx";
