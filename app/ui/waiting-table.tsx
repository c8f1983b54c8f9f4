import { IndexTable, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { WaitingPerson } from "../domains/wishes/index.ts";
import { useFormatters } from "./shop-context.tsx";

/** Who waits for a product, as a table for work on many at once. */
export function WaitingTable({
  people,
  selected,
  onSelect,
  onTold,
  onRemove,
}: {
  people: WaitingPerson[];
  selected: string[];
  onSelect: (ids: string[]) => void;
  /** Left out where they have been written to already. */
  onTold?: (() => void) | undefined;
  onRemove: () => void;
}) {
  const { t } = useTranslation();
  const format = useFormatters();
  const ids = people.map(({ id }) => id);
  return (
    <IndexTable
      resourceName={{ singular: t("soldOut.one"), plural: t("soldOut.many") }}
      itemCount={people.length}
      selectedItemsCount={selected.length === people.length ? "All" : selected.length}
      onSelectionChange={(kind, on, id) => {
        const meant =
          kind === "single" && typeof id === "string"
            ? [id]
            : kind === "multi" && Array.isArray(id)
              ? ids.slice(id[0], id[1] + 1)
              : ids;
        const rest = selected.filter((one) => !meant.includes(one));
        onSelect(on ? [...rest, ...meant] : rest);
      }}
      promotedBulkActions={[
        ...(onTold ? [{ content: t("soldOut.told"), onAction: onTold }] : []),
        { content: t("common.delete"), onAction: onRemove },
      ]}
      headings={[
        { title: t("soldOut.column.email") },
        { title: t("soldOut.column.product") },
        { title: t("soldOut.column.asked") },
        { title: t("soldOut.column.back") },
        { title: t("soldOut.column.told") },
      ]}
    >
      {people.map((person, position) => (
        <IndexTable.Row
          id={person.id}
          key={person.id}
          position={position}
          selected={selected.includes(person.id)}
        >
          <IndexTable.Cell>
            <div className="cs-waiting">
              <Text as="span" fontWeight="semibold">
                <bdi>{person.email}</bdi>
              </Text>
            </div>
          </IndexTable.Cell>
          <IndexTable.Cell>
            <div className="cs-waiting">
              <Text as="p">{person.product ?? t("soldOut.gone")}</Text>
              {person.variant ? (
                <Text as="p" tone="subdued" variant="bodySm">
                  {person.variant}
                </Text>
              ) : null}
            </div>
          </IndexTable.Cell>
          <IndexTable.Cell>{format.dateTime(person.askedAt)}</IndexTable.Cell>
          <IndexTable.Cell>
            {person.backAt === null ? t("common.none") : format.dateTime(person.backAt)}
          </IndexTable.Cell>
          <IndexTable.Cell>
            {person.toldAt === null ? t("common.none") : format.dateTime(person.toldAt)}
          </IndexTable.Cell>
        </IndexTable.Row>
      ))}
    </IndexTable>
  );
}
