import {
  Button,
  ButtonGroup,
  ChoiceList,
  Filters,
  InlineStack,
  Select,
  TextField,
} from "@shopify/polaris";
import { type ReactElement, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { REVIEW_STATES } from "../domains/clearance/index.ts";
import type { CategoryLine, LibraryFacets } from "../domains/library/index.ts";
import {
  RIGHTS_FILTERS,
  VIDEO_LACKS,
  VIDEO_LENGTHS,
  VIDEO_PERFORMANCES,
  VIDEO_SHAPES,
  VIDEO_SORTS,
  VIDEO_SOURCES,
  VIDEO_STATUSES,
  WITHHELD_REASONS,
} from "../domains/media/index.ts";
import {
  ADDED_DAYS,
  FILTER_NAMES,
  type FilterName,
  valuesOf,
  withFilter,
} from "./library-address.ts";

export type LibraryView = "grid" | "list";
type ChangeSearch = (
  change: (now: URLSearchParams) => URLSearchParams,
  options?: { replace?: boolean },
) => void;
interface Choice {
  value: string;
  label: string;
}

const TYPING_MS = 300;
/** A list longer than this is narrowed by typing. */
const MOST_CHOICES = 30;
/** Filters of which one value holds at a time. */
const SINGLE: readonly FilterName[] = ["category", "product", "performance", "added"];

/** Search, filters, order and view of the library. All of it lives in the address. */
export function LibraryFilters({
  search,
  onChange,
  view,
  categories,
  facets,
  productTitle,
}: {
  search: URLSearchParams;
  onChange: ChangeSearch;
  view: LibraryView;
  categories: CategoryLine[];
  facets: LibraryFacets;
  /** Of the product filtered by. */
  productTitle: string | null;
}) {
  const { t } = useTranslation();
  const set = (name: string, value: string | string[] | null) =>
    onChange(
      (now) =>
        withFilter(now, name, Array.isArray(value) && name !== "tag" ? value.join(",") : value),
      { replace: true },
    );
  const [query, setQuery] = useTyped(search.get("q") ?? "", (value) => set("q", value));

  const choices: Record<Exclude<FilterName, "q">, Choice[]> = {
    status: VIDEO_STATUSES.map((value) => ({ value, label: t(`common.videoStatus.${value}`) })),
    review: REVIEW_STATES.map((value) => ({ value, label: t(`review.state.${value}`) })),
    withheld: WITHHELD_REASONS.map((value) => ({
      value,
      label: t(`common.withheld.${value}`),
    })),
    rights: RIGHTS_FILTERS.map((value) => ({
      value,
      label:
        value === "ending7" || value === "ending30"
          ? t(`rights.ending.${value}`)
          : t(`rights.standing.${value}`),
    })),
    category: categories.map(({ id, path }) => ({ value: id, label: path.join(" / ") })),
    tag: facets.tags.map(({ tag, clips }) => ({
      value: tag,
      label: t("library.filter.counted", { name: tag, count: clips }),
    })),
    source: VIDEO_SOURCES.map((value) => ({ value, label: t(`common.source.${value}`) })),
    language: facets.languages.map((value) => ({ value, label: t(`common.language.${value}`) })),
    shape: VIDEO_SHAPES.map((value) => ({ value, label: t(`library.shape.${value}`) })),
    length: VIDEO_LENGTHS.map((value) => ({ value, label: t(`library.length.${value}`) })),
    product: facets.products.map(({ id, title, clips }) => ({
      value: id,
      label: t("library.filter.counted", { name: title, count: clips }),
    })),
    performance: VIDEO_PERFORMANCES.map((value) => ({
      value,
      label: t(`library.performance.${value}`),
    })),
    added: ADDED_DAYS.map((days) => ({
      value: String(days),
      label: t("library.filter.days", { count: days }),
    })),
    lacks: VIDEO_LACKS.map((value) => ({ value, label: t(`library.lacks.${value}`) })),
  };
  const labelOf = (name: Exclude<FilterName, "q">, value: string): string => {
    if (name === "tag") return value;
    if (name === "product") return productTitle ?? value;
    if (name === "language")
      return t(`common.language.${value as "en"}`, { defaultValue: value }) as string;
    return choices[name].find((choice) => choice.value === value)?.label ?? value;
  };
  const filters = FILTER_NAMES.filter((name) => name !== "q");

  return (
    <div className="cs-filters">
      <Filters
        queryValue={query}
        queryPlaceholder={t("library.search")}
        onQueryChange={setQuery}
        onQueryClear={() => setQuery("")}
        onClearAll={() => {
          setQuery("");
          onChange(
            (now) => FILTER_NAMES.reduce((next, name) => withFilter(next, name, null), now),
            {
              replace: true,
            },
          );
        }}
        filters={filters.map((name) => ({
          key: name,
          label: t(`library.filter.${name}`),
          pinned: name === "status" || name === "category" || name === "tag" || name === "lacks",
          filter: (
            <Choices
              title={t(`library.filter.${name}`)}
              choices={choices[name]}
              several={!SINGLE.includes(name)}
              selected={valuesOf(search, name)}
              onChange={(values) => set(name, values.length > 0 ? values : null)}
            />
          ),
        }))}
        appliedFilters={filters.flatMap((name) => {
          const values = valuesOf(search, name);
          return values.length > 0
            ? [
                {
                  key: name,
                  label: t("library.filter.is", {
                    filter: t(`library.filter.${name}`),
                    values: values.map((value) => labelOf(name, value)).join(", "),
                  }),
                  onRemove: () => set(name, null),
                },
              ]
            : [];
        })}
      >
        <div className="cs-filter-tools">
          <InlineStack gap="200" blockAlign="center">
            <Select
              label={t("library.sort.label")}
              labelInline
              options={VIDEO_SORTS.filter((value) => value !== "best" || search.has("q")).map(
                (value) => ({ value, label: t(`library.sort.${value}`) }),
              )}
              value={
                VIDEO_SORTS.find((value) => value === search.get("sort")) ??
                (search.has("q") ? "best" : "newest")
              }
              onChange={(value) => set("sort", value)}
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

/** One filter's values; a long list can be narrowed, and what is chosen stays in sight. */
function Choices({
  title,
  choices,
  several,
  selected,
  onChange,
}: {
  title: string;
  choices: Choice[];
  several: boolean;
  selected: string[];
  onChange: (values: string[]) => void;
}): ReactElement {
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  const chosen = selected.map(
    (value) => choices.find((choice) => choice.value === value) ?? { value, label: value },
  );
  const word = typed.trim().toLowerCase();
  const others = choices
    .filter(({ value }) => !selected.includes(value))
    .filter(({ label }) => label.toLowerCase().includes(word));
  return (
    <div className="cs-choices">
      {choices.length > 10 ? (
        <TextField
          label={t("library.filter.narrow")}
          labelHidden
          placeholder={t("library.filter.narrow")}
          autoComplete="off"
          value={typed}
          onChange={setTyped}
        />
      ) : null}
      <ChoiceList
        title={title}
        titleHidden
        allowMultiple={several}
        choices={[...chosen, ...others.slice(0, MOST_CHOICES)]}
        selected={selected}
        onChange={onChange}
      />
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
