/** How many leading bytes tell. */
export const SNIFF_BYTES = 512;

export type NotVideo = "page" | "picture" | "archive" | "document";

const text = (words: string) => [...Buffer.from(words, "latin1")];
/** Formats by the bytes they begin with. */
const MAGIC: [NotVideo, number[]][] = [
  ["picture", [0x89, ...text("PNG")]],
  ["picture", [0xff, 0xd8, 0xff]],
  ["picture", text("GIF8")],
  ["document", text("%PDF-")],
  ["archive", [...text("PK"), 3, 4]],
  ["archive", [...text("PK"), 5, 6]],
  ["archive", text("Rar!")],
  ["archive", [0x37, 0x7a, 0xbc, 0xaf]],
  ["archive", [0x1f, 0x8b]],
];

/**
 * What a file surely is that is no video, by its first bytes: null when it may be one. The engine has the
 * last word; this spares it, and storage, what a wrong link brings.
 */
export function notVideo(head: Uint8Array): NotVideo | null {
  for (const [what, magic] of MAGIC)
    if (magic.every((byte, index) => head[index] === byte)) return what;
  const start = Buffer.from(head.subarray(0, SNIFF_BYTES)).toString("latin1");
  if (start.startsWith("RIFF") && start.slice(8, 12) === "WEBP") return "picture";
  if (start.slice(4, 8) === "ftyp" && /^(avif|avis|heic|heix|mif1)/.test(start.slice(8)))
    return "picture";
  const words = start
    .replace(/^\u00ef\u00bb\u00bf/, "")
    .trimStart()
    .toLowerCase();
  if (/^(<!doctype html|<html|<head|<body|<script|<!--)/.test(words)) return "page";
  if (/^(<\?xml|<mpd|#extm3u|ffconcat|[{[]\s*("|[{[\]}]))/.test(words)) return "document";
  return null;
}
