import { createHash } from "node:crypto";

/** The few answers of the S3 API that are XML. Keys of ours need no escaping, see blob-key.ts. */

export function readUploadId(xml: string): string {
  const id = /<UploadId>([^<]+)<\/UploadId>/.exec(xml)?.[1];
  if (!id) throw new Error("The blob store began no multipart upload");
  return id.replaceAll("&amp;", "&");
}

export function readListing(xml: string): string[] {
  return [...xml.matchAll(/<Key>([^<]+)<\/Key>/g)].map((match) => match[1]!);
}

/** Body of DeleteObjects, with the digest that S3 demands of it. */
export function deleteObjectsBody(keys: string[]): { body: string; md5: string } {
  const objects = keys.map((key) => `<Object><Key>${key}</Key></Object>`).join("");
  const body = `<Delete><Quiet>true</Quiet>${objects}</Delete>`;
  return { body, md5: createHash("md5").update(body).digest("base64") };
}
