import type { LoaderFunctionArgs } from "@remix-run/node";
import type { ClientLoaderFunctionArgs } from "@remix-run/react";
import { openAdmin } from "./admin/open-admin.server.ts";

/** More than a page of the library can show at once is not asked for. */
const MOST = 100;

/** Cards of the videos under way, asked for again and again: `?ids=a,b`. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { media } = await openAdmin({ request, context });
  const ids = new URL(request.url).searchParams.get("ids")?.split(",").slice(0, MOST) ?? [];
  return { cards: await media.cards(ids.filter((id) => id !== "")) };
}

/** While the server cannot be reached the cards stay as they were; the next question comes soon. */
export async function clientLoader({ serverLoader }: ClientLoaderFunctionArgs) {
  try {
    return await serverLoader<typeof loader>();
  } catch {
    return { cards: [] };
  }
}
