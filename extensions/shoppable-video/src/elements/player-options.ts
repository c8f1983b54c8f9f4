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
  moneyFormat: string;
  /** `Shopify.routes.root`, ending with a slash. */
  root: string;
  /** URLs of the modules that follow: engine, product card, and hls.js for sources that need it. */
  engine: string;
  product: string;
  hls: string;
}

/** What the loader sees of the player's module. */
export interface PlayerModule {
  openPlayer(options: PlayerOptions): { close(): void };
}
