import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData, useSearchParams } from "@remix-run/react";
import {
  Banner,
  BlockStack,
  Box,
  Button,
  Card,
  ChoiceList,
  InlineStack,
  Layout,
  Tabs,
  Text,
} from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { SOLD_OUT_WAYS, type SoldOutWay } from "../contract/metafields.ts";
import {
  MAX_WAITING_CHANGED,
  TOLD_KEPT_DAYS,
  WAITING_FILTERS,
  WAITING_KEPT_DAYS,
} from "../domains/wishes/index.ts";
import { ok } from "../kernel/result.ts";
import { Confirm } from "../ui/confirm.tsx";
import { FaultBanner } from "../ui/fault-banner.tsx";
import { PageTurns } from "../ui/page-turns.tsx";
import { DraftBar } from "../ui/save-bar.tsx";
import { Screen } from "../ui/screen.tsx";
import { useDraft } from "../ui/use-draft.ts";
import { WaitingTable } from "../ui/waiting-table.tsx";
import { answer, readBody } from "./admin/answer.server.ts";
import { openAdmin } from "./admin/open-admin.server.ts";
import { sendJson } from "./admin/send-json.ts";
import { useDone } from "./admin/use-done.ts";
import { useDownload } from "./admin/use-download.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop, waiting } = await openAdmin({ request, context });
  const { searchParams } = new URL(request.url);
  const show = searchParams.get("show");
  const filter = WAITING_FILTERS.find((name) => name === show) ?? null;
  const after = searchParams.get("after");
  const [{ soldOut }, page] = await Promise.all([shop.profile(), waiting.page({ filter, after })]);
  return { soldOut, ...page };
}

const deeds = z.discriminatedUnion("deed", [
  z.object({ deed: z.literal("save"), soldOut: z.enum(SOLD_OUT_WAYS) }),
  z.object({
    deed: z.enum(["told", "remove"]),
    ids: z.array(z.string()).min(1).max(MAX_WAITING_CHANGED),
  }),
]);

export async function action({ request, context }: ActionFunctionArgs) {
  const { shop, waiting } = await openAdmin({ request, context });
  const body = await readBody(request, deeds);
  if (!body.ok) return answer("save", body);
  const given = body.value;
  if (given.deed === "save") await shop.setSoldOut(given.soldOut);
  else if (given.deed === "told") await waiting.setTold(given.ids);
  else await waiting.remove(given.ids);
  return answer(given.deed, ok());
}

export default function SoldOut() {
  const { t, i18n } = useTranslation();
  const { soldOut, filter, people, next, counts } = useLoaderData<typeof loader>();
  const [search, setSearch] = useSearchParams();
  const [selected, setSelected] = useState<string[]>([]);
  const [removing, setRemoving] = useState(false);
  const deed = useFetcher<typeof action>();
  const { draft, change, bar } = useDraft<{ soldOut: SoldOutWay }>({ soldOut }, deed);
  const { busy, download } = useDownload(t("soldOut.exportFailed"));
  const fault = useDone(deed, (done) => {
    setSelected([]);
    setRemoving(false);
    return done === "save" ? t("common.saved") : t(`soldOut.done.${done}`);
  });
  const send = (body: object) => sendJson(deed, body);
  const here = people.map(({ id }) => id);
  const chosen = selected.filter((id) => here.includes(id));
  const all = counts.back + counts.waiting + counts.told;

  return (
    <Screen title={t("soldOut.title")}>
      <DraftBar {...bar} onSave={() => send({ deed: "save", ...draft })} />
      <BlockStack gap="400">
        {fault ? <FaultBanner title={t("soldOut.refused")} fault={fault} /> : null}
        <Layout>
          <Layout.AnnotatedSection
            id="way"
            title={t("soldOut.way.title")}
            description={t("soldOut.way.text")}
          >
            <Card>
              <ChoiceList
                title={t("soldOut.way.label")}
                titleHidden
                choices={SOLD_OUT_WAYS.map((value) => ({
                  value,
                  label: t(`soldOut.way.${value}`),
                  helpText: t(`soldOut.way.${value}Help`),
                }))}
                selected={[draft.soldOut]}
                onChange={([way]) => change({ soldOut: way as SoldOutWay })}
              />
            </Card>
          </Layout.AnnotatedSection>
        </Layout>
        <Card padding="0">
          <Box padding="400" paddingBlockEnd="200">
            <BlockStack gap="200">
              <InlineStack align="space-between" blockAlign="center" gap="200">
                <Text as="h2" variant="headingMd">
                  {t("soldOut.list.title")}
                </Text>
                <Button
                  disabled={people.length === 0}
                  loading={busy}
                  onClick={() =>
                    download(
                      `/app/sold-out/csv?show=${filter}&locale=${i18n.language}`,
                      `clipshelf-${filter}.csv`,
                    )
                  }
                >
                  {t("soldOut.list.export")}
                </Button>
              </InlineStack>
              <Text as="p" tone="subdued">
                {t("soldOut.list.text")}
              </Text>
              <Text as="p" tone="subdued">
                {t("soldOut.list.kept", { told: TOLD_KEPT_DAYS, waiting: WAITING_KEPT_DAYS })}
              </Text>
              {all > 0 && soldOut !== "notify" ? (
                <Banner tone="info">{t("soldOut.list.notAsking")}</Banner>
              ) : null}
            </BlockStack>
          </Box>
          <Tabs
            tabs={WAITING_FILTERS.map((name) => ({
              id: name,
              content: t(`soldOut.filter.${name}`, { count: counts[name] }),
            }))}
            selected={WAITING_FILTERS.indexOf(filter)}
            onSelect={(at) => {
              setSelected([]);
              setSearch({ show: WAITING_FILTERS[at] ?? "back" });
            }}
          />
          {people.length > 0 ? (
            <WaitingTable
              people={people}
              selected={chosen}
              onSelect={setSelected}
              onTold={filter === "told" ? undefined : () => send({ deed: "told", ids: chosen })}
              onRemove={() => setRemoving(true)}
            />
          ) : (
            <Box padding="400">
              <Text as="p" tone="subdued">
                {t(`soldOut.none.${filter}`)}
              </Text>
            </Box>
          )}
          <PageTurns
            first={search.has("after") ? t("soldOut.newest") : null}
            more={next === null ? null : t("soldOut.more")}
            onFirst={() => setSearch({ show: filter })}
            onMore={() => setSearch({ show: filter, after: next ?? "" })}
          />
        </Card>
      </BlockStack>
      <Confirm
        open={removing}
        title={t("soldOut.ask.title", { count: chosen.length })}
        text={t("soldOut.ask.text")}
        deed={t("common.delete")}
        busy={deed.state !== "idle"}
        onClose={() => setRemoving(false)}
        onConfirm={() => send({ deed: "remove", ids: chosen })}
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
