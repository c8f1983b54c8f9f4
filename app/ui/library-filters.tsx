import {
  Button,
  ButtonGroup,
  ChoiceList,
  Filters,
  InlineStack,
  Select,
  TextField,
} from "@shopify/polaris";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { VideoStatus } from "../domains/media/index.ts";

export type LibraryView = "grid" | "list";
type ChangeSearch = (
  change: (now: URLSearchParams) => URLSearchParams,
  options?: { replace?: boolean },
) => void;

const STATUSES: VideoStatus[] = ["uploading", "queued", "processing", "ready", "failed"];
const SORTS = ["newest", "oldest", "title"] as const;
const TYPING_MS = 300;

/** Search, filters, order and view of the library. All of it lives in the address. */
export function LibraryFilters({
  search,
  onChange,
  view,
}: {
  search: URLSearchParams;
  onChange: ChangeSearch;
  view: LibraryView;
}) {
  const { t } = useTranslation();
  const set = (name: string, value: string | null) =>
    onChange(
      (now) => {
        const next = new URLSearchParams(now);
        if (value) next.set(name, value);
        else next.delete(name);
        if (name !== "view") next.delete("after");
        return next;
      },
      { replace: true },
    );
  const [query, setQuery] = useTyped(search.get("q") ?? "", (value) => set("q", value));
  const [tag, setTag] = useTyped(search.get("tag") ?? "", (value) => set("tag", value));
  const status = search.get("status") as VideoStatus | null;

  return (
    <div className="cs-filters">
      <Filters
        queryValue={query}
        queryPlaceholder={t("library.search")}
        onQueryChange={setQuery}
        onQueryClear={() => setQuery("")}
        onClearAll={() => {
          setQuery("");
          setTag("");
          set("status", null);
        }}
        filters={[
          {
            key: "status",
            label: t("library.filter.status"),
            filter: (
              <ChoiceList
                title={t("library.filter.status")}
                titleHidden
                choices={STATUSES.map((value) => ({
                  value,
                  label: t(`common.videoStatus.${value}`),
                }))}
                selected={status ? [status] : []}
                onChange={([value]) => set("status", value ?? null)}
              />
            ),
            pinned: true,
          },
          {
            key: "tag",
            label: t("library.filter.tag"),
            filter: (
              <TextField
                label={t("library.filter.tag")}
                labelHidden
                autoComplete="off"
                value={tag}
                onChange={setTag}
              />
            ),
            pinned: true,
          },
        ]}
        appliedFilters={[
          ...(status && STATUSES.includes(status)
            ? [
                {
                  key: "status",
                  label: t("library.filter.statusIs", {
                    status: t(`common.videoStatus.${status}`),
                  }),
                  onRemove: () => set("status", null),
                },
              ]
            : []),
          ...(tag
            ? [
                {
                  key: "tag",
                  label: t("library.filter.tagIs", { tag }),
                  onRemove: () => setTag(""),
                },
              ]
            : []),
        ]}
      >
        <div className="cs-filter-tools">
          {" "}
          <InlineStack gap="200" blockAlign="center">
            <Select
              label={t("library.sort.label")}
              labelInline
              options={SORTS.map((value) => ({ value, label: t(`library.sort.${value}`) }))}
              value={SORTS.find((value) => value === search.get("sort")) ?? "newest"}
              onChange={(value) => set("sort", value === "newest" ? null : value)}
            />
            <ButtonGroup variant="segmented">
              <Button pressed={view === "grid"} onClick={() => set("view", null)}>
                {t("library.view.grid")}
              </Button>
              <Button pressed={view === "list"} onClick={() => set("view", "list")}>
                {t("library.view.list")}
              </Button>
            </ButtonGroup>
          </InlineStack>
        </div>
      </Filters>
    </div>
  );
}

/** A text that is typed at once and handed on when the typing pauses. */
function useTyped(value: string, onPause: (value: string) => void) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => onPause(typed), TYPING_MS);
    return () => clearTimeout(timer);
  });
  return [typed, setTyped] as const;
}
