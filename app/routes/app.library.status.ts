import type { LoaderFunctionArgs } from "@remix-run/node";
import { openAdmin } from "./admin/open-admin.server.ts";

/** More than a page of the library can show at once is not asked for. */
const MOST = 100;

/** Cards of the videos under way, asked for again and again: `?ids=a,b`. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { media } = await openAdmin({ request, context });
  const ids = new URL(request.url).searchParams.get("ids")?.split(",").slice(0, MOST) ?? [];
  return Response.json({ cards: await media.cards(ids.filter((id) => id !== "")) });
}
