import {
  COMMENT_MAX_LENGTH,
  COMMENT_NAME_MAX_LENGTH,
  REPORT_REASONS,
  type ReportReason,
  type SocialComment,
} from "../../../../app/contract/social.ts";
import { newId } from "../../../../app/kernel/ids.ts";
import { say } from "../core/words.ts";
import { type SocialClient, SocialError, type SocialTrouble } from "../transport/social-client.ts";
import type { PlayerHost } from "./player-options.ts";
import { openSheet } from "./sheet.ts";
import { html, render } from "./template.ts";

interface Thread {
  comments: SocialComment[];
  next: string | null;
}

/** The sentence for what went wrong. */
const SENTENCES: Record<SocialTrouble, string> = {
  blank: "social.blank",
  "too-long": "social.too_long",
  words: "social.words",
  who: "social.consent",
  closed: "social.closed",
  gone: "social.gone",
  "too-often": "social.too_often",
  failed: "social.failed",
};

/** Kept for the page, so that nobody writes their name twice; not stored. */
let lastName = "";

/** The sentence for a failure, in the shopper's language. */
export function troubleText(host: PlayerHost, error: unknown): string {
  const trouble = error instanceof SocialError ? error.trouble : "failed";
  return say(host.options.words, SENTENCES[trouble], { count: COMMENT_MAX_LENGTH });
}

/** What people say about a clip, and the means to say something. `onChange`: the count may have changed. */
export class CommentsSheet {
  readonly #host: PlayerHost;
  readonly #client: SocialClient;
  readonly #video: string;
  readonly #list: HTMLElement;
  readonly #form: HTMLFormElement;
  readonly #onChange: () => void;
  #thread: Thread = { comments: [], next: null };
  #replies = new Map<string, Thread>();
  #waiting: (SocialComment & { under: string | null })[] = [];
  #own = new Set<string>();
  #state: "loading" | "ready" | "failed" = "loading";
  #trouble = "";
  #reporting: string | null = null;
  #under: SocialComment | null = null;
  #token = newId();
  #posting = false;

  constructor(host: PlayerHost, client: SocialClient, video: string, onChange: () => void) {
    this.#host = host;
    this.#client = client;
    this.#video = video;
    this.#onChange = onChange;
    const { body, dialog } = openSheet(host, this.#say("social.comments"));
    dialog.classList.add("comments");
    body.innerHTML = html`<div class="thread"></div>
      <form class="say" novalidate>
        <p class="say-under" hidden><span></span> <button type="button" class="link" data-say="alone">${this.#say("social.cancel")}</button></p>
        <input name="name" type="text" autocomplete="nickname" maxlength="${COMMENT_NAME_MAX_LENGTH}" dir="auto" value="${lastName}" placeholder="${this.#say("social.name")}" aria-label="${this.#say("social.name")}">
        <textarea name="text" rows="2" dir="auto" placeholder="${this.#say("social.text")}" aria-label="${this.#say("social.text")}"></textarea>
        <button class="sheet-button" part="button">${this.#say("social.send")}</button>
        <p role="status" class="sheet-said"></p>
      </form>`.text;
    this.#list = body.querySelector(".thread") as HTMLElement;
    this.#form = body.querySelector("form") as HTMLFormElement;
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#post();
    });
    // A changed text is another comment.
    this.#form.addEventListener("input", () => {
      this.#token = newId();
    });
    body.addEventListener("click", (event) => this.#clicked(event));
    this.#draw();
    this.#load();
  }

  #say(key: string, fill: Record<string, string | number> = {}): string {
    return say(this.#host.options.words, key, fill);
  }

  async #load(): Promise<void> {
    this.#state = "loading";
    this.#draw();
    try {
      const [thread, mine] = await Promise.all([
        this.#client.thread(this.#video, {}),
        this.#client.mine(this.#video),
      ]);
      this.#thread = thread;
      this.#waiting = mine.waiting;
      this.#own = new Set([...mine.own, ...mine.waiting.map(({ id }) => id)]);
      this.#state = "ready";
    } catch (error) {
      this.#state = "failed";
      this.#trouble = troubleText(this.#host, error);
    }
    this.#draw();
  }

  #clicked(event: Event): void {
    const button =
      event.target instanceof Element ? event.target.closest<HTMLElement>("[data-say]") : null;
    const { say: deed, id = "", why } = button?.dataset ?? {};
    const all = [
      ...this.#thread.comments,
      ...[...this.#replies.values()].flatMap((one) => one.comments),
    ];
    if (deed === "retry") this.#load();
    if (deed === "more") this.#do(() => this.#more());
    if (deed === "replies") this.#do(() => this.#moreReplies(id));
    if (deed === "reply") this.#answer(all.find((one) => one.id === id) ?? null);
    if (deed === "alone") this.#answer(null);
    if (deed === "remove") this.#do(() => this.#remove(id));
    if (deed === "report") {
      this.#reporting = this.#reporting === id ? null : id;
      this.#draw();
    }
    if (deed === "why") this.#do(() => this.#report(id, why as ReportReason));
  }

  async #do(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#tell(troubleText(this.#host, error));
    }
    this.#draw();
  }

  async #more(): Promise<void> {
    const { comments, next } = await this.#client.thread(this.#video, {
      after: this.#thread.next ?? "",
    });
    this.#thread = { comments: [...this.#thread.comments, ...comments], next };
  }

  async #moreReplies(under: string): Promise<void> {
    const known = this.#replies.get(under);
    const { comments, next } = await this.#client.thread(this.#video, {
      under,
      ...(known?.next ? { after: known.next } : {}),
    });
    this.#replies.set(under, {
      comments: known?.next ? [...known.comments, ...comments] : comments,
      next,
    });
  }

  async #remove(id: string): Promise<void> {
    await this.#client.remove(this.#video, id);
    const others = <T extends { id: string }>(list: T[]) => list.filter((one) => one.id !== id);
    this.#thread.comments = others(this.#thread.comments);
    for (const replies of this.#replies.values()) replies.comments = others(replies.comments);
    this.#waiting = others(this.#waiting);
    this.#tell(this.#say("social.removed"));
    this.#onChange();
  }

  async #report(id: string, why: ReportReason): Promise<void> {
    await this.#client.report(this.#video, id, why);
    this.#reporting = null;
    this.#tell(this.#say("social.reported"));
  }

  #answer(comment: SocialComment | null): void {
    this.#under = comment;
    this.#token = newId();
    const line = this.#form.querySelector<HTMLElement>(".say-under");
    const words = line?.querySelector("span");
    if (line) line.hidden = !comment;
    if (words) words.textContent = this.#say("social.reply_to", { name: comment?.name ?? "" });
    this.#form.querySelector("textarea")?.focus();
  }

  async #post(): Promise<void> {
    const field = (name: string) =>
      this.#form.elements.namedItem(name) as HTMLInputElement | HTMLTextAreaElement;
    const button = this.#form.querySelector<HTMLButtonElement>(".sheet-button");
    if (this.#posting || !button) return;
    this.#posting = true;
    button.ariaDisabled = "true";
    button.textContent = this.#say("social.sending");
    try {
      const under = this.#under?.id ?? null;
      const { comment } = await this.#client.comment(this.#video, {
        token: this.#token,
        name: field("name").value,
        text: field("text").value,
        ...(under ? { under } : {}),
      });
      lastName = comment.name;
      field("text").value = "";
      this.#own.add(comment.id);
      this.#place(comment, under);
      this.#answer(null);
      this.#tell(this.#say(comment.waiting ? "social.held" : "social.posted"));
      const { collector, placement } = this.#host.options;
      collector.record({ kind: "comment", placement, video: this.#video });
      this.#onChange();
    } catch (error) {
      this.#tell(troubleText(this.#host, error));
    }
    this.#posting = false;
    button.ariaDisabled = null;
    button.textContent = this.#say("social.send");
    this.#draw();
  }

  #place(comment: SocialComment, under: string | null): void {
    const known = [...this.#waiting, ...this.#thread.comments];
    if (known.some(({ id }) => id === comment.id)) return;
    if (comment.waiting) this.#waiting = [{ ...comment, under }, ...this.#waiting];
    else if (under) {
      const replies = this.#replies.get(under) ?? { comments: [], next: null };
      this.#replies.set(under, { ...replies, comments: [...replies.comments, comment] });
    } else this.#thread.comments = [comment, ...this.#thread.comments];
  }

  #tell(text: string): void {
    const said = this.#form.querySelector(".sheet-said");
    if (said) said.textContent = text;
  }

  #draw(): void {
    const { comments, next } = this.#thread;
    const alone = this.#waiting.filter(({ under }) => under === null);
    render(
      this.#list,
      this.#state === "loading"
        ? html`<p class="sheet-note">${this.#say("social.loading")}</p>`
        : this.#state === "failed"
          ? html`<p class="sheet-note">${this.#trouble}</p><button type="button" class="sheet-button quiet" part="button" data-say="retry" data-key="retry">${this.#say("retry")}</button>`
          : comments.length + alone.length === 0
            ? html`<p class="sheet-note">${this.#say("social.empty")}</p>`
            : html`<ul>${[...alone, ...comments].map((one) => this.#item(one))}</ul>
              ${next ? html`<button type="button" class="link" data-say="more" data-key="more">${this.#say("social.more")}</button>` : null}`,
      "ul",
    );
  }

  #item(comment: SocialComment, isReply = false): ReturnType<typeof html> {
    const { id, name, text, at, waiting, shop, replies = 0 } = comment;
    const known = this.#replies.get(id);
    const held = this.#waiting.filter(({ under }) => under === id);
    const button = (deed: string, words: string, more: Record<string, string> = {}) => {
      const key = `${deed} ${id} ${more.why ?? ""}`;
      return html`<button type="button" class="link" data-say="${deed}" data-id="${id}" data-why="${more.why}" data-key="${key}"${more.expanded ? html` aria-expanded="${more.expanded}"` : null}>${words}</button>`;
    };
    return html`<li class="comment" part="comment">
      <p class="comment-head"><bdi class="comment-name">${name}</bdi>${shop ? html` <span class="comment-badge">${this.#say("social.shop")}</span>` : null}${waiting ? html` <span class="comment-badge">${this.#say("social.waiting")}</span>` : null} <time datetime="${new Date(at).toISOString()}">${day(at)}</time></p>
      <p class="comment-text" dir="auto">${text}</p>
      <p class="comment-deeds">${waiting || isReply ? null : button("reply", this.#say("social.reply"))}${this.#own.has(id) ? button("remove", this.#say("social.remove")) : shop ? null : button("report", this.#say("social.report"), { expanded: String(this.#reporting === id) })}</p>
      ${
        this.#reporting === id
          ? html`<fieldset><legend>${this.#say("social.why")}</legend>${REPORT_REASONS.map((why) => button("why", this.#say(`social.why_${why}`), { why }))}</fieldset>`
          : null
      }
      ${known || held.length > 0 ? html`<ul>${known?.comments.map((one) => this.#item(one, true))}${held.map((one) => this.#item(one, true))}</ul>` : null}
      ${replies > (known?.comments.length ?? 0) && (!known || known.next) ? button("replies", this.#say("social.replies", { count: replies })) : null}
    </li>`;
  }
}

function day(at: number): string {
  const language = document.documentElement.lang || undefined;
  return new Intl.DateTimeFormat(language, { dateStyle: "medium" }).format(at);
}
