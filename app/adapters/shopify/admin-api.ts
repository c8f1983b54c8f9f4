import { setTimeout as wait } from "node:timers/promises";
import { ShopFault } from "../../domains/shop/index.server.ts";
import type { ShopRef } from "../../domains/shop/index.ts";
import type { OfflineSessions } from "./offline-sessions.ts";

export const API_VERSION = "2026-10";

const MAX_TRIES = 6;
const CALL_TIMEOUT_MS = 30_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 20_000;

/** The Admin API of any shop that has the app. */
export interface AdminApi {
  /**
   * Sends one operation and returns its `data`. Waits and tries again when Shopify throttles (429, or
   * THROTTLED in a 200), fails (5xx) or does not answer. Throws ShopFault, or the signal's reason.
   */
  query<T>(
    shop: Pick<ShopRef, "domain">,
    document: string,
    variables?: Record<string, unknown>,
    signal?: AbortSignal,
  ): Promise<T>;
}

export interface AdminApiOptions {
  fetch: typeof fetch;
  sessions: OfflineSessions;
  sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Told of each wait, for logs. */
  onRetry?: (event: { shop: string; why: string; waitMs: number; attempt: number }) => void;
}

interface Answer {
  data?: unknown;
  errors?: string | { message: string; extensions?: { code?: string } }[];
  extensions?: {
    cost?: {
      requestedQueryCost: number;
      throttleStatus: { currentlyAvailable: number; restoreRate: number };
    };
  };
}

/** Costs, throttling and error shapes: https://shopify.dev/docs/api/usage/limits */
export function createAdminApi(options: AdminApiOptions): AdminApi {
  const sleep = options.sleep ?? ((ms, signal) => wait(ms, undefined, { signal }));

  return {
    async query<T>(
      shop: Pick<ShopRef, "domain">,
      document: string,
      variables: Record<string, unknown> = {},
      signal?: AbortSignal,
    ): Promise<T> {
      let token = await options.sessions.token(shop.domain);
      let replaced = false;
      for (let attempt = 1; ; attempt++) {
        signal?.throwIfAborted();
        const outcome = await send(options.fetch, shop.domain, token, document, variables, signal);
        if (outcome.kind === "data") return outcome.data as T;
        if (outcome.kind === "refused") throw new ShopFault("shop-refused", outcome.why);
        if (outcome.kind === "token-dead") {
          if (replaced) throw new ShopFault("shop-access-lost", `${shop.domain}: ${outcome.why}`);
          token = await options.sessions.replace(shop.domain, token);
          replaced = true;
          continue;
        }
        if (attempt >= MAX_TRIES)
          throw new ShopFault("shop-unavailable", `${shop.domain}: ${outcome.why}`);
        const pause = Math.min(
          LONGEST_PAUSE_MS,
          outcome.waitMs ?? FIRST_PAUSE_MS * 2 ** (attempt - 1),
        );
        options.onRetry?.({ shop: shop.domain, why: outcome.why, waitMs: pause, attempt });
        await sleep(pause, signal);
      }
    },
  };
}

type Outcome =
  | { kind: "data"; data: unknown }
  | { kind: "token-dead"; why: string }
  | { kind: "refused"; why: string }
  | { kind: "again"; why: string; waitMs?: number };

async function send(
  fetchShop: typeof fetch,
  domain: string,
  token: string,
  query: string,
  variables: Record<string, unknown>,
  signal?: AbortSignal,
): Promise<Outcome> {
  const timeout = AbortSignal.timeout(CALL_TIMEOUT_MS);
  let response: Response;
  let answer: Answer;
  try {
    response = await fetchShop(`https://${domain}/admin/api/${API_VERSION}/graphql.json`, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        Accept: "application/json",
        "X-Shopify-Access-Token": token,
      },
      body: JSON.stringify({ query, variables }),
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    answer = readAnswer(await response.text());
  } catch (error) {
    signal?.throwIfAborted();
    return { kind: "again", why: `no answer (${error instanceof Error ? error.message : error})` };
  }
  if (response.status === 401) return { kind: "token-dead", why: "the token was refused" };
  if (response.status === 429) {
    const seconds = Number(response.headers.get("Retry-After"));
    return { kind: "again", why: "429", ...(seconds > 0 ? { waitMs: seconds * 1000 } : {}) };
  }
  if (response.status >= 500) return { kind: "again", why: String(response.status) };
  if (!response.ok)
    return {
      kind: "refused",
      why: `${response.status}: ${words(answer.errors) || "no reason given"}`,
    };
  return readOutcome(answer);
}

function readOutcome(answer: Answer): Outcome {
  const errors = Array.isArray(answer.errors) ? answer.errors : [];
  if (errors.some((error) => error.extensions?.code === "THROTTLED")) {
    const cost = answer.extensions?.cost;
    const missing = cost ? cost.requestedQueryCost - cost.throttleStatus.currentlyAvailable : 0;
    const seconds = cost ? missing / cost.throttleStatus.restoreRate : 0;
    return { kind: "again", why: "throttled", ...(seconds > 0 ? { waitMs: seconds * 1000 } : {}) };
  }
  if (errors.some((error) => error.extensions?.code === "INTERNAL_SERVER_ERROR"))
    return { kind: "again", why: words(errors) };
  if (answer.errors?.length) return { kind: "refused", why: words(answer.errors) };
  if (answer.data === undefined || answer.data === null)
    return { kind: "again", why: "an answer without data" };
  return { kind: "data", data: answer.data };
}

function readAnswer(text: string): Answer {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Answer) : {};
  } catch {
    // Gateways answer in HTML; the status says enough.
    return {};
  }
}

function words(errors: Answer["errors"]): string {
  if (!errors) return "";
  return typeof errors === "string" ? errors : errors.map((error) => error.message).join("; ");
}

export interface UserError {
  field?: string[] | null;
  message: string;
  code?: string | null;
}

/** Shopify's userErrors as one ShopFault; nothing when there are none. */
export function throwUserErrors(operation: string, errors: readonly UserError[]): void {
  if (errors.length === 0) return;
  const said = errors.map((error) =>
    [error.field?.join("."), error.message].filter(Boolean).join(": "),
  );
  throw new ShopFault("shop-refused", `${operation}: ${said.join("; ")}`);
}
