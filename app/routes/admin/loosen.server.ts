import type { MediaDoor } from "../../domains/media/index.server.ts";
import { FILTER_NAMES, type FilterName, withFilter } from "../../ui/library-address.ts";
import { readLibraryQuery, type When } from "./library-query.ts";

const MOST = 6;

/** For a search that finds nothing: which single filter to take away, and how many clips that shows. */
export async function loosen(
  media: MediaDoor,
  search: URLSearchParams,
  when: When,
): Promise<{ name: FilterName; total: number }[]> {
  const set = FILTER_NAMES.filter((name) => search.has(name)).slice(0, MOST);
  if (set.length < 2) return [];
  const ways = await Promise.all(
    set.map(async (name) => {
      const query = readLibraryQuery(withFilter(search, name, null), when);
      return { name, total: (await media.list({ ...query, limit: 1 })).total };
    }),
  );
  return ways.filter(({ total }) => total > 0).sort((a, b) => b.total - a.total);
}
