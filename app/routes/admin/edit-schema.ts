import { z } from "zod";
import {
  EDIT_RATIOS,
  EDIT_VERSION,
  type EditDocument,
  ENTRY_KINDS,
  LIMITS,
  LOOKS,
} from "../../domains/media/index.ts";

const id = z.string().min(1).max(40);
const time = z
  .number()
  .int()
  .min(0)
  .max(24 * 60 * 60 * 1000);
const share = z.number().min(0).max(1);
const slider = z.number().min(-1).max(1);
const colour = z.string().regex(/^#[0-9a-f]{6}$/i);
const fade = z.number().int().min(0).max(LIMITS.longestFade);

const part = z.object({
  id,
  source: id,
  from: time,
  to: time,
  speed: z.number().min(LIMITS.slowest).max(LIMITS.fastest),
  reversed: z.boolean(),
  turn: z.literal([0, 90, 180, 270]),
  mirrored: z.boolean(),
  flipped: z.boolean(),
  zoom: z.number().min(1).max(LIMITS.zoom),
  focus: z.array(z.object({ at: time, x: share, y: share })).max(LIMITS.focusPoints),
  entry: z.object({
    kind: z.enum(ENTRY_KINDS),
    duration: z.number().int().min(0).max(LIMITS.longestEntry),
  }),
});

const place = {
  id,
  from: time.nullable(),
  to: time.nullable(),
  x: share,
  y: share,
  width: z.number().min(0.02).max(1),
  opacity: share,
};

/** How a text looks, wherever it is. */
export const textStyle = z.object({
  // Length has a sentence of its own; this only bounds what is read.
  text: z.string().max(2_000),
  weight: z.literal([400, 700]),
  size: z.number().min(0.02).max(0.4),
  width: z.number().min(0.02).max(1),
  colour,
  background: colour.nullable(),
  align: z.enum(["left", "centre", "right"]),
});

const overlay = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("text"), ...place, ...textStyle.shape }),
  z.object({ kind: z.literal("image"), ...place, file: id }),
]);

/** The shape of an edit document. Whether it fits its clip is the domain's to say. */
export const editSchema: z.ZodType<EditDocument> = z.object({
  v: z.literal(EDIT_VERSION),
  parts: z.array(part).max(200),
  frame: z.object({ ratio: z.enum(EDIT_RATIOS), fill: z.enum(["crop", "blur"]) }),
  colour: z.object({
    look: z.enum(LOOKS),
    ...{ brightness: slider, contrast: slider, saturation: slider },
  }),
  overlays: z.array(overlay).max(200),
  fade: z.object({ pictureIn: fade, pictureOut: fade, soundIn: fade, soundOut: fade }),
  sound: z.object({
    volume: z.number().min(0).max(2),
    muted: z.boolean(),
    music: z
      .object({ file: id, volume: z.number().min(0).max(2), replaces: z.boolean() })
      .nullable(),
    levelled: z.boolean(),
  }),
  burnIn: z.object({ language: z.string().min(2).max(35) }).nullable(),
  cover: time.nullable(),
});
