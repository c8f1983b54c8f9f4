import { Button, InlineStack, Tabs } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { SavedView } from "../domains/library/index.ts";
import { viewOf } from "./library-address.ts";

/** Saved views beside each other; what is shown now can become one. */
export function LibraryViews({
  views,
  search,
  onOpen,
  onSave,
  onRemove,
}: {
  views: SavedView[];
  search: URLSearchParams;
  /** The address of a view; empty for all clips. */
  onOpen: (search: string) => void;
  onSave: () => void;
  onRemove: (view: SavedView) => void;
}) {
  const { t } = useTranslation();
  const now = viewOf(search);
  const at = views.findIndex((view) => view.search === now);
  if (views.length === 0 && now === "") return null;
  return (
    <div className="cs-views">
      <InlineStack align="space-between" blockAlign="center" gap="200">
        <div className="cs-grow">
          <Tabs
            tabs={[
              { id: "all", content: t("library.views.all") },
              ...views.map((view) => ({
                id: view.id,
                content: view.name,
                actions: [
                  {
                    type: "delete" as const,
                    onPrimaryAction: async () => {
                      onRemove(view);
                      return true;
                    },
                  },
                ],
              })),
            ]}
            // A search that is no view of its own stands under none of them but the first.
            selected={at + 1}
            onSelect={(index) => onOpen(views[index - 1]?.search ?? "")}
          />
        </div>
        {now !== "" && at < 0 ? (
          <div className="cs-views__save">
            <Button onClick={onSave}>{t("library.views.save")}</Button>
          </div>
        ) : null}
      </InlineStack>
    </div>
  );
}
