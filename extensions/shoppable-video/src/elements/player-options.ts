import type { FeedVideo } from "../../../../app/contract/feed.ts";
import type { Words } from "../core/words.ts";
import type { Collector } from "../transport/collector.ts";

/** What a card already knows of its clip, out of the HTML: enough to show and to sell it. */
export interface ClipSeed {
  id: string;
  title: string;
  poster: string;
  preview: string | null;
  width: number;
  height: number;
  product: { handle: string; title: string; image: string | null; url: string } | null;
}

export interface PlayerOptions {
  clips: ClipSeed[];
  /** Which of them to open on. */
  index: number;
  /** What was tapped: the player grows out of it and gives focus back to it. */
  origin: HTMLElement;
  /** Placement id for events and credit; empty when none is live. */
  placement: string;
  load(id: string, fresh?: boolean): Promise<FeedVideo>;
  collector: Collector;
  words: Words;
  /** `Shopify.routes.root`, ending with a slash. */
  root: string;
  /**
   * `data-*` of the block, as it stands in the HTML:
   * - `engine`, `product`, `hls`: URLs of the modules that play, sell, and play what others cannot
   * - `extras`: URLs, divided by spaces, of modules that join once a picture moves (`PlayerExtra`)
   * - `moments`, `cart`: URLs of what a clip's moments need, and of the cart
   * - `money`: the shop's money format
   * - `autoplay`: `off` waits for the shopper's first "play"
   * - `end`: after a clip's end, `next` goes on and `stop` stands still; else it starts over
   * - `sound`: `off` opens without sound even when the shopper had it on before
   * - `speed`: playback rate until the shopper chooses one
   * - `captions`: `on` or `off` at first; else they show while there is no sound
   */
  data: DOMStringMap;
}

/** The block opens its cards; what each tells of its clip is read with the player's code, not the page's. */
export type PlayerCall = Omit<PlayerOptions, "clips"> & { cards: readonly HTMLElement[] };

/** What the loader sees of the player's module. */
export interface PlayerModule {
  openPlayer(call: PlayerCall): { close(): void };
}

/** What modules that join the player see of the clips. */
export interface PlayerReel extends HTMLElement {
  readonly at: number;
  readonly count: number;
  readonly current: {
    seed: ClipSeed;
    detail: FeedVideo | null;
    video: HTMLVideoElement | null;
  } | null;
  go(step: number): void;
  /** Goes to this clip; one that the reel does not hold is put in after the one in front. */
  show(seed: ClipSeed): void;
  seek(seconds: number): void;
  toggle(): void;
}

/**
 * The open player for modules that join it. Its shadow root says `clipshelf:slide`,
 * `clipshelf:detail`, `clipshelf:time` and `clipshelf:sound`; controls belong into `.tools`, what
 * lies over the clip into `.stage`. A `cancel` on the dialog that is stopped does not close it.
 */
export interface PlayerHost extends HTMLElement {
  readonly shadowRoot: ShadowRoot;
  readonly options: PlayerOptions;
  readonly reel: PlayerReel;
  readonly dialog: HTMLDialogElement;
  /** Aborted when the player closes. */
  readonly signal: AbortSignal;
  muted: boolean;
  /** Small beside the page, which is free again, or over it. */
  small: boolean;
  /**
   * Something lies over the player: the back button calls `remove` instead of closing the player. To be
   * called when it has gone in another way: what is returned.
   */
  cover(remove: () => void): () => void;
  /** Lets screen readers say it. */
  announce(text: string): void;
  close(): Promise<void>;
}

/** A module of `data-extras`. */
export interface PlayerExtra {
  join(host: PlayerHost): void;
}
