import type { IncomingMessage, ServerResponse } from "node:http";
import type { PermissionDoor, PermissionView } from "../../domains/clearance/index.server.ts";
import { PERMISSION_LANGUAGES, type PermissionLanguage } from "../../domains/clearance/index.ts";
import { createRateLimiter } from "../../domains/engagement/index.server.ts";
import type { Clock } from "../../kernel/clock.ts";
import { type PermissionWords, permissionWords } from "../../locales/permission-words.ts";
import type { HotAnswer } from "../hot-door.ts";
import { readBody } from "../read-body.ts";
import { addressOf } from "../read-json.ts";
import { STYLE_HASH } from "./page-style.ts";
import { MOST_NAME, permissionPage, plainPage, type ReplyFault } from "./permission-page.ts";

export const PERMISSION_PREFIX = "/rights/";
const BODY_MAX_BYTES = 4096;
/** Shop, request, end and signature: longer is not ours. */
const TOKEN_MAX_LENGTH = 160;

const STATUS: Record<PermissionView["kind"], number> = {
  open: 200,
  answered: 200,
  expired: 410,
  revoked: 410,
  unknown: 404,
};

/**
 * A creator's page, for whoever has the link and for nobody else: no sign-in, no cookie, no script. GET
 * shows it; a POST of its form answers and leads back to it (303). 404 forged, damaged or gone, 410 over,
 * 422 not filled in, 429, 405, 413, 408, 503 by themselves. Never throws.
 */
export function createPermissionHotDoor(ports: {
  permission: PermissionDoor;
  clock: Clock;
  onFault?: (error: unknown) => void;
}): HotAnswer {
  const waits = {
    network: createRateLimiter({ burst: 40, everyMs: 1500 }, ports.clock),
    link: createRateLimiter({ burst: 30, everyMs: 2000 }, ports.clock),
  };
  return async (request, response, { pathname, search }) => {
    const token = pathname.slice(PERMISSION_PREFIX.length);
    const asked = new URLSearchParams(search).get("lang");
    const words = await permissionWords(
      PERMISSION_LANGUAGES.find((code) => code === asked) ??
        preferred(request.headers["accept-language"]),
    );
    const { t } = words;
    const say = (status: number, page: string, view?: PermissionView) =>
      answer(request, response, status, page, view);
    try {
      const waitMs = waits.network(addressOf(request)) || waits.link(token.slice(0, 60));
      if (waitMs > 0) {
        response.setHeader("Retry-After", Math.ceil(waitMs / 1000));
        return say(429, plainPage(words, t("rights.public.busy"), t("rights.public.busyText")));
      }
      const known = token.length <= TOKEN_MAX_LENGTH;
      const view: PermissionView = known ? await ports.permission.read(token) : { kind: "unknown" };
      const method = request.method ?? "";
      if (method === "GET" || method === "HEAD")
        return say(STATUS[view.kind], permissionPage(view, words, null), view);
      if (method !== "POST") {
        response.setHeader("Allow", "GET, HEAD, POST");
        return say(405, permissionPage(view, words, null), view);
      }
      if (view.kind !== "open")
        return view.kind === "answered"
          ? leadBack(request, response, pathname, words)
          : say(STATUS[view.kind], permissionPage(view, words, null), view);
      const body = await readBody(request, BODY_MAX_BYTES);
      if (body === "gone") return;
      if (body === "slow" || body === "too-large")
        return say(body === "slow" ? 408 : 413, permissionPage(view, words, null), view);
      const { decision, fault, name } = readReply(body.toString("utf8"));
      if (fault || !decision) return say(422, permissionPage(view, words, fault), view);
      await ports.permission.answer(token, {
        decision,
        name,
        statement: words.statement(decision, view.request),
        language: words.language,
      });
      return leadBack(request, response, pathname, words);
    } catch (error) {
      ports.onFault?.(error);
      return say(503, plainPage(words, t("rights.public.broken"), t("rights.public.brokenText")));
    }
  };
}

function readReply(body: string) {
  const form = new URLSearchParams(body);
  const name = (form.get("name") ?? "")
    .replace(/\p{Cc}/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
  const confirmed = form.get("confirm") === "yes";
  const given = form.get("decision");
  const decision: "granted" | "refused" | null =
    given === "granted" || given === "refused" ? given : null;
  const kinds: ReplyFault["kinds"] = [];
  if (name === "") kinds.push("nameMissing");
  if (name.length > MOST_NAME) kinds.push("nameLong");
  if (!confirmed) kinds.push("confirmMissing");
  const fault = kinds.length > 0 ? { name: name.slice(0, MOST_NAME), confirmed, kinds } : null;
  return { decision, name, fault };
}

/** The first of a browser's languages that we write in, by its own weights (RFC 9110, 12.5.4). */
function preferred(header: string | undefined): PermissionLanguage {
  const wanted = (header ?? "")
    .slice(0, 500)
    .split(",")
    .map((part) => {
      const [tag = "", ...rest] = part
        .trim()
        .toLowerCase()
        .split(/\s*;\s*/);
      const weight = rest.find((one) => one.startsWith("q="));
      return { tag, weight: weight ? Number(weight.slice(2)) || 0 : 1 };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  const first = wanted.find(({ tag }) => /^(en|zh)\b/.test(tag));
  return first?.tag.startsWith("zh") ? "zh-CN" : "en";
}

function leadBack(
  request: IncomingMessage,
  response: ServerResponse,
  pathname: string,
  words: PermissionWords,
): void {
  if (response.destroyed) return;
  if (!request.complete) response.setHeader("Connection", "close");
  response
    .writeHead(303, {
      Location: `${pathname}?lang=${words.language}`,
      "Cache-Control": "no-store",
      "Referrer-Policy": "no-referrer",
    })
    .end();
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  page: string,
  view: PermissionView | undefined,
): void {
  if (response.destroyed) return;
  if (response.headersSent) {
    response.destroy();
    return;
  }
  if (!request.complete) response.setHeader("Connection", "close");
  const media =
    view && "clip" in view ? originsOf([view.clip.poster, view.clip.preview]) : "'none'";
  response
    .writeHead(status, {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Length": Buffer.byteLength(page),
      "Content-Security-Policy": `default-src 'none'; style-src ${STYLE_HASH}; img-src ${media}; media-src ${media}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
      "Cache-Control": "no-store",
      "Referrer-Policy": "no-referrer",
      "X-Content-Type-Options": "nosniff",
      "X-Frame-Options": "DENY",
      "X-Robots-Tag": "noindex, nofollow",
      Vary: "Accept-Language",
    })
    .end(request.method === "HEAD" ? undefined : page);
}

/** Where the clip's own pictures lie, and nothing beside. */
function originsOf(urls: (string | null)[]): string {
  const origins = urls.flatMap((url) => (url && URL.canParse(url) ? new URL(url).origin : []));
  return [...new Set(origins)].join(" ") || "'none'";
}
