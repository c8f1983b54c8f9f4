import { hashtagsOf, titleOfCaption } from "../hashtags.ts";
import type { ArchivePost } from "./ports.ts";
import { isVideoPath, type Reader } from "./reading.ts";

/**
 * Instagram's "Download your information" as JSON: `your_instagram_activity/media/posts_1.json` and
 * `reels.json` (older: `content/…`), whose `uri` is the path of a file under `media/`. They tell when a
 * post was made and its words, but neither its number nor its link. Words are UTF-8 taken for Latin-1 and
 * written so. Stories and messages are left out: nobody posted those to be kept.
 * https://help.instagram.com/181231772500920
 */
export const readInstagram: Reader = {
  kind: "instagram",
  tells: (path) => /(^|\/)(media|content)\/(posts(_\d+)?|reels|igtv_videos)\.json$/i.test(path),
  holds: (path) => /(^|\/)media\/(posts|reels|igtv)\//i.test(path) && isVideoPath(path),
  isOf: (paths) => paths.some((path) => readInstagram.tells(path) || readInstagram.holds(path)),
  read(_path, text) {
    const posts = new Map<string, ArchivePost>();
    walk(JSON.parse(text), { title: "", at: null }, (uri, { title, at }) => {
      if (!isVideoPath(uri) || posts.has(uri)) return;
      posts.set(uri, {
        ...{ id: idIn(uri), page: null, at, author: null },
        ...{ title: titleOfCaption(title), description: title, tags: hashtagsOf(title) },
        ...{ duration: null, likes: null, files: [uri], url: null },
      });
    });
    return [...posts.values()];
  },
};

interface Around {
  title: string;
  at: number | null;
}

/**
 * Every file that is named anywhere, with the nearest words and time: the shapes around them change from
 * one export to the next, these names do not.
 */
function walk(node: unknown, around: Around, found: (uri: string, about: Around) => void): void {
  if (Array.isArray(node)) {
    for (const each of node) walk(each, around, found);
    return;
  }
  if (typeof node !== "object" || node === null) return;
  const own = node as Record<string, unknown>;
  const seconds = own.creation_timestamp ?? own.timestamp;
  const about: Around = {
    title: typeof own.title === "string" && own.title !== "" ? unscramble(own.title) : around.title,
    // The post's own time goes before that of a picture in it.
    at: around.at ?? (typeof seconds === "number" && seconds > 0 ? seconds * 1000 : null),
  };
  if (typeof own.uri === "string") found(own.uri, about);
  // Another camera's notes on the same file.
  for (const [name, value] of Object.entries(own))
    if (name !== "media_metadata" && name !== "thumbnail") walk(value, about, found);
}

/** Each character of a scrambled text is one byte of UTF-8; any other text stays as it is. */
export function unscramble(text: string): string {
  if ([...text].some((character) => character.charCodeAt(0) > 0xff)) return text;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(text, "latin1"));
  } catch {
    return text;
  }
}

/** Some exports name files by the number of the post: 17 digits, as the API has it. */
function idIn(uri: string): string | null {
  return /(?<!\d)(1[78]\d{15})(?!\d)/.exec(uri.split("/").at(-1) ?? "")?.[1] ?? null;
}
