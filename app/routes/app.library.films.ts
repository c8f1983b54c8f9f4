import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import {
  FILM_LANGUAGES,
  FILM_LIMITS,
  FILM_MOODS,
  FILM_STYLES,
  type FilmLanguage,
  type FilmRecipe,
} from "../domains/media/index.ts";
import { answer, notHere, readBody } from "./admin/answer.server.ts";
import { statusOf } from "./admin/faults.ts";
import { openAdmin } from "./admin/open-admin.server.ts";

/** What a film of a product could be made of: `?product=&language=`. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { films } = await openAdmin({ request, context });
  const { searchParams } = new URL(request.url);
  const wanted = searchParams.get("language") as FilmLanguage;
  const language = FILM_LANGUAGES.includes(wanted) ? wanted : "en";
  const subject = await films.subject(searchParams.get("product") ?? "", language);
  if (!subject) throw notHere();
  return Response.json(subject);
}

const id = z.string().regex(/^[0-9a-hjkmnp-tv-z]{24}$/);
const product = z.string().regex(/^\d{1,20}$/);
const style = z.enum(FILM_STYLES);
const pictures = z.array(z.string().max(2_000)).max(50);
// Lengths have a sentence of their own; these only bound what is read.
const words = z.object({
  title: z.string().max(1_000),
  price: z.string().max(1_000),
  call: z.string().max(1_000),
});
const recipe: z.ZodType<FilmRecipe> = z.object({
  ...{ style, pictures, words },
  language: z.enum(FILM_LANGUAGES),
  music: z.enum(FILM_MOODS).nullable(),
});
const deeds = z.discriminatedUnion("deed", [
  z.object({ deed: z.literal("shots"), product, style, pictures }),
  z.object({
    deed: z.literal("words"),
    ...{ style, words },
    accent: z.string().regex(/^#[0-9a-f]{6}$/),
  }),
  z.object({ deed: z.literal("order"), id, product, recipe, anyway: z.boolean() }),
  z.object({ deed: z.enum(["cancel", "retry"]), id }),
]);

/** Draws what a preview shows, and begins, stops and repeats films. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { films, staff } = await openAdmin({ request, context });
  const body = await readBody(request, deeds);
  if (!body.ok) return answer("order", body);
  const given = body.value;
  switch (given.deed) {
    case "shots": {
      const chosen = given.pictures.slice(0, FILM_LIMITS.pictures);
      const drawn = await films.previewShots(given.product, given.style, chosen, request.signal);
      if (!drawn.ok) return Response.json(drawn, { status: statusOf(drawn.fault.kind) });
      const shots = drawn.value.shots.map(({ image, ...shot }) => ({
        ...shot,
        src: dataUri("image/jpeg", image),
      }));
      return Response.json({ ok: true, value: { shots, accent: drawn.value.accent } });
    }
    case "words": {
      const layers = await films.previewWords(given.style, trimmed(given.words), given.accent);
      return Response.json({
        ok: true,
        value: layers.map(({ png, ...layer }) => ({ ...layer, src: dataUri("image/png", png) })),
      });
    }
    case "order": {
      const { id, product: productId, recipe, anyway } = given;
      return answer("order", await films.order({ id, productId, recipe, anyway, staff }));
    }
    case "cancel":
      return answer("cancel", await films.cancel(given.id));
    case "retry":
      return answer("retry", await films.retry(given.id));
  }
}

function trimmed({ title, price, call }: FilmRecipe["words"]): FilmRecipe["words"] {
  return {
    title: title.slice(0, FILM_LIMITS.title),
    price: price.slice(0, FILM_LIMITS.price),
    call: call.slice(0, FILM_LIMITS.call),
  };
}

function dataUri(type: string, bytes: Uint8Array): string {
  return `data:${type};base64,${Buffer.from(bytes).toString("base64")}`;
}
