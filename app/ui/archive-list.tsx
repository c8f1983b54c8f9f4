import { Link } from "@remix-run/react";
import {
  Badge,
  Banner,
  BlockStack,
  Button,
  InlineStack,
  ProgressBar,
  Text,
} from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import {
  type ArchiveReport,
  type ArchiveRow,
  type ArchiveView,
  type ImportView,
  isPlatform,
  PLATFORM_NAMES,
} from "../domains/intake/index.ts";
import { useFaultText } from "./fault-text.ts";
import { useFormatters } from "./shop-context.tsx";

interface ArchiveDeeds {
  /** Id of the archive that a deed is under way for. */
  busy: string | null;
  onStart: (id: string) => void;
  onRemove: (id: string) => void;
  /** Opens the file dialog, for an archive whose window was closed. */
  onGo: () => void;
}

/** Data exports, the newest first: what is in each, what bringing it in would do, and the button for it. */
export function ArchiveList({
  archives,
  imports,
  ...deeds
}: { archives: ArchiveView[]; imports: ImportView[] } & ArchiveDeeds) {
  return (
    <ul className="cs-lines">
      {archives.map((archive) => (
        <li key={archive.id}>
          <ArchiveLine archive={archive} shown={shownState(archive, imports)} {...deeds} />
        </li>
      ))}
    </ul>
  );
}

const TONES = {
  receiving: "attention",
  reading: "info",
  read: "success",
  refused: "critical",
  started: "info",
  left: "attention",
  over: "success",
} as const;

/** `left`: its import is over, and something of it can be tried again. */
function shownState({ state, importId }: ArchiveView, imports: ImportView[]): keyof typeof TONES {
  const batch = imports.find(({ id }) => id === importId);
  if (state !== "started" || !batch || batch.state === "listing" || batch.state === "running")
    return state;
  return batch.counts.failed + batch.counts.cancelled > 0 ? "left" : "over";
}

function ArchiveLine({
  archive,
  shown,
  busy,
  onStart,
  onRemove,
  onGo,
}: { archive: ArchiveView; shown: keyof typeof TONES } & ArchiveDeeds) {
  const { t } = useTranslation();
  const say = useFaultText();
  const { id, name, bytes, received, state, kind, fault, report } = archive;
  const brings = report ? report.gives + report.adds : 0;
  const fills = report ? report.here : 0;
  return (
    <BlockStack gap="300">
      <InlineStack gap="200" blockAlign="center" align="space-between">
        <Text as="h3" fontWeight="semibold" breakWord>
          {name}
        </Text>
        <Badge tone={TONES[shown]}>{t(`add.archive.state.${shown}`)}</Badge>
      </InlineStack>
      <Text as="p" variant="bodySm" tone="subdued">
        {state === "receiving"
          ? t("add.unfinished.line", { received, bytes })
          : [
              kind === null
                ? null
                : isPlatform(kind)
                  ? PLATFORM_NAMES[kind]
                  : t("add.archive.files"),
              t("add.archive.size", { bytes }),
            ]
              .filter(Boolean)
              .join(" · ")}
      </Text>
      {state === "receiving" ? (
        <ProgressBar progress={(received / bytes) * 100} size="small" ariaLabelledBy={undefined} />
      ) : null}
      {fault ? (
        <Banner tone="critical">
          <Text as="p">{say(fault)}</Text>
        </Banner>
      ) : null}
      {shown === "left" ? <Text as="p">{t("add.archive.left")}</Text> : null}
      {report && state === "read" ? <Report report={report} isFiles={kind === "files"} /> : null}
      <InlineStack gap="200">
        {state === "read" && brings + fills > 0 ? (
          <Button variant="primary" loading={busy === id} onClick={() => onStart(id)}>
            {brings > 0
              ? t("add.archive.start", { count: brings })
              : t("add.archive.fill", { count: fills })}
          </Button>
        ) : null}
        {state === "receiving" ? (
          <Button size="micro" onClick={onGo}>
            {t("add.unfinished.go")}
          </Button>
        ) : null}
        <Button
          {...(state === "read" ? {} : { size: "micro" as const })}
          variant="tertiary"
          disabled={busy === id}
          accessibilityLabel={t("add.archive.removeName", { name })}
          onClick={() => onRemove(id)}
        >
          {t("add.archive.remove")}
        </Button>
      </InlineStack>
    </BlockStack>
  );
}

function Report({ report, isFiles }: { report: ArchiveReport; isFiles: boolean }) {
  const { t } = useTranslation();
  const { videos, posts, gives, adds, here, bare, fileless, unreadable, others, rows } = report;
  const lines = [
    isFiles
      ? t("add.archive.foundFiles", { count: videos })
      : t("add.archive.found", {
          videos: t("add.archive.videos", { count: videos }),
          posts: t("add.archive.posts", { count: posts }),
        }),
    gives > 0 ? t("add.archive.gives", { count: gives }) : null,
    adds > 0 ? t("add.archive.adds", { count: adds }) : null,
    here > 0 ? t("add.archive.here", { count: here }) : null,
    bare > 0 ? t("add.archive.bare", { count: bare }) : null,
    fileless > 0 ? t("add.archive.fileless", { count: fileless }) : null,
    unreadable > 0 ? t("add.archive.unreadable", { count: unreadable }) : null,
    others > 0 ? t("add.archive.others", { count: others }) : null,
    gives + adds + here === 0 ? t("add.archive.nothing") : null,
  ].filter((line) => line !== null);
  const rest = gives + adds + here + unreadable - rows.length;
  return (
    <BlockStack gap="200">
      <ul className="cs-plain">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {rows.length > 0 ? (
        <div className="cs-plan cs-plan--short">
          <table>
            <thead>
              <tr>
                <th scope="col">{t("add.list.clip")}</th>
                <th scope="col">{t("add.archive.posted")}</th>
                <th scope="col">{t("add.list.result")}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <RowLine key={row.key} row={row} />
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      {rest > 0 ? (
        <Text as="p" tone="subdued">
          {t("add.list.more", { count: rest })}
        </Text>
      ) : null}
    </BlockStack>
  );
}

const ROW_TONES = {
  gives: "success",
  adds: "success",
  here: undefined,
  unreadable: "critical",
} as const;

function RowLine({ row }: { row: ArchiveRow }) {
  const { t } = useTranslation();
  const format = useFormatters();
  const { name, what, at, clip } = row;
  return (
    <tr>
      <td className="cs-plan__name">
        {clip ? (
          <Link className="cs-link" to={`/app/library/${clip}`}>
            {name}
          </Link>
        ) : (
          name
        )}
      </td>
      <td>{at === null ? null : format.date(at)}</td>
      <td>
        <Badge tone={ROW_TONES[what]}>{t(`add.archive.what.${what}`)}</Badge>
      </td>
    </tr>
  );
}
