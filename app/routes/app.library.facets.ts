import type { LoaderFunctionArgs } from "@remix-run/node";
import { openAdmin } from "./admin/open-admin.server.ts";

/** What the library's filters may offer, and how many clips each category has. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { library } = await openAdmin({ request, context });
  return Response.json(await library.facets());
}
