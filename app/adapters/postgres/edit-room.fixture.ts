import { beforeAll, beforeEach } from "vitest";
import { cloneDatabase, type TestDatabase } from "../../../tests/setup/database.ts";
import { createEditJobs, createEditsDoor } from "../../domains/media/edits/index.server.ts";
import { listeningWriter } from "../../domains/media/edits/listen.server.ts";
import type { EditPorts, EditRenderer, SpeechToText } from "../../domains/media/edits/ports.ts";
import { fakeAsset, fakeBlobStore, fakeVideoEngine } from "../../domains/media/fakes.ts";
import { blankDocument, type EditDocument } from "../../domains/media/index.ts";
import { fixedClock } from "../../kernel/clock.ts";
import { newId } from "../../kernel/ids.ts";
import type { JobRequest } from "../../kernel/job.ts";
import { createEditStore } from "./edit-store.ts";
import { createMediaStore } from "./media-store.ts";

export const NOW = 1_760_000_000_000;
export const never = new AbortController().signal;
export const fourSeconds = blankDocument(4_000);

/** Stands where ffmpeg would: takes what it is told to, and may be killed while it works. */
function fakeRenderer(blobs: EditPorts["blobs"]) {
  const state = {
    sound: Buffer.from("sound") as Uint8Array | null,
    heard: null as Awaited<ReturnType<SpeechToText["listen"]>> | null,
    whileListening: async () => {},
    killed: false,
    answer: "video" as "video" | "letter",
    renders: 0,
  };
  const renderer: EditRenderer = {
    async prepare({ prefix }, say) {
      if (!(await say(0.5))) return { ok: true, value: "superseded" };
      await blobs.put(`${prefix}proxy.mp4`, Buffer.from("proxy"), { contentType: "video/mp4" });
      return {
        ok: true,
        value: {
          ...{ size: { width: 360, height: 640 }, rate: { num: 25, den: 1 }, frames: 100 },
          ...{ hasAudio: true, proxyKey: `${prefix}proxy.mp4`, peaks: [1, 2] },
          strip: { key: `${prefix}strip.jpg`, count: 4, width: 54, height: 96 },
        },
      };
    },
    async sound(_source, say) {
      return { ok: true, value: (await say(0.5)) ? state.sound : "superseded" };
    },
    async render({ outKey }, say) {
      state.renders++;
      if (!(await say(0.5))) return { ok: true, value: "superseded" };
      if (state.killed) throw new Error("killed");
      await blobs.put(outKey, Buffer.from(state.answer), { contentType: "video/mp4" });
      return { ok: true, value: "made" };
    },
  };
  return { renderer, state };
}

export type EditRoom = Awaited<ReturnType<typeof openEditRoom>>;

/** A shop with one ready clip of four seconds, all that edits need, and what is done with them. */
async function openEditRoom(database: TestDatabase) {
  const shopId = newId();
  const jobs: JobRequest[] = [];
  const enqueue = async (_tx: unknown, wanted: readonly JobRequest[]) => {
    jobs.push(...wanted);
  };
  const store = createMediaStore({ ...database, enqueue });
  const edits = createEditStore({ ...database, enqueue });
  const blobs = fakeBlobStore();
  const { renderer, state } = fakeRenderer(blobs);
  const clock = fixedClock(NOW);
  const ports: EditPorts = {
    ...{ clock, log: { info() {}, warn() {}, error() {} }, store, edits, blobs },
    ...{ engine: fakeVideoEngine(blobs), renderer, mediaBaseUrl: "https://cdn.example/media" },
    passBaseUrl: () => "https://app.example/media/pass",
    text: { draw: async () => ({ png: new Uint8Array(), width: 10, height: 10 }) },
    captionWriters: [
      listeningWriter({
        renderer,
        speech: {
          listen: async (_sound, language) => {
            await state.whileListening();
            return (
              state.heard ?? { ok: true, value: [{ start: 0, end: 2, text: ` Tea, ${language} ` }] }
            );
          },
        },
      }),
    ],
  };
  await database.prisma.shop.create({
    data: { id: shopId, domain: `${shopId}.myshopify.com`, installedAt: new Date(0) },
  });
  const videoId = newId();
  await store.insert(shopId, {
    ...{
      id: videoId,
      title: "Tea",
      description: "",
      tags: [],
      products: [],
      sourceName: "tea.mp4",
      sourceBytes: 5,
      engine: null,
      at: NOW,
    },
    sourceKey: `${shopId}/original/${videoId}`,
  });
  await store.queue(shopId, videoId, ["uploading"], NOW, []);
  const claimed = await store.claim(shopId, videoId, NOW);
  const asset = fakeAsset(`${shopId}/media/${videoId}/1/`, true);
  await store.publish(shopId, videoId, claimed!.attempt, "fake", asset, NOW, []);
  jobs.length = 0;
  const door = createEditsDoor(ports, shopId);
  const worker = createEditJobs(ports);
  return {
    ...{ shopId, videoId, jobs, store, edits, blobs, state, door, worker },
    asset,
    ports,
    clock,
  };
}

/**
 * A database of the file's own, and a room over it for each test: `keep` is told of it. Answers what tests do
 * there. Call it at the top level.
 */
export function stageEdits(keep: (opened: EditRoom) => void) {
  let database: TestDatabase;
  let given: EditRoom;
  beforeAll(async () => {
    database = await cloneDatabase();
  });
  beforeEach(async () => {
    given = await openEditRoom(database);
    keep(given);
  });
  return {
    /** A room of another shop. */
    openOther: () => openEditRoom(database),
    async save(document: EditDocument = fourSeconds) {
      const { door, videoId } = given;
      const saved = await door.save(videoId, { document, name: "", by: "someone" });
      if (!saved.ok) throw new Error(saved.fault.kind);
      return saved.value;
    },
    async prepared() {
      const { door, worker, shopId, videoId } = given;
      await door.source(videoId);
      await worker.prepareSource({ shopId, videoId }, never);
    },
    async shownNow() {
      const { store, shopId, videoId } = given;
      return (await store.find(shopId, videoId))!.asset!.engineRef;
    },
  };
}
