import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import { decodeText } from "../../http.ts";
import type { Sandbox } from "../../sandbox.ts";
import type { ShopState, StagedUpload } from "../../world/types.ts";
import { removeFileBytes, safe } from "./file-bytes.ts";

/** Path of the upload target; Shopify's is a bucket of Google's. */
export const UPLOAD_PATH = "/staged-uploads/";
/** Shopify's limits: 20 MB a picture, 1 GB a video. */
export const IMAGE_LIMIT = 20 * 1024 * 1024;
const UPLOAD_LIMIT = 256 * 1024 * 1024;
const POLICY_SECONDS = 3600;
const KEPT_UPLOADS = 200;

export interface StagedInput {
  filename: string;
  mimeType: string;
  resource: string;
  httpMethod: "POST" | "PUT";
  fileSize?: string | null;
}

/** The most bytes an upload of this resource may have. */
export function uploadLimit(resource: string): number {
  return resource === "IMAGE" || resource === "PRODUCT_IMAGE" ? IMAGE_LIMIT : UPLOAD_LIMIT;
}

/** A place to upload to, with the form fields (POST) or headers (PUT) the upload must carry. */
export function stageUpload(sandbox: Sandbox, shop: ShopState, input: StagedInput) {
  const key = `tmp/${shop.id}/${input.resource.toLowerCase()}/${randomUUID()}/${safe(input.filename)}`;
  sandbox.store.world.uploads ??= {};
  forgetOldUploads(sandbox, sandbox.store.world.uploads);
  sandbox.store.world.uploads[key] = {
    shop: shop.domain,
    filename: input.filename,
    mimeType: input.mimeType,
    resource: input.resource,
    size: input.fileSize == null ? null : Number(input.fileSize),
    arrived: false,
  };
  sandbox.store.changed();
  const target = `${sandbox.origin}${UPLOAD_PATH}`;
  const policy = Buffer.from(
    JSON.stringify({ key, expires: Math.floor(Date.now() / 1000) + POLICY_SECONDS }),
  ).toString("base64url");
  const signature = sign(sandbox, policy);
  if (input.httpMethod === "PUT")
    return {
      url: `${target}${key}?policy=${policy}&signature=${signature}`,
      resourceUrl: `${target}${key}`,
      parameters: [
        { name: "content_type", value: input.mimeType },
        { name: "acl", value: "private" },
      ],
    };
  return {
    url: target,
    resourceUrl: `${target}${key}`,
    parameters: [
      { name: "Content-Type", value: input.mimeType },
      { name: "success_action_status", value: "201" },
      { name: "acl", value: "private" },
      { name: "key", value: key },
      { name: "policy", value: policy },
      { name: "x-goog-signature", value: signature },
    ],
  };
}

/** Uploads are kept for retries, but a sandbox that runs for months must not grow by them. */
function forgetOldUploads(sandbox: Sandbox, uploads: Record<string, StagedUpload>): void {
  for (const key of Object.keys(uploads).slice(0, -KEPT_UPLOADS)) {
    removeFileBytes(sandbox.folders.staged, stagedName(key));
    delete uploads[key];
  }
}

/** The upload a signed policy opens, or null when it is forged, expired or for another key. */
export function openUpload(
  sandbox: Sandbox,
  key: string,
  policy: string,
  signature: string,
  now: number,
): StagedUpload | null {
  const expected = Buffer.from(sign(sandbox, policy));
  const given = Buffer.from(signature);
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) return null;
  const said = JSON.parse(Buffer.from(policy, "base64url").toString("utf8")) as {
    key: string;
    expires: number;
  };
  if (said.key !== key || said.expires * 1000 < now) return null;
  return sandbox.store.world.uploads?.[key] ?? null;
}

/** The key of an upload by the address that `fileCreate` was given, or null when it is elsewhere. */
export function uploadKey(sandbox: Sandbox, source: string): string | null {
  const start = `${sandbox.origin}${UPLOAD_PATH}`;
  return source.startsWith(start) ? decodeText(source.slice(start.length)) : null;
}

/** File name that an upload's bytes lie under. */
export function stagedName(key: string): string {
  return `staged-${key.replaceAll("/", "-")}`;
}

function sign(sandbox: Sandbox, policy: string): string {
  return createHmac("sha256", `${sandbox.apiSecret}:uploads`).update(policy).digest("hex");
}
