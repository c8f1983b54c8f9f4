import type { LoaderFunctionArgs } from "@remix-run/node";

/** The library's own addresses: the page that fetches a session token, the way out of the frame. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  await context.wiring.shopify.admin(request);
  return null;
}
