import type { PermissionView } from "../../domains/clearance/index.server.ts";
import type {
  PermissionAnswer,
  PermissionLanguage,
  PermissionRequest,
} from "../../domains/clearance/index.ts";
import type { VideoCard } from "../../domains/media/index.ts";
import type { PermissionWords } from "../../locales/permission-words.ts";
import { STYLE } from "./page-style.ts";

/** What was wrong with what somebody sent, and what they had typed. */
export interface ReplyFault {
  name: string;
  confirmed: boolean;
  kinds: ("nameMissing" | "nameLong" | "confirmMissing")[];
}

export const MOST_NAME = 200;

/** The page of a link, whatever it has become. */
export function permissionPage(
  view: PermissionView,
  words: PermissionWords,
  fault: ReplyFault | null,
): string {
  const { t } = words;
  switch (view.kind) {
    case "unknown":
      return plainPage(words, t("rights.public.unknown"), t("rights.public.unknownText"));
    case "expired":
    case "revoked": {
      const shop = view.request.shopName;
      const date = words.moment(view.request.expiresAt);
      return view.kind === "expired"
        ? plainPage(
            words,
            t("rights.public.expired"),
            t("rights.public.expiredText", { shop, date }),
          )
        : plainPage(words, t("rights.public.revoked"), t("rights.public.revokedText", { shop }));
    }
    case "open":
      return openPage(view.request, view.clip, words, fault);
    case "answered":
      return answeredPage(view.request, view.clip, words);
  }
}

/** A page that only says something. */
export function plainPage(words: PermissionWords, title: string, text: string): string {
  return frame(words, title, null, `<h1>${html(title)}</h1><p>${html(text)}</p>`);
}

function openPage(
  request: PermissionRequest,
  clip: VideoCard,
  words: PermissionWords,
  fault: ReplyFault | null,
): string {
  const { t } = words;
  const { channels, territory, until } = words.terms(request);
  const heading = t("rights.public.heading", { shop: request.shopName });
  const kindOf = (name: string) => fault?.kinds.find((kind) => kind.startsWith(name));
  const nameFault = kindOf("name");
  const confirmFault = kindOf("confirm");
  const row = (name: string, value: string) =>
    `<div><dt>${html(name)}</dt><dd>${html(value)}</dd></div>`;
  return frame(
    words,
    heading,
    request.shopName,
    `<h1>${html(heading)}</h1>
${picture(clip, request.clipTitle)}
<h2>${html(t("rights.public.what"))}</h2>
<dl>${row(t("rights.public.where"), channels)}${row(t("rights.public.countries"), territory)}${row(t("rights.public.howLong"), until)}</dl>
<p class="note">${html(t("rights.public.music"))}</p>
<form method="post">
<h2>${html(t("rights.public.yes"))}</h2>
<blockquote>${html(words.statement("granted", request))}</blockquote>
<h2>${html(t("rights.public.no"))}</h2>
<blockquote>${html(words.statement("refused", request))}</blockquote>
<h2><label for="name">${html(t("rights.public.name"))}</label></h2>
<input type="text" id="name" name="name" autocomplete="name" required maxlength="${MOST_NAME}" value="${html(fault?.name ?? "")}"${nameFault ? ` aria-invalid="true" aria-describedby="name-fault" autofocus` : ""}>
${nameFault ? `<p class="fault" id="name-fault">${html(t(`rights.public.${nameFault as "nameMissing"}`, { limit: MOST_NAME }))}</p>` : ""}
<label class="check"><input type="checkbox" name="confirm" value="yes" required${fault?.confirmed ? " checked" : ""}${confirmFault ? ` aria-invalid="true" aria-describedby="confirm-fault"` : ""}><span>${html(t("rights.public.confirm"))}</span></label>
${confirmFault ? `<p class="fault" id="confirm-fault">${html(t("rights.public.confirmMissing"))}</p>` : ""}
<div class="deeds"><button class="first" name="decision" value="granted">${html(t("rights.public.grant"))}</button><button name="decision" value="refused">${html(t("rights.public.refuse"))}</button></div>
<p class="quiet">${html(t("rights.public.kept"))}</p>
</form>`,
  );
}

function answeredPage(request: PermissionRequest, clip: VideoCard, words: PermissionWords): string {
  const { t } = words;
  const { decision, name, statement, language, at } = request.answer as PermissionAnswer;
  const title = t(`rights.public.${decision}`);
  return frame(
    words,
    title,
    request.shopName,
    `<h1>${html(title)}</h1>
${picture(clip, request.clipTitle)}
<blockquote lang="${language}">${html(statement)}</blockquote>
<p class="quiet">${html(t("rights.public.saidBy", { name, date: words.moment(at) }))}</p>
<p>${html(t("rights.public.wrong", { shop: request.shopName }))} ${html(t("rights.public.closed"))}</p>`,
  );
}

/** The moving preview has no sound, so it needs no captions; without it the still, or nothing. */
function picture(clip: VideoCard, title: string): string {
  const size = `width="${clip.width ?? 9}" height="${clip.height ?? 16}"`;
  const shown = clip.preview
    ? `<video src="${html(clip.preview)}"${clip.poster ? ` poster="${html(clip.poster)}"` : ""} ${size} controls muted loop playsinline preload="none" aria-label="${html(title)}"></video>`
    : clip.poster
      ? `<img src="${html(clip.poster)}" ${size} alt="">`
      : "";
  return `<figure>${shown}<figcaption>${html(title)}</figcaption></figure>`;
}

const NAMES: Record<PermissionLanguage, string> = { en: "English", "zh-CN": "中文" };

function frame(words: PermissionWords, title: string, shop: string | null, body: string): string {
  const links = (Object.keys(NAMES) as PermissionLanguage[]).map(
    (code) =>
      `<a href="?lang=${code}" lang="${code}" hreflang="${code}"${code === words.language ? ` aria-current="true"` : ""}>${NAMES[code]}</a>`,
  );
  return `<!doctype html>
<html lang="${words.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${html(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<div class="page">
<header>${shop ? `<p>${html(shop)}</p>` : ""}<nav aria-label="${html(words.t("rights.public.language"))}">${links.join("")}</nav></header>
<main>
${body}
</main>
</div>
</body>
</html>
`;
}

function html(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
