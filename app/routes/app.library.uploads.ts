import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import type { Fault, Result } from "../kernel/result.ts";
import { readBody } from "./admin/answer.server.ts";
import { type FaultKind, statusOf } from "./admin/faults.ts";
import { openAdmin } from "./admin/open-admin.server.ts";

const step = z.discriminatedUnion("step", [
  z.object({
    step: z.literal("begin"),
    name: z.string().max(1_000),
    bytes: z.number().int().min(0),
    contentType: z.string().max(200),
    modified: z.number(),
    duration: z.number().min(0).optional(),
    tags: z.array(z.string().max(1_000)).max(50).optional(),
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .optional(),
    anyway: z.boolean().optional(),
    wantedBy: z.string().max(64).optional(),
    category: z.string().max(64).optional(),
  }),
  z.object({
    step: z.literal("folders"),
    folders: z.array(z.array(z.string().max(500)).min(1).max(50)).max(500),
    make: z.boolean(),
  }),
  z.object({ step: z.literal("finish"), id: z.string() }),
  z.object({ step: z.literal("cancel"), id: z.string() }),
]);

/** A file is announced, or taken back. The bytes themselves go straight to where the answer says. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { intake, library, staff } = await openAdmin({ request, context });
  const body = await readBody(request, step);
  if (!body.ok) return reply(body);
  switch (body.value.step) {
    case "begin": {
      const { step: _step, category, ...file } = body.value;
      const begun = await intake.beginUpload(staff, file);
      if (!begun.ok) return reply(begun);
      const start = begun.value;
      // What somebody has put in order since it was begun stays.
      if (category && start.step === "send") {
        const known = await library.categoriesOf(start.videoId);
        if (known.length === 0) await library.setCategories(start.videoId, [category]);
      }
      return Response.json({ ok: true, start });
    }
    case "folders": {
      const placed = await library.placeFolders(body.value.folders, body.value.make);
      return placed.ok ? Response.json({ ok: true, categories: placed.value }) : reply(placed);
    }
    case "finish":
      return reply(await intake.finishUpload(body.value.id));
    case "cancel":
      return reply(await intake.cancelUpload(body.value.id));
  }
}

function reply(result: Result<unknown, Fault<FaultKind>>): Response {
  return Response.json(result, { status: result.ok ? 200 : statusOf(result.fault.kind) });
}
