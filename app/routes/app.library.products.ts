import type { LoaderFunctionArgs } from "@remix-run/node";
import { MAX_PRODUCTS_PER_VIDEO } from "../domains/media/index.ts";
import { openAdmin } from "./admin/open-admin.server.ts";

/** Cards of products just chosen in Shopify's picker: `?ids=1,2`, numeric parts of their GIDs. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { catalog } = await openAdmin({ request, context });
  const ids = new URL(request.url).searchParams.get("ids")?.split(",") ?? [];
  const asked = ids.filter((id) => /^\d{1,20}$/.test(id)).slice(0, MAX_PRODUCTS_PER_VIDEO);
  return Response.json({ products: await catalog.products(asked) });
}
