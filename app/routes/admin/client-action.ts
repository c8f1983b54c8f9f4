import {
  type ClientActionFunctionArgs,
  isRouteErrorResponse,
  type ShouldRevalidateFunction,
} from "@remix-run/react";
import type { Fault } from "../../kernel/result.ts";

type RequestFaultKind = "request-offline" | "request-failed";

/**
 * A screen's `clientAction`. When the server cannot be reached or breaks, Remix would put the error page
 * in the screen's place, and what was typed there would be gone: this answers as a refusal instead.
 */
export async function refusalOnFailure({ request, serverAction }: ClientActionFunctionArgs) {
  const { deed } = (await request.clone().json()) as { deed: string };
  try {
    return await serverAction();
  } catch (error) {
    if (request.signal.aborted || error instanceof Response) throw error;
    // Shopify's sign-in answers with a page of its own, which the error boundary shows.
    if (isRouteErrorResponse(error) && error.status < 500) throw error;
    const kind: RequestFaultKind = navigator.onLine ? "request-failed" : "request-offline";
    const fault: Fault = { kind };
    return { ok: false as const, deed, fault };
  }
}

/** A screen's `shouldRevalidate`: what was refused changed nothing, and offline a reload would fail too. */
export const unlessRefused: ShouldRevalidateFunction = ({
  actionResult,
  defaultShouldRevalidate,
}) => actionResult?.ok !== false && defaultShouldRevalidate;

/** The same for the screen of one thing: once it is deleted, loading it anew would find nothing. */
export const unlessRefusedOrGone: ShouldRevalidateFunction = (change) =>
  change.actionResult?.deed !== "delete" && unlessRefused(change);
