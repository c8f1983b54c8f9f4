import type { PictureFetcher } from "../../domains/media/index.server.ts";
import { ok, refuse } from "../../kernel/result.ts";
import { openPublic, resolveHost } from "./open-public.ts";

/** Shopify's own limit of a picture is 20 MB. */
const MOST_BYTES = 25 * 1024 * 1024;
const SILENCE_MS = 15_000;

/** Fetches pictures over HTTPS from the public internet; `trusted` origins whatever their address. */
export function createPictureFetcher(trusted: string[]): PictureFetcher {
  return {
    async fetch(url, signal) {
      const how = { silence: SILENCE_MS, resolve: resolveHost, trusted, signal };
      const opened = await openPublic(url, how);
      if (!opened.ok) return refuse("film-picture-missing");
      const response = opened.value;
      const chunks: Buffer[] = [];
      let bytes = 0;
      try {
        if (response.statusCode !== 200) return refuse("film-picture-missing");
        for await (const chunk of response as AsyncIterable<Buffer>) {
          bytes += chunk.length;
          if (bytes > MOST_BYTES) return refuse("film-picture-missing");
          chunks.push(chunk);
        }
        return response.complete ? ok(Buffer.concat(chunks)) : refuse("film-picture-missing");
      } catch {
        signal.throwIfAborted();
        return refuse("film-picture-missing");
      } finally {
        response.destroy();
      }
    },
  };
}
