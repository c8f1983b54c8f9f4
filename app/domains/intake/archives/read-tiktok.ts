import { hashtagsOf, titleOfCaption } from "../hashtags.ts";
import { isVideoPath, type Reader, toSeconds } from "./reading.ts";

/**
 * TikTok's "Download your data": `user_data_tiktok.json` (older: `user_data.json`), or `Posts.txt` when it
 * was asked for as text. Own posts stand under `Post › Posts › VideoList` (older: `Video › Videos ›
 * VideoList`) as `Date` (UTC), `Link`, `Likes`, `Title`; "N/A" where there is nothing. The link is the
 * post's page, or an address on TikTok's servers where its owner may fetch the file for some days.
 * https://support.tiktok.com/en/account-and-privacy/personalized-ads-and-data/requesting-your-data
 */
export const readTiktok: Reader = {
  kind: "tiktok",
  tells: (path) =>
    /(^|\/)user_data(_tiktok)?\.json$/i.test(path) || /(^|\/)Posts?\.txt$/i.test(path),
  // Whatever videos lie beside it are the posts': TikTok's own export has no others.
  holds: (path) => isVideoPath(path),
  isOf: (paths) =>
    paths.some((path) => readTiktok.tells(path)) ||
    (paths.some(isVideoPath) && paths.filter(isVideoPath).every((path) => ID.test(nameOf(path)))),
  read(path, text) {
    const json = path.toLowerCase().endsWith(".json");
    const data: unknown = json ? JSON.parse(text) : null;
    const author = json ? findText(data, "userName") : null;
    return (json ? findLists(data) : readText(text)).map((row) => {
      const link = told(row.link);
      const caption = told(row.title) ?? "";
      const id = link ? (/\/video\/(\d{15,20})/.exec(link)?.[1] ?? null) : null;
      const fetchable = link !== null && id === null && isTiktok(link);
      return {
        ...{ id, at: toSeconds(row.date ?? ""), author },
        page: id ? `https://www.tiktok.com/@${author ?? ""}/video/${id}` : null,
        ...{ title: titleOfCaption(caption), description: caption, tags: hashtagsOf(caption) },
        ...{ duration: null, likes: wholeNumber(row.likes), files: [] },
        url: fetchable ? link : null,
      };
    });
  },
};

/** A video's number, alone or in a file's name. */
const ID = /(?<!\d)\d{18,20}(?!\d)/;

type Row = Record<"date" | "link" | "likes" | "title", string | undefined>;

function rowOf(given: Record<string, unknown>): Row {
  const row = Object.fromEntries(
    Object.entries(given).map(([name, value]) => [
      name.toLowerCase().replace(/[^a-z]/g, ""),
      typeof value === "string" || typeof value === "number" ? String(value) : undefined,
    ]),
  );
  const { date, link, title } = row;
  return { date, link, title, likes: row.likes ?? row.like };
}

/** Lists of own posts, wherever this year's export has put them. Watched and liked ones are none. */
function findLists(data: unknown): Row[] {
  if (!isObject(data)) return [];
  const found: Row[] = [];
  for (const [name, value] of Object.entries(data)) {
    if (!isObject(value)) continue;
    const list = (value as { VideoList?: unknown }).VideoList;
    if ((name === "Posts" || name === "Videos") && Array.isArray(list))
      found.push(...list.filter(isObject).map(rowOf));
    else found.push(...findLists(value));
  }
  return found;
}

/** `Date: …`, `Link: …`, `Like(s): …` on lines of their own, posts apart by empty ones. */
function readText(text: string): Row[] {
  return text.split(/\r?\n\s*\r?\n/).flatMap((block) => {
    const lines = block.split(/\r?\n/).flatMap((line) => {
      const [, name, value] = /^([^:]{1,40}):\s*(.*)$/.exec(line.trim()) ?? [];
      return name ? [[name, value ?? ""] as const] : [];
    });
    const row = rowOf(Object.fromEntries(lines));
    return row.date && row.link ? [row] : [];
  });
}

function told(text: string | undefined): string | null {
  const words = text?.trim() ?? "";
  return words === "" || words === "N/A" ? null : words;
}

function wholeNumber(text: string | undefined): number | null {
  return text && /^\d+$/.test(text.trim()) ? Number(text) : null;
}

/** A server of TikTok's own: whatever else a list may name is not fetched. */
function isTiktok(link: string): boolean {
  if (!URL.canParse(link)) return false;
  const { protocol, hostname } = new URL(link);
  return protocol === "https:" && /(^|\.)tiktok(v|cdn)?(-[a-z]{2,4})?\.com$/.test(hostname);
}

function findText(data: unknown, name: string): string | null {
  if (!isObject(data)) return null;
  const own = data[name];
  if (typeof own === "string" && own !== "" && own !== "N/A") return own;
  for (const value of Object.values(data)) {
    const found = findText(value, name);
    if (found) return found;
  }
  return null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function nameOf(path: string): string {
  return path.split("/").at(-1) ?? path;
}
