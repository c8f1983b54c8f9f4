import { data } from "@remix-run/node";
import { z } from "zod";
import type { IntakeDoor } from "../../domains/intake/index.server.ts";
import { type ListPlan, PLATFORMS } from "../../domains/intake/index.ts";
import { ok } from "../../kernel/result.ts";
import { answer } from "./answer.server.ts";

const importId = z.string().regex(/^[0-9a-hjkmnp-tv-z]{24}$/);
/** Base64, so that the bytes come as they are in the file, whatever their encoding. */
const file = z.string().max(8_000_000);
const tags = z.array(z.string().max(1_000)).max(50);

/** Where the browser goes on: the platform's own sign-in. */
export interface SignInBegun {
  ok: true;
  deed: "connect";
  url: string;
}

/** What the dry run of a list answers. */
export interface Checked {
  ok: true;
  deed: "check";
  plan: ListPlan;
}

export const addDeeds = z.discriminatedUnion("deed", [
  z.object({ deed: z.literal("check"), file }),
  z.object({ deed: z.literal("list"), id: importId, name: z.string().max(500), file }),
  z.object({
    deed: z.literal("links"),
    id: importId,
    links: z.array(z.string().max(5_000)).max(1_000),
    tags,
  }),
  z.object({ deed: z.literal("shopify"), id: importId }),
  z.object({ deed: z.literal("connect"), platform: z.enum(PLATFORMS) }),
  z.object({ deed: z.literal("finish"), handoff: z.string().max(8_000) }),
  z.object({ deed: z.literal("sync"), id: importId, account: importId }),
  z.object({ deed: z.literal("disconnect"), account: importId }),
  z.object({ deed: z.literal("bring"), id: importId, archive: importId }),
  z.object({ deed: z.literal("drop"), archive: importId }),
  z.object({ deed: z.enum(["cancel", "retry", "undo"]), id: importId }),
  z.object({ deed: z.literal("discard"), id: z.string().max(100) }),
]);

/** Everything that the page of adding clips can ask for: one verb each. */
export async function doAddDeed(
  intake: IntakeDoor,
  staff: string,
  given: z.output<typeof addDeeds>,
  signal: AbortSignal,
) {
  switch (given.deed) {
    case "check": {
      const planned = await intake.planList(Buffer.from(given.file, "base64"));
      if (!planned.ok) return answer(given.deed, planned);
      const checked: Checked = { ok: true, deed: given.deed, plan: planned.value };
      return data(checked);
    }
    case "list": {
      const list = { name: given.name, file: Buffer.from(given.file, "base64") };
      return answer(given.deed, await intake.importList({ id: given.id, staff, tags: [] }, list));
    }
    case "links": {
      const order = { id: given.id, staff, tags: given.tags };
      return answer(given.deed, await intake.importLinks(order, given.links));
    }
    case "shopify":
      await intake.importShopify({ id: given.id, staff, tags: [] });
      return answer(given.deed, ok());
    case "connect": {
      const begun = await intake.beginSignIn(staff, given.platform);
      if (!begun.ok) return answer(given.deed, begun);
      const signIn: SignInBegun = { ok: true, deed: given.deed, url: begun.value.url };
      return data(signIn);
    }
    case "finish":
      return answer(given.deed, await intake.finishSignIn(staff, given.handoff, signal));
    case "sync":
      return answer(given.deed, await intake.syncAccount({ id: given.id, staff }, given.account));
    case "disconnect":
      return answer(given.deed, await intake.disconnectAccount(given.account, signal));
    case "bring":
      return answer(given.deed, await intake.startArchive({ id: given.id, staff }, given.archive));
    case "drop":
      return answer(given.deed, await intake.removeArchive(given.archive));
    case "cancel":
      return answer(given.deed, await intake.cancelImport(given.id));
    case "retry":
      return answer(given.deed, await intake.retryImport(given.id));
    case "undo":
      return answer(given.deed, await intake.undoImport(given.id));
    case "discard":
      return answer(given.deed, await intake.cancelUpload(given.id));
  }
}
