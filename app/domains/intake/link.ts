import { type Fault, ok, type Result, refuse } from "../../kernel/result.ts";

export interface ReadLink {
  /** Where the bytes are. */
  url: string;
  /** What the link is known by. */
  ref: string;
  /** Name of the file, where the link tells. */
  name: string;
}

/** Parameters by which presigned S3 and GCS links change from one to the next. */
const SIGNED = /^(x-amz-|x-goog-|awsaccesskeyid$|signature$|expires$|googleaccessid$)/i;

/**
 * Reads what a person pastes. Share links of Google Drive and Dropbox become their download forms:
 * https://developers.google.com/drive/api/guides/manage-sharing (a file shared with everyone is served by
 * its id) and https://help.dropbox.com/share/force-download (`dl=1`).
 */
export function readLink(
  given: string,
): Result<ReadLink, Fault<"link-invalid" | "link-not-https" | "link-is-folder">> {
  const text = given.trim();
  if (text.length > 4_000 || !URL.canParse(text)) return refuse("link-invalid");
  const url = new URL(text);
  if (url.protocol !== "https:") return refuse("link-not-https");
  if (url.username || url.password || url.hostname === "") return refuse("link-invalid");
  url.hash = "";
  const host = url.hostname.replace(/^www\./, "");
  if (host === "drive.google.com" || host === "docs.google.com") return readDrive(url);
  if (host === "dropbox.com") return readDropbox(url);

  const known = new URL(url);
  for (const name of [...known.searchParams.keys()])
    if (SIGNED.test(name)) known.searchParams.delete(name);
  const last = url.pathname.split("/").at(-1) ?? "";
  return ok({ url: url.href, ref: `link:${known.href}`, name: decoded(last) });
}

function readDrive(url: URL): Result<ReadLink, Fault<"link-invalid" | "link-is-folder">> {
  if (/^\/(drive\/)?(u\/\d+\/)?folders\//.test(url.pathname)) return refuse("link-is-folder");
  const id =
    /\/(?:file\/)?d\/([\w-]{10,})/.exec(url.pathname)?.[1] ?? url.searchParams.get("id") ?? "";
  if (!/^[\w-]{10,}$/.test(id)) return refuse("link-invalid");
  const file = new URL("https://drive.usercontent.google.com/download");
  file.searchParams.set("id", id);
  file.searchParams.set("export", "download");
  // Large files are not scanned for viruses; without this Drive asks a person first.
  file.searchParams.set("confirm", "t");
  const key = url.searchParams.get("resourcekey");
  if (key) file.searchParams.set("resourcekey", key);
  return ok({ url: file.href, ref: `drive:${id}`, name: "" });
}

function readDropbox(url: URL): Result<ReadLink, Fault<"link-is-folder">> {
  if (/^\/(scl\/fo|sh)\//.test(url.pathname)) return refuse("link-is-folder");
  url.searchParams.set("dl", "1");
  const known = new URL(url);
  for (const name of ["dl", "raw", "st", "e"]) known.searchParams.delete(name);
  return ok({
    url: url.href,
    ref: `dropbox:${known.pathname}${known.search}`,
    name: decoded(url.pathname.split("/").at(-1) ?? ""),
  });
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
