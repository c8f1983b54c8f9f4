import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { data } from "@remix-run/node";
import { useFetcher, useLoaderData, useRevalidator, useSearchParams } from "@remix-run/react";
import { BlockStack, Box, Button, Card, Tabs, Text } from "@shopify/polaris";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { type ListPlan, PLATFORMS, type Platform } from "../domains/intake/index.ts";
import { newId } from "../kernel/ids.ts";
import { ok } from "../kernel/result.ts";
import { AddAccounts } from "../ui/add-accounts.tsx";
import { AddFiles } from "../ui/add-files.tsx";
import { AddLinks } from "../ui/add-links.tsx";
import { AddList } from "../ui/add-list.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { DropAnywhere, type DropAnywhereHandle } from "../ui/drop-anywhere.tsx";
import type { ChosenFile } from "../ui/dropped-files.ts";
import { FaultBanner } from "../ui/fault-banner.tsx";
import { useFaultText } from "../ui/fault-text.ts";
import { ImportList } from "../ui/import-list.tsx";
import { Screen } from "../ui/screen.tsx";
import { UnfinishedList } from "../ui/unfinished-list.tsx";
import { UploadList } from "../ui/upload-list.tsx";
import { WantedList } from "../ui/wanted-list.tsx";
import { answer, readBody } from "./admin/answer.server.ts";
import { FilmMaker } from "./admin/film-maker.tsx";
import { FilmsUnderWay } from "./admin/films-under-way.tsx";
import { openAdmin } from "./admin/open-admin.server.ts";
import { useUploads } from "./admin/uploads.tsx";
import { useDone } from "./admin/use-done.ts";
import { useRefreshWhile } from "./admin/use-refresh-while.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { intake, films, staff } = await openAdmin({ request, context });
  const [imports, unfinished, made, platforms, wanted] = await Promise.all([
    intake.imports(),
    intake.unfinished(staff),
    films.films(),
    intake.platforms(),
    intake.wanted(),
  ]);
  return { imports, unfinished, films: made, platforms, wanted };
}

const importId = z.string().regex(/^[0-9a-hjkmnp-tv-z]{24}$/);
/** Base64, so that the bytes come as they are in the file, whatever their encoding. */
const file = z.string().max(8_000_000);
const tags = z.array(z.string().max(1_000)).max(50);

/** Where the browser goes on: the platform's own sign-in. */
interface SignInBegun {
  ok: true;
  deed: "connect";
  url: string;
}

/** What the dry run of a list answers. */
interface Checked {
  ok: true;
  deed: "check";
  plan: ListPlan;
}

const deed = z.discriminatedUnion("deed", [
  z.object({ deed: z.literal("check"), file }),
  z.object({ deed: z.literal("list"), id: importId, name: z.string().max(500), file }),
  z.object({
    deed: z.literal("links"),
    id: importId,
    links: z.array(z.string().max(5_000)).max(1_000),
    tags,
  }),
  z.object({ deed: z.literal("shopify"), id: importId }),
  z.object({ deed: z.literal("connect"), platform: z.enum(PLATFORMS) }),
  z.object({ deed: z.literal("finish"), handoff: z.string().max(8_000) }),
  z.object({ deed: z.literal("sync"), id: importId, account: importId }),
  z.object({ deed: z.literal("disconnect"), account: importId }),
  z.object({ deed: z.enum(["cancel", "retry", "undo"]), id: importId }),
  z.object({ deed: z.literal("discard"), id: z.string().max(100) }),
]);

export async function action({ request, context }: ActionFunctionArgs) {
  const { intake, staff } = await openAdmin({ request, context });
  const body = await readBody(request, deed);
  if (!body.ok) return answer("check", body);
  const given = body.value;
  switch (given.deed) {
    case "check": {
      const planned = await intake.planList(Buffer.from(given.file, "base64"));
      if (!planned.ok) return answer(given.deed, planned);
      const checked: Checked = { ok: true, deed: given.deed, plan: planned.value };
      return data(checked);
    }
    case "list": {
      const list = { name: given.name, file: Buffer.from(given.file, "base64") };
      return answer(given.deed, await intake.importList({ id: given.id, staff, tags: [] }, list));
    }
    case "links": {
      const order = { id: given.id, staff, tags: given.tags };
      return answer(given.deed, await intake.importLinks(order, given.links));
    }
    case "shopify":
      await intake.importShopify({ id: given.id, staff, tags: [] });
      return answer(given.deed, ok());
    case "connect": {
      const begun = await intake.beginSignIn(staff, given.platform);
      if (!begun.ok) return answer(given.deed, begun);
      const signIn: SignInBegun = { ok: true, deed: given.deed, url: begun.value.url };
      return data(signIn);
    }
    case "finish":
      return answer(given.deed, await intake.finishSignIn(staff, given.handoff, request.signal));
    case "sync":
      return answer(given.deed, await intake.syncAccount({ id: given.id, staff }, given.account));
    case "disconnect":
      return answer(given.deed, await intake.disconnectAccount(given.account, request.signal));
    case "cancel":
      return answer(given.deed, await intake.cancelImport(given.id));
    case "retry":
      return answer(given.deed, await intake.retryImport(given.id));
    case "undo":
      return answer(given.deed, await intake.undoImport(given.id));
    case "discard":
      return answer(given.deed, await intake.cancelUpload(given.id));
  }
}

const WAYS = ["files", "link", "accounts", "list", "shopify", "pictures"] as const;

export default function AddClips() {
  const { t } = useTranslation();
  const { imports, unfinished, films, platforms, wanted } = useLoaderData<typeof loader>();
  const { revalidate } = useRevalidator();
  const uploads = useUploads();
  const drop = useRef<DropAnywhereHandle>(null);
  const [way, setWay] = useState(0);
  const [shared, setShared] = useState({ tags: [] as string[], folders: true });
  const say = useFaultText();
  const start = useStart();
  const accounts = useAccounts(() => setWay(WAYS.indexOf("accounts")));
  const tend = useFetcher<typeof action>();
  const [undoing, setUndoing] = useState<string | null>(null);

  const moving = imports.some(({ state }) => state === "listing" || state === "running");
  const making = films.some(({ status }) => status === "queued" || status === "making");
  useRefreshWhile(moving || making);
  const settled = uploads.uploads.filter(({ state }) => state === "done").length;
  useEffect(() => {
    if (settled > 0) revalidate();
  }, [settled, revalidate]);

  const untended = useDone(tend, (done) => {
    setUndoing(null);
    if (done === "cancel") return t("add.import.state.cancelled");
    if (done === "undo") return t("add.import.state.undone");
    return done === "retry" ? t("add.import.retried") : null;
  });
  const send = (body: { deed: "cancel" | "retry" | "undo" | "discard"; id: string }) =>
    tend.submit(body, { method: "POST", encType: "application/json" });

  const take = (files: ChosenFile[]) =>
    uploads.add(
      files.map((one) => ({
        ...one,
        tags: [...new Set([...shared.tags, ...(shared.folders ? one.tags : [])])],
      })),
    );
  const sending = new Set(uploads.uploads.map(({ videoId }) => videoId));
  const left = unfinished.filter(({ videoId }) => !sending.has(videoId));

  return (
    <Screen
      title={t("add.title")}
      backAction={{ content: t("library.title"), url: "/app/library" }}
    >
      <DropAnywhere ref={drop} onFiles={take} />
      <BlockStack gap="400">
        {untended ? <FaultBanner title={t("add.failed")} fault={untended} /> : null}
        {accounts.fault ? (
          <FaultBanner
            title={accounts.fault.deed === "sync" ? t("add.notStarted") : t("add.accounts.failed")}
            fault={accounts.fault}
          />
        ) : null}
        {start.fault && start.fault.deed !== "links" ? (
          <FaultBanner title={t("add.notStarted")} fault={start.fault} />
        ) : null}
        <Card padding="0">
          <Tabs
            tabs={WAYS.map((id) => ({
              id,
              content: t(`add.${id}.tab`),
              panelID: `${id}-panel`,
            }))}
            selected={way}
            onSelect={setWay}
          />
          <Box padding="400">
            {WAYS[way] === "files" ? (
              <AddFiles
                tags={shared.tags}
                folderTags={shared.folders}
                onTags={(next) => setShared((now) => ({ ...now, tags: next }))}
                onFolderTags={(folders) => setShared((now) => ({ ...now, folders }))}
                onChoose={(what) => drop.current?.choose(what)}
              />
            ) : null}
            {WAYS[way] === "link" ? (
              <AddLinks
                error={start.fault?.deed === "links" ? say(start.fault) : undefined}
                busy={start.busy}
                taken={start.taken}
                onStart={start.links}
              />
            ) : null}
            {WAYS[way] === "accounts" ? (
              <AddAccounts
                platforms={platforms}
                busy={accounts.busy}
                onConnect={accounts.connect}
                onSync={accounts.sync}
                onDisconnect={accounts.disconnect}
              />
            ) : null}
            {WAYS[way] === "list" ? (
              <AddList
                plan={start.plan}
                name={start.name}
                busy={start.busy}
                onChoose={start.check}
                onStart={start.list}
                onAnother={start.another}
              />
            ) : null}
            {WAYS[way] === "shopify" ? (
              <BlockStack gap="400">
                <Text as="p">{t("add.shopify.text")}</Text>
                <div>
                  <Button variant="primary" loading={start.busy} onClick={start.shopify}>
                    {t("add.shopify.start")}
                  </Button>
                </div>
              </BlockStack>
            ) : null}
            {WAYS[way] === "pictures" ? <FilmMaker /> : null}
          </Box>
        </Card>
        {films.length > 0 ? (
          <Section title={t("films.list")}>
            <FilmsUnderWay films={films} />
          </Section>
        ) : null}
        {uploads.uploads.length > 0 ? (
          <Section title={t("add.way.title")}>
            <UploadList
              uploads={uploads.uploads}
              onCancel={uploads.cancel}
              onRetry={uploads.retry}
              onForget={uploads.forget}
              onPause={uploads.pause}
              onSendAnyway={uploads.sendAnyway}
            />
          </Section>
        ) : null}
        {left.length > 0 ? (
          <Section title={t("add.unfinished.title")}>
            <UnfinishedList
              uploads={left}
              onGo={() => drop.current?.choose()}
              onDiscard={(id) => send({ deed: "discard", id })}
            />
          </Section>
        ) : null}
        {wanted.clips.length > 0 ? (
          <Section title={t("add.wanted.title", { count: wanted.total })}>
            <WantedList
              {...wanted}
              onFile={(wantedBy, file) => uploads.add([{ file, tags: [], wantedBy }])}
            />
          </Section>
        ) : null}
        {imports.length > 0 ? (
          <Section title={t("add.import.title")}>
            <ImportList
              imports={imports}
              busy={tend.state === "idle" ? null : String((tend.json as { id?: string })?.id)}
              onCancel={(id) => send({ deed: "cancel", id })}
              onRetry={(id) => send({ deed: "retry", id })}
              onUndo={setUndoing}
            />
          </Section>
        ) : null}
        {uploads.uploads.length + left.length + imports.length + films.length === 0 ? (
          <Section title={t("add.way.title")}>
            <Text as="p" tone="subdued">
              {t("add.way.empty")}
            </Text>
          </Section>
        ) : null}
      </BlockStack>
      <Confirm
        open={undoing !== null}
        title={t("add.import.undoTitle")}
        text={t("add.import.undoText")}
        deed={t("add.import.undoDeed")}
        busy={tend.state !== "idle"}
        onClose={() => setUndoing(null)}
        onConfirm={() => undoing && send({ deed: "undo", id: undoing })}
      />
    </Screen>
  );
}

function Section({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {title}
        </Text>
        {children}
      </BlockStack>
    </Card>
  );
}

/** Begins imports. Each has an id of the page's own making, so that asking twice begins one. */
function useStart() {
  const { t } = useTranslation();
  const fetcher = useFetcher<typeof action>();
  const [list, setList] = useState<{ name: string; file: string; id: string } | null>(null);
  const [taken, setTaken] = useState(0);
  const fault = useDone(fetcher, (done) => {
    if (done === "check") return null;
    setTaken((now) => now + 1);
    setList(null);
    if (done === "list") return t("add.list.started");
    return done === "links" ? t("add.link.started") : t("add.shopify.started");
  });
  const submit = (body: Parameters<typeof fetcher.submit>[0]) =>
    fetcher.submit(body, { method: "POST", encType: "application/json" });
  const { data: answered } = fetcher;
  const plan = list && answered && "plan" in answered ? (answered as Checked).plan : null;
  return {
    busy: fetcher.state !== "idle",
    fault,
    plan,
    name: list?.name ?? "",
    taken,
    links: (links: string[], more: string[]) =>
      submit({ deed: "links", id: newId(), links, tags: more }),
    shopify: () => submit({ deed: "shopify", id: newId() }),
    async check(chosen: File) {
      const bytes = new Uint8Array(await chosen.arrayBuffer());
      const given = { name: chosen.name, file: base64(bytes), id: newId() };
      setList(given);
      submit({ deed: "check", file: given.file });
    },
    list: () => list && submit({ deed: "list", ...list }),
    another: () => setList(null),
  };
}

/**
 * Connects and looks through accounts. A platform's sign-in takes the whole window and comes back to this
 * page with `connect` in its address, which is handed in once.
 */
function useAccounts(onBack: () => void) {
  const { t } = useTranslation();
  const fetcher = useFetcher<typeof action>();
  const [query, setQuery] = useSearchParams();
  const [target, setTarget] = useState<string | null>(null);
  const handoff = query.get("connect");
  const given = useRef<string | null>(null);
  const submit = (body: Parameters<typeof fetcher.submit>[0]) =>
    fetcher.submit(body, { method: "POST", encType: "application/json" });
  const back = useRef({ submit, setQuery, onBack });
  back.current = { submit, setQuery, onBack };
  useEffect(() => {
    if (!handoff || given.current === handoff) return;
    given.current = handoff;
    back.current.onBack();
    back.current.submit({ deed: "finish", handoff });
    back.current.setQuery({}, { replace: true, preventScrollReset: true });
  }, [handoff]);
  const fault = useDone(fetcher, (done) => {
    if (done === "connect") return null;
    if (done === "finish") return t("add.accounts.done");
    return done === "sync" ? t("add.accounts.begun") : t("add.accounts.gone");
  });
  const { data: answered, state } = fetcher;
  const url = answered && "url" in answered ? (answered as SignInBegun).url : null;
  useEffect(() => {
    if (url) open(url, "_top");
  }, [url]);
  const send = (about: string, body: Parameters<typeof fetcher.submit>[0]) => {
    setTarget(about);
    submit(body);
  };
  return {
    busy: state === "idle" && !url ? null : target,
    fault,
    connect: (platform: Platform) => send(platform, { deed: "connect", platform }),
    sync: (account: string) => send(account, { deed: "sync", id: newId(), account }),
    disconnect: (account: string) => send(account, { deed: "disconnect", account }),
  };
}

function base64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000)
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}

export { adminHeaders as headers } from "./admin/admin-headers.ts";
export {
  refusalOnFailure as clientAction,
  unlessRefused as shouldRevalidate,
} from "./admin/client-action.ts";
export { ScreenError as ErrorBoundary } from "./admin/screen-error.tsx";
