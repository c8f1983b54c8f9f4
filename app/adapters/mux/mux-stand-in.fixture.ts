import { createHmac, randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * Speaks the part of Mux's HTTP API that the adapter uses, in the shapes of Mux's reference: direct
 * uploads, assets, thumbnails, signed webhooks, and the answers 401, 404 and 429. Time passes by
 * asking: an asset is one step further each time it is looked at.
 */
export interface MuxStandIn {
  url: string;
  uploads: Map<string, MuxUpload>;
  assets: Map<string, MuxAsset>;
  /** Answers the next so many API requests with this status. */
  failNext(status: number, times: number): void;
  /** The event as Mux would send it: body and headers. */
  webhook(type: string, data: object, options?: WebhookOptions): { body: string; headers: Headers };
  close(): Promise<void>;
}

interface WebhookOptions {
  secret?: string;
  /** Seconds since the epoch. */
  at?: number;
}

interface MuxUpload {
  id: string;
  status: "waiting" | "asset_created" | "errored" | "cancelled" | "timed_out";
  cors_origin: string;
  timeout: number;
  asset_id?: string;
  url?: string;
  new_asset_settings: Record<string, unknown>;
}

interface MuxAsset {
  id: string;
  status: "preparing" | "ready" | "errored";
  upload_id: string;
  steps: number;
  broken: boolean;
  settings: Record<string, unknown>;
}

export const MUX_KEYS = {
  tokenId: "token-id",
  tokenSecret: "token-secret",
  webhookSecret: "hook-secret",
};

export async function startMux(clip: {
  width: number;
  height: number;
  milliseconds: number;
}): Promise<MuxStandIn> {
  const uploads = new Map<string, MuxUpload>();
  const assets = new Map<string, MuxAsset>();
  const failures: number[] = [];
  let url = "";
  const newMuxId = () => randomBytes(16).toString("base64url");
  const expected = `Basic ${Buffer.from(`${MUX_KEYS.tokenId}:${MUX_KEYS.tokenSecret}`).toString("base64")}`;

  const view = (asset: MuxAsset) => {
    const step = Math.min(asset.steps, 3);
    const ready = asset.status === "ready";
    return {
      id: asset.id,
      created_at: "1700000000",
      upload_id: asset.upload_id,
      status: asset.status,
      passthrough: asset.settings.passthrough,
      playback_ids: [{ id: `play-${asset.id}`, policy: "public" }],
      progress: ready
        ? { state: "completed", progress: 100 }
        : { state: "transcoding", progress: step * 30 },
      master_access: "none",
      ...(ready
        ? {
            duration: clip.milliseconds / 1000,
            aspect_ratio: `${clip.width}:${clip.height}`,
            tracks: [
              { id: "t1", type: "video", max_width: clip.width, max_height: clip.height },
              { id: "t2", type: "audio", max_channels: 2 },
            ],
            static_renditions: {
              files: [
                {
                  name: "highest.mp4",
                  resolution: "highest",
                  status: asset.steps > 3 ? "ready" : "preparing",
                },
              ],
            },
          }
        : {}),
      ...(asset.status === "errored"
        ? { errors: { type: "invalid_input", messages: ["The input is not a video"] } }
        : {}),
    };
  };

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const { pathname } = new URL(request.url ?? "/", url);
    const reply = (status: number, data?: unknown) =>
      response
        .writeHead(status, { "content-type": "application/json" })
        .end(data === undefined ? undefined : JSON.stringify(data));
    const [, root, kind] = pathname.split("/");

    if (root === "storage" && request.method === "PUT") {
      const upload = uploads.get(kind ?? "");
      if (upload?.status !== "waiting") return reply(403);
      const asset: MuxAsset = {
        id: newMuxId(),
        status: "preparing",
        upload_id: upload.id,
        steps: 0,
        broken: !body.toString("latin1").startsWith("video"),
        settings: upload.new_asset_settings,
      };
      assets.set(asset.id, asset);
      uploads.set(upload.id, { ...upload, status: "asset_created", asset_id: asset.id });
      return reply(200);
    }
    if (kind?.startsWith("thumbnail")) {
      response.writeHead(200, { "content-type": "image/jpeg" });
      return response.end(Buffer.from([0xff, 0xd8, 0xff, 0xe0, ...randomBytes(40), 0xff, 0xd9]));
    }
    const failure = failures.shift();
    if (failure) return reply(failure, { error: { type: "trouble", messages: ["No"] } });
    if (request.headers.authorization !== expected)
      return reply(401, { error: { type: "unauthorized", messages: ["Unauthorized request"] } });

    if (pathname === "/video/v1/uploads" && request.method === "POST") {
      const asked = JSON.parse(body.toString()) as MuxUpload;
      const upload: MuxUpload = {
        ...asked,
        id: newMuxId(),
        status: "waiting",
      };
      uploads.set(upload.id, upload);
      return reply(201, { data: { ...upload, url: `${url}/storage/${upload.id}` } });
    }
    const item = /^\/video\/v1\/(uploads|assets)\/([\w-]+)(\/cancel)?$/.exec(pathname);
    const missing = { error: { type: "not_found", messages: ["Not found"] } };
    if (item?.[1] === "uploads") {
      const upload = uploads.get(item[2]!);
      if (!upload) return reply(404, missing);
      if (!item[3]) return reply(200, { data: upload });
      if (upload.status !== "waiting")
        return reply(400, { error: { type: "invalid_parameters", messages: ["Not waiting"] } });
      uploads.set(upload.id, { ...upload, status: "cancelled" });
      return reply(200, { data: uploads.get(upload.id) });
    }
    if (item?.[1] === "assets") {
      const asset = assets.get(item[2]!);
      if (!asset) return reply(404, missing);
      if (request.method === "DELETE") {
        assets.delete(asset.id);
        return reply(204);
      }
      asset.steps++;
      if (asset.steps >= 3) asset.status = asset.broken ? "errored" : "ready";
      return reply(200, { data: view(asset) });
    }
    return reply(404, missing);
  };

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    uploads,
    assets,
    failNext(status, times) {
      for (let i = 0; i < times; i++) failures.push(status);
    },
    webhook(type, data, options = {}) {
      const body = JSON.stringify({
        type,
        id: newMuxId(),
        created_at: new Date().toISOString(),
        object: { type: type.split(".")[1], id: "object" },
        environment: { name: "Production", id: "env" },
        data,
        attempts: [],
      });
      const at = options.at ?? Math.floor(Date.now() / 1000);
      const signature = createHmac("sha256", options.secret ?? MUX_KEYS.webhookSecret)
        .update(`${at}.${body}`)
        .digest("hex");
      return { body, headers: new Headers({ "mux-signature": `t=${at},v1=${signature}` }) };
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
