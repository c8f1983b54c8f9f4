import { MomentDeed } from "../../../../app/contract/events.ts";
import type { FeedMoment } from "../../../../app/contract/feed.ts";
import { questionBetween } from "../core/moment-times.ts";
import { addChapters } from "./chapter-menu.ts";
import { addBars } from "./moment-bars.ts";
import styles from "./moments.css";
import type { PlayerHost } from "./player-options.ts";
import { ask } from "./question-sheet.ts";
import sheetStyles from "./sheet.css";

/** A moment that was passed while this file was on its way is still met, when it is no older than this. */
const LATE_MS = 5000;

/** The moments of the clip in front, and what became of them, for the parts that show them. */
export interface Moments {
  readonly host: PlayerHost;
  readonly list: readonly FeedMoment[];
  /** Milliseconds into the clip. */
  readonly at: number;
  /** Counts a deed, once while the clip is in front. */
  count(moment: FeedMoment, deed: number): void;
  /** The question may be met again: the shopper went back before it. */
  forget(moment: FeedMoment): void;
}

/** Chapters, calls, countdowns, coupons and questions join the player. */
export function join(host: PlayerHost): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(sheetStyles + styles);
  host.shadowRoot.adoptedStyleSheets.push(sheet);
  new MomentWatch(host);
}

class MomentWatch implements Moments {
  readonly host: PlayerHost;
  readonly #counted = new Set<string>();
  readonly #asked = new Set<string>();
  #clip = "";
  #last = 0;

  constructor(host: PlayerHost) {
    this.host = host;
    const parts = [addChapters(this), addBars(this)];
    const { shadowRoot: root, signal } = host;
    const on = (type: string, react: () => void) => root.addEventListener(type, react, { signal });
    const changed = () => {
      this.#begin();
      for (const part of parts) part.show();
    };
    for (const type of ["clipshelf:slide", "clipshelf:detail"]) on(type, changed);
    on("clipshelf:time", () => {
      this.#meetQuestion();
      for (const part of parts) part.move();
    });
    changed();
    this.#last = Math.max(0, this.at - LATE_MS);
  }

  get list(): readonly FeedMoment[] {
    return this.host.reel.current?.detail?.moments ?? [];
  }

  get at(): number {
    return (this.host.reel.current?.video?.currentTime ?? 0) * 1000;
  }

  count(moment: FeedMoment, deed: number): void {
    const key = `${moment.id} ${deed}`;
    if (this.#counted.has(key)) return;
    this.#counted.add(key);
    const { collector, placement } = this.host.options;
    const event = { kind: "moment", placement, video: this.#clip } as const;
    collector.record({ ...event, value: deed, variant: moment.id });
  }

  forget(moment: FeedMoment): void {
    this.#asked.delete(moment.id);
  }

  /** Another clip is in front, or this one is known at last. */
  #begin(): void {
    const clip = this.host.reel.current?.seed.id ?? "";
    if (clip === this.#clip) return;
    this.#clip = clip;
    this.#last = 0;
    this.#asked.clear();
    this.#counted.clear();
  }

  #meetQuestion(): void {
    const { host, at } = this;
    const found = questionBetween(this.list, this.#last, at);
    this.#last = at;
    // In the corner of the page nothing interrupts.
    if (!found || this.#asked.has(found.id) || host.small) return;
    this.#asked.add(found.id);
    this.count(found, MomentDeed.shown);
    ask(this, found);
  }
}
