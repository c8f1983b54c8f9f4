import { Button, InlineStack, Text } from "@shopify/polaris";
import { type CSSProperties, type DragEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { CategoryLine } from "../domains/library/index.ts";
import { useFormatters } from "./shop-context.tsx";

/** What a dragged clip carries: ids, parted by commas. */
export const CLIPS_TYPE = "application/x-clipshelf-clips";

/** Categories to look into, and to drop clips on. */
export function CategoryTree({
  categories,
  counts,
  chosen,
  onChoose,
  onDrop,
  onManage,
}: {
  categories: CategoryLine[];
  /** Clips in each or below it. */
  counts: Record<string, number>;
  chosen: string | null;
  onChoose: (id: string | null) => void;
  onDrop: (ids: string[], categoryId: string) => void;
  onManage: () => void;
}) {
  const { t } = useTranslation();
  const format = useFormatters();
  const [over, setOver] = useState<string | null>(null);
  const takes = (event: DragEvent) => event.dataTransfer.types.includes(CLIPS_TYPE);
  return (
    <nav className="cs-tree" aria-label={t("library.category.title")}>
      <InlineStack align="space-between" blockAlign="center">
        <Text as="h2" variant="headingSm">
          {t("library.category.title")}
        </Text>
        <Button variant="plain" onClick={onManage}>
          {t("library.category.manage")}
        </Button>
      </InlineStack>
      {categories.length === 0 ? (
        <Text as="p" tone="subdued" variant="bodySm">
          {t("library.category.none")}
        </Text>
      ) : (
        <ul>
          <li>
            <button
              type="button"
              className="cs-tree__line"
              aria-current={chosen === null}
              onClick={() => onChoose(null)}
            >
              <span className="cs-tree__name">{t("library.category.all")}</span>
            </button>
          </li>
          {categories.map((line) => (
            <li key={line.id}>
              <button
                type="button"
                className={`cs-tree__line${over === line.id ? " cs-tree__line--over" : ""}`}
                style={{ "--cs-depth": line.depth } as CSSProperties}
                aria-current={chosen === line.id}
                title={line.path.join(" / ")}
                onClick={() => onChoose(line.id)}
                onDragOver={(event) => {
                  if (!takes(event)) return;
                  event.preventDefault();
                  setOver(line.id);
                }}
                onDragLeave={() => setOver(null)}
                onDrop={(event) => {
                  if (!takes(event)) return;
                  event.preventDefault();
                  setOver(null);
                  onDrop(event.dataTransfer.getData(CLIPS_TYPE).split(","), line.id);
                }}
              >
                <span className="cs-tree__name">{line.name}</span>
                <span className="cs-tree__count">{format.number(counts[line.id] ?? 0)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </nav>
  );
}
