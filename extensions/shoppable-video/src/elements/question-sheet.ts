import { MomentDeed } from "../../../../app/contract/events.ts";
import type { FeedVideo } from "../../../../app/contract/feed.ts";
import type { Question } from "../core/moment-times.ts";
import { say } from "../core/words.ts";
import type { Moments } from "./moments.ts";
import type { ClipSeed } from "./player-options.ts";
import { openSheet } from "./sheet.ts";
import { html } from "./template.ts";

/**
 * Holds the clip and asks. A choice of a branch leads on, one of a quiz is judged; whoever closes the
 * sheet watches on. Another sheet that is open is waited for: what somebody writes is not covered.
 */
export function ask(moments: Moments, question: Question): void {
  const { reel, shadowRoot, signal } = moments.host;
  const clip = reel.current?.seed.id;
  if (reel.current?.video?.paused === false) reel.toggle();
  const open = () => {
    if (!signal.aborted && reel.current?.seed.id === clip) new QuestionSheet(moments, question);
  };
  const other = shadowRoot.querySelector<HTMLDialogElement>("dialog.sheet[open]");
  if (other) other.addEventListener("close", open, { once: true });
  else open();
}

class QuestionSheet {
  readonly #moments: Moments;
  readonly #question: Question;
  readonly #dialog: HTMLDialogElement;
  readonly #body: HTMLElement;
  #leaving = false;

  constructor(moments: Moments, question: Question) {
    this.#moments = moments;
    this.#question = question;
    const { host } = moments;
    const { dialog, body } = openSheet(host, question.question);
    this.#dialog = dialog;
    this.#body = body;
    dialog.classList.add("question");
    dialog.querySelector("h2")?.setAttribute("dir", "auto");
    body.innerHTML = html`<ul class="choices-list">${question.choices.map(
      ({ text }, place) =>
        html`<li><button type="button" class="choice-row" part="choice" data-choice="${place}" dir="auto">${text}</button></li>`,
    )}</ul><p class="answer" role="status"></p>
      <button type="button" class="sheet-button quiet" part="button" data-keep>${say(host.options.words, "moments.keep")}</button>`.text;
    body.querySelector("button")?.focus();
    body.addEventListener("click", ({ target }) => {
      if (!(target instanceof Element)) return;
      if (target.closest("[data-keep]")) dialog.close();
      const row = target.closest<HTMLElement>("[data-choice]");
      if (row) this.#choose(row, Number(row.dataset.choice));
    });
    dialog.addEventListener("close", () => this.#closed());
  }

  /** Watching on is the way out of every question. */
  #closed(): void {
    const { reel, signal } = this.#moments.host;
    if (!this.#leaving && !signal.aborted && reel.current?.video?.paused) reel.toggle();
  }

  #choose(row: HTMLElement, place: number): void {
    if (row.ariaDisabled === "true") return;
    const question = this.#question;
    this.#moments.count(question, MomentDeed.chosen + place);
    if (question.kind === "quiz") this.#judge(row, place);
    else this.#follow(question.choices[place] ?? { text: "" }, row);
  }

  #judge(row: HTMLElement, place: number): void {
    const { words } = this.#moments.host.options;
    const choice = this.#question.kind === "quiz" ? this.#question.choices[place] : undefined;
    if (!choice) return;
    row.dataset.right = String(choice.right);
    row.ariaDisabled = "true";
    const verdict = say(words, choice.right ? "moments.right" : "moments.wrong");
    this.#answer(html`<strong>${verdict}</strong> <span dir="auto">${choice.answer}</span>`.text);
    if (!choice.right) return;
    for (const other of this.#body.querySelectorAll<HTMLElement>(".choice-row"))
      other.ariaDisabled = "true";
    const keep = this.#body.querySelector<HTMLElement>("[data-keep]");
    keep?.classList.remove("quiet");
    keep?.focus();
  }

  async #follow(choice: { video?: string; at?: number }, row: HTMLElement): Promise<void> {
    const { host } = this.#moments;
    const { reel, options } = host;
    if (choice.video === undefined) {
      const { at = 0 } = choice;
      if (at <= this.#question.at) this.#moments.forget(this.#question);
      reel.seek(at / 1000);
      this.#dialog.close();
      return;
    }
    row.ariaBusy = "true";
    try {
      const video = await options.load(choice.video);
      this.#leaving = true;
      this.#dialog.close();
      reel.show(seedOf(video, options.root));
    } catch {
      row.ariaDisabled = "true";
      this.#answer(html`${say(options.words, "moments.gone")}`.text);
    } finally {
      row.ariaBusy = null;
    }
  }

  #answer(markup: string): void {
    const place = this.#body.querySelector(".answer");
    if (place) place.innerHTML = markup;
  }
}

/** What a card would know of the clip. */
function seedOf(video: FeedVideo, root: string): ClipSeed {
  const { id, title, poster, preview, width, height } = video;
  const [first] = video.products;
  const product = first && {
    handle: first.handle,
    title: first.title,
    image: first.image,
    url: `${root}products/${first.handle}`,
  };
  return { id, title, poster, preview, width, height, product: product ?? null };
}
