import type { ActionFunctionArgs } from "@remix-run/node";

/** Mux says that an upload or an asset has changed. What it became, the worker asks Mux itself. */
export async function action({ request, context }: ActionFunctionArgs): Promise<Response> {
  const heard = await context.wiring.jobs.media.engineWebhook(
    await request.text(),
    request.headers,
  );
  if (heard.ok) return new Response(null, { status: 200 });
  switch (heard.fault.kind) {
    case "signature-invalid":
      return new Response("The signature does not fit.\n", { status: 401 });
    case "webhook-unknown":
      return new Response("Videos are not made by Mux here.\n", { status: 404 });
  }
}
