import type { EventBatch } from "../../../../app/contract/events.ts";
import type { Clock } from "../../../../app/kernel/clock.ts";
import { EventLog, type ShopperEvent } from "../core/event-log.ts";
import { loadConsent } from "./consent.ts";
import { shopify } from "./shopify.ts";
import { viewerId } from "./viewer.ts";

const SEND_EVERY_MS = 10_000;

/** Sends the page's events home: when it is hidden or left, and now and then while it is watched. */
export class Collector {
  readonly #log: EventLog;
  readonly #clock: Clock;
  readonly #url: string;
  readonly #meters = new Set<() => void>();
  #timer = 0;

  constructor(proxy: string, clock: Clock) {
    this.#clock = clock;
    this.#log = new EventLog(clock);
    this.#url = `${proxy}/collect`;
    addEventListener("pagehide", () => this.flush());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") this.flush();
    });
  }

  get session(): string {
    return this.#log.session;
  }

  /** Called before each sending, so that a running meter can add what it holds. Returns how to stop it. */
  beforeSending(meter: () => void): () => void {
    this.#meters.add(meter);
    return () => this.#meters.delete(meter);
  }

  record(event: ShopperEvent): void {
    // A merchant who tries the theme editor is no shopper; without a placement nobody could count it.
    if (shopify().designMode || !event.placement) return;
    if (this.#log.size === 0) loadConsent();
    this.#log.add(event);
    this.#timer ||= window.setTimeout(() => this.flush(), SEND_EVERY_MS);
  }

  flush(): void {
    for (const meter of this.#meters) meter();
    clearTimeout(this.#timer);
    this.#timer = 0;
    if (this.#log.size === 0) return;
    for (const batch of this.#log.drain(viewerId(this.#clock))) this.#send(batch);
  }

  #send(batch: EventBatch): void {
    const body = JSON.stringify(batch);
    try {
      if (navigator.sendBeacon(this.#url, body)) return;
    } catch {
      // Blocked by an extension or an in-app browser: try as an ordinary request.
    }
    const headers = { "content-type": "text/plain;charset=UTF-8" };
    fetch(this.#url, { method: "POST", body, headers, keepalive: true }).catch(() => {});
  }
}
