import { REVIEW_STATES } from "../../domains/clearance/index.ts";
import {
  RIGHTS_FILTERS,
  VIDEO_LACKS,
  VIDEO_LANGUAGES,
  VIDEO_LENGTHS,
  VIDEO_PERFORMANCES,
  VIDEO_SHAPES,
  VIDEO_SORTS,
  VIDEO_SOURCES,
  VIDEO_STATUSES,
  type VideoFilter,
  type VideoListQuery,
  WITHHELD_REASONS,
} from "../../domains/media/index.ts";
import { dayAt } from "../../kernel/days.ts";
import { isId } from "../../kernel/ids.ts";
import { ADDED_DAYS } from "../../ui/library-address.ts";

const PAGE = 48;
const DAY_MS = 86_400_000;
const MOST_TAGS = 10;

/** When it is, and where: what "within 7 days" means depends on both. */
export interface When {
  /** Epoch milliseconds. */
  now: number;
  /** IANA, the shop's. */
  timeZone: string;
}

/** Reads what the library shows from its address. What makes no sense there is as if not written. */
export function readLibraryQuery(search: URLSearchParams, when: When): VideoListQuery {
  const filter = readLibraryFilter(search, when);
  const sort = VIDEO_SORTS.find((value) => value === search.get("sort"));
  return {
    ...filter,
    sort: sort ?? (filter.search ? "best" : "newest"),
    cursor: search.get("after") || undefined,
    limit: PAGE,
  };
}

/** The same without order and page: which clips are meant. */
export function readLibraryFilter(search: URLSearchParams, { now, timeZone }: When): VideoFilter {
  const some = <T extends string>(name: string, allowed: readonly T[]) => {
    const asked = search.get(name)?.split(",") ?? [];
    const found = allowed.filter((value) => asked.includes(value));
    return found.length > 0 ? found : undefined;
  };
  const tags = search
    .getAll("tag")
    .map((tag) => tag.trim().slice(0, 100))
    .filter((tag) => tag !== "");
  const category = search.get("category");
  const product = search.get("product");
  const rights = some("rights", RIGHTS_FILTERS);
  const days = ADDED_DAYS.find((value) => String(value) === search.get("added"));
  return {
    search: search.get("q")?.trim().slice(0, 200) || undefined,
    statuses: some("status", VIDEO_STATUSES),
    sources: some("source", VIDEO_SOURCES),
    languages: some("language", VIDEO_LANGUAGES),
    shapes: some("shape", VIDEO_SHAPES),
    lengths: some("length", VIDEO_LENGTHS),
    tags: tags.length > 0 ? tags.slice(0, MOST_TAGS) : undefined,
    category: isId(category) ? category : undefined,
    product: product && /^\d{1,19}$/.test(product) ? product : undefined,
    lacks: some("lacks", VIDEO_LACKS),
    performance: VIDEO_PERFORMANCES.find((value) => value === search.get("performance")),
    reviews: some("review", REVIEW_STATES),
    withheld: some("withheld", WITHHELD_REASONS),
    rights: rights && { any: rights, day: dayAt(now, timeZone) },
    addedAfter: days === undefined ? undefined : now - days * DAY_MS,
  };
}
