import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { answer, readBody } from "./admin/answer.server.ts";
import { openAdmin } from "./admin/open-admin.server.ts";

const id = z.string().max(40);
const deeds = z.discriminatedUnion("deed", [
  z.object({ deed: z.literal("make"), id, language: z.string().max(35) }),
  z.object({ deed: z.literal("drop"), id }),
]);

/** Has what is said in a clip written down, or stops that. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { edits } = await openAdmin({ request, context });
  const body = await readBody(request, deeds);
  if (!body.ok) return answer("make", body);
  const given = body.value;
  return given.deed === "make"
    ? answer("make", await edits.orderCaptions(given.id, given.language))
    : answer("drop", await edits.dropCaptionOrder(given.id));
}
