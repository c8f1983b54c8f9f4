import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { answer, readBody } from "./admin/answer.server.ts";
import { openAdmin } from "./admin/open-admin.server.ts";
import { permissionSchema } from "./admin/rights-schema.ts";

const deeds = z.discriminatedUnion("deed", [
  permissionSchema.extend({ deed: z.literal("ask") }),
  z.object({ deed: z.literal("revoke"), id: z.string().max(64) }),
]);

/** Asks a clip's creator for permission, and takes requests back. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const { rights, staff } = await openAdmin({ request, context });
  const body = await readBody(request, deeds);
  if (!body.ok) return answer("ask", body);
  if (body.value.deed === "revoke") return answer("revoke", await rights.revoke(body.value.id));
  const { deed, ...form } = body.value;
  return answer(deed, await rights.ask(staff, { ...form, videoId: params.id! }));
}
