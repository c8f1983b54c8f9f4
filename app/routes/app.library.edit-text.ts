import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { readBody } from "./admin/answer.server.ts";
import { textStyle } from "./admin/edit-schema.ts";
import { openAdmin } from "./admin/open-admin.server.ts";

const side = z.number().int().min(2).max(4096);
const wanted = z.object({
  style: textStyle,
  frame: z.object({ width: side, height: side }),
});

/** A text as it will stand in a finished clip, as PNG: the editor shows what the renderer lays over. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { edits } = await openAdmin({ request, context });
  const body = await readBody(request, wanted);
  if (!body.ok) return Response.json(body, { status: 400 });
  const { png } = await edits.drawText(body.value.style, body.value.frame);
  return new Response(Buffer.from(png), { headers: { "Content-Type": "image/png" } });
}
