import { qrCode } from "../core/qr-code.ts";
import { say } from "../core/words.ts";
import type { PlayerHost } from "./player-options.ts";
import { openSheet } from "./sheet.ts";
import { html, raw } from "./template.ts";

/** This page's own address, opening on the clip. */
function clipLink(id: string): string {
  const link = new URL(location.href);
  link.hash = "";
  link.searchParams.set("clip", id);
  return link.href;
}

/** Ways to hand a clip on: the device's own sheet, the link, and a code for another device's camera. */
export function openShareSheet(host: PlayerHost, clip: { id: string; title: string }): void {
  const { words } = host.options;
  const { dialog, body } = openSheet(host, say(words, "social.share"));
  const url = clipLink(clip.id);
  const modules = qrCode(url);
  body.innerHTML = html`<p class="share-title" dir="auto">${clip.title}</p>
    <p class="share-link"><input type="text" readonly dir="ltr" value="${url}" aria-label="${say(words, "social.copy")}"></p>
    <p class="share-ways">
      <button type="button" class="sheet-button" part="button" data-way="copy">${say(words, "social.copy")}</button>
      ${"share" in navigator ? html`<button type="button" class="sheet-button quiet" part="button" data-way="send">${say(words, "social.send_with")}</button>` : null}
    </p>
    <p role="status" class="sheet-said"></p>
    ${modules ? html`<figure class="share-code">${raw(drawing(modules))}<figcaption>${say(words, "social.scan")}</figcaption></figure>` : null}`.text;
  const said = body.querySelector(".sheet-said");
  const input = body.querySelector("input");
  body.addEventListener("click", async (event) => {
    const way =
      event.target instanceof Element ? event.target.closest<HTMLElement>("[data-way]") : null;
    if (way?.dataset.way === "copy") {
      input?.select();
      try {
        await navigator.clipboard.writeText(url);
      } catch {
        // Frames and in-app browsers may refuse the newer way.
        document.execCommand("copy");
      }
      if (said) said.textContent = say(words, "social.copied");
    }
    if (way?.dataset.way === "send")
      navigator.share({ title: clip.title, url }).then(
        () => dialog.close(),
        () => {},
      );
  });
}

/** The quiet zone of four modules is part of it, on white whatever the theme's colours. */
function drawing(modules: boolean[][]): string {
  const size = modules.length + 8;
  const path = modules
    .flatMap((row, y) => row.map((dark, x) => (dark ? `M${x + 4} ${y + 4}h1v1h-1z` : "")))
    .join("");
  return `<svg viewBox="0 0 ${size} ${size}" width="${size * 4}" height="${size * 4}" shape-rendering="crispEdges" aria-hidden="true"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path fill="#000" d="${path}"/></svg>`;
}
