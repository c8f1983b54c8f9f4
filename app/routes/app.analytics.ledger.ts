import type { LoaderFunctionArgs } from "@remix-run/node";
import { lastDays, readDays } from "./admin/day-range.ts";
import { openAdmin } from "./admin/open-admin.server.ts";

const LINES = 50;

/** Older lines of the ledger: `?days=30&after=<cursor>`. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { analytics, shop } = await openAdmin({ request, context });
  const search = new URL(request.url).searchParams;
  const { timeZone } = await shop.profile();
  const range = lastDays(context.wiring.clock.now(), timeZone, readDays(search));
  const cursor = search.get("after") || undefined;
  return analytics.ledger({ range, cursor, limit: LINES });
}
