/**
 * Draws the demo shop's pictures and clips again: `node sandbox/demo/draw.ts pictures|clips [name …]`.
 * They are committed; this is for whoever changes a shape or a light. `--draft` is quick and coarse.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { allFilms } from "./drawing/films/all-films.ts";
import { shootFilm } from "./drawing/films/shoot-film.ts";
import { openStudio } from "./drawing/open-studio.ts";
import { allScenes } from "./drawing/scenes/all-scenes.ts";
import { PICTURE_HEIGHT, PICTURE_WIDTH } from "./product-plan.ts";

const MAX_PICTURE_BYTES = 90 * 1024;

const given = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const draft = process.argv.includes("--draft");
const [what, ...names] = given;
if (what === "pictures") await drawPictures(names);
else if (what === "clips") await drawClips(names);
else {
  console.error("Say what to draw: node sandbox/demo/draw.ts pictures|clips [name …] [--draft]");
  process.exit(1);
}

async function drawPictures(wanted: string[]): Promise<void> {
  const folder = new URL("./pictures/", import.meta.url);
  mkdirSync(folder, { recursive: true });
  const studio = await openStudio();
  try {
    for (const [name, scene] of Object.entries(allScenes)) {
      if (wanted.length > 0 && !wanted.includes(name)) continue;
      const started = performance.now();
      await studio.load(scene);
      const scale = draft ? 0.5 : 1;
      await studio.trace({
        width: Math.round(PICTURE_WIDTH * scale),
        height: Math.round(PICTURE_HEIGHT * scale),
        samples: draft ? 2 : 4,
      });
      let picture: Buffer;
      let quality = 0.86;
      do {
        picture = await studio.shoot(
          [PICTURE_WIDTH, PICTURE_HEIGHT],
          { time: 3 },
          "image/webp",
          quality,
        );
        quality -= 0.04;
      } while (picture.byteLength > MAX_PICTURE_BYTES && quality > 0.3);
      writeFileSync(new URL(`${name}.webp`, folder), picture);
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      console.log(`${name}.webp  ${Math.round(picture.byteLength / 1024)} KB  ${seconds} s`);
    }
  } finally {
    await studio.close();
  }
}

/** A draft of a clip is five small stills in the folder of temporary files. */
async function drawClips(wanted: string[]): Promise<void> {
  const folder = new URL("./clips/", import.meta.url);
  mkdirSync(folder, { recursive: true });
  const studio = await openStudio();
  try {
    for (const film of allFilms) {
      if (wanted.length > 0 && !wanted.includes(film.name)) continue;
      const started = performance.now();
      if (draft) {
        const file = join(tmpdir(), film.name);
        await shootFilm(studio, film, {
          file,
          every: Math.ceil((film.seconds * 24) / 5),
          scale: 0.4,
        });
      } else
        await shootFilm(studio, film, { file: fileURLToPath(new URL(`${film.name}.mp4`, folder)) });
      console.log(`${film.name}  ${((performance.now() - started) / 1000).toFixed(1)} s`);
    }
  } finally {
    await studio.close();
  }
}
