import {
  EVENT_BATCH_MAX_EVENTS,
  EVENT_BATCH_VERSION,
  type EventBatch,
  type EventKind,
  type WireEvent,
} from "../../../../app/contract/events.ts";
import type { Clock } from "../../../../app/kernel/clock.ts";
import { newId } from "../../../../app/kernel/ids.ts";

export interface ShopperEvent {
  kind: EventKind;
  placement: string;
  /** Empty for a view. */
  video: string;
  value?: number;
  variant?: string;
}

/** What happened and has not been sent. It knows nothing of how batches travel. */
export class EventLog {
  /** Page session: made anew with each page and kept nowhere else, so it needs no consent. */
  readonly session: string;
  readonly #clock: Clock;
  #waiting: { at: number; event: ShopperEvent }[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
    this.session = newId(clock);
  }

  get size(): number {
    return this.#waiting.length;
  }

  add(event: ShopperEvent): void {
    this.#waiting.push({ at: this.#clock.now(), event });
  }

  /** Empties the log into batches that the collect door accepts. `viewer` only with consent. */
  drain(viewer: string | null): EventBatch[] {
    const now = this.#clock.now();
    const batches: EventBatch[] = [];
    while (this.#waiting.length > 0) {
      const batch: EventBatch = {
        v: EVENT_BATCH_VERSION,
        b: newId(this.#clock),
        s: this.session,
        t: now,
        e: this.#waiting.splice(0, EVENT_BATCH_MAX_EVENTS).map(({ at, event }) => {
          const wire: WireEvent = [event.kind, Math.max(0, now - at), event.placement, event.video];
          if (event.value !== undefined || event.variant !== undefined) wire.push(event.value ?? 0);
          if (event.variant !== undefined) wire.push(event.variant);
          return wire;
        }),
      };
      if (viewer) batch.u = viewer;
      batches.push(batch);
    }
    return batches;
  }
}
