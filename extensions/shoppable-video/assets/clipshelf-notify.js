// Built by scripts/build-extension.ts. Edit src/ and build again.
function say(words, key, fill = {}) {
  return (words[key] ?? key).replace(/\[(\w+)\]/g, (mark, name) => String(fill[name] ?? mark));
}
var REFUSALS = ["email", "consent", "gone", "too-often"];
async function askToBeTold(proxy, wish) {
  let response = await post(proxy, "notify", wish);
  if (response?.status === 204) return null;
  let reason = (await response?.json().catch(() => null))?.reason;
  return typeof reason == "string" && REFUSALS.includes(reason) ? reason : "failed";
}
function post(proxy, verb, body) {
  return fetch(`${proxy}/wishes/${verb}`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) }).catch(() => null);
}
var icon = (path) => `<svg viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">${path}</svg>`, CLOSE = icon('<path d="M6 6l12 12M18 6L6 18"/>');
var notify_default = `dialog.notify{inset:auto 0 0;width:min(480px,100%);height:auto;max-height:90dvh;margin:0 auto;padding:0;border:0;border-radius:16px 16px 0 0;background:var(--surface);color:var(--ink);overflow:hidden auto}dialog.notify::backdrop{background:#00000073}.notify form{display:grid;gap:16px;padding:12px 12px max(20px,env(safe-area-inset-bottom)) 20px}.notify form>:not(.notify-head){margin-inline-end:8px}.notify-head{display:flex;gap:12px;align-items:center;justify-content:space-between;min-height:44px}.notify h2{margin:0;font:inherit;font-size:20px;font-weight:600;line-height:1.3;overflow-wrap:anywhere}.notify h2:focus{outline:none}.notify .quiet{margin-block:-8px 0;overflow-wrap:anywhere}.field{display:grid;gap:6px;font-size:14px;font-weight:600}.field input{width:100%;min-height:48px;padding:8px 14px;border:1px solid var(--faint);border-radius:var(--field);background:none;color:inherit;font:inherit;font-size:16px;font-weight:400}.notify [aria-invalid=true]{outline:2px solid currentColor;outline-offset:1px}.agree{display:grid;grid-template-columns:24px 1fr;gap:12px;font-size:14px;line-height:1.4}.agree input{width:24px;height:24px;margin:0;accent-color:var(--accent)}.notify .primary{min-height:48px}@media(min-width:900px){dialog.notify{inset:0;margin:auto;border-radius:16px}}
`;
var KEY = Symbol.for("clipshelf.policy"), page = globalThis;
function trusted(markup) {
  try {
    page[KEY] ??= page.trustedTypes?.createPolicy("clipshelf", { createHTML: (text) => text });
  } catch {
  }
  return page[KEY]?.createHTML(markup) ?? markup;
}
var ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
function html(parts, ...values) {
  let text = parts.reduce((sum, part, index) => sum + show(values[index - 1]) + part);
  return new Markup(text);
}
function raw(text) {
  return new Markup(text);
}
var MARK = Symbol.for("clipshelf.markup"), Markup = class {
  [MARK] = true;
  text;
  constructor(text) {
    this.text = trusted(text);
  }
};
function show(value) {
  return typeof value == "object" && value !== null && MARK in value ? value.text : Array.isArray(value) ? value.map(show).join("") : value == null || value === false ? "" : String(value).replace(/[&<>"']/g, (character) => ESCAPES[character] ?? "");
}
var styles = notify_default, TROUBLE = { email: "product.notify_email_wrong", consent: "product.notify_agree_first", gone: "product.notify_gone", "too-often": "product.notify_often", failed: "product.notify_failed" };
function openNotify(root, options) {
  if (root.querySelector(".notify")) return;
  let { words, title, proxy, wish } = options, dialog = document.createElement("dialog");
  dialog.className = "notify", dialog.setAttribute("part", "notify"), dialog.setAttribute("aria-labelledby", "notify-title"), dialog.innerHTML = html`<form novalidate><div class="notify-head"><h2 id="notify-title">${say(words, "product.notify")}</h2><button type="button" class="icon" part="button" data-close aria-label="${say(words, "player.close")}">${raw(CLOSE)}</button></div>
    <p class="quiet">${title}</p>
    <label class="field">${say(words, "product.notify_email")}<input type="email" name="email" part="field" autocomplete="email" inputmode="email" maxlength="254" pattern=".+@.+\\..+" required autofocus></label>
    <label class="agree"><input type="checkbox" name="agree" required><span>${say(words, "product.notify_agree")}</span></label>
    <p class="note" id="notify-note" role="alert" hidden></p>
    <button class="primary" part="button notify">${say(words, "product.notify_send")}</button></form>`.text;
  let form = dialog.querySelector("form"), note = dialog.querySelector(".note"), button = dialog.querySelector(".primary"), field = (name) => form.elements.namedItem(name), explain = (trouble) => {
    note.hidden = false, note.textContent = say(words, TROUBLE[trouble]);
    let wrong = field(trouble === "consent" ? "agree" : "email");
    (trouble === "email" || trouble === "consent") && (wrong.setAttribute("aria-invalid", "true"), wrong.setAttribute("aria-describedby", note.id), wrong.focus());
  }, send = async () => {
    if (button.ariaDisabled === "true") return;
    note.hidden = true;
    for (let input of form.querySelectorAll("input")) input.ariaInvalid = null;
    let email = field("email").value.trim();
    if (!field("email").validity.valid) return explain("email");
    if (!field("agree").checked) return explain("consent");
    button.ariaDisabled = "true", button.textContent = say(words, "product.notify_sending");
    let consent = say(words, "product.notify_agree"), trouble = await askToBeTold(proxy, { ...wish, email, consent });
    if (trouble) return button.ariaDisabled = null, button.textContent = say(words, "product.notify_send"), explain(trouble);
    let done = say(words, "product.notify_done", { email });
    form.innerHTML = html`<div class="notify-head"><h2 id="notify-title" tabindex="-1">${done}</h2></div>
      <button type="button" class="primary" part="button close" data-close>${say(words, "player.close")}</button>`.text, form.querySelector("h2")?.focus(), options.onDone(done);
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault(), send();
  });
  for (let type of ["click", "keydown", "input", "change"]) dialog.addEventListener(type, (event) => event.stopPropagation());
  dialog.addEventListener("click", ({ target }) => {
    (target === dialog || target.closest("[data-close]")) && dialog.close();
  });
  let uncover = root.host.cover(() => dialog.close());
  dialog.addEventListener("close", () => {
    dialog.remove(), uncover();
  }), root.querySelector("dialog")?.append(dialog), dialog.showModal();
}
export { openNotify, styles };
