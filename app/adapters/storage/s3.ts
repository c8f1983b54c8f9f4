import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import { AwsClient } from "aws4fetch";
import type { BlobBody, BlobInfo, BlobStore } from "../../domains/media/ports.ts";
import { ok, refuse } from "../../kernel/result.ts";
import { checkKey } from "./blob-key.ts";
import { chunksOf } from "./chunks.ts";
import { deleteObjectsBody, readListing, readUploadId } from "./s3-xml.ts";

export interface S3BlobStoreOptions {
  /** `https://s3.eu-central-1.amazonaws.com`, `https://<account>.r2.cloudflarestorage.com`, … */
  endpoint: string;
  region: string;
  bucket: string;
  accessKeyId: string;
  secretAccessKey: string;
  /** Bytes of one part of a multipart upload; S3 wants 5 MiB at least and 10,000 parts at most. */
  partBytes?: number;
  /** Tries after the first, for answers 429 and 5xx and broken connections. */
  retries?: number;
}

/**
 * Blobs in a bucket that speaks the S3 API (path style, Signature Version 4): AWS, R2, MinIO, Ceph.
 * What is larger than one part goes up in parts, of which two are held in memory and no more.
 */
export function createS3BlobStore(options: S3BlobStoreOptions): BlobStore {
  const { bucket, partBytes = 16 * 1024 * 1024, retries = 4 } = options;
  const credentials = {
    accessKeyId: options.accessKeyId,
    secretAccessKey: options.secretAccessKey,
    service: "s3",
    region: options.region,
  };
  const client = new AwsClient({ ...credentials, retries, initRetryMs: 100 });
  const urlOf = (key: string, query = "") => {
    checkKey(key);
    return `${options.endpoint}/${bucket}/${key}${query}`;
  };
  const request = async (method: string, url: string, init: RequestInit = {}) => {
    for (let tries = 0; ; tries++) {
      try {
        return await client.fetch(url, { ...init, method });
      } catch (error) {
        // Answers are tried again by the client; broken connections are not.
        init.signal?.throwIfAborted();
        if (tries >= retries) throw error;
        await new Promise((resolve) => setTimeout(resolve, 100 * 2 ** tries));
      }
    }
  };
  const demand = async (method: string, url: string, init?: RequestInit) => {
    const response = await request(method, url, init);
    if (response.ok) return response;
    throw await S3Fault.of(method, response);
  };

  const head = async (key: string): Promise<BlobInfo | null> => {
    const response = await request("HEAD", urlOf(key));
    if (response.status === 404) return null;
    if (!response.ok) throw await S3Fault.of("HEAD", response);
    return infoOf(response, Number(response.headers.get("content-length")));
  };

  /** The blob in one request when it fits, in parts when not. */
  const write = async (key: string, body: BlobBody, init: PutInit) => {
    const parts = chunksOf(body, partBytes);
    const first = await parts.next();
    const head = first.done ? new Uint8Array() : first.value;
    const second = first.done ? first : await parts.next();
    checkSize(init.bytes, head.byteLength, second.done === true);
    if (second.done) {
      init.signal?.throwIfAborted();
      await demand("PUT", urlOf(key), {
        body: head as BodyInit,
        headers: { "content-type": init.contentType },
        signal: init.signal ?? null,
      });
      return;
    }
    const started = await demand("POST", urlOf(key, "?uploads"), {
      headers: { "content-type": init.contentType },
    });
    const upload = `uploadId=${encodeURIComponent(readUploadId(await started.text()))}`;
    try {
      const etags: string[] = [];
      let written = 0;
      const send = async (part: Uint8Array) => {
        init.signal?.throwIfAborted();
        written += part.byteLength;
        checkSize(init.bytes, written, false);
        const url = urlOf(key, `?partNumber=${etags.length + 1}&${upload}`);
        const response = await demand("PUT", url, {
          body: part as BodyInit,
          signal: init.signal ?? null,
        });
        etags.push(response.headers.get("etag") ?? "");
      };
      await send(head);
      await send(second.value);
      for await (const part of parts) await send(part);
      checkSize(init.bytes, written, true);
      init.signal?.throwIfAborted();
      await complete(urlOf(key, `?${upload}`), etags);
    } catch (error) {
      await request("DELETE", urlOf(key, `?${upload}`)).catch(() => {});
      throw error;
    }
  };
  const complete = async (url: string, etags: string[]) => {
    const parts = etags
      .map(
        (etag, index) => `<Part><PartNumber>${index + 1}</PartNumber><ETag>${etag}</ETag></Part>`,
      )
      .join("");
    const response = await demand("POST", url, {
      body: `<CompleteMultipartUpload>${parts}</CompleteMultipartUpload>`,
      headers: { "content-type": "application/xml" },
    });
    // S3 may find a fault after it has begun to answer 200.
    const text = await response.text();
    if (text.includes("<Error>")) throw new S3Fault("POST", 500, text);
  };

  return {
    localPath: null,

    async put(key, body, init) {
      try {
        await write(key, body, init);
      } catch (error) {
        if (error instanceof S3Fault && error.isFull) return refuse("storage-full");
        throw error;
      }
      const written = await head(key);
      if (!written) throw new Error(`The blob ${key} was removed while it was written`);
      return ok(written);
    },

    async get(key, range) {
      const headers = range ? { range: `bytes=${range.start}-${range.end}` } : undefined;
      const response = await request("GET", urlOf(key), headers ? { headers } : {});
      if (response.status === 404) return null;
      if (!response.ok || !response.body) throw await S3Fault.of("GET", response);
      const total = /\/(\d+)$/.exec(response.headers.get("content-range") ?? "")?.[1];
      const bytes = Number(total ?? response.headers.get("content-length"));
      return {
        ...infoOf(response, bytes),
        body: Readable.fromWeb(response.body as ReadableStream),
      };
    },

    head,

    async remove(keyOrPrefix) {
      if (!keyOrPrefix.endsWith("/")) {
        const response = await request("DELETE", urlOf(keyOrPrefix));
        if (!response.ok && response.status !== 404) throw await S3Fault.of("DELETE", response);
        return;
      }
      checkKey(keyOrPrefix, { prefix: true });
      const root = `${options.endpoint}/${bucket}`;
      for (;;) {
        const query = `?list-type=2&max-keys=1000&prefix=${encodeURIComponent(keyOrPrefix)}`;
        const keys = readListing(await (await demand("GET", `${root}${query}`)).text());
        if (keys.length === 0) return;
        const { body, md5 } = deleteObjectsBody(keys);
        await demand("POST", `${root}?delete`, {
          body,
          headers: { "content-type": "application/xml", "content-md5": md5 },
        });
      }
    },
  };
}

type PutInit = Parameters<BlobStore["put"]>[2];

class S3Fault extends Error {
  readonly isFull: boolean;

  constructor(method: string, status: number, text: string) {
    super(`The blob store answered ${status} to ${method}: ${text.slice(0, 500)}`);
    this.isFull = status === 507 || /QuotaExceeded|StorageFull|InsufficientCapacity/.test(text);
  }

  static async of(method: string, response: Response): Promise<S3Fault> {
    return new S3Fault(method, response.status, await response.text().catch(() => ""));
  }
}

function infoOf(response: Response, bytes: number): BlobInfo {
  return {
    bytes,
    etag: (response.headers.get("etag") ?? "").replaceAll('"', ""),
    modifiedAt: Date.parse(response.headers.get("last-modified") ?? "") || 0,
  };
}

function checkSize(announced: number | undefined, seen: number, whole: boolean): void {
  if (announced === undefined) return;
  if (seen > announced || (whole && seen !== announced))
    throw new Error(`A blob of ${announced} bytes was announced and ${seen} came`);
}
