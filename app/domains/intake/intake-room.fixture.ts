import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PrismaClient } from "@prisma/client";
import { afterEach, beforeAll } from "vitest";
import { cloneDatabase, type TestDatabase } from "../../../tests/setup/database.ts";
import { createAccountStore } from "../../adapters/postgres/intake-accounts.ts";
import { createArchiveStore } from "../../adapters/postgres/intake-archives.ts";
import { createIntakeStore } from "../../adapters/postgres/intake-store.ts";
import { createMediaStore } from "../../adapters/postgres/media-store.ts";
import { createLinkSource } from "../../adapters/sources/links.ts";
import { createDiskBlobStore } from "../../adapters/storage/disk.ts";
import { createZipArchives } from "../../adapters/zip/zip-archives.ts";
import { fixedClock } from "../../kernel/clock.ts";
import { newId } from "../../kernel/ids.ts";
import type { JobRequest } from "../../kernel/job.ts";
import type { Result } from "../../kernel/result.ts";
import type { ProductCard } from "../catalog/index.ts";
import { fakeVideoEngine } from "../media/fakes.ts";
import { createMediaDoor, createMediaJobs } from "../media/index.server.ts";
import type { CaptionTrack } from "../media/index.ts";
import type { MediaPorts, VideoEngine } from "../media/ports.ts";
import type { ShopRef } from "../shop/index.ts";
import { createIntakeDoor, createIntakeJobs } from "./index.server.ts";
import type {
  ClipSource,
  FetchedFile,
  IntakeLimits,
  IntakeNeighbours,
  IntakePorts,
} from "./ports.ts";
import { receiveBytes } from "./receive-part.server.ts";

export const NOW = 1_760_000_000_000;

/** A file as a browser announces it. */
export const fileOf = (more: object = {}) => ({
  ...{ name: "Tea bowl.mp4", bytes: 5, contentType: "video/mp4", modified: 7 },
  ...more,
});

/** What an import is ordered with. */
export const order = (id = newId(), tags: string[] = []) => ({ id, staff: "1", tags });

const money = { amount: 100, currency: "USD" };
const product = (id: string): ProductCard => ({
  ...{ id, handle: `p-${id}`, title: `Product ${id}`, image: null, status: "active" },
  ...{ priceFrom: money, priceTo: money, available: true },
  variants: [{ id: `${id}1`, title: "S", price: money, available: true }],
});

type Made = Buffer | string;

interface Given {
  prisma: PrismaClient;
  /** Files of the internet, by URL; a function is called for each fetch. */
  files?: Record<string, Made | (() => Promise<Made | Result<FetchedFile>>)>;
  sources?: ClipSource[];
  limits?: Partial<IntakeLimits>;
  engine?: (blobs: MediaPorts["blobs"]) => VideoEngine;
  full?: () => boolean;
  /** In the place of `files`. */
  fetcher?: IntakePorts["fetcher"];
  clock?: ReturnType<typeof fixedClock>;
}

/** Intake and media over a real database and a real folder; the internet and the engine are made up. */
export async function openIntakeRoom(given: Given) {
  const folder = await mkdtemp(join(tmpdir(), "clipshelf-intake-"));
  const clock = given.clock ?? fixedClock(NOW);
  const jobs: JobRequest[] = [];
  const enqueue = async (_tx: unknown, more: readonly JobRequest[]) => void jobs.push(...more);
  const disk = createDiskBlobStore({ directory: folder, clock });
  const blobs: typeof disk = {
    ...disk,
    put: async (...put) =>
      given.full?.() ? { ok: false, fault: { kind: "storage-full" } } : disk.put(...put),
  };
  const log = { info() {}, warn() {}, error() {} };
  const engine = given.engine?.(blobs) ?? fakeVideoEngine(blobs);
  const { prisma } = given;
  const mediaPorts: MediaPorts = {
    clock,
    log,
    store: createMediaStore({ prisma, enqueue }),
    blobs,
    engine,
    mediaBaseUrl: "https://cdn.example/media",
    passBaseUrl: () => "https://cdn.example/media",
    room: async () => ({ clips: null, bytes: null }),
  };
  const fetched: string[] = [];
  const ports: IntakePorts = {
    clock,
    log,
    store: createIntakeStore({ prisma, enqueue }),
    accounts: createAccountStore({ prisma }),
    archives: createArchiveStore({ prisma, enqueue }),
    zip: createZipArchives(),
    blobs,
    fetcher: given.fetcher ?? {
      async open(url, { maxBytes }) {
        fetched.push(url);
        const named = given.files?.[url];
        const file = typeof named === "function" ? await named() : named;
        if (typeof file === "object" && "ok" in file) return file as never;
        if (file === undefined) return { ok: false, fault: { kind: "link-not-found" } };
        const bytes = Buffer.from(file);
        if (bytes.length > maxBytes)
          return { ok: false, fault: { kind: "link-too-large", params: { limit: maxBytes } } };
        const body = (async function* () {
          yield bytes;
        })();
        return {
          ok: true,
          value: { name: "", contentType: "video/mp4", bytes: bytes.length, body },
        };
      },
    },
    sources: given.sources ?? [createLinkSource("link"), createLinkSource("list")],
    products: {
      find: async (_shop, words) =>
        new Map(words.flatMap((word) => (/^p-\d$/.test(word) ? [[word, [word.slice(2)]]] : []))),
    },
    limits: async () => ({ fileBytes: 100_000_000, clips: null, ...given.limits }),
    uploadBaseUrl: "https://app.example/upload",
    uploadSecret: "secret",
    sealKeys: [Buffer.alloc(32, 1)],
    connectUrl: "https://app.example/connect",
  };
  const catalog = {
    products: async (ids: string[]) => ids.filter((id) => /^\d$/.test(id)).map(product),
  };
  const shops = new Map<string, ShopRef>();
  const captions = new Map<string, CaptionTrack[]>();
  const doorsOf = (shop: ShopRef) => {
    const media = createMediaDoor(mediaPorts, shop, catalog, { ask: async () => null });
    const edits: IntakeNeighbours["edits"] = {
      captions: async (videoId) => captions.get(videoId) ?? [],
      async putCaptions(videoId, language, cues) {
        captions.set(videoId, [
          ...(captions.get(videoId) ?? []),
          { language, automatic: false, cues },
        ]);
        return { ok: true, value: undefined };
      },
    };
    return { media, catalog, edits };
  };
  const intakeJobs = createIntakeJobs(
    ports,
    { byId: async (id) => shops.get(id) ?? null },
    doorsOf,
  );
  const mediaJobs = createMediaJobs(mediaPorts);
  const openShop = () => {
    const shop = { id: newId(), domain: `${newId()}.myshopify.com` };
    shops.set(shop.id, shop);
    const doors = doorsOf(shop);
    return { shop, media: doors.media, intake: createIntakeDoor(ports, doors, shop) };
  };
  const opened = openShop();
  const send = (videoId: string, text: string, bytes = text.length, offset = 0) =>
    receiveBytes(
      ports,
      { shopId: opened.shop.id, of: "clip", id: videoId, bytes },
      offset,
      (async function* () {
        yield Buffer.from(text);
      })(),
    );
  const room = {
    ...opened,
    /** Sends bytes of a clip as the upload door would take them. */
    send,
    /** Announces a file, sends it whole, and does what follows. */
    async upload(text: string, more: object = {}) {
      const file = fileOf({ bytes: text.length, ...more });
      const begun = await opened.intake.beginUpload("1", file);
      if (!begun.ok || begun.value.step !== "send") throw new Error(JSON.stringify(begun));
      const { videoId } = begun.value;
      await send(videoId, text);
      await room.work();
      return videoId;
    },
    titles: async () =>
      (await opened.media.list({ sort: "title", limit: 100 })).videos.map(({ title }) => title),
    /** The one import of the shop: a second would be a fault. */
    async onlyImport() {
      const batches = await opened.intake.imports();
      const [batch] = batches;
      if (!batch || batches.length > 1) throw new Error(`${batches.length} imports`);
      return batch;
    },
    ports,
    clock,
    blobs,
    jobs,
    fetched,
    captions,
    intakeJobs,
    openShop,
    folder,
    /** Runs what waits of intake's jobs and the removal of files, as a worker would. */
    async work(signal = new AbortController().signal): Promise<string[]> {
      const done: string[] = [];
      const later: JobRequest[] = [];
      for (let job = jobs.shift(); job; job = jobs.shift()) {
        done.push(job.name);
        const payload = job.payload as never;
        if (job.name === "intake.assemble-upload") await intakeJobs.assembleUpload(payload, signal);
        if (job.startAfter !== undefined && job.startAfter > clock.now()) {
          later.push(job);
          continue;
        }
        if (job.name === "intake.take-captions") await intakeJobs.takeCaptions(payload, signal);
        if (job.name === "intake.read-archive") await intakeJobs.readArchive(payload, signal);
        if (job.name === "intake.run-import") await intakeJobs.runImport(payload, signal);
        if (job.name === "media.remove-files") await mediaJobs.removeFiles(payload);
        if (job.name === "media.process-video") await mediaJobs.processVideo(payload, signal);
      }
      jobs.push(...later);
      return done;
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
  return room;
}

export type IntakeRoom = Awaited<ReturnType<typeof openIntakeRoom>>;

/**
 * A database of the file's own, and what opens a room over it: `keep` is told of each, and it is closed after its
 * test. Call it at the top level.
 */
export function stageIntake(keep: (room: IntakeRoom) => void) {
  let database: TestDatabase;
  let room: IntakeRoom | undefined;
  beforeAll(async () => {
    database = await cloneDatabase();
  });
  afterEach(() => room?.close());
  return async (given: Omit<Given, "prisma"> = {}): Promise<IntakeRoom> => {
    room = await openIntakeRoom({ prisma: database.prisma, ...given });
    keep(room);
    return room;
  };
}
