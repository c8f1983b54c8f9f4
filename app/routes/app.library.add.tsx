import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData, useRevalidator, useSearchParams } from "@remix-run/react";
import { BlockStack, Box, Button, Card, Tabs, Text } from "@shopify/polaris";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { AddAccounts } from "../ui/add-accounts.tsx";
import { AddArchive } from "../ui/add-archive.tsx";
import { AddFiles } from "../ui/add-files.tsx";
import { AddLinks } from "../ui/add-links.tsx";
import { AddList } from "../ui/add-list.tsx";
import { ArchiveList } from "../ui/archive-list.tsx";
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
import { addDeeds, doAddDeed } from "./admin/add-deeds.server.ts";
import { answer, readBody } from "./admin/answer.server.ts";
import { FilmMaker } from "./admin/film-maker.tsx";
import { FilmsUnderWay } from "./admin/films-under-way.tsx";
import { openAdmin } from "./admin/open-admin.server.ts";
import { sendJson } from "./admin/send-json.ts";
import { useUploads } from "./admin/uploads.tsx";
import { useAccounts } from "./admin/use-accounts.ts";
import { useArchives } from "./admin/use-archives.ts";
import { useDone } from "./admin/use-done.ts";
import { useRefreshWhile } from "./admin/use-refresh-while.ts";
import { useStartImport } from "./admin/use-start-import.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { intake, films, staff } = await openAdmin({ request, context });
  const [imports, archives, unfinished, made, platforms, wanted] = await Promise.all([
    intake.imports(),
    intake.archives(),
    intake.unfinished(staff),
    films.films(),
    intake.platforms(),
    intake.wanted(),
  ]);
  return { imports, archives, unfinished, films: made, platforms, wanted };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { intake, staff } = await openAdmin({ request, context });
  const body = await readBody(request, addDeeds);
  if (!body.ok) return answer("check", body);
  return doAddDeed(intake, staff, body.value, request.signal);
}

const WAYS = ["files", "link", "accounts", "archive", "list", "shopify", "pictures"] as const;

export default function AddClips() {
  const { t } = useTranslation();
  const { imports, archives, unfinished, films, platforms, wanted } =
    useLoaderData<typeof loader>();
  const { revalidate } = useRevalidator();
  const uploads = useUploads();
  const drop = useRef<DropAnywhereHandle>(null);
  const [query, setQuery] = useSearchParams();
  const way = WAYS.find((each) => each === query.get("way")) ?? "files";
  const go = (to: (typeof WAYS)[number]) =>
    setQuery(to === "files" ? {} : { way: to }, { replace: true, preventScrollReset: true });
  const [tags, setTags] = useState<string[]>([]);
  const say = useFaultText();
  const start = useStartImport();
  const accounts = useAccounts();
  const exported = useArchives();
  const tend = useFetcher<typeof action>();
  const [undoing, setUndoing] = useState<string | null>(null);
  const [dropping, setDropping] = useState<string | null>(null);

  const moving = imports.some(({ state }) => state === "listing" || state === "running");
  const making = films.some(({ status }) => status === "queued" || status === "making");
  const reading = archives.some(({ state }) => state === "reading");
  useRefreshWhile(moving || making || reading);
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
    sendJson(tend, body);

  const take = (files: ChosenFile[]) => uploads.add(files.map((one) => ({ ...one, tags })));
  const sending = new Set(uploads.uploads.map(({ videoId }) => videoId));
  const left = unfinished.filter(({ videoId }) => !sending.has(videoId));
  // What was sent of archives is told among them, once they are whole.
  const { uploads: sent, forget } = uploads;
  useEffect(() => {
    const here = new Set(archives.flatMap(({ id, state }) => (state === "receiving" ? [] : [id])));
    const told = sent.filter(
      ({ archive, state, videoId }) => archive && state === "done" && here.has(videoId ?? ""),
    );
    if (told.length > 0) forget(told.map(({ key }) => key));
  }, [archives, sent, forget]);
  // One that is being sent has its line among the uploads until it is whole.
  const shown = archives.filter(({ id, state }) => state !== "receiving" || !sending.has(id));

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
        {exported.fault ? <FaultBanner title={t("add.notStarted")} fault={exported.fault} /> : null}
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
            selected={WAYS.indexOf(way)}
            onSelect={(index) => go(WAYS[index] ?? "files")}
          />
          <Box padding="400">
            {way === "files" ? (
              <AddFiles
                tags={tags}
                onTags={setTags}
                onChoose={(what) => drop.current?.choose(what)}
              />
            ) : null}
            {way === "link" ? (
              <AddLinks
                error={start.fault?.deed === "links" ? say(start.fault) : undefined}
                busy={start.busy}
                taken={start.taken}
                onStart={start.links}
              />
            ) : null}
            {way === "accounts" ? (
              <AddAccounts
                platforms={platforms}
                busy={accounts.busy}
                onConnect={accounts.connect}
                onSync={accounts.sync}
                onDisconnect={accounts.disconnect}
              />
            ) : null}
            {way === "archive" ? <AddArchive onChoose={() => drop.current?.choose()} /> : null}
            {way === "list" ? (
              <AddList
                plan={start.plan}
                name={start.name}
                busy={start.busy}
                onChoose={start.check}
                onStart={start.list}
                onAnother={start.another}
              />
            ) : null}
            {way === "shopify" ? (
              <BlockStack gap="400">
                <Text as="p">{t("add.shopify.text")}</Text>
                <div>
                  <Button variant="primary" loading={start.busy} onClick={start.shopify}>
                    {t("add.shopify.start")}
                  </Button>
                </div>
              </BlockStack>
            ) : null}
            {way === "pictures" ? <FilmMaker /> : null}
          </Box>
        </Card>
        {shown.length > 0 ? (
          <Section title={t("add.archive.title")}>
            <ArchiveList
              archives={shown}
              imports={imports}
              busy={exported.busy}
              onStart={exported.bring}
              onRemove={setDropping}
              onGo={() => drop.current?.choose()}
            />
          </Section>
        ) : null}
        {films.length > 0 ? (
          <Section title={t("films.list")}>
            <FilmsUnderWay films={films} />
          </Section>
        ) : null}
        {uploads.uploads.length > 0 ? (
          <Section title={t("add.way.title")}>
            <UploadList uploads={uploads.uploads} deeds={uploads} />
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
              onFile={(wantedBy, file) => uploads.add([{ file, tags: [], folders: [], wantedBy }])}
              onArchive={() => go("archive")}
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
        {uploads.uploads.length + left.length + imports.length + films.length + shown.length ===
        0 ? (
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
      <Confirm
        open={dropping !== null}
        title={t("add.archive.removeTitle")}
        text={t("add.archive.removeText")}
        deed={t("add.archive.remove")}
        busy={exported.busy !== null}
        onClose={() => setDropping(null)}
        onConfirm={() => {
          if (dropping) exported.drop(dropping);
          setDropping(null);
        }}
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

export { adminHeaders as headers } from "./admin/admin-headers.ts";
export {
  refusalOnFailure as clientAction,
  unlessRefused as shouldRevalidate,
} from "./admin/client-action.ts";
export { ScreenError as ErrorBoundary } from "./admin/screen-error.tsx";
