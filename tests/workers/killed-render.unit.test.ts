import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createReadStream, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { locateFfmpeg } from "../../app/adapters/ffmpeg/locate.ts";
import { readConfig } from "../../app/config.server.ts";
import { blankDocument } from "../../app/domains/media/index.ts";
import { TRIES_A_ROUND } from "../../app/domains/media/ports.ts";
import { newId } from "../../app/kernel/ids.ts";
import { createWiring, type Wiring } from "../../app/wiring.server.ts";
import { freePort } from "../../scripts/embedded-postgres.ts";
import { type MadeClip, makeClip } from "../e2e/clips.ts";
import { cloneDatabase, type TestDatabase } from "../setup/database.ts";

const folder = mkdtempSync(join(tmpdir(), "clipshelf-killed-"));
const [blobs, temporary] = [join(folder, "blobs"), join(folder, "tmp")];
const never = new AbortController().signal;

let database: TestDatabase;
let wiring: Wiring;
let environment: Record<string, string>;
let clip: MadeClip;
const workers = new Set<ChildProcess>();

beforeAll(async () => {
  mkdirSync(temporary);
  database = await cloneDatabase();
  environment = {
    ...{ LOG_LEVEL: "silent", DATABASE_URL: database.url, DATABASE_POOL: "4" },
    ...{ SHOPIFY_APP_URL: "https://clipshelf.example", SHOPIFY_API_KEY: "key" },
    ...{ SHOPIFY_API_SECRET: "secret", BLOB_DIR: blobs },
  };
  wiring = createWiring(readConfig(environment), { process: "web" });
  await wiring.start();
  clip = await makeClip("cut.mp4", { seconds: 8, size: "180x320" });
});
afterAll(async () => {
  for (const worker of workers) worker.kill("SIGKILL");
  await wiring?.close();
  await clip?.remove();
  rmSync(folder, { recursive: true, force: true });
});

async function startWorker(more: Record<string, string> = {}): Promise<ChildProcess> {
  const worker = spawn(process.execPath, ["app/worker.server.ts"], {
    stdio: "ignore",
    env: {
      NODE_ENV: "test",
      ...{ PATH: process.env.PATH ?? "", TMPDIR: temporary, HOST: "127.0.0.1" },
      ...{ WORKER_PORT: String(await freePort()), ...environment, ...more },
    },
  });
  workers.add(worker);
  return worker;
}

/** An ffmpeg that makes versions no faster than they play, so that the blow falls while it is at one. */
async function slowFfmpeg(): Promise<string> {
  const { path } = await locateFfmpeg(process.env.FFMPEG_PATH);
  const slow = join(folder, "slow-ffmpeg");
  writeFileSync(
    slow,
    `#!/bin/sh\ncase "$*" in *finished.mp4*) exec "${path}" -re "$@";; esac\nexec "${path}" "$@"\n`,
    { mode: 0o755 },
  );
  return slow;
}

const left = async (path: string) =>
  (await readdir(path).catch(() => [])).filter((name) => !name.startsWith("."));

it("a version whose worker is killed while rendering it is made once, by the next one", async () => {
  const shop = await wiring.shops.recordInstall(`s${newId()}.myshopify.com`, "");
  const { media, edits } = wiring.forShop(shop);
  const id = newId();
  const { size: bytes } = await stat(clip.path);
  await media.expectClip({ id, name: "cut.mp4", bytes });
  const original = createReadStream(clip.path);
  await wiring.blobs.put(media.originalPlace(id), original, { contentType: "video/mp4", bytes });
  await media.finishUpload(id);
  await wiring.jobs.media.processVideo({ shopId: shop.id, videoId: id }, never);
  await edits.source(id);
  await wiring.jobs.edits.prepareSource({ shopId: shop.id, videoId: id }, never);
  const source = await edits.source(id);
  if (source?.status !== "ready") throw new Error("The clip cannot be cut");
  const saved = await edits.save(id, {
    ...{ document: blankDocument(source.source.length), name: "", by: "somebody" },
  });
  if (!saved.ok) throw new Error(saved.fault.kind);
  const editId = saved.value.id;
  expect(await edits.render(editId)).toEqual({ ok: true });
  const version = async () => (await edits.versions(id))[0]!;

  const first = await startWorker({ FFMPEG_PATH: await slowFfmpeg() });
  // Past the sound, and before the ladder: the pictures are being made.
  await expect
    .poll(async () => (await version()).progress, { timeout: 90_000 })
    .toBeGreaterThan(0.1);
  first.kill("SIGKILL");
  await once(first, "exit");
  expect(await version()).toMatchObject({ status: "rendering", live: false, rendered: false });
  expect(await left(temporary)).not.toEqual([]);

  const second = await startWorker();
  const seen: number[] = [];
  await expect
    .poll(
      async () => {
        const { status, progress } = await version();
        seen.push(progress);
        return status;
      },
      { timeout: 110_000 },
    )
    .toBe("ready");
  expect(await edits.versions(id)).toMatchObject([{ live: true, rendered: true, progress: 1 }]);
  expect(seen.every((progress) => progress >= 0 && progress <= 1)).toBe(true);
  const row = await database.prisma.edit.findFirstOrThrow({ where: { id: editId } });
  expect(row.attempt % TRIES_A_ROUND).toBe(2);
  const asset = await database.prisma.asset.findFirstOrThrow({ where: { videoId: id } });
  expect(asset.engineRef).toContain(`/${editId}-${row.attempt}/`);
  // Nothing of the killed one is left: its folder, and a finished file that was not yet shown.
  await expect.poll(() => left(temporary), { timeout: 30_000 }).toEqual([]);
  expect(await left(join(blobs, shop.id, "edits", id))).toEqual([]);
  second.kill("SIGTERM");
  await once(second, "exit");
}, 280_000);
