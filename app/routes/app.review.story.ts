import type { LoaderFunctionArgs } from "@remix-run/node";
import { openAdmin } from "./admin/open-admin.server.ts";

/** Who did what to one clip: `?clip=<id>`. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { reviews } = await openAdmin({ request, context });
  const { deeds } = await reviews.ofClip(new URL(request.url).searchParams.get("clip") ?? "");
  return { deeds };
}
