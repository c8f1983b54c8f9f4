// Built by scripts/build-extension.ts. Edit src/ and build again.
function say(words, key, fill = {}) {
  return (words[key] ?? key).replace(/\[(\w+)\]/g, (mark, name) => String(fill[name] ?? mark));
}
function shopify() {
  return globalThis.Shopify ?? {};
}
function mayRemember() {
  return shopify().customerPrivacy?.preferencesProcessingAllowed?.() === true;
}
function kept(key, allowed, text, place = "localStorage") {
  try {
    let storage = window[place];
    return allowed() ? text !== void 0 && storage.setItem(key, text) : storage.removeItem(key), storage.getItem(key);
  } catch {
    return null;
  }
}
var KEY = "clipshelf:guest";
function guestPass() {
  return kept(KEY, mayRemember);
}
async function newGuestPass(ask) {
  if (kept(KEY, mayRemember, "") === null) return null;
  let pass = await ask();
  return pass && kept(KEY, mayRemember, pass);
}
var SocialError = class extends Error {
  trouble;
  constructor(trouble) {
    super(trouble), this.trouble = trouble;
  }
}, REFUSALS = ["blank", "too-long", "words", "who", "closed", "gone", "too-often"], SocialClient = class {
  #proxy;
  #signedIn = false;
  constructor(proxy) {
    this.#proxy = proxy;
  }
  counts(video) {
    return this.#ask(video);
  }
  thread(video, page2) {
    return this.#ask(`${video}/comments?${new URLSearchParams(page2)}`);
  }
  async mine(video) {
    let mine = await this.#ask(`${video}/mine`, {});
    return this.#signedIn = mine.signedIn, mine;
  }
  like(video, on) {
    return this.#takePart(video, "like", { on });
  }
  comment(video, comment) {
    return this.#takePart(video, "comment", comment);
  }
  remove(video, id) {
    return this.#ask(`${video}/remove`, { id });
  }
  report(video, id, why) {
    return this.#ask(`${video}/report`, { id, why });
  }
  async #takePart(video, deed, body) {
    let isNew = !this.#signedIn && !guestPass();
    isNew && await this.#admit(video);
    try {
      return await this.#ask(`${video}/${deed}`, body);
    } catch (error) {
      let unknown = error instanceof SocialError && error.trouble === "who";
      if (isNew || !unknown || !await this.#admit(video)) throw error;
      return this.#ask(`${video}/${deed}`, body);
    }
  }
  #admit(video) {
    return newGuestPass(async () => (await this.#ask(`${video}/guest`, {})).guest);
  }
  async #ask(path, body) {
    let guest = body && guestPass(), response = await fetch(`${this.#proxy}/social/${path}`, body && { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(guest ? { ...body, guest } : body) }).catch(() => null);
    if (response?.status === 204) return;
    let said = await response?.json().catch(() => null);
    if (response?.ok && said) return said;
    let reason = said?.reason;
    throw new SocialError(typeof reason == "string" && REFUSALS.includes(reason) ? reason : "failed");
  }
};
var REPORT_REASONS = ["spam", "abuse", "private", "other"];
var systemClock = { now: () => Date.now() };
var ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
function newId(clock = systemClock) {
  let time = clock.now(), head = "";
  for (let i = 0; i < 9; i++) head = ALPHABET.charAt(time % 32) + head, time = Math.floor(time / 32);
  let tail = "";
  for (let byte of crypto.getRandomValues(new Uint8Array(15))) tail += ALPHABET.charAt(byte & 31);
  return head + tail;
}
var icon = (path) => `<svg viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">${path}</svg>`, CLOSE = icon('<path d="M6 6l12 12M18 6L6 18"/>');
var HEART = icon('<path d="M12 20S4 15 4 9.2A4.2 4.2 0 0112 7.3a4.2 4.2 0 018 1.9C20 15 12 20 12 20z"/>'), COMMENT = icon('<path d="M5 5h14a2 2 0 012 2v8a2 2 0 01-2 2h-7l-5 4v-4H5a2 2 0 01-2-2V7a2 2 0 012-2z"/>'), SHARE = icon('<path d="M12 15V4M8 7.5L12 4l4 3.5M6 11H5v9h14v-9h-1"/>');
var KEY2 = Symbol.for("clipshelf.policy"), page = globalThis;
function trusted(markup) {
  try {
    page[KEY2] ??= page.trustedTypes?.createPolicy("clipshelf", { createHTML: (text) => text });
  } catch {
  }
  return page[KEY2]?.createHTML(markup) ?? markup;
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
function render(element, markup, scroller) {
  let focused = element.getRootNode().activeElement, key = focused && element.contains(focused) ? focused.dataset.key : void 0, scrolled = element.querySelector(scroller)?.scrollTop ?? 0;
  element.innerHTML = markup.text, element.querySelector(scroller)?.scrollTo({ top: scrolled, behavior: "instant" }), key && element.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
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
var SENTENCES = { blank: "social.blank", "too-long": "social.too_long", words: "social.words", who: "social.consent", closed: "social.closed", gone: "social.gone", "too-often": "social.too_often", failed: "social.failed" }, lastName = "";
function troubleText(host, error) {
  let trouble = error instanceof SocialError ? error.trouble : "failed";
  return say(host.options.words, SENTENCES[trouble], { count: 500 });
}
var CommentsSheet = class {
  #host;
  #client;
  #video;
  #list;
  #form;
  #onChange;
  #thread = { comments: [], next: null };
  #replies = /* @__PURE__ */ new Map();
  #waiting = [];
  #own = /* @__PURE__ */ new Set();
  #state = "loading";
  #trouble = "";
  #reporting = null;
  #under = null;
  #token = newId();
  #posting = false;
  constructor(host, client, video, onChange) {
    this.#host = host, this.#client = client, this.#video = video, this.#onChange = onChange;
    let { body, dialog } = openSheet(host, this.#say("social.comments"));
    dialog.classList.add("comments"), body.innerHTML = html`<div class="thread"></div>
      <form class="say" novalidate>
        <p class="say-under" hidden><span></span> <button type="button" class="link" data-say="alone">${this.#say("social.cancel")}</button></p>
        <input name="name" type="text" autocomplete="nickname" maxlength="${40}" dir="auto" value="${lastName}" placeholder="${this.#say("social.name")}" aria-label="${this.#say("social.name")}">
        <textarea name="text" rows="2" dir="auto" placeholder="${this.#say("social.text")}" aria-label="${this.#say("social.text")}"></textarea>
        <button class="sheet-button" part="button">${this.#say("social.send")}</button>
        <p role="status" class="sheet-said"></p>
      </form>`.text, this.#list = body.querySelector(".thread"), this.#form = body.querySelector("form"), this.#form.addEventListener("submit", (event) => {
      event.preventDefault(), this.#post();
    }), this.#form.addEventListener("input", () => {
      this.#token = newId();
    }), body.addEventListener("click", (event) => this.#clicked(event)), this.#draw(), this.#load();
  }
  #say(key, fill = {}) {
    return say(this.#host.options.words, key, fill);
  }
  async #load() {
    this.#state = "loading", this.#draw();
    try {
      let [thread, mine] = await Promise.all([this.#client.thread(this.#video, {}), this.#client.mine(this.#video)]);
      this.#thread = thread, this.#waiting = mine.waiting, this.#own = /* @__PURE__ */ new Set([...mine.own, ...mine.waiting.map(({ id }) => id)]), this.#state = "ready";
    } catch (error) {
      this.#state = "failed", this.#trouble = troubleText(this.#host, error);
    }
    this.#draw();
  }
  #clicked(event) {
    let button = event.target instanceof Element ? event.target.closest("[data-say]") : null, { say: deed, id = "", why } = button?.dataset ?? {}, all = [...this.#thread.comments, ...[...this.#replies.values()].flatMap((one) => one.comments)];
    deed === "retry" && this.#load(), deed === "more" && this.#do(() => this.#more()), deed === "replies" && this.#do(() => this.#moreReplies(id)), deed === "reply" && this.#answer(all.find((one) => one.id === id) ?? null), deed === "alone" && this.#answer(null), deed === "remove" && this.#do(() => this.#remove(id)), deed === "report" && (this.#reporting = this.#reporting === id ? null : id, this.#draw()), deed === "why" && this.#do(() => this.#report(id, why));
  }
  async #do(work) {
    try {
      await work();
    } catch (error) {
      this.#tell(troubleText(this.#host, error));
    }
    this.#draw();
  }
  async #more() {
    let { comments, next } = await this.#client.thread(this.#video, { after: this.#thread.next ?? "" });
    this.#thread = { comments: [...this.#thread.comments, ...comments], next };
  }
  async #moreReplies(under) {
    let known = this.#replies.get(under), { comments, next } = await this.#client.thread(this.#video, { under, ...known?.next ? { after: known.next } : {} });
    this.#replies.set(under, { comments: known?.next ? [...known.comments, ...comments] : comments, next });
  }
  async #remove(id) {
    await this.#client.remove(this.#video, id);
    let others = (list) => list.filter((one) => one.id !== id);
    this.#thread.comments = others(this.#thread.comments);
    for (let replies of this.#replies.values()) replies.comments = others(replies.comments);
    this.#waiting = others(this.#waiting), this.#tell(this.#say("social.removed")), this.#onChange();
  }
  async #report(id, why) {
    await this.#client.report(this.#video, id, why), this.#reporting = null, this.#tell(this.#say("social.reported"));
  }
  #answer(comment) {
    this.#under = comment, this.#token = newId();
    let line = this.#form.querySelector(".say-under"), words = line?.querySelector("span");
    line && (line.hidden = !comment), words && (words.textContent = this.#say("social.reply_to", { name: comment?.name ?? "" })), this.#form.querySelector("textarea")?.focus();
  }
  async #post() {
    let field = (name) => this.#form.elements.namedItem(name), button = this.#form.querySelector(".sheet-button");
    if (!(this.#posting || !button)) {
      this.#posting = true, button.ariaDisabled = "true", button.textContent = this.#say("social.sending");
      try {
        let under = this.#under?.id ?? null, { comment } = await this.#client.comment(this.#video, { token: this.#token, name: field("name").value, text: field("text").value, ...under ? { under } : {} });
        lastName = comment.name, field("text").value = "", this.#own.add(comment.id), this.#place(comment, under), this.#answer(null), this.#tell(this.#say(comment.waiting ? "social.held" : "social.posted"));
        let { collector, placement } = this.#host.options;
        collector.record({ kind: "comment", placement, video: this.#video }), this.#onChange();
      } catch (error) {
        this.#tell(troubleText(this.#host, error));
      }
      this.#posting = false, button.ariaDisabled = null, button.textContent = this.#say("social.send"), this.#draw();
    }
  }
  #place(comment, under) {
    if (![...this.#waiting, ...this.#thread.comments].some(({ id }) => id === comment.id)) if (comment.waiting) this.#waiting = [{ ...comment, under }, ...this.#waiting];
    else if (under) {
      let replies = this.#replies.get(under) ?? { comments: [], next: null };
      this.#replies.set(under, { ...replies, comments: [...replies.comments, comment] });
    } else this.#thread.comments = [comment, ...this.#thread.comments];
  }
  #tell(text) {
    let said = this.#form.querySelector(".sheet-said");
    said && (said.textContent = text);
  }
  #draw() {
    let { comments, next } = this.#thread, alone = this.#waiting.filter(({ under }) => under === null);
    render(this.#list, this.#state === "loading" ? html`<p class="sheet-note">${this.#say("social.loading")}</p>` : this.#state === "failed" ? html`<p class="sheet-note">${this.#trouble}</p><button type="button" class="sheet-button quiet" part="button" data-say="retry" data-key="retry">${this.#say("retry")}</button>` : comments.length + alone.length === 0 ? html`<p class="sheet-note">${this.#say("social.empty")}</p>` : html`<ul>${[...alone, ...comments].map((one) => this.#item(one))}</ul>
              ${next ? html`<button type="button" class="link" data-say="more" data-key="more">${this.#say("social.more")}</button>` : null}`, "ul");
  }
  #item(comment, isReply = false) {
    let { id, name, text, at, waiting, shop, replies = 0 } = comment, known = this.#replies.get(id), held = this.#waiting.filter(({ under }) => under === id), button = (deed, words, more = {}) => {
      let key = `${deed} ${id} ${more.why ?? ""}`;
      return html`<button type="button" class="link" data-say="${deed}" data-id="${id}" data-why="${more.why}" data-key="${key}"${more.expanded ? html` aria-expanded="${more.expanded}"` : null}>${words}</button>`;
    };
    return html`<li class="comment" part="comment">
      <p class="comment-head"><bdi class="comment-name">${name}</bdi>${shop ? html` <span class="comment-badge">${this.#say("social.shop")}</span>` : null}${waiting ? html` <span class="comment-badge">${this.#say("social.waiting")}</span>` : null} <time datetime="${new Date(at).toISOString()}">${day(at)}</time></p>
      <p class="comment-text" dir="auto">${text}</p>
      <p class="comment-deeds">${waiting || isReply ? null : button("reply", this.#say("social.reply"))}${this.#own.has(id) ? button("remove", this.#say("social.remove")) : shop ? null : button("report", this.#say("social.report"), { expanded: String(this.#reporting === id) })}</p>
      ${this.#reporting === id ? html`<fieldset><legend>${this.#say("social.why")}</legend>${REPORT_REASONS.map((why) => button("why", this.#say(`social.why_${why}`), { why }))}</fieldset>` : null}
      ${known || held.length > 0 ? html`<ul>${known?.comments.map((one) => this.#item(one, true))}${held.map((one) => this.#item(one, true))}</ul>` : null}
      ${replies > (known?.comments.length ?? 0) && (!known || known.next) ? button("replies", this.#say("social.replies", { count: replies })) : null}
    </li>`;
  }
};
function day(at) {
  let language = document.documentElement.lang || void 0;
  return new Intl.DateTimeFormat(language, { dateStyle: "medium" }).format(at);
}
var VERSIONS = [[26, 7, 1], [44, 10, 1], [70, 15, 1], [100, 20, 1], [134, 26, 1], [172, 18, 2], [196, 20, 2], [242, 24, 2], [292, 30, 2], [346, 18, 4]], MASKS = [(x, y) => (x + y) % 2, (_, y) => y % 2, (x) => x % 3, (x, y) => (x + y) % 3, (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2, (x, y) => x * y % 2 + x * y % 3, (x, y) => (x * y % 2 + x * y % 3) % 2, (x, y) => ((x + y) % 2 + x * y % 3) % 2];
function qrCode(text) {
  let bytes = new TextEncoder().encode(text), room = ([all, correcting, blocks]) => all - correcting * blocks, index = VERSIONS.findIndex((shape2, at) => bytes.length + (at < 9 ? 2 : 3) <= room(shape2)), shape = VERSIONS[index];
  if (!shape) return null;
  let version = index + 1, codewords = interleave(toCodewords(bytes, version, room(shape)), shape), { modules, fixed } = drawFrame(version);
  return drawCodewords(modules, fixed, codewords), MASKS.map((mask, number) => {
    let copy = modules.map((row, y) => row.map((dark, x) => fixed[y]?.[x] ? dark : dark !== (mask(x, y) === 0)));
    return drawFormat(copy, number), copy;
  }).reduce((best, next) => penalty(next) < penalty(best) ? next : best);
}
function toCodewords(bytes, version, room) {
  let bits = [], put = (value, length) => {
    for (let at = length - 1; at >= 0; at--) bits.push(value >>> at & 1);
  };
  put(4, 4), put(bytes.length, version < 10 ? 8 : 16);
  for (let byte of bytes) put(byte, 8);
  put(0, Math.min(4, room * 8 - bits.length)), put(0, (8 - bits.length % 8) % 8);
  let codewords = [];
  for (let at = 0; at < bits.length; at += 8) codewords.push(bits.slice(at, at + 8).reduce((sum, bit) => sum * 2 + bit, 0));
  for (let pad = 236; codewords.length < room; pad ^= 253) codewords.push(pad);
  return codewords;
}
function interleave(data, [, correcting, count]) {
  let short2 = Math.floor(data.length / count), longer = data.length % count, blocks = [];
  for (let at = 0, block = 0; block < count; block++) {
    let length = short2 + (block < count - longer ? 0 : 1);
    blocks.push(data.slice(at, at + length)), at += length;
  }
  let corrections = blocks.map((block) => correct(block, correcting)), deal = (hands) => Array.from({ length: Math.max(...hands.map(({ length }) => length)) }, (_, at) => hands.flatMap((hand) => hand[at] ?? [])).flat();
  return [...deal(blocks), ...deal(corrections)];
}
function correct(block, degree) {
  let divisor = [1];
  for (let power = 0, root = 1; power < degree; power++, root = times(root, 2)) {
    let next = [...divisor, 0];
    divisor.forEach((value, at) => {
      next[at + 1] = (next[at + 1] ?? 0) ^ times(value, root);
    }), divisor = next;
  }
  let rest = Array(degree).fill(0);
  for (let value of block) {
    let factor = value ^ (rest.shift() ?? 0);
    rest.push(0), divisor.slice(1).forEach((coefficient, at) => {
      rest[at] = (rest[at] ?? 0) ^ times(coefficient, factor);
    });
  }
  return rest;
}
function times(a, b) {
  let product = 0;
  for (let bit = 7; bit >= 0; bit--) product = product << 1 ^ (product >>> 7) * 285, b >>> bit & 1 && (product ^= a);
  return product;
}
function drawFrame(version) {
  let size = version * 4 + 17, grid = () => Array.from({ length: size }, () => Array(size).fill(false)), [modules, fixed] = [grid(), grid()], set = (x, y, dark) => {
    x < 0 || y < 0 || x >= size || y >= size || (modules[y][x] = dark, fixed[y][x] = true);
  }, square = (centreX, centreY, radius, light) => {
    for (let dy = -radius; dy <= radius; dy++) for (let dx = -radius; dx <= radius; dx++) set(centreX + dx, centreY + dy, !light.includes(Math.max(Math.abs(dx), Math.abs(dy))));
  };
  for (let at = 0; at < size; at++) set(6, at, at % 2 === 0), set(at, 6, at % 2 === 0);
  for (let [x, y] of [[3, 3], [size - 4, 3], [3, size - 4]]) square(x, y, 4, [2, 4]);
  let last = size - 7, marks = version < 2 ? [] : version < 7 ? [6, last] : [6, (6 + last) / 2, last];
  for (let x of marks) for (let y of marks) !(x === 6 && y === 6) && !(x === 6 && y === last) && !(x === last && y === 6) && square(x, y, 2, [1]);
  for (let at = 0; at < 9; at++) at !== 6 && set(8, at, false), at !== 6 && set(at, 8, false), at < 8 && set(size - 1 - at, 8, false), at < 8 && set(8, size - 1 - at, at === 7);
  if (version >= 7) {
    let rest = version;
    for (let bit = 0; bit < 12; bit++) rest = rest << 1 ^ (rest >>> 11) * 7973;
    let bits = version << 12 | rest;
    for (let bit = 0; bit < 18; bit++) {
      let [far, near] = [size - 11 + bit % 3, Math.floor(bit / 3)];
      set(far, near, (bits >>> bit & 1) === 1), set(near, far, (bits >>> bit & 1) === 1);
    }
  }
  return { modules, fixed };
}
function drawCodewords(modules, fixed, codewords) {
  let size = modules.length, bit = 0;
  for (let right = size - 1; right > 0; right -= right === 8 ? 3 : 2) for (let step = 0; step < size; step++) for (let x of [right, right - 1]) {
    let y = (right > 6 ? (size - 1 - right) % 4 === 0 : right % 4 === 3) ? size - 1 - step : step;
    fixed[y]?.[x] || (modules[y][x] = ((codewords[bit >>> 3] ?? 0) >>> 7 - (bit & 7) & 1) === 1, bit++);
  }
}
function drawFormat(modules, mask) {
  let size = modules.length, data = 8 | mask, rest = data;
  for (let bit = 0; bit < 10; bit++) rest = rest << 1 ^ (rest >>> 9) * 1335;
  let bits = (data << 10 | rest) ^ 21522;
  for (let bit = 0; bit < 15; bit++) {
    let dark = (bits >>> bit & 1) === 1, near = bit < 6 ? bit : bit < 8 ? bit + 1 : bit === 8 ? 7 : 14 - bit;
    bit < 8 ? modules[near][8] = dark : modules[8][near] = dark, bit < 8 ? modules[8][size - 1 - bit] = dark : modules[size - 15 + bit][8] = dark;
  }
}
function penalty(modules) {
  let sum = 0, size = modules.length, at = (x, y) => modules[y]?.[x];
  for (let flip of [false, true]) for (let y = 0; y < size; y++) for (let x = 0, run = 0; x < size; x++) run = (flip ? at(y, x) === at(y, x - 1) : at(x, y) === at(x - 1, y)) ? run + 1 : 1, run === 5 ? sum += 3 : run > 5 && sum++;
  for (let y = 1; y < size; y++) for (let x = 1; x < size; x++) at(x, y) === at(x - 1, y) && at(x, y) === at(x, y - 1) && at(x, y) === at(x - 1, y - 1) && (sum += 3);
  return sum;
}
function clipLink(id) {
  let link = new URL(location.href);
  return link.hash = "", link.searchParams.set("clip", id), link.href;
}
function openShareSheet(host, clip) {
  let { words } = host.options, { dialog, body } = openSheet(host, say(words, "social.share")), url = clipLink(clip.id), modules = qrCode(url);
  body.innerHTML = html`<p class="share-title" dir="auto">${clip.title}</p>
    <p class="share-link"><input type="text" readonly dir="ltr" value="${url}" aria-label="${say(words, "social.copy")}"></p>
    <p class="share-ways">
      <button type="button" class="sheet-button" part="button" data-way="copy">${say(words, "social.copy")}</button>
      ${"share" in navigator ? html`<button type="button" class="sheet-button quiet" part="button" data-way="send">${say(words, "social.send_with")}</button>` : null}
    </p>
    <p role="status" class="sheet-said"></p>
    ${modules ? html`<figure class="share-code">${raw(drawing(modules))}<figcaption>${say(words, "social.scan")}</figcaption></figure>` : null}`.text;
  let said = body.querySelector(".sheet-said"), input = body.querySelector("input");
  body.addEventListener("click", async (event) => {
    let way = event.target instanceof Element ? event.target.closest("[data-way]") : null;
    if (way?.dataset.way === "copy") {
      input?.select();
      try {
        await navigator.clipboard.writeText(url);
      } catch {
        document.execCommand("copy");
      }
      said && (said.textContent = say(words, "social.copied"));
    }
    way?.dataset.way === "send" && navigator.share({ title: clip.title, url }).then(() => dialog.close(), () => {
    });
  });
}
function drawing(modules) {
  let size = modules.length + 8, path = modules.flatMap((row, y) => row.map((dark, x) => dark ? `M${x + 4} ${y + 4}h1v1h-1z` : "")).join("");
  return `<svg viewBox="0 0 ${size} ${size}" width="${size * 4}" height="${size * 4}" shape-rendering="crispEdges" aria-hidden="true"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path fill="#000" d="${path}"/></svg>`;
}
var sheet_default = `.sheet{inset:auto 0 0;width:min(100%,480px);height:auto;max-height:min(85dvh,640px);margin:auto auto 0;padding:0 0 env(safe-area-inset-bottom);border-radius:var(--radius) var(--radius) 0 0;background:var(--surface);color:var(--ink)}.sheet[open]{display:flex;flex-direction:column}.sheet::backdrop{background:#0000007f}.sheet-head{display:flex;align-items:center;justify-content:space-between;padding-block:8px;padding-inline:16px 8px;border-block-end:1px solid var(--line)}.sheet-head h2{min-width:0;margin:0;font:inherit;font-size:18px;font-weight:600;overflow-wrap:anywhere}.sheet-head .icon{flex:none}.sheet-body{display:flex;flex:1;flex-direction:column;min-height:0;padding:16px;overflow:auto;overscroll-behavior:contain}:where(.sheet) :is(p,ul,figure){margin:0;padding:0}:where(.sheet) ul{list-style:none}.sheet-note{padding-block:16px;text-align:center}.sheet-button{display:inline-grid;place-items:center;min-height:44px;padding:0 20px;border:1px solid var(--accent);border-radius:var(--clipshelf-button-radius, 999px);background:var(--accent);color:var(--on-accent);font-weight:600;text-decoration:none}.sheet-button.quiet{border-color:var(--line);background:none;color:inherit}.sheet-button[aria-disabled=true]{opacity:.6}.sheet-said:not(:empty){padding-block-start:8px}@media(min-width:900px){.sheet{inset:0;inset-inline-end:400px;height:fit-content;margin:auto;border-radius:var(--radius)}:host([data-bare]) .sheet{inset-inline-end:0}}
`;
var social_default = `.social{position:absolute;inset-block-end:104px;inset-inline-end:max(12px,env(safe-area-inset-right));display:flex;flex-direction:column;align-items:center;transition:opacity .2s}.social-count{min-height:20px;margin-bottom:4px;color:#fff;font-size:13px;font-weight:600;text-shadow:0 1px 3px rgb(0 0 0 / 80%)}@container (max-height: 400px){.social{inset-block:calc(max(12px,env(safe-area-inset-top)) + 48px) auto;flex-direction:row;gap:4px}.social-count{display:none}}@container (max-height: 190px){.social{display:none}}.social [data-social=like][aria-pressed=true] svg{fill:currentColor}.social [hidden]+.social-count{display:none}.comments .sheet-body{padding:0;overflow:hidden}.sheet .link{min-width:32px;margin-inline-end:16px;color:var(--faint)}.sheet :is(input,textarea){width:100%;min-height:44px;padding:10px 12px;border:1px solid var(--faint);border-radius:var(--field);background:none;color:inherit;font:inherit;resize:none}.sheet ::placeholder{color:var(--faint);opacity:1}.thread{flex:1;min-height:96px;padding:0 16px;overflow:auto;overscroll-behavior:contain}.comment{padding-block:12px 4px}.comment .comment{padding-inline-start:24px}.comment-head{font-size:14px}.comment-name{font-weight:600;overflow-wrap:anywhere}.comment-head time{margin-inline-start:4px;color:var(--faint)}.comment-badge{padding:1px 6px;border:1px solid var(--line);border-radius:999px;font-size:12px}.comment-text{overflow:hidden;overflow-wrap:anywhere;white-space:pre-line}.comment fieldset{margin:0;padding:8px 12px;border:1px solid var(--line);border-radius:var(--field)}.say{display:grid;grid-template-columns:1fr auto;gap:8px;padding:12px 16px;border-block-start:1px solid var(--line)}.say>:is(p,input,textarea){grid-column:1 / -1}.say>:is(.sheet-button,.sheet-said){grid-row:4;align-self:center}.say>.sheet-button{grid-column:2}.say>.sheet-said{grid-column:1;padding:0}.share-title{font-weight:600;overflow-wrap:anywhere}.share-link,.share-ways{padding-block-start:12px}.share-ways{display:flex;flex-wrap:wrap;gap:8px}.share-code{padding-block-start:16px;text-align:center}.share-code svg{max-width:200px;height:auto;border-radius:8px}.share-code figcaption{padding-block-start:4px;color:var(--faint);font-size:14px}@media(max-height:420px){.comments .sheet-body{overflow:auto}.thread{flex:none;overflow:visible}}@media(min-width:900px){.social{inset-inline-end:var(--side)}.sheet.comments{inset-block:0;inset-inline:auto 0;width:400px;height:100dvh;max-height:none;margin:0;border-radius:0}.sheet.comments::backdrop{background:none}}@media(forced-colors:active){.sheet,.comment-badge{border:1px solid CanvasText}}
`;
function join(host) {
  new Social(host);
}
var Social = class {
  #host;
  #client;
  #bar = document.createElement("div");
  #known = /* @__PURE__ */ new Map();
  #signedIn = false;
  #liking = false;
  constructor(host) {
    this.#host = host, this.#client = new SocialClient(host.options.data.proxy ?? "");
    let sheet = new CSSStyleSheet();
    sheet.replaceSync(sheet_default + social_default), host.shadowRoot.adoptedStyleSheets.push(sheet), this.#bar.className = "social", this.#bar.setAttribute("part", "controls social");
    let button = (deed, icon2) => html`<button type="button" class="icon" part="button ${deed}" data-social="${deed}">${raw(icon2)}</button><span class="social-count" aria-hidden="true"></span>`;
    this.#bar.innerHTML = html`${button("like", HEART)}${button("comments", COMMENT)}${button("share", SHARE)}`.text, host.shadowRoot.querySelector(".stage")?.append(this.#bar);
    let { signal } = host;
    this.#bar.addEventListener("click", (event) => this.#clicked(event), { signal }), host.shadowRoot.addEventListener("clipshelf:slide", () => this.#show(), { signal }), this.#show();
  }
  get #clip() {
    return this.#host.reel.current?.seed ?? { id: "", title: "" };
  }
  async #show() {
    this.#draw();
    let { id } = this.#clip;
    if (!this.#known.get(id)?.counts) {
      try {
        let [counts, mine] = await Promise.all([this.#client.counts(id), this.#client.mine(id)]);
        this.#signedIn = mine.signedIn, this.#known.set(id, { counts, liked: mine.liked });
      } catch {
        this.#known.delete(id);
      }
      this.#draw();
    }
  }
  async #recount(id) {
    let known = this.#known.get(id), counts = await this.#client.counts(id).catch(() => null);
    known && counts && this.#known.set(id, { ...known, counts }), this.#draw();
  }
  #draw() {
    let { words } = this.#host.options, { counts = null, liked = false } = this.#known.get(this.#clip.id) ?? {}, set = (deed, name, count) => {
      let button = this.#bar.querySelector(`[data-social=${deed}]`), label = button?.nextElementSibling;
      return !button || !label ? null : (button.hidden = count === null, button.ariaLabel = name, label.textContent = count ? short(count) : "", button);
    }, likes = counts?.likes ?? null, comments = counts?.comments ?? null, heart = set("like", `${say(words, "social.like")}. ${say(words, "social.likes", { count: likes ?? 0 })}`, likes);
    heart && (heart.ariaPressed = String(liked)), set("comments", say(words, "social.comments_count", { count: comments ?? 0 }), comments), set("share", say(words, "social.share"), 0);
  }
  #clicked(event) {
    let button = event.target instanceof Element ? event.target.closest("[data-social]") : null, { id, title } = this.#clip;
    if (button?.dataset.social === "like" && this.#like(id), button?.dataset.social === "comments" && new CommentsSheet(this.#host, this.#client, id, () => this.#recount(id)), button?.dataset.social === "share") {
      let { collector, placement } = this.#host.options;
      collector.record({ kind: "share", placement, video: id }), openShareSheet(this.#host, { id, title });
    }
  }
  async #like(id) {
    let known = this.#known.get(id);
    if (!known?.counts || this.#liking) return;
    this.#liking = true;
    let on = !known.liked;
    this.#known.set(id, { ...known, liked: on }), this.#draw();
    try {
      let { liked, likes } = await this.#client.like(id, on);
      this.#known.set(id, { counts: { ...known.counts, likes }, liked });
      let { collector, placement } = this.#host.options;
      liked && collector.record({ kind: "like", placement, video: id });
    } catch (error) {
      this.#known.set(id, known), this.#explain(error, known.counts.guests);
    }
    this.#liking = false, this.#draw();
  }
  #explain(error, guests) {
    let { words, root } = this.#host.options, needsWho = error instanceof SocialError && error.trouble === "who", { body } = openSheet(this.#host, say(words, "social.like")), text = needsWho && !guests ? say(words, "social.sign_in_first") : troubleText(this.#host, error);
    body.innerHTML = html`<p class="sheet-note" role="alert">${text}</p>
      ${needsWho && !this.#signedIn ? html`<a class="sheet-button" part="button" href="${root}account/login">${say(words, "social.sign_in")}</a>` : null}`.text;
  }
};
function short(count) {
  let language = document.documentElement.lang || void 0;
  return new Intl.NumberFormat(language, { notation: "compact" }).format(count);
}
export { join };
