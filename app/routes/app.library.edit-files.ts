import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import type { ActionFunctionArgs } from "@remix-run/node";
import { MAX_EDIT_FILE_BYTES } from "../domains/media/index.ts";
import { refuse } from "../kernel/result.ts";
import { statusOf } from "./admin/faults.ts";
import { openAdmin } from "./admin/open-admin.server.ts";

const LARGEST = Math.max(...Object.values(MAX_EDIT_FILE_BYTES));

/** Takes a picture or music for edits: the body is the file, `?name=` what it is called. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { edits } = await openAdmin({ request, context });
  const name = new URL(request.url).searchParams.get("name") ?? "";
  const body = await readFile(request);
  const added = body ? await edits.addFile({ name, body }) : TOO_LARGE;
  return Response.json(added, { status: added.ok ? 200 : statusOf(added.fault.kind) });
}

const TOO_LARGE = refuse("edit-file-too-large", { limit: LARGEST });

/** Null when it is larger than any may be; it is read to its end even so, so that the answer is heard. */
async function readFile(request: Request): Promise<Buffer | null> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const body = request.body;
  if (!body) return Buffer.alloc(0);
  for await (const chunk of Readable.fromWeb(body as ReadableStream)) {
    bytes += chunk.byteLength;
    if (bytes <= LARGEST) chunks.push(chunk);
  }
  return bytes > LARGEST ? null : Buffer.concat(chunks);
}
