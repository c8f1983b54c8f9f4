import { MomentDeed } from "../../../../app/contract/events.ts";
import type { FeedCall, FeedCountdown, FeedCoupon } from "../../../../app/contract/feed.ts";
import {
  type Bar,
  barsAt,
  isWorthSaying,
  type TimeLeft,
  timeLeft,
  writeTimeLeft,
} from "../core/moment-times.ts";
import { say, type Words } from "../core/words.ts";
import type * as Cart from "../transport/cart.ts";
import type { Moments } from "./moments.ts";
import { html } from "./template.ts";

/** What became of codes on this page: a code that was taken is not asked for again. */
const taken = new Map<string, string>();

/** Calls to action, countdowns and coupons: bars over the clip, each in its time. */
export function addBars(moments: Moments): { show(): void; move(): void } {
  const { host } = moments;
  const { shadowRoot: root, signal } = host;
  const { words } = host.options;
  const box = document.createElement("div");
  box.className = "bars";
  box.setAttribute("part", "moments");
  root.querySelector(".foot")?.prepend(box);
  const shown = new Map<string, { bar: Bar; element: HTMLElement }>();

  const move = () => {
    const now = Date.now();
    const bars = barsAt(moments.list, moments.at, now);
    for (const [id, { element }] of shown) {
      // Whoever has the focus on a bar keeps it until the focus has moved on.
      if (bars.some((bar) => bar.id === id) || element.contains(root.activeElement)) continue;
      element.remove();
      shown.delete(id);
    }
    for (const bar of bars) {
      if (shown.has(bar.id)) continue;
      const element = draw(moments, bar);
      shown.set(bar.id, { bar, element });
      box.append(element);
      moments.count(bar, MomentDeed.shown);
      host.announce(bar.text);
    }
    const chapter = root.querySelector<HTMLElement>(".chapter")?.offsetHeight ?? 0;
    const height = shown.size > 0 ? box.offsetHeight + 8 : 0;
    host.style.setProperty("--bars", `${height + chapter}px`);
  };
  const tick = () => {
    let ends = false;
    for (const { bar, element } of shown.values())
      if (bar.kind === "countdown") {
        const left = timeLeft(bar.until, Date.now());
        writeCountdown(element, bar, left);
        ends ||= left.days + left.hours + left.minutes + left.seconds === 0;
        if (isWorthSaying(left)) host.announce(timeSaid(bar, left));
      }
    if (ends) move();
  };
  const timer = setInterval(tick, 1000);
  signal.addEventListener("abort", () => clearInterval(timer));

  box.addEventListener(
    "click",
    ({ target }) => {
      const control =
        target instanceof Element ? target.closest<HTMLElement>("[data-moment]") : null;
      const found = shown.get(control?.closest<HTMLElement>("[data-bar]")?.dataset.bar ?? "");
      if (!control || !found) return;
      const { bar, element } = found;
      moments.count(bar, MomentDeed.tapped);
      if (bar.kind !== "coupon") return;
      if (control.dataset.moment === "apply") applyCode(moments, bar, element, control);
      else
        copyCode(bar.code).then((done) => {
          if (!done) return;
          const sentence = say(words, "moments.copied", { code: bar.code });
          tell(element, sentence);
          host.announce(sentence);
        });
    },
    { signal },
  );

  return {
    show() {
      for (const { element } of shown.values()) element.remove();
      shown.clear();
      move();
    },
    move,
  };
}

function draw(moments: Moments, bar: Bar): HTMLElement {
  const { root, words } = moments.host.options;
  const element = document.createElement("div");
  element.className = `moment ${bar.kind}`;
  element.dataset.bar = bar.id;
  element.setAttribute("part", `moment ${bar.kind}`);
  element.setAttribute("role", "group");
  element.ariaLabel = bar.text;
  if (bar.kind === "call") element.innerHTML = callMarkup(bar, root).text;
  else if (bar.kind === "coupon") {
    element.innerHTML = couponMarkup(bar, words).text;
    const before = taken.get(bar.code);
    if (before) settle(element, before);
  } else {
    element.innerHTML =
      html`<span class="moment-text" dir="auto"></span><span class="left" role="timer"></span><time class="moment-until"></time>`.text;
    writeCountdown(element, bar, timeLeft(bar.until, Date.now()));
  }
  return element;
}

function couponMarkup({ text, code }: FeedCoupon, words: Words) {
  return html`<span class="moment-text" dir="auto">${text}</span>
    <span class="pair"><button type="button" class="code" part="button code" data-moment="copy" aria-label="${say(words, "moments.copy", { code })}"><bdi>${code}</bdi></button>
    <button type="button" class="go" part="button" data-moment="apply">${say(words, "moments.apply")}</button></span>
    <span class="moment-said"></span>`;
}

/** Other shops open beside the page: the clip and the cart stay. */
function callMarkup({ url, text }: FeedCall, root: string) {
  const own = url.startsWith("/");
  return html`<a class="call-link" part="button" data-moment="call" href="${own ? root + url.slice(1) : url}" ${own ? null : "target=_blank rel=noopener"}><span class="moment-text" dir="auto">${text}</span><span class="arrow" aria-hidden="true"></span></a>`;
}

function writeCountdown(element: HTMLElement, bar: FeedCountdown, left: TimeLeft): void {
  const over = Date.now() >= bar.until;
  const [text, timer, until] = element.children as unknown as [
    HTMLElement,
    HTMLElement,
    HTMLTimeElement,
  ];
  const sentence = over ? (bar.over ?? "") : bar.text;
  if (text.textContent !== sentence) text.textContent = sentence;
  timer.hidden = until.hidden = over;
  if (over) return;
  // Each part by itself: days are read in the page's direction, a clock from left to right.
  const days = left.days > 0 ? html`<bdi>${unit(left.days, "day", "narrow")}</bdi> ` : null;
  timer.innerHTML = html`${days}<bdi dir="ltr">${writeTimeLeft(left)}</bdi>`.text;
  timer.ariaLabel = inWords(left);
  if (until.dateTime) return;
  until.dateTime = new Date(bar.until).toISOString();
  // In the shopper's own time zone.
  until.textContent = new Intl.DateTimeFormat(language(), {
    ...{ month: "short", day: "numeric", hour: "numeric", minute: "2-digit" },
  }).format(bar.until);
}

function timeSaid(bar: FeedCountdown, left: TimeLeft): string {
  const over = left.days + left.hours + left.minutes + left.seconds === 0;
  return over ? (bar.over ?? "") : `${bar.text} ${inWords(left)}`;
}

function inWords({ days, hours, minutes, seconds }: TimeLeft): string {
  const parts = Object.entries({ day: days, hour: hours, minute: minutes, second: seconds })
    .filter(([, value]) => value > 0)
    .map(([name, value]) => unit(value, name, "long"));
  return new Intl.ListFormat(language(), { type: "unit" }).format(parts);
}

function unit(value: number, name: string, unitDisplay: "long" | "narrow"): string {
  return new Intl.NumberFormat(language(), { style: "unit", unit: name, unitDisplay }).format(
    value,
  );
}

function language(): string | undefined {
  return document.documentElement.lang || undefined;
}

async function applyCode(
  moments: Moments,
  bar: FeedCoupon,
  element: HTMLElement,
  button: HTMLElement,
): Promise<void> {
  if (button.ariaDisabled === "true") return;
  const { host } = moments;
  const { words, root, data } = host.options;
  button.ariaDisabled = "true";
  button.textContent = say(words, "moments.applying");
  try {
    const { themeCart } = (await import(data.cart ?? "")) as typeof Cart;
    const outcome = await themeCart(root).takeCode(bar.code);
    moments.count(bar, outcome === "applied" ? MomentDeed.applied : MomentDeed.refused);
    const sentence = say(words, `moments.${outcome}`, { code: bar.code });
    taken.set(bar.code, sentence);
    settle(element, sentence);
    host.announce(sentence);
  } catch {
    const copied = await copyCode(bar.code);
    const parts = ["moments.failed", ...(copied ? ["moments.copied"] : [])];
    tell(element, parts.map((key) => say(words, key, { code: bar.code })).join(" "));
    host.announce(element.querySelector(".moment-said")?.textContent ?? "");
    button.ariaDisabled = null;
    button.textContent = say(words, "moments.apply");
  }
}

/** The code is in the cart: nothing is left to press but to copy it. */
function settle(element: HTMLElement, sentence: string): void {
  const button = element.querySelector<HTMLElement>('[data-moment="apply"]');
  const code = element.querySelector<HTMLElement>(".code");
  if (button?.matches(":focus")) code?.focus({ preventScroll: true });
  button?.remove();
  tell(element, sentence);
}

function tell(element: HTMLElement, sentence: string): void {
  const said = element.querySelector(".moment-said");
  if (said) said.textContent = sentence;
}

async function copyCode(code: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(code);
    return true;
  } catch {
    // Frames and in-app browsers may refuse it: the code stands there to be read.
    return false;
  }
}
