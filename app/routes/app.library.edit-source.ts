import type { LoaderFunctionArgs } from "@remix-run/node";
import { notHere } from "./admin/answer.server.ts";
import { openAdmin } from "./admin/open-admin.server.ts";

/** A clip as the editor needs it: `?id=`. Asking for one that is not ready begins the work. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { edits } = await openAdmin({ request, context });
  const state = await edits.source(new URL(request.url).searchParams.get("id") ?? "");
  if (!state) throw notHere();
  return Response.json(state);
}
