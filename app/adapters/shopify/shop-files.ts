import { setTimeout as wait } from "node:timers/promises";
import type { FileToCopy, ShopFiles } from "../../domains/placements/index.server.ts";
import { ShopFault } from "../../domains/shop/index.server.ts";
import type { ShopRef } from "../../domains/shop/index.ts";
import { type AdminApi, throwUserErrors, type UserError } from "./admin-api.ts";
import {
  CREATE_FILES,
  DELETE_FILES,
  FILE_STATES,
  FILES_PER_CALL,
  FIND_FILES,
  STAGE_UPLOADS,
} from "./queries.ts";

const POLL_PAUSES_MS = [300, 500, 1000, 1000, 2000, 2000, 3000, 5000, 5000, 10_000, 10_000, 20_000];

interface StagedTarget {
  url: string;
  resourceUrl: string;
  parameters: { name: string; value: string }[];
}

interface FileNode {
  id: string;
  fileStatus: "UPLOADED" | "PROCESSING" | "READY" | "FAILED";
  fileErrors: { code: string; message: string }[];
  image: { url: string } | null;
}

export interface ShopFilesOptions {
  api: AdminApi;
  fetch: typeof fetch;
  sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
}

/** Images on the shop's own CDN: https://shopify.dev/docs/apps/build/online-store/upload-files */
export function createShopFiles({ api, fetch: send, sleep }: ShopFilesOptions): ShopFiles {
  const pause = sleep ?? ((ms, signal) => wait(ms, undefined, { signal }));

  const stage = async (shop: ShopRef, files: readonly FileToCopy[], signal?: AbortSignal) => {
    const { stagedUploadsCreate } = await api.query<{
      stagedUploadsCreate: { stagedTargets: StagedTarget[] | null; userErrors: UserError[] };
    }>(
      shop,
      STAGE_UPLOADS,
      {
        input: files.map((file) => ({
          filename: file.filename,
          mimeType: file.contentType,
          fileSize: String(file.bytes.byteLength),
          resource: "IMAGE",
          httpMethod: "POST",
        })),
      },
      signal,
    );
    throwUserErrors("stagedUploadsCreate", stagedUploadsCreate.userErrors);
    return stagedUploadsCreate.stagedTargets ?? [];
  };

  return {
    perCall: FILES_PER_CALL,
    async create(shop, files, signal) {
      const targets = await stage(shop, files, signal);
      await Promise.all(files.map((file, at) => upload(send, targets[at], file, signal)));
      // A name already taken is replaced: a creation that was cut off before its id was noted down
      // is repeated without leaving a second file behind.
      const { fileCreate } = await api.query<{
        fileCreate: { files: { id: string }[] | null; userErrors: UserError[] };
      }>(
        shop,
        CREATE_FILES,
        {
          files: files.map((file, at) => ({
            originalSource: targets[at]!.resourceUrl,
            filename: file.filename,
            alt: file.alt,
            contentType: "IMAGE",
            duplicateResolutionMode: "REPLACE",
          })),
        },
        signal,
      );
      throwUserErrors("fileCreate", fileCreate.userErrors);
      return files.map((file, at) => {
        const created = fileCreate.files?.[at];
        if (!created)
          throw new ShopFault("shop-refused", `fileCreate: no file for ${file.filename}`);
        return created.id;
      });
    },

    async find(shop, filename, signal) {
      // Shopify may keep the name without its extension; ours are unique without it.
      const stem = filename.replace(/\.[a-z0-9]+$/, "");
      const { files } = await api.query<{ files: { nodes: { id: string }[] } }>(
        shop,
        FIND_FILES,
        { query: `filename:${stem}*` },
        signal,
      );
      return files.nodes[0]?.id ?? null;
    },

    async urls(shop, gids, signal) {
      const urls = new Map<string, string | null>();
      let open = [...gids];
      for (const ms of POLL_PAUSES_MS) {
        const { nodes } = await api.query<{ nodes: (FileNode | null)[] }>(
          shop,
          FILE_STATES,
          { ids: open },
          signal,
        );
        open = open.filter((gid, at) => {
          const node = nodes[at];
          if (!node || node.fileStatus === "FAILED") urls.set(gid, null);
          else if (node.fileStatus === "READY" && node.image) urls.set(gid, node.image.url);
          return !urls.has(gid);
        });
        if (open.length === 0) return urls;
        await pause(ms, signal);
      }
      throw new ShopFault("shop-unavailable", "files are still being processed");
    },

    async delete(shop, gids, signal) {
      const { fileDelete } = await api.query<{
        fileDelete: { userErrors: UserError[] };
      }>(shop, DELETE_FILES, { fileIds: gids }, signal);
      // Somebody deleted it in the admin already: that is what was wanted.
      const faults = fileDelete.userErrors.filter((error) => error.code !== "FILE_DOES_NOT_EXIST");
      throwUserErrors("fileDelete", faults);
      if (faults.length < fileDelete.userErrors.length && gids.length > 1)
        for (const gid of gids) await this.delete(shop, [gid], signal);
    },
  };
}

async function upload(
  send: typeof fetch,
  target: StagedTarget | undefined,
  file: FileToCopy,
  signal?: AbortSignal,
): Promise<void> {
  if (!target)
    throw new ShopFault("shop-refused", `stagedUploadsCreate: no target for ${file.filename}`);
  const form = new FormData();
  for (const { name, value } of target.parameters) form.append(name, value);
  // The storage behind it wants the file last.
  form.append(
    "file",
    new Blob([new Uint8Array(file.bytes)], { type: file.contentType }),
    file.filename,
  );
  let response: Response;
  try {
    response = await send(target.url, { method: "POST", body: form, signal: signal ?? null });
  } catch (error) {
    signal?.throwIfAborted();
    throw new ShopFault("shop-unavailable", `upload of ${file.filename}: no answer`, {
      cause: error,
    });
  }
  if (!response.ok)
    throw new ShopFault(
      response.status >= 500 ? "shop-unavailable" : "shop-refused",
      `upload of ${file.filename}: ${response.status}`,
    );
}
