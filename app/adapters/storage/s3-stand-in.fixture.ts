import { createHash, createHmac } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * A small S3: objects, ranges, multipart uploads, listings and deletes, in memory. It reckons every
 * Signature Version 4 itself (header and query form) and answers 403 to what does not agree.
 */
export interface S3StandIn {
  endpoint: string;
  objects: Map<string, { bytes: Buffer; type: string; etag: string; at: number }>;
  /** Multipart uploads begun and neither completed nor aborted. */
  openUploads: Map<string, Map<number, Buffer>>;
  /** Answers the next so many requests with this status instead. */
  failNext(status: number, times: number, body?: string): void;
  close(): Promise<void>;
}

export const S3_KEYS = { accessKeyId: "AKIDTEST", secretAccessKey: "s3cr3t/with+signs" };

export async function startS3(bucket: string, region: string): Promise<S3StandIn> {
  const objects: S3StandIn["objects"] = new Map();
  const openUploads: S3StandIn["openUploads"] = new Map();
  const failures: { status: number; body: string }[] = [];
  let counter = 0;

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const url = new URL(request.url ?? "/", `http://${request.headers.host}`);
    const reply = (status: number, text = "", headers: Record<string, string> = {}) =>
      response.writeHead(status, headers).end(request.method === "HEAD" ? undefined : text);
    const failure = failures.shift();
    if (failure) return reply(failure.status, failure.body);
    if (!isSigned(request, url, body, region))
      return reply(403, "<Error><Code>SignatureDoesNotMatch</Code></Error>");
    const [, named, ...rest] = url.pathname.split("/");
    if (named !== bucket) return reply(404, "<Error><Code>NoSuchBucket</Code></Error>");
    const key = rest.join("/");
    const upload = url.searchParams.get("uploadId");
    const type = request.headers["content-type"] ?? "";
    const store = (bytes: Buffer) => {
      const etag = `"${createHash("md5").update(bytes).digest("hex")}"`;
      objects.set(key, { bytes, type, etag, at: Date.now() });
      return etag;
    };

    if (!key && url.searchParams.has("delete")) {
      const digest = createHash("md5").update(body).digest("base64");
      if (request.headers["content-md5"] !== digest) return reply(400, "<Error/>");
      for (const [, each] of body.toString().matchAll(/<Key>([^<]+)<\/Key>/g))
        objects.delete(each!);
      return reply(200, "<DeleteResult/>");
    }
    if (!key) {
      const prefix = url.searchParams.get("prefix") ?? "";
      const most = Number(url.searchParams.get("max-keys"));
      const keys = [...objects.keys()].filter((each) => each.startsWith(prefix)).slice(0, most);
      const contents = keys.map((each) => `<Contents><Key>${each}</Key></Contents>`).join("");
      return reply(200, `<ListBucketResult>${contents}</ListBucketResult>`);
    }
    if (request.method === "POST" && url.searchParams.has("uploads")) {
      const id = `upload-${++counter}&x`;
      openUploads.set(id, new Map());
      return reply(200, `<UploadId>${id.replace("&", "&amp;")}</UploadId>`);
    }
    if (upload) {
      const parts = openUploads.get(upload);
      if (!parts) return reply(404, "<Error><Code>NoSuchUpload</Code></Error>");
      if (request.method === "DELETE") openUploads.delete(upload);
      if (request.method === "DELETE") return reply(204);
      if (request.method === "PUT") {
        parts.set(Number(url.searchParams.get("partNumber")), body);
        return reply(200, "", { etag: `"part-${url.searchParams.get("partNumber")}"` });
      }
      const named = [...body.toString().matchAll(/<PartNumber>(\d+)</g)].map(([, n]) => Number(n));
      openUploads.delete(upload);
      store(Buffer.concat(named.map((number) => parts.get(number)!)));
      return reply(200, "<CompleteMultipartUploadResult/>");
    }
    if (request.method === "PUT") return reply(200, "", { etag: store(body) });
    if (request.method === "DELETE") {
      objects.delete(key);
      return reply(204);
    }
    const object = objects.get(key);
    if (!object) return reply(404, "<Error><Code>NoSuchKey</Code></Error>");
    const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? "");
    const part = range
      ? object.bytes.subarray(Number(range[1]), Number(range[2]) + 1)
      : object.bytes;
    response.writeHead(range ? 206 : 200, {
      etag: object.etag,
      "content-length": part.length,
      "last-modified": new Date(object.at).toUTCString(),
      ...(range ? { "content-range": `bytes ${range[1]}-${range[2]}/${object.bytes.length}` } : {}),
    });
    response.end(request.method === "HEAD" ? undefined : part);
  };

  const server = createServer((request, response) => {
    // An upload that is broken off ends the connection and nothing else.
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects,
    openUploads,
    failNext(status, times, body = "<Error><Code>SlowDown</Code></Error>") {
      for (let i = 0; i < times; i++) failures.push({ status, body });
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Signature Version 4 by Amazon's description, from the request as it arrived. */
function isSigned(request: IncomingMessage, url: URL, body: Buffer, region: string): boolean {
  const inQuery = url.searchParams.has("X-Amz-Signature");
  const header = request.headers.authorization ?? "";
  const field = (name: string) => new RegExp(`${name}=([^, ]+)`).exec(header)?.[1] ?? "";
  const credential = inQuery ? url.searchParams.get("X-Amz-Credential") : field("Credential");
  const signed = inQuery ? url.searchParams.get("X-Amz-SignedHeaders") : field("SignedHeaders");
  const given = inQuery ? url.searchParams.get("X-Amz-Signature") : field("Signature");
  const time = inQuery
    ? (url.searchParams.get("X-Amz-Date") ?? "")
    : String(request.headers["x-amz-date"] ?? "");
  const day = time.slice(0, 8);
  const scope = `${day}/${region}/s3/aws4_request`;
  if (credential !== `${S3_KEYS.accessKeyId}/${scope}`) return false;
  if (inQuery) {
    const started = Date.parse(
      time.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"),
    );
    if (Date.now() > started + Number(url.searchParams.get("X-Amz-Expires")) * 1000) return false;
  }
  const bodyHash = createHash("sha256").update(body).digest("hex");
  const claimed = inQuery ? "UNSIGNED-PAYLOAD" : String(request.headers["x-amz-content-sha256"]);
  if (!inQuery && claimed !== bodyHash && claimed !== "UNSIGNED-PAYLOAD") return false;
  const encode = (text: string) =>
    encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
  const query = [...url.searchParams]
    .filter(([name]) => name !== "X-Amz-Signature")
    .map(([name, value]) => [encode(name), encode(value)] as const)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map((pair) => pair.join("="))
    .join("&");
  const names = (signed ?? "").split(";");
  const canonical = [
    request.method,
    url.pathname,
    query,
    ...names.map((name) => `${name}:${String(request.headers[name] ?? "").trim()}`),
    "",
    signed,
    claimed,
  ].join("\n");
  const text = [
    "AWS4-HMAC-SHA256",
    time,
    scope,
    createHash("sha256").update(canonical).digest("hex"),
  ].join("\n");
  const key = [day, region, "s3", "aws4_request"].reduce<Buffer>(
    (secret, part) => createHmac("sha256", secret).update(part).digest(),
    Buffer.from(`AWS4${S3_KEYS.secretAccessKey}`),
  );
  return createHmac("sha256", key).update(text).digest("hex") === given;
}
