import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { locateFfmpeg } from "../app/adapters/ffmpeg/locate.ts";
import { runFfmpeg } from "../app/adapters/ffmpeg/run.ts";
import { createModerationService } from "../app/adapters/moderation/moderation-service.ts";
import { DEMO_CLIPS, demoClips } from "../sandbox/demo/clips.ts";
import { drawBodies } from "./draw-bodies.ts";

/**
 * `node scripts/check-nudity.ts [folder]`: what the service at NUDITY_URL says of pictures whose truth is
 * known: drawn ones, the demo's clips, and those in the folder's `fine/` and `bare/`. Ends with 1 where a
 * harmless picture is called nude or a bare one is missed.
 */
const { NUDITY_URL, NUDITY_KEY, NUDITY_MODEL } = process.env;
if (!NUDITY_URL) {
  console.error("Set NUDITY_URL (and NUDITY_KEY, NUDITY_MODEL) to the service to be checked.");
  process.exit(2);
}
const detector = createModerationService({
  ...{ url: NUDITY_URL, key: NUDITY_KEY ?? null, model: NUDITY_MODEL ?? "omni-moderation-latest" },
  log: { warn: console.warn, error: console.error },
});

const pictures = [
  ...(await drawBodies()),
  ...(await demoPictures()),
  ...(process.argv[2] ? await ownPictures(process.argv[2]) : []),
];
const frames = await Promise.all(
  pictures.map(async ({ picture }, at) => ({
    ms: at,
    jpeg: await sharp(picture).flatten().resize(480, 480, { fit: "inside" }).jpeg().toBuffer(),
  })),
);
const looked = await detector.look(frames, new AbortController().signal);
if (!looked) {
  console.error("The service could not be asked.");
  process.exit(1);
}
const wrong = looked.flatMap(({ verdict, confidence }, at) => {
  const { name, bare } = pictures[at]!;
  if ((verdict === "nude") === bare) return [];
  return [`  ${bare ? "missed " : "alarmed"} ${name} (${verdict}, ${confidence.toFixed(2)})`];
});
const bare = pictures.filter((one) => one.bare).length;
console.log(`${pictures.length - bare} harmless and ${bare} bare pictures, ${wrong.length} wrong`);
for (const line of wrong) console.log(line);
process.exit(wrong.length > 0 ? 1 : 0);

interface KnownPicture {
  name: string;
  bare: boolean;
  picture: Buffer;
}

/** One of the middle of each clip. */
async function demoPictures(): Promise<KnownPicture[]> {
  const ffmpeg = await locateFfmpeg(process.env.FFMPEG_PATH);
  const folder = await mkdtemp(join(tmpdir(), "clipshelf-nudity-"));
  try {
    const taken: KnownPicture[] = [];
    for (const { file } of demoClips) {
      const path = join(folder, `${file}.jpg`);
      await runFfmpeg(ffmpeg, {
        args: ["-ss", "4", "-i", new URL(file, DEMO_CLIPS).pathname, "-frames:v", "1", path],
        ...{ seconds: 60, memoryBytes: 2 ** 31, signal: new AbortController().signal },
      });
      taken.push({ name: file, bare: false, picture: await readFile(path) });
    }
    return taken;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function ownPictures(folder: string): Promise<KnownPicture[]> {
  const all = await Promise.all(
    (["fine", "bare"] as const).map(async (kind) => {
      const names = await readdir(join(folder, kind)).catch(() => []);
      return names.map(async (name) => ({
        ...{ name: `${kind}/${name}`, bare: kind === "bare" },
        picture: await readFile(join(folder, kind, name)),
      }));
    }),
  );
  return Promise.all(all.flat());
}
