import { createHash } from "node:crypto";
import type { UploadFile } from "./index.ts";

/** How a file is known again when it is chosen anew, without reading it. */
export function uploadMark({ name, bytes, modified, wantedBy }: UploadFile): string {
  const known = [name, bytes, modified, ...(wantedBy ? [wantedBy] : [])];
  return createHash("sha256").update(JSON.stringify(known)).digest("base64url");
}
