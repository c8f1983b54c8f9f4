import { Badge, Banner, BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { LIST_COLUMNS, type ListPlan, type ListRow } from "../domains/intake/index.ts";
import { useFaultText } from "./fault-text.ts";
import { FileChoice, type FileChoiceHandle } from "./file-choice.tsx";

const ROWS_SHOWN = 200;

/** A list is chosen, what it would bring in is shown row by row, and only then it is added. */
export function AddList({
  plan,
  name,
  busy,
  onChoose,
  onStart,
  onAnother,
}: {
  /** What the chosen list would bring in; null while none is chosen. */
  plan: ListPlan | null;
  name: string;
  busy: boolean;
  onChoose: (file: File) => void;
  onStart: () => void;
  onAnother: () => void;
}) {
  const { t } = useTranslation();
  const input = useRef<FileChoiceHandle>(null);
  if (plan) return <PlannedList {...{ plan, name, busy, onStart, onAnother }} />;
  return (
    <BlockStack gap="400">
      <Text as="p">{t("add.list.text")}</Text>
      <FileChoice
        ref={input}
        accept=".csv,.tsv,.txt,text/csv"
        label={t("add.list.choose")}
        onFile={onChoose}
      />
      <InlineStack gap="200" blockAlign="center">
        <Button variant="primary" loading={busy} onClick={() => input.current?.choose()}>
          {t("add.list.choose")}
        </Button>
        <a className="cs-link" href={EXAMPLE} download="clips.csv">
          {t("add.list.template")}
        </a>
      </InlineStack>
    </BlockStack>
  );
}

function PlannedList({
  plan,
  name,
  busy,
  onStart,
  onAnother,
}: {
  plan: ListPlan;
  name: string;
  busy: boolean;
  onStart: () => void;
  onAnother: () => void;
}) {
  const { t } = useTranslation();
  const order = (row: ListRow) => (row.faults.length > 0 ? 0 : row.here ? 2 : 1);
  const rows = [...plan.rows].sort((a, b) => order(a) - order(b) || a.line - b.line);
  return (
    <BlockStack gap="400">
      <Banner
        tone={plan.ready === 0 ? "critical" : plan.faulty > 0 ? "warning" : "success"}
        title={t("add.list.check", { name })}
      >
        <ul className="cs-plain">
          <li>{t("add.list.ready", { count: plan.ready })}</li>
          {plan.here > 0 ? <li>{t("add.list.here", { count: plan.here })}</li> : null}
          {plan.faulty > 0 ? <li>{t("add.list.faulty", { count: plan.faulty })}</li> : null}
          {plan.ignored.length > 0 ? (
            <li>{t("add.list.ignored", { names: plan.ignored.join(", ") })}</li>
          ) : null}
        </ul>
      </Banner>
      <div className="cs-plan">
        <table>
          <thead>
            <tr>
              <th scope="col">{t("add.list.row")}</th>
              <th scope="col">{t("add.list.clip")}</th>
              <th scope="col">{t("add.list.result")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, ROWS_SHOWN).map((row) => (
              <tr key={row.line}>
                <td>{row.line}</td>
                <td className="cs-plan__name">{row.name}</td>
                <td>
                  <RowResult row={row} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > ROWS_SHOWN ? (
        <Text as="p" tone="subdued">
          {t("add.list.more", { count: rows.length - ROWS_SHOWN })}
        </Text>
      ) : null}
      <InlineStack gap="200">
        {plan.ready > 0 ? (
          <Button variant="primary" loading={busy} onClick={onStart}>
            {t("add.list.start", { count: plan.ready })}
          </Button>
        ) : null}
        <Button disabled={busy} onClick={onAnother}>
          {t("add.list.another")}
        </Button>
      </InlineStack>
    </BlockStack>
  );
}

function RowResult({ row }: { row: ListRow }) {
  const { t } = useTranslation();
  const say = useFaultText();
  if (row.faults.length > 0)
    return (
      <BlockStack gap="100">
        {row.faults.map(({ column, fault }) => (
          <Text key={`${column} ${fault.kind}`} as="p" tone="critical">
            {say(fault)}
          </Text>
        ))}
      </BlockStack>
    );
  return row.here ? (
    <Badge>{t("add.list.isHere")}</Badge>
  ) : (
    <Badge tone="success">{t("add.list.willAdd")}</Badge>
  );
}

/** A list with every column and one clip, to begin from. */
const EXAMPLE = `data:text/csv;charset=utf-8,${encodeURIComponent(
  [
    Object.keys(LIST_COLUMNS).join(","),
    'https://example.com/tea-bowl.mp4,Pouring tea,"How the glaze shines, up close","tea, summer",tea-bowl,https://example.com/post/1',
    "",
  ].join("\r\n"),
)}`;
