import Papa from "papaparse";
import { hashtagsOf } from "../hashtags.ts";
import { isVideoPath, type Reader } from "./reading.ts";

/**
 * Google Takeout of YouTube: `Takeout/YouTube and YouTube Music/videos/<title>.mp4` beside `…/video
 * metadata/videos.csv`. Folders are in the language of the account, and so may the columns be: what a column
 * is shows in what stands in it. Which file is whose is told nowhere; files are named by the titles, with
 * underscores for what a name may not have, and cut.
 * https://support.google.com/accounts/answer/3024190
 */
export const readYoutube: Reader = {
  kind: "youtube",
  tells: (path) => IN_YOUTUBE.test(path) && /(^|\/)videos?(\(\d+\))?\.csv$/i.test(path),
  holds: (path) => IN_YOUTUBE.test(path) && isVideoPath(path),
  isOf: (paths) => paths.some((path) => readYoutube.tells(path) || readYoutube.holds(path)),
  read(_path, text) {
    const { data } = Papa.parse<string[]>(text.replace(/^\ufeff/, ""), { skipEmptyLines: true });
    const [head, ...rows] = data;
    if (!head || rows.length === 0) return [];
    const columns = columnsOf(head, rows);
    if (columns.id === -1) throw new Error("No column holds numbers of videos");
    return rows.flatMap((cells) => {
      const cell = (index: number) => cells[index]?.trim() ?? "";
      const id = cell(columns.id);
      if (!VIDEO_ID.test(id)) return [];
      const title = cell(columns.title);
      const description = cell(columns.description);
      const tags = columns.tags.map(cell).filter((tag) => tag !== "");
      const duration = Number(cell(columns.duration));
      const at = Date.parse(cell(columns.published) || cell(columns.created));
      return {
        ...{ id, title, description, at: Number.isNaN(at) ? null : at, author: null },
        page: `https://www.youtube.com/watch?v=${id}`,
        tags: [...tags.map((tag) => tag.replace(/^#/, "")), ...hashtagsOf(description)],
        duration: duration > 0 ? duration : null,
        ...{ likes: null, files: [], url: null },
      };
    });
  },
};

/** A Takeout may hold other products' videos too. */
const IN_YOUTUBE = /(^|\/)[^/]*youtube[^/]*\//i;
const VIDEO_ID = /^[\w-]{11}$/;
const TIME = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/;

/** By name in English, by what they hold in any language; -1 where there is none. */
function columnsOf(head: string[], rows: string[][]) {
  const names = head.map((name) => name.trim().toLowerCase());
  const some = rows.slice(0, 50);
  const named = (pattern: RegExp) => names.findIndex((name) => pattern.test(name));
  const holding = (test: (cell: string) => boolean) =>
    head.findIndex((_, index) => {
      const cells = some.map((row) => row[index]?.trim() ?? "").filter((cell) => cell !== "");
      return cells.length > 0 && cells.every(test);
    });
  const times = head.flatMap((_, index) => (TIME.test(some[0]?.[index] ?? "") ? [index] : []));
  const id = named(/^video id$/);
  const published = named(/^video publish timestamp/);
  const duration = named(/^approx duration/);
  return {
    id: id === -1 ? holding((cell) => VIDEO_ID.test(cell)) : id,
    // In other languages the only text that every video must have is its title.
    title: firstOf(named(/^video title/), titleIn(names, some)),
    description: named(/^video description/),
    duration: firstOf(
      duration,
      holding((cell) => /^\d{3,9}$/.test(cell)),
    ),
    created: firstOf(named(/^video create timestamp/), times[0] ?? -1),
    published: published === -1 ? (times[1] ?? -1) : published,
    tags: names.flatMap((name, index) => (/^tag \d+$/.test(name) ? [index] : [])),
  };
}

function firstOf(...found: number[]): number {
  return found.find((index) => index !== -1) ?? -1;
}

/** The column whose cells are filled in every row and differ the most, among those of words. */
function titleIn(names: string[], rows: string[][]): number {
  let best = -1;
  let most = 1;
  for (const index of names.keys()) {
    const cells = rows.map((row) => row[index]?.trim() ?? "");
    const words = cells.every((cell) => cell !== "" && !TIME.test(cell) && !/^[\d.]+$/.test(cell));
    if (!words || cells.every((cell) => VIDEO_ID.test(cell) || /^UC[\w-]{22}$/.test(cell)))
      continue;
    const different = new Set(cells).size;
    if (different > most || (best === -1 && different >= most)) {
      best = index;
      most = different;
    }
  }
  return best;
}
