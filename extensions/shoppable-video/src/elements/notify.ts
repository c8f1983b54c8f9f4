import { say } from "../core/words.ts";
import { askToBeTold, type WishTrouble } from "../transport/wish-client.ts";
import { CLOSE } from "./icons.ts";
import text from "./notify.css";
import type { PlayerHost } from "./player-options.ts";
import type { NotifyOptions } from "./product-setup.ts";
import { html, raw } from "./template.ts";

export const styles: string = text;

/** What went wrong, in words. */
const TROUBLE: Record<WishTrouble, string> = {
  email: "product.notify_email_wrong",
  consent: "product.notify_agree_first",
  gone: "product.notify_gone",
  "too-often": "product.notify_often",
  failed: "product.notify_failed",
};

/** Asks for an address to write to when a sold-out variant is back: over the player, which stays. */
export function openNotify(root: ShadowRoot, options: NotifyOptions): void {
  if (root.querySelector(".notify")) return;
  const { words, title, proxy, wish } = options;
  const dialog = document.createElement("dialog");
  dialog.className = "notify";
  dialog.setAttribute("part", "notify");
  dialog.setAttribute("aria-labelledby", "notify-title");
  dialog.innerHTML =
    html`<form novalidate><div class="notify-head"><h2 id="notify-title">${say(words, "product.notify")}</h2><button type="button" class="icon" part="button" data-close aria-label="${say(words, "player.close")}">${raw(CLOSE)}</button></div>
    <p class="quiet">${title}</p>
    <label class="field">${say(words, "product.notify_email")}<input type="email" name="email" part="field" autocomplete="email" inputmode="email" maxlength="254" pattern=".+@.+\\..+" required autofocus></label>
    <label class="agree"><input type="checkbox" name="agree" required><span>${say(words, "product.notify_agree")}</span></label>
    <p class="note" id="notify-note" role="alert" hidden></p>
    <button class="primary" part="button notify">${say(words, "product.notify_send")}</button></form>`.text;
  const form = dialog.querySelector("form") as HTMLFormElement;
  const note = dialog.querySelector(".note") as HTMLElement;
  const button = dialog.querySelector(".primary") as HTMLElement;
  const field = (name: string) => form.elements.namedItem(name) as HTMLInputElement;

  const explain = (trouble: WishTrouble) => {
    note.hidden = false;
    note.textContent = say(words, TROUBLE[trouble]);
    const wrong = field(trouble === "consent" ? "agree" : "email");
    if (trouble === "email" || trouble === "consent") {
      wrong.setAttribute("aria-invalid", "true");
      wrong.setAttribute("aria-describedby", note.id);
      wrong.focus();
    }
  };
  const send = async () => {
    // A second tap while the first is on its way changes nothing.
    if (button.ariaDisabled === "true") return;
    note.hidden = true;
    for (const input of form.querySelectorAll("input")) input.ariaInvalid = null;
    const email = field("email").value.trim();
    if (!field("email").validity.valid) return explain("email");
    if (!field("agree").checked) return explain("consent");
    button.ariaDisabled = "true";
    button.textContent = say(words, "product.notify_sending");
    const consent = say(words, "product.notify_agree");
    const trouble = await askToBeTold(proxy, { ...wish, email, consent });
    if (trouble) {
      button.ariaDisabled = null;
      button.textContent = say(words, "product.notify_send");
      return explain(trouble);
    }
    const done = say(words, "product.notify_done", { email });
    form.innerHTML =
      html`<div class="notify-head"><h2 id="notify-title" tabindex="-1">${done}</h2></div>
      <button type="button" class="primary" part="button close" data-close>${say(words, "player.close")}</button>`.text;
    form.querySelector("h2")?.focus();
    options.onDone(done);
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  // The player's own keys and buttons are not meant.
  for (const type of ["click", "keydown", "input", "change"])
    dialog.addEventListener(type, (event) => event.stopPropagation());
  dialog.addEventListener("click", ({ target }) => {
    if (target === dialog || (target as Element).closest("[data-close]")) dialog.close();
  });
  const uncover = (root.host as PlayerHost).cover(() => dialog.close());
  dialog.addEventListener("close", () => {
    dialog.remove();
    uncover();
  });
  root.querySelector("dialog")?.append(dialog);
  dialog.showModal();
}
