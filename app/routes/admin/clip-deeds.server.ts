import { z } from "zod";
import { MAX_CATEGORIES } from "../../domains/library/index.ts";
import { checkRights, VIDEO_LANGUAGES } from "../../domains/media/index.ts";
import { ok } from "../../kernel/result.ts";
import type { ShopDoors } from "../../wiring/shop-doors.server.ts";
import { answer } from "./answer.server.ts";
import { momentsSchema } from "./moments-schema.ts";
import { rightsSchema } from "./rights-schema.ts";

const place = z.number().int().min(0).nullable();
const share = z.number().min(0).max(1).nullable();
/** What the page of a clip sends. */
export const clipDeeds = z.discriminatedUnion("deed", [
  z.object({
    deed: z.literal("save"),
    title: z.string(),
    description: z.string().max(20_000),
    tags: z.array(z.string().max(255)).max(500),
    language: z.enum(VIDEO_LANGUAGES).nullable().optional(),
    categories: z.array(z.string().max(64)).max(MAX_CATEGORIES).optional(),
    products: z
      .array(
        z.object({
          productId: z.string(),
          variantId: z.string().nullable(),
          from: place,
          to: place,
          x: share,
          y: share,
        }),
      )
      .max(500),
    /** Only when they were changed: what they lead to may have gone since, and the rest is saved. */
    moments: momentsSchema.optional(),
    /** Only when they were changed: the creator may have answered since. */
    rights: z.object({ terms: rightsSchema, seen: z.number().nullable() }).optional(),
  }),
  z.object({ deed: z.literal("retry") }),
  z.object({ deed: z.literal("delete") }),
]);

/** Does one of them and answers it. */
export async function doClipDeed(
  { media, library, rights }: Pick<ShopDoors, "media" | "library" | "rights">,
  id: string,
  body: z.output<typeof clipDeeds>,
) {
  switch (body.deed) {
    case "save": {
      const { deed, moments, categories, rights: given, ...change } = body;
      const checked = given ? checkRights(given.terms) : ok();
      if (!checked.ok) return answer(deed, checked);
      const updated = await media.update(id, { ...change, ...(moments ? { moments } : {}) });
      if (!updated.ok) return answer(deed, updated);
      const placed = categories ? await library.setCategories(id, categories) : ok();
      if (!placed.ok || !given) return answer(deed, placed);
      return answer(deed, await rights.save(id, given.terms, given.seen));
    }
    case "retry":
      return answer("retry", await media.retry(id));
    case "delete":
      await media.remove([id]);
      return answer("delete", ok());
  }
}
