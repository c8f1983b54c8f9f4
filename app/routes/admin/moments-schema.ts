import { z } from "zod";

const id = z.string().regex(/^[1-9]\d{0,14}$/);
const time = z.number().int();
/** Longer than any limit: the domain says what is too long. */
const text = z.string().max(5000);
const ranged = { id, from: time, to: time.nullable(), text };
const asked = { id, at: time, question: text };

/** The moments of a clip as the page sends them: their shape. What is in order is the domain's to say. */
export const momentsSchema = z
  .array(
    z.discriminatedUnion("kind", [
      z.object({ kind: z.literal("chapter"), id, at: time, title: text }),
      z.object({
        kind: z.literal("call"),
        ...ranged,
        link: z.discriminatedUnion("to", [
          z.object({ to: z.literal("product"), id: text }),
          z.object({ to: z.literal("collection"), handle: text }),
          z.object({ to: z.literal("page"), handle: text }),
          z.object({ to: z.literal("url"), url: text }),
        ]),
      }),
      z.object({
        kind: z.literal("countdown"),
        ...ranged,
        until: time,
        over: text.nullable(),
      }),
      z.object({ kind: z.literal("coupon"), ...ranged, code: text }),
      z.object({
        kind: z.literal("branch"),
        ...asked,
        choices: z
          .array(z.object({ text, video: z.string().max(64).nullable(), at: time.nullable() }))
          .max(50),
      }),
      z.object({
        kind: z.literal("quiz"),
        ...asked,
        choices: z.array(z.object({ text, right: z.boolean(), answer: text })).max(50),
      }),
    ]),
  )
  .max(500)
  .refine((moments) => new Set(moments.map((one) => one.id)).size === moments.length);
