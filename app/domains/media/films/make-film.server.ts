import type { Fault } from "../../../kernel/result.ts";
import { takeClip } from "../expect-clip.server.ts";
import { incomingPrefix, originalKey } from "../keys.ts";
import { TRIES_A_ROUND } from "../ports.ts";
import { removeVideos } from "../remove-videos.server.ts";
import { drawShots, drawWords } from "./draw-film.server.ts";
import { planFilm } from "./plan-film.ts";
import type { FilmNeighbours, FilmPorts, StoredFilm } from "./ports.ts";

/** Of the whole work: drawing, then rendering. */
const DRAWN = 0.15;

/**
 * Draws and renders a film, and hands it on as a clip tagged with its product, under the film's own id: a
 * worker that dies anywhere leaves nothing that the next one would double.
 */
export async function makeFilm(
  ports: FilmPorts,
  neighbours: FilmNeighbours,
  filmId: string,
  signal: AbortSignal,
): Promise<void> {
  const { films, clock, log } = ports;
  const { shop } = neighbours;
  signal.throwIfAborted();
  const film = await films.claim(shop.id, filmId, clock.now());
  if (!film) return;
  const fields = { shop: shop.id, film: filmId, attempt: film.attempt };
  const settle = (end: "done" | Fault) =>
    films.settle(shop.id, filmId, film.attempt, end, clock.now());
  const fault =
    film.attempt % TRIES_A_ROUND === 0
      ? { kind: "processing-interrupted" }
      : await render(ports, neighbours, film, signal);
  if (fault === "superseded") return;
  if (fault) {
    log.warn({ ...fields, fault: fault.kind }, "A film could not be made");
    return void (await settle(fault));
  }
  // Cancelled while the clip was handed on: it is not wanted any more.
  if (!(await settle("done")) && (await films.find(shop.id, filmId))?.status === "cancelled")
    await removeVideos(ports, shop.id, [filmId]);
  log.info(fields, "A film was made");
}

async function render(
  ports: FilmPorts,
  { shop, catalog }: FilmNeighbours,
  { id, attempt, recipe, productId }: StoredFilm,
  signal: AbortSignal,
): Promise<Fault | "superseded" | null> {
  const { films, clock, filmRenderer, engine, blobs } = ports;
  const say = (share: number) => films.progress(shop.id, id, attempt, share, clock.now());
  if (!(await say(0.02))) return "superseded";
  const drawn = await drawShots(ports, recipe.style, recipe.pictures, "film", signal);
  if (!drawn.ok) return drawn.fault;
  if (!(await say(DRAWN))) return "superseded";
  const { shots, accent } = drawn.value;
  const outKey = engine.directUpload
    ? `${incomingPrefix(shop.id, id)}whole`
    : originalKey(shop.id, id);
  const made = await filmRenderer.render(
    {
      ...{ shots, outKey, music: recipe.music },
      plan: planFilm(recipe.style, shots, recipe.words, accent),
      layers: await drawWords(ports, recipe.style, recipe.words, accent),
    },
    (share) => say(DRAWN + (1 - DRAWN) * share),
    signal,
  );
  if (!made.ok) return made.fault;
  if (made.value === "superseded" || !(await say(0.99))) {
    await blobs.remove(outKey);
    return "superseded";
  }
  const [product] = await catalog.products([productId]);
  const title = recipe.words.title || product?.title || "";
  const taken = await takeClip(
    ports,
    catalog,
    shop,
    {
      ...{ id, title, name: `${product?.handle ?? "film"}-${recipe.style}.mp4` },
      ...{ bytes: made.value.bytes, source: "pictures", productIds: [productId] },
    },
    outKey,
    signal,
  );
  return taken.ok ? null : taken.fault;
}
