import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { readBody } from "./admin/answer.server.ts";
import { statusOf } from "./admin/faults.ts";
import { openAdmin } from "./admin/open-admin.server.ts";

const step = z.discriminatedUnion("step", [
  z.object({
    step: z.literal("begin"),
    name: z.string().max(1_000),
    bytes: z.number().int().min(0),
    contentType: z.string().max(200),
  }),
  z.object({ step: z.literal("finish"), id: z.string() }),
  z.object({ step: z.literal("cancel"), id: z.string() }),
]);

/** An upload's three steps. The bytes themselves go straight to where the ticket says. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { media } = await openAdmin({ request, context });
  const body = await readBody(request, step);
  if (!body.ok) return Response.json(body, { status: statusOf(body.fault.kind) });
  switch (body.value.step) {
    case "begin": {
      const { name, bytes, contentType } = body.value;
      const begun = await media.beginUpload({ name, bytes, contentType });
      if (begun.ok) return Response.json({ ok: true, ticket: begun.value });
      return Response.json(begun, { status: statusOf(begun.fault.kind) });
    }
    case "finish": {
      const finished = await media.finishUpload(body.value.id);
      return Response.json(finished, { status: finished.ok ? 200 : statusOf(finished.fault.kind) });
    }
    case "cancel": {
      const cancelled = await media.cancel(body.value.id);
      return Response.json(cancelled, {
        status: cancelled.ok ? 200 : statusOf(cancelled.fault.kind),
      });
    }
  }
}
