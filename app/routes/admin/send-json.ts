import type { useFetcher } from "@remix-run/react";

/** Sends a body to an action, as JSON: the page's own action, or that of the route at `action`. */
export function sendJson(
  { submit }: Pick<ReturnType<typeof useFetcher>, "submit">,
  body: object,
  action?: string,
): void {
  // What is sent is plain data, but Remix's type of JSON refuses interfaces and optional fields.
  submit(body as never, {
    method: "POST",
    encType: "application/json",
    ...(action ? { action } : {}),
  });
}
