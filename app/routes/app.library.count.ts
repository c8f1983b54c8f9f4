import type { LoaderFunctionArgs } from "@remix-run/node";
import { readLibraryFilter } from "./admin/library-query.ts";
import { openAdmin } from "./admin/open-admin.server.ts";

/** How many clips an address of the library shows, to the last one: `{ total }`. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { media } = await openAdmin({ request, context });
  const { searchParams } = new URL(request.url);
  const filter = readLibraryFilter(searchParams, context.wiring.clock.now());
  return Response.json({ total: await media.count(filter) });
}
