// Built by scripts/build-extension.ts. Edit src/ and build again.
var MomentDeed = { shown: 1, tapped: 2, applied: 3, refused: 4, chosen: 10 };
function chaptersOf(moments) {
  return moments.filter((moment) => moment.kind === "chapter");
}
function chapterAt(chapters, ms) {
  return chapters.findLast(({ at }) => at <= ms) ?? null;
}
function barsAt(moments, ms, now) {
  return moments.filter((moment) => !("from" in moment) || ms < moment.from || ms >= (moment.to ?? 1 / 0) ? false : moment.kind === "coupon" ? now >= (moment.starts ?? 0) && now < (moment.ends ?? 1 / 0) : moment.kind !== "countdown" || now < moment.until || moment.over !== null);
}
function questionBetween(moments, last, ms) {
  return ms < last || ms - last > 1500 ? null : moments.find((moment) => "question" in moment && last <= moment.at && moment.at < ms) ?? null;
}
function timeLeft(until, now) {
  let seconds = Math.max(0, Math.ceil((until - now) / 1e3));
  return { days: Math.floor(seconds / 86400), hours: Math.floor(seconds / 3600) % 24, minutes: Math.floor(seconds / 60) % 60, seconds: seconds % 60 };
}
function writeTimeLeft({ days, hours, minutes, seconds }) {
  let two = (value) => String(value).padStart(2, "0"), clock2 = `${two(minutes)}:${two(seconds)}`;
  return days + hours > 0 ? `${days > 0 ? two(hours) : hours}:${clock2}` : clock2;
}
function isWorthSaying({ days, hours, minutes, seconds }) {
  return days + hours === 0 && seconds === 0 && [30, 10, 5, 1, 0].includes(minutes);
}
function say(words, key, fill = {}) {
  return (words[key] ?? key).replace(/\[(\w+)\]/g, (mark, name) => String(fill[name] ?? mark));
}
var icon = (path) => `<svg viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">${path}</svg>`, CLOSE = icon('<path d="M6 6l12 12M18 6L6 18"/>');
var LIST = icon('<path d="M4 6h.01M4 12h.01M4 18h.01M9 6h11M9 12h11M9 18h11"/>');
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
function clock(seconds) {
  let whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
function openSheet(host, title) {
  let dialog = document.createElement("dialog");
  dialog.className = "sheet", dialog.setAttribute("part", "sheet"), dialog.setAttribute("aria-labelledby", "sheet-title");
  let { words } = host.options;
  dialog.innerHTML = html`<div class="sheet-head"><h2 id="sheet-title">${title}</h2>
    <button type="button" class="icon" part="button close" aria-label="${say(words, "social.close")}">${raw(CLOSE)}</button></div>
    <div class="sheet-body"></div>`.text;
  let close = () => dialog.close();
  dialog.querySelector("button")?.addEventListener("click", close), dialog.addEventListener("click", (event) => {
    event.target === dialog && close();
  }), dialog.addEventListener("keydown", (event) => event.stopPropagation());
  let uncover = host.cover(close);
  return dialog.addEventListener("close", () => {
    dialog.remove(), uncover();
  }), host.signal.addEventListener("abort", close, { once: true }), host.shadowRoot.append(dialog), dialog.showModal(), { dialog, body: dialog.querySelector(".sheet-body") };
}
var THUMB = 14;
function addChapters(moments) {
  let { host } = moments, { shadowRoot: root, signal, reel } = host, { words } = host.options, slider = root.querySelector(".progress"), marks = document.createElement("div");
  marks.className = "marks", marks.ariaHidden = "true", slider?.after(marks);
  let button = document.createElement("button");
  button.type = "button", button.className = "chapter", button.setAttribute("part", "button chapters"), button.setAttribute("aria-haspopup", "dialog"), button.hidden = true, button.innerHTML = html`${raw(LIST)}<span dir="auto"></span>`.text;
  let name = button.querySelector("span");
  root.querySelector(".foot .clip-title")?.before(button);
  let place = () => {
    !slider || marks.hidden || (marks.style.insetInlineStart = `${slider.offsetLeft + THUMB / 2}px`, marks.style.width = `${slider.offsetWidth - THUMB}px`);
  }, resized = new ResizeObserver(place);
  slider && resized.observe(slider), signal.addEventListener("abort", () => resized.disconnect());
  let move = () => {
    let chapters = chaptersOf(moments.list);
    if (chapters.length === 0) return;
    let title = chapterAt(chapters, moments.at)?.title ?? "";
    name.textContent !== (title || say(words, "moments.chapters")) && (name.textContent = title || say(words, "moments.chapters"), button.ariaLabel = [say(words, "moments.chapters"), title].filter(Boolean).join(": ")), slider && title && !slider.ariaValueText?.endsWith(title) && (slider.ariaValueText = `${slider.ariaValueText}, ${title}`);
  }, open = () => {
    let chapters = chaptersOf(moments.list), now = chapterAt(chapters, moments.at), { dialog, body } = openSheet(host, say(words, "moments.chapters"));
    body.innerHTML = html`<ol class="chapters">${chapters.map(({ id, at, title }) => html`<li><button type="button" class="chapter-row" data-id="${id}" aria-current="${id === now?.id}"><span class="time">${clock(at / 1e3)}</span><span dir="auto">${title}</span></button></li>`)}</ol>`.text, body.querySelector('[aria-current="true"]')?.focus(), body.addEventListener("click", ({ target }) => {
      let row = target instanceof Element ? target.closest("[data-id]") : null, chapter = chapters.find(({ id }) => id === row?.dataset.id);
      chapter && (moments.count(chapter, MomentDeed.tapped), dialog.close(), reel.seek(chapter.at / 1e3));
    });
  };
  return button.addEventListener("click", open, { signal }), { show() {
    let chapters = chaptersOf(moments.list), duration = reel.current?.detail?.duration ?? 0;
    button.hidden = marks.hidden = chapters.length === 0, marks.replaceChildren(...chapters.filter(({ at }) => at > 0).map(({ at }) => {
      let mark = document.createElement("i");
      return mark.style.insetInlineStart = `${at / duration * 100}%`, mark;
    })), place(), move();
  }, move };
}
var taken = /* @__PURE__ */ new Map();
function addBars(moments) {
  let { host } = moments, { shadowRoot: root, signal } = host, { words } = host.options, box = document.createElement("div");
  box.className = "bars", box.setAttribute("part", "moments"), root.querySelector(".foot")?.prepend(box);
  let shown = /* @__PURE__ */ new Map(), move = () => {
    let now = Date.now(), bars = barsAt(moments.list, moments.at, now);
    for (let [id, { element }] of shown) bars.some((bar) => bar.id === id) || element.contains(root.activeElement) || (element.remove(), shown.delete(id));
    for (let bar of bars) {
      if (shown.has(bar.id)) continue;
      let element = draw(moments, bar);
      shown.set(bar.id, { bar, element }), box.append(element), moments.count(bar, MomentDeed.shown), host.announce(bar.text);
    }
    let chapter = root.querySelector(".chapter")?.offsetHeight ?? 0, height = shown.size > 0 ? box.offsetHeight + 8 : 0;
    host.style.setProperty("--bars", `${height + chapter}px`);
  }, timer = setInterval(() => {
    let ends = false;
    for (let { bar, element } of shown.values()) if (bar.kind === "countdown") {
      let left = timeLeft(bar.until, Date.now());
      writeCountdown(element, bar, left), ends ||= left.days + left.hours + left.minutes + left.seconds === 0, isWorthSaying(left) && host.announce(timeSaid(bar, left));
    }
    ends && move();
  }, 1e3);
  return signal.addEventListener("abort", () => clearInterval(timer)), box.addEventListener("click", ({ target }) => {
    let control = target instanceof Element ? target.closest("[data-moment]") : null, found = shown.get(control?.closest("[data-bar]")?.dataset.bar ?? "");
    if (!control || !found) return;
    let { bar, element } = found;
    moments.count(bar, MomentDeed.tapped), bar.kind === "coupon" && (control.dataset.moment === "apply" ? applyCode(moments, bar, element, control) : copyCode(bar.code).then((done) => {
      if (!done) return;
      let sentence = say(words, "moments.copied", { code: bar.code });
      tell(element, sentence), host.announce(sentence);
    }));
  }, { signal }), { show() {
    for (let { element } of shown.values()) element.remove();
    shown.clear(), move();
  }, move };
}
function draw(moments, bar) {
  let { root, words } = moments.host.options, element = document.createElement("div");
  if (element.className = `moment ${bar.kind}`, element.dataset.bar = bar.id, element.setAttribute("part", `moment ${bar.kind}`), element.setAttribute("role", "group"), element.ariaLabel = bar.text, bar.kind === "call") element.innerHTML = callMarkup(bar, root).text;
  else if (bar.kind === "coupon") {
    element.innerHTML = couponMarkup(bar, words).text;
    let before = taken.get(bar.code);
    before && settle(element, before);
  } else element.innerHTML = html`<span class="moment-text" dir="auto"></span><span class="left" role="timer"></span><time class="moment-until"></time>`.text, writeCountdown(element, bar, timeLeft(bar.until, Date.now()));
  return element;
}
function couponMarkup({ text, code }, words) {
  return html`<span class="moment-text" dir="auto">${text}</span>
    <span class="pair"><button type="button" class="code" part="button code" data-moment="copy" aria-label="${say(words, "moments.copy", { code })}"><bdi>${code}</bdi></button>
    <button type="button" class="go" part="button" data-moment="apply">${say(words, "moments.apply")}</button></span>
    <span class="moment-said"></span>`;
}
function callMarkup({ url, text }, root) {
  let own = url.startsWith("/");
  return html`<a class="call-link" part="button" data-moment="call" href="${own ? root + url.slice(1) : url}" ${own ? null : "target=_blank rel=noopener"}><span class="moment-text" dir="auto">${text}</span><span class="arrow" aria-hidden="true"></span></a>`;
}
function writeCountdown(element, bar, left) {
  let over = Date.now() >= bar.until, [text, timer, until] = element.children, sentence = over ? bar.over ?? "" : bar.text;
  if (text.textContent !== sentence && (text.textContent = sentence), timer.hidden = until.hidden = over, over) return;
  let days = left.days > 0 ? html`<bdi>${unit(left.days, "day", "narrow")}</bdi> ` : null;
  timer.innerHTML = html`${days}<bdi dir="ltr">${writeTimeLeft(left)}</bdi>`.text, timer.ariaLabel = inWords(left), !until.dateTime && (until.dateTime = new Date(bar.until).toISOString(), until.textContent = new Intl.DateTimeFormat(language(), { month: "short", day: "numeric", hour: "numeric", minute: "2-digit" }).format(bar.until));
}
function timeSaid(bar, left) {
  return left.days + left.hours + left.minutes + left.seconds === 0 ? bar.over ?? "" : `${bar.text} ${inWords(left)}`;
}
function inWords({ days, hours, minutes, seconds }) {
  let parts = Object.entries({ day: days, hour: hours, minute: minutes, second: seconds }).filter(([, value]) => value > 0).map(([name, value]) => unit(value, name, "long"));
  return new Intl.ListFormat(language(), { type: "unit" }).format(parts);
}
function unit(value, name, unitDisplay) {
  return new Intl.NumberFormat(language(), { style: "unit", unit: name, unitDisplay }).format(value);
}
function language() {
  return document.documentElement.lang || void 0;
}
async function applyCode(moments, bar, element, button) {
  if (button.ariaDisabled === "true") return;
  let { host } = moments, { words, root, data } = host.options;
  button.ariaDisabled = "true", button.textContent = say(words, "moments.applying");
  try {
    let { themeCart } = await import(data.cart ?? ""), outcome = await themeCart(root).takeCode(bar.code);
    moments.count(bar, outcome === "applied" ? MomentDeed.applied : MomentDeed.refused);
    let sentence = say(words, `moments.${outcome}`, { code: bar.code });
    taken.set(bar.code, sentence), settle(element, sentence), host.announce(sentence);
  } catch {
    let parts = ["moments.failed", ...await copyCode(bar.code) ? ["moments.copied"] : []];
    tell(element, parts.map((key) => say(words, key, { code: bar.code })).join(" ")), host.announce(element.querySelector(".moment-said")?.textContent ?? ""), button.ariaDisabled = null, button.textContent = say(words, "moments.apply");
  }
}
function settle(element, sentence) {
  let button = element.querySelector('[data-moment="apply"]'), code = element.querySelector(".code");
  button?.matches(":focus") && code?.focus({ preventScroll: true }), button?.remove(), tell(element, sentence);
}
function tell(element, sentence) {
  let said = element.querySelector(".moment-said");
  said && (said.textContent = sentence);
}
async function copyCode(code) {
  try {
    return await navigator.clipboard.writeText(code), true;
  } catch {
    return false;
  }
}
var moments_default = `.bars{display:grid;gap:8px;width:min(100%,440px);pointer-events:auto}.bars:not(:empty){max-height:max(60px,100cqh - 308px);margin-block-end:10px;padding-inline-end:56px;overflow:hidden auto;overscroll-behavior:contain}.moment{--ring: var(--ink);display:flex;flex-wrap:wrap;align-items:center;gap:6px 10px;padding:8px;padding-inline-start:16px;border-radius:var(--radius);background:var(--surface);color:var(--ink);text-shadow:none;animation:rise .2s}@keyframes rise{0%{opacity:0;translate:0 8px}}.moment-text{flex:1 1 8em;min-width:0;padding-block:4px;font-size:15px;font-weight:600;line-height:1.3;overflow-wrap:anywhere}.moment.call{padding:0}.moment.coupon{padding-inline-start:12px}.call-link{display:flex;flex:1;align-items:center;gap:10px;min-height:52px;padding:6px 16px;border-radius:inherit;background:var(--accent);color:var(--on-accent);text-decoration:none}.arrow{flex:none;width:9px;height:9px;border:solid currentcolor;border-width:2px 2px 0 0;rotate:45deg}.arrow:dir(rtl){rotate:-135deg}.moment.countdown{padding-inline-end:16px}.left{font-size:18px;font-weight:700;font-variant-numeric:tabular-nums;white-space:nowrap}.moment-until{flex-basis:100%;margin-block:-6px 4px;color:var(--faint);font-size:13px}.coupon .moment-text{flex-basis:13em;padding-inline-start:4px}.pair{display:flex;flex:1 0 auto;gap:10px;max-width:100%}.code{flex:1 1 auto;min-width:0;min-height:44px;padding:0 12px;border:1px dashed var(--faint);border-radius:var(--field);background:none;font-weight:600;letter-spacing:.04em;overflow-wrap:anywhere}.go{flex:none;min-height:44px;padding:0 18px;border:0;border-radius:var(--clipshelf-button-radius, 999px);background:var(--accent);color:var(--on-accent);font-weight:600}.moment-said:not(:empty){flex-basis:100%;padding-block-end:6px;font-size:14px}.seek{position:relative}.marks{position:absolute;inset-block-start:calc(50% - 4px);height:8px;pointer-events:none}.marks i{position:absolute;width:3px;height:100%;margin-inline-start:-1.5px;background:#000}.chapter{display:flex;align-items:center;gap:6px;max-width:calc(100% - 56px);min-height:44px;padding:0;border:0;background:none;color:inherit;font-size:14px;text-align:start;text-shadow:0 1px 3px rgb(0 0 0 / 80%);pointer-events:auto}.chapter svg{flex:none;width:20px;height:20px}.chapter span{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}.sheet :is(ol,.choices-list){display:grid;gap:8px;margin:0;padding:0;list-style:none}.sheet ol{gap:0}.chapter-row,.choice-row{display:flex;gap:12px;width:100%;min-height:48px;padding:12px;border:0;border-radius:var(--field);background:none;text-align:start;overflow-wrap:anywhere}.chapter-row[aria-current=true]{background:color-mix(in srgb,var(--ink) 8%,transparent);font-weight:600}.time{flex:none;min-width:3em;color:var(--faint);font-variant-numeric:tabular-nums}.choice-row{display:block;padding:12px 16px;border:1px solid var(--line);font-weight:600}.choice-row[data-right]{border:2px solid}.choice-row[data-right=true]{border-color:var(--accent);background:var(--accent);color:var(--on-accent)}.choice-row[data-right=false]{color:var(--faint);text-decoration:line-through}.question .sheet-button{margin-block-start:12px}.answer:not(:empty){padding-block-start:12px}@media(hover:hover){:is(.chapter-row,.choice-row:not([data-right])):hover{background:color-mix(in srgb,var(--ink) 6%,transparent)}}:host([data-small]) .bars{display:none}@media(max-width:899px){.stage:has(+[data-expanded]) .bars{display:none}}.captions{translate:0 max(-1 * var(--bars, 0px),100% + 128px + 64px - 100cqh)}@media(min-width:900px){.bars:not(:empty){padding-inline-end:0}}@media(max-height:420px){.moment-until{display:none}}@media(prefers-reduced-motion:reduce){.moment{animation:none}}@media(forced-colors:active){.moment,.choice-row{border:1px solid ButtonText}.marks i{background:Canvas;forced-color-adjust:none}.choice-row[data-right=true]{border-color:Highlight;background:Highlight;color:HighlightText;forced-color-adjust:none}}
`;
function ask(moments, question) {
  let { reel, shadowRoot, signal } = moments.host, clip = reel.current?.seed.id;
  reel.current?.video?.paused === false && reel.toggle();
  let open = () => {
    !signal.aborted && reel.current?.seed.id === clip && new QuestionSheet(moments, question);
  }, other = shadowRoot.querySelector("dialog.sheet[open]");
  other ? other.addEventListener("close", open, { once: true }) : open();
}
var QuestionSheet = class {
  #moments;
  #question;
  #dialog;
  #body;
  #leaving = false;
  constructor(moments, question) {
    this.#moments = moments, this.#question = question;
    let { host } = moments, { dialog, body } = openSheet(host, question.question);
    this.#dialog = dialog, this.#body = body, dialog.classList.add("question"), dialog.querySelector("h2")?.setAttribute("dir", "auto"), body.innerHTML = html`<ul class="choices-list">${question.choices.map(({ text }, place) => html`<li><button type="button" class="choice-row" part="choice" data-choice="${place}" dir="auto">${text}</button></li>`)}</ul><p class="answer" role="status"></p>
      <button type="button" class="sheet-button quiet" part="button" data-keep>${say(host.options.words, "moments.keep")}</button>`.text, body.querySelector("button")?.focus(), body.addEventListener("click", ({ target }) => {
      if (!(target instanceof Element)) return;
      target.closest("[data-keep]") && dialog.close();
      let row = target.closest("[data-choice]");
      row && this.#choose(row, Number(row.dataset.choice));
    }), dialog.addEventListener("close", () => this.#closed());
  }
  #closed() {
    let { reel, signal } = this.#moments.host;
    !this.#leaving && !signal.aborted && reel.current?.video?.paused && reel.toggle();
  }
  #choose(row, place) {
    if (row.ariaDisabled === "true") return;
    let question = this.#question;
    this.#moments.count(question, MomentDeed.chosen + place), question.kind === "quiz" ? this.#judge(row, place) : this.#follow(question.choices[place] ?? { text: "" }, row);
  }
  #judge(row, place) {
    let { words } = this.#moments.host.options, choice = this.#question.kind === "quiz" ? this.#question.choices[place] : void 0;
    if (!choice) return;
    row.dataset.right = String(choice.right), row.ariaDisabled = "true";
    let verdict = say(words, choice.right ? "moments.right" : "moments.wrong");
    if (this.#answer(html`<strong>${verdict}</strong> <span dir="auto">${choice.answer}</span>`.text), !choice.right) return;
    for (let other of this.#body.querySelectorAll(".choice-row")) other.ariaDisabled = "true";
    let keep = this.#body.querySelector("[data-keep]");
    keep?.classList.remove("quiet"), keep?.focus();
  }
  async #follow(choice, row) {
    let { host } = this.#moments, { reel, options } = host;
    if (choice.video === void 0) {
      let { at = 0 } = choice;
      at <= this.#question.at && this.#moments.forget(this.#question), reel.seek(at / 1e3), this.#dialog.close();
      return;
    }
    row.ariaBusy = "true";
    try {
      let video = await options.load(choice.video);
      this.#leaving = true, this.#dialog.close(), reel.show(seedOf(video, options.root));
    } catch {
      row.ariaDisabled = "true", this.#answer(html`${say(options.words, "moments.gone")}`.text);
    } finally {
      row.ariaBusy = null;
    }
  }
  #answer(markup) {
    let place = this.#body.querySelector(".answer");
    place && (place.innerHTML = markup);
  }
};
function seedOf(video, root) {
  let { id, title, poster, preview, width, height } = video, [first] = video.products, product = first && { handle: first.handle, title: first.title, image: first.image, url: `${root}products/${first.handle}` };
  return { id, title, poster, preview, width, height, product: product ?? null };
}
var sheet_default = `.sheet{inset:auto 0 0;width:min(100%,480px);height:auto;max-height:min(85dvh,640px);margin:auto auto 0;padding:0 0 env(safe-area-inset-bottom);border-radius:var(--radius) var(--radius) 0 0;background:var(--surface);color:var(--ink)}.sheet[open]{display:flex;flex-direction:column}.sheet::backdrop{background:#0000007f}.sheet-head{display:flex;align-items:center;justify-content:space-between;padding-block:8px;padding-inline:16px 8px;border-block-end:1px solid var(--line)}.sheet-head h2{min-width:0;margin:0;font:inherit;font-size:18px;font-weight:600;overflow-wrap:anywhere}.sheet-head .icon{flex:none}.sheet-body{display:flex;flex:1;flex-direction:column;min-height:0;padding:16px;overflow:auto;overscroll-behavior:contain}:where(.sheet) :is(p,ul,figure){margin:0;padding:0}:where(.sheet) ul{list-style:none}.sheet-note{padding-block:16px;text-align:center}.sheet-button{display:inline-grid;place-items:center;min-height:44px;padding:0 20px;border:1px solid var(--accent);border-radius:var(--clipshelf-button-radius, 999px);background:var(--accent);color:var(--on-accent);font-weight:600;text-decoration:none}.sheet-button.quiet{border-color:var(--line);background:none;color:inherit}.sheet-button[aria-disabled=true]{opacity:.6}.sheet-said:not(:empty){padding-block-start:8px}@media(min-width:900px){.sheet{inset:0;inset-inline-end:400px;height:fit-content;margin:auto;border-radius:var(--radius)}:host([data-bare]) .sheet{inset-inline-end:0}}
`;
var LATE_MS = 5e3;
function join(host) {
  let sheet = new CSSStyleSheet();
  sheet.replaceSync(sheet_default + moments_default), host.shadowRoot.adoptedStyleSheets.push(sheet), new MomentWatch(host);
}
var MomentWatch = class {
  host;
  #counted = /* @__PURE__ */ new Set();
  #asked = /* @__PURE__ */ new Set();
  #clip = "";
  #last = 0;
  constructor(host) {
    this.host = host;
    let parts = [addChapters(this), addBars(this)], { shadowRoot: root, signal } = host, on = (type, react) => root.addEventListener(type, react, { signal }), changed = () => {
      this.#begin();
      for (let part of parts) part.show();
    };
    for (let type of ["clipshelf:slide", "clipshelf:detail"]) on(type, changed);
    on("clipshelf:time", () => {
      this.#meetQuestion();
      for (let part of parts) part.move();
    }), changed(), this.#last = Math.max(0, this.at - LATE_MS);
  }
  get list() {
    return this.host.reel.current?.detail?.moments ?? [];
  }
  get at() {
    return (this.host.reel.current?.video?.currentTime ?? 0) * 1e3;
  }
  count(moment, deed) {
    let key = `${moment.id} ${deed}`;
    if (this.#counted.has(key)) return;
    this.#counted.add(key);
    let { collector, placement } = this.host.options, event = { kind: "moment", placement, video: this.#clip };
    collector.record({ ...event, value: deed, variant: moment.id });
  }
  forget(moment) {
    this.#asked.delete(moment.id);
  }
  #begin() {
    let clip = this.host.reel.current?.seed.id ?? "";
    clip !== this.#clip && (this.#clip = clip, this.#last = 0, this.#asked.clear(), this.#counted.clear());
  }
  #meetQuestion() {
    let { host, at } = this, found = questionBetween(this.list, this.#last, at);
    this.#last = at, !(!found || this.#asked.has(found.id) || host.small) && (this.#asked.add(found.id), this.count(found, MomentDeed.shown), ask(this, found));
  }
};
export { join };
