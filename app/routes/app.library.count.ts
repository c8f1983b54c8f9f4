import type { LoaderFunctionArgs } from "@remix-run/node";
import { readLibraryFilter } from "./admin/library-query.ts";
import { openAdmin } from "./admin/open-admin.server.ts";

/** How many clips an address of the library shows, to the last one: `{ total }`. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { media, shop } = await openAdmin({ request, context });
  const { searchParams } = new URL(request.url);
  const { timeZone } = await shop.profile();
  const filter = readLibraryFilter(searchParams, { now: context.wiring.clock.now(), timeZone });
  return Response.json({ total: await media.count(filter) });
}
