import type { ServerResponse } from "node:http";
import { type Door, decodeText, readBody } from "../../http.ts";
import type { Sandbox } from "../../sandbox.ts";
import type { StagedUpload } from "../../world/types.ts";
import { writeFileBytes } from "./file-bytes.ts";
import { openUpload, stagedName, UPLOAD_PATH, uploadLimit } from "./staged-uploads.ts";

const BODY_LIMIT = 257 * 1024 * 1024;

/** Takes staged uploads: a form by POST, bare bytes by PUT. */
export function createUploadDoor(sandbox: Sandbox): Door {
  return async (request, response, url) => {
    if (!url.pathname.startsWith(UPLOAD_PATH)) return false;
    const now = Date.now();
    if (request.method === "PUT") {
      const key = decodeText(url.pathname.slice(UPLOAD_PATH.length));
      const policy = url.searchParams.get("policy") ?? "";
      const upload = openUpload(sandbox, key, policy, url.searchParams.get("signature") ?? "", now);
      keep(sandbox, response, key, upload, await readBody(request, BODY_LIMIT), 200);
      return true;
    }
    if (request.method !== "POST") {
      refuse(response, 405, "MethodNotAllowed");
      return true;
    }
    const form = await readForm(
      await readBody(request, BODY_LIMIT),
      request.headers["content-type"],
    );
    const file = form?.get("file");
    if (!form || !(file instanceof File)) {
      refuse(response, 400, "MalformedPOSTRequest");
      return true;
    }
    const field = (name: string) => String(form.get(name) ?? "");
    const key = field("key");
    const upload = openUpload(sandbox, key, field("policy"), field("x-goog-signature"), now);
    const bytes = Buffer.from(await file.arrayBuffer());
    keep(sandbox, response, key, upload, bytes, Number(field("success_action_status")) || 204);
    return true;
  };
}

async function readForm(body: Buffer, type: string | undefined): Promise<FormData | null> {
  if (!type?.startsWith("multipart/form-data")) return null;
  try {
    return await new Response(new Uint8Array(body), {
      headers: { "Content-Type": type },
    }).formData();
  } catch {
    return null;
  }
}

function keep(
  sandbox: Sandbox,
  response: ServerResponse,
  key: string,
  upload: StagedUpload | null,
  bytes: Buffer,
  status: number,
): void {
  if (!upload) {
    refuse(response, 403, "AccessDenied");
    return;
  }
  if (bytes.length > uploadLimit(upload.resource)) {
    refuse(response, 400, "EntityTooLarge");
    return;
  }
  writeFileBytes(sandbox.folders.staged, stagedName(key), bytes);
  upload.arrived = true;
  sandbox.store.changed();
  response.writeHead(status, { "Content-Type": "application/xml" });
  response.end(status === 201 ? `<PostResponse><Key>${key}</Key></PostResponse>` : "");
}

/** Refusals are XML, as the bucket behind Shopify's targets writes them. */
function refuse(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { "Content-Type": "application/xml" });
  response.end(`<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code></Error>`);
}
