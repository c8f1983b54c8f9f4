import type { SocialCounts } from "../../../../app/contract/social.ts";
import { say } from "../core/words.ts";
import { SocialClient, SocialError } from "../transport/social-client.ts";
import { CommentsSheet, troubleText } from "./comments-sheet.ts";
import { COMMENT, HEART, SHARE } from "./icons.ts";
import type { PlayerHost } from "./player-options.ts";
import { openShareSheet } from "./share-sheet.ts";
import sheetStyles from "./sheet.css";
import { openSheet } from "./sheet.ts";
import styles from "./social.css";
import { html, raw } from "./template.ts";

/** Like, comments and share join the player: a column of buttons over the clip. */
export function join(host: PlayerHost): void {
  new Social(host);
}

interface ClipState {
  counts: SocialCounts | null;
  liked: boolean;
}

class Social {
  readonly #host: PlayerHost;
  readonly #client: SocialClient;
  readonly #bar = document.createElement("div");
  readonly #known = new Map<string, ClipState>();
  #signedIn = false;
  #liking = false;

  constructor(host: PlayerHost) {
    this.#host = host;
    this.#client = new SocialClient(host.options.data.proxy ?? "");
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(sheetStyles + styles);
    host.shadowRoot.adoptedStyleSheets.push(sheet);
    this.#bar.className = "social";
    this.#bar.setAttribute("part", "controls social");
    const button = (deed: string, icon: string) =>
      html`<button type="button" class="icon" part="button ${deed}" data-social="${deed}">${raw(icon)}</button><span class="social-count" aria-hidden="true"></span>`;
    this.#bar.innerHTML =
      html`${button("like", HEART)}${button("comments", COMMENT)}${button("share", SHARE)}`.text;
    host.shadowRoot.querySelector(".stage")?.append(this.#bar);
    const { signal } = host;
    this.#bar.addEventListener("click", (event) => this.#clicked(event), { signal });
    host.shadowRoot.addEventListener("clipshelf:slide", () => this.#show(), { signal });
    this.#show();
  }

  get #clip(): { id: string; title: string } {
    return this.#host.reel.current?.seed ?? { id: "", title: "" };
  }

  async #show(): Promise<void> {
    this.#draw();
    const { id } = this.#clip;
    if (this.#known.get(id)?.counts) return;
    try {
      const [counts, mine] = await Promise.all([this.#client.counts(id), this.#client.mine(id)]);
      this.#signedIn = mine.signedIn;
      this.#known.set(id, { counts, liked: mine.liked });
    } catch {
      // Without an answer there is no count to show; sharing works, and the next visit asks again.
      this.#known.delete(id);
    }
    this.#draw();
  }

  async #recount(id: string): Promise<void> {
    const known = this.#known.get(id);
    const counts = await this.#client.counts(id).catch(() => null);
    if (known && counts) this.#known.set(id, { ...known, counts });
    this.#draw();
  }

  #draw(): void {
    const { words } = this.#host.options;
    const { counts = null, liked = false } = this.#known.get(this.#clip.id) ?? {};
    const set = (deed: string, name: string, count: number | null) => {
      const button = this.#bar.querySelector<HTMLElement>(`[data-social=${deed}]`);
      const label = button?.nextElementSibling;
      if (!button || !label) return null;
      button.hidden = count === null;
      button.ariaLabel = name;
      label.textContent = count ? short(count) : "";
      return button;
    };
    const likes = counts?.likes ?? null;
    const comments = counts?.comments ?? null;
    const heart = set(
      "like",
      `${say(words, "social.like")}. ${say(words, "social.likes", { count: likes ?? 0 })}`,
      likes,
    );
    if (heart) heart.ariaPressed = String(liked);
    set("comments", say(words, "social.comments_count", { count: comments ?? 0 }), comments);
    set("share", say(words, "social.share"), 0);
  }

  #clicked(event: Event): void {
    const button =
      event.target instanceof Element ? event.target.closest<HTMLElement>("[data-social]") : null;
    const { id, title } = this.#clip;
    if (button?.dataset.social === "like") this.#like(id);
    if (button?.dataset.social === "comments")
      new CommentsSheet(this.#host, this.#client, id, () => this.#recount(id));
    if (button?.dataset.social === "share") {
      const { collector, placement } = this.#host.options;
      collector.record({ kind: "share", placement, video: id });
      openShareSheet(this.#host, { id, title });
    }
  }

  /** Shown at once; what the server says is what stays. */
  async #like(id: string): Promise<void> {
    const known = this.#known.get(id);
    if (!known?.counts || this.#liking) return;
    this.#liking = true;
    const on = !known.liked;
    this.#known.set(id, { ...known, liked: on });
    this.#draw();
    try {
      const { liked, likes } = await this.#client.like(id, on);
      this.#known.set(id, { counts: { ...known.counts, likes }, liked });
      const { collector, placement } = this.#host.options;
      if (liked) collector.record({ kind: "like", placement, video: id });
    } catch (error) {
      this.#known.set(id, known);
      this.#explain(error, known.counts.guests);
    }
    this.#liking = false;
    this.#draw();
  }

  #explain(error: unknown, guests: boolean): void {
    const { words, root } = this.#host.options;
    const needsWho = error instanceof SocialError && error.trouble === "who";
    const { body } = openSheet(this.#host, say(words, "social.like"));
    const text =
      needsWho && !guests ? say(words, "social.sign_in_first") : troubleText(this.#host, error);
    body.innerHTML = html`<p class="sheet-note" role="alert">${text}</p>
      ${needsWho && !this.#signedIn ? html`<a class="sheet-button" part="button" href="${root}account/login">${say(words, "social.sign_in")}</a>` : null}`.text;
  }
}

function short(count: number): string {
  const language = document.documentElement.lang || undefined;
  return new Intl.NumberFormat(language, { notation: "compact" }).format(count);
}
