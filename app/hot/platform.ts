import type { IncomingMessage, ServerResponse } from "node:http";
import type { Erasure, IntakeJobsDoor } from "../domains/intake/index.server.ts";
import { PLATFORM_NAMES } from "../domains/intake/index.ts";
import { answerJson } from "./answer-json.ts";
import type { HotAnswer } from "./hot-door.ts";
import { STYLE, STYLE_HASH } from "./permission/page-style.ts";
import { readBody } from "./read-body.ts";

export const PLATFORM_PREFIX = "/platform/";
/** A signed request is a few hundred bytes. */
const BODY_MAX_BYTES = 16_384;

/**
 * What platforms say by themselves, each under its name:
 * POST /platform/instagram/deauthorize and /platform/instagram/delete take Meta's `signed_request` as a form;
 * the second answers `{url, confirmation_code}`. GET /platform/instagram/deleted/<code> says in words what was
 * deleted. 400 forged or damaged, 404, 405, 408, 413, 503 by themselves. Never throws.
 */
export function createPlatformDoor(ports: {
  intake: Pick<IntakeJobsDoor, "hearPlatform" | "erasure">;
  /** Of the app, where people find the page of a deletion. */
  origin: string;
  onFault?: (error: unknown) => void;
}): HotAnswer {
  return async (request, response, { pathname }) => {
    const [kind = "", what = "", code = "", more] = pathname
      .slice(PLATFORM_PREFIX.length)
      .split("/");
    const refuse = (status: number, reason: string) =>
      answerJson(request, response, status, { reason });
    try {
      if (what === "deleted" && more === undefined) {
        if (request.method !== "GET" && request.method !== "HEAD")
          return refuse(405, "method-not-allowed");
        const erasure = await ports.intake.erasure(code);
        return answerPage(request, response, erasure?.kind === kind ? erasure : null, code);
      }
      if ((what !== "deauthorize" && what !== "delete") || code !== "")
        return refuse(404, "not-found");
      if (request.method !== "POST") return refuse(405, "method-not-allowed");
      const body = await readBody(request, BODY_MAX_BYTES);
      if (body === "gone") return;
      if (body === "slow") return refuse(408, "too-slow");
      if (body === "too-large") return refuse(413, "too-large");
      const signed = new URLSearchParams(body.toString("utf8")).get("signed_request") ?? "";
      const heard = await ports.intake.hearPlatform(kind, what, signed);
      if (!heard.ok) return refuse(400, heard.fault.kind);
      const { code: confirmation } = heard.value;
      answerJson(
        request,
        response,
        200,
        confirmation === null
          ? {}
          : {
              url: `${ports.origin}${PLATFORM_PREFIX}${kind}/deleted/${confirmation}`,
              confirmation_code: confirmation,
            },
      );
    } catch (error) {
      ports.onFault?.(error);
      if (!response.headersSent) refuse(503, "busy");
    }
  };
}

/** In both languages: nobody knows who reads it, and it is short. */
function answerPage(
  request: IncomingMessage,
  response: ServerResponse,
  erasure: Erasure | null,
  code: string,
): void {
  const page = erasure ? donePage(erasure, code) : unknownPage();
  response
    .writeHead(erasure ? 200 : 404, {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Length": Buffer.byteLength(page),
      "Content-Security-Policy": `default-src 'none'; style-src ${STYLE_HASH}; base-uri 'none'; frame-ancestors 'none'`,
      "Cache-Control": "no-store",
      "Referrer-Policy": "no-referrer",
      "X-Content-Type-Options": "nosniff",
      "X-Robots-Tag": "noindex, nofollow",
    })
    .end(request.method === "HEAD" ? undefined : page);
}

function donePage({ kind, accounts, posts, at }: Erasure, code: string): string {
  const name = PLATFORM_NAMES[kind];
  const day = new Date(at).toISOString().slice(0, 10);
  const facts = (labels: [string, string, string]) =>
    `<dl><div><dt>${labels[0]}</dt><dd>${code}</dd></div><div><dt>${labels[1]}</dt><dd>${accounts}</dd></div><div><dt>${labels[2]}</dt><dd>${posts}</dd></div></dl>`;
  return frame(`
<section lang="en"><h1>Your ${name} data has been deleted</h1>
<p>On ${day} Clipshelf deleted the permission to read your account, its name, and what ${name} told us of your posts: their author, date and counts.</p>
${facts(["Code", "Connected accounts", "Posts"])}
<p class="quiet">Videos that a shop put into its own library stay there until that shop deletes them. Ask the shop to remove a video of yours.</p></section>
<section lang="zh-CN"><h2>您的 ${name} 数据已删除</h2>
<p>Clipshelf 已于 ${day} 删除读取您账号的授权、账号名称，以及 ${name} 提供的作品信息（作者、日期和数据）。</p>
${facts(["编号", "已连接的账号", "作品"])}
<p class="quiet">店铺放入自己视频库的视频会保留，直到店铺删除。如需移除您的视频，请联系该店铺。</p></section>`);
}

function unknownPage(): string {
  return frame(`
<section lang="en"><h1>There is no deletion under this code</h1><p>Check that the address is whole, as the platform showed it.</p></section>
<section lang="zh-CN"><h2>没有此编号的删除记录</h2><p>请检查地址是否与平台显示的完全一致。</p></section>`);
}

function frame(main: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Clipshelf</title><style>${STYLE}</style></head><body><div class="page"><header><p>Clipshelf</p></header><main>${main}</main></div></body></html>`;
}
