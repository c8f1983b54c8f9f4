import { isUtf8 } from "node:buffer";
import {
  EVENT_BATCH_MAX_BYTES,
  EVENT_BATCH_MAX_EVENTS,
  EVENT_BATCH_VERSION,
  EVENT_KINDS,
  type EventKind,
} from "../../contract/events.ts";
import { isId } from "../../kernel/ids.ts";

/** An event whose every field has been checked. Null where the wire says "" or nothing. */
export interface CheckedEvent {
  kind: EventKind;
  /** Milliseconds before the batch was received, 0 … EVENT_MAX_AGE_MS. */
  ago: number;
  placementId: string | null;
  videoId: string | null;
  amount: number | null;
  /** Variant id, the product id of a `product` event, the moment's id of a `moment`: digits. */
  variantId: string | null;
}

/** A batch whose every field has been checked. */
export interface CheckedBatch {
  batchId: string;
  session: string;
  viewer: string | null;
  /** Without those that were too old. */
  events: CheckedEvent[];
}

/** Why a batch is refused whole. */
export type BatchFault = "too-large" | "not-json" | "wrong-shape" | "wrong-version";

/**
 * Older events are left out: a tab that slept for days must not change days that a merchant has read.
 * An event later than its own sending (the device's clock was set back meanwhile) counts as sent now;
 * one further ahead than this is no honest clock, and the batch is refused.
 */
export const EVENT_MAX_AGE_MS = 24 * 60 * 60 * 1000;
/** More moving picture than this between two reports of one play is not believed. */
export const WATCH_MAX_MS = 60 * 60 * 1000;
/** As many of one variant as one click can ask for. */
export const ADD_MAX_QUANTITY = 100_000;

/** Largest value of each kind that carries one; least is 1, for watch 0. */
const LARGEST: Partial<Record<EventKind, number>> = {
  watch: WATCH_MAX_MS,
  add: ADD_MAX_QUANTITY,
  error: 99,
  moment: 19,
};
const KINDS: ReadonlySet<unknown> = new Set(EVENT_KINDS);
/** Furthest a resting device is asleep; beyond a decade `ago` is nonsense rather than old. */
const ABSURD_MS = 10 * 365 * EVENT_MAX_AGE_MS;

/**
 * Reads a request body as contract/events.ts describes it. Written by hand, because it runs for every
 * batch of every shopper; a field that is not checked here is not read.
 */
export function checkBatch(raw: Buffer): CheckedBatch | BatchFault {
  if (raw.length > EVENT_BATCH_MAX_BYTES) return "too-large";
  if (!isUtf8(raw)) return "not-json";
  let body: unknown;
  try {
    body = JSON.parse(raw.toString("utf8"));
  } catch {
    return "not-json";
  }
  if (typeof body !== "object" || body === null) return "wrong-shape";
  const { v, b, s, u, t, e } = body as Record<string, unknown>;
  if (v !== EVENT_BATCH_VERSION) return Number.isInteger(v) ? "wrong-version" : "wrong-shape";
  if (!isId(b) || !isId(s)) return "wrong-shape";
  if (u !== undefined && u !== null && !isId(u)) return "wrong-shape";
  // The sender's clock decides nothing, but a batch without a sane one was not made by our code.
  if (!Number.isSafeInteger(t)) return "wrong-shape";
  if (!Array.isArray(e) || e.length === 0) return "wrong-shape";
  if (e.length > EVENT_BATCH_MAX_EVENTS) return "too-large";

  const events: CheckedEvent[] = [];
  for (const wire of e as unknown[]) {
    const event = checkEvent(wire);
    if (!event) return "wrong-shape";
    if (event.ago <= EVENT_MAX_AGE_MS) events.push(event);
  }
  return { batchId: b, session: s, viewer: isId(u) ? u : null, events };
}

function checkEvent(wire: unknown): CheckedEvent | null {
  if (!Array.isArray(wire) || wire.length < 4 || wire.length > 6) return null;
  const [kind, ago, placement, video, value, variant] = wire as unknown[];
  if (!KINDS.has(kind)) return null;
  if (!Number.isFinite(ago)) return null;
  const back = Math.round(ago as number);
  if (back < -EVENT_MAX_AGE_MS || back > ABSURD_MS) return null;
  if (placement !== "" && !isId(placement)) return null;
  // A view is of a placement; everything else happens to one video.
  if (kind === "view" ? video !== "" : !isId(video)) return null;

  const checked: CheckedEvent = {
    kind: kind as EventKind,
    ago: Math.max(back, 0),
    placementId: placement === "" ? null : (placement as string),
    videoId: video === "" ? null : (video as string),
    amount: null,
    variantId: null,
  };
  const largest = LARGEST[checked.kind];
  if (largest !== undefined) {
    if (!Number.isFinite(value)) return null;
    const amount = Math.round(value as number);
    if (amount < (kind === "watch" ? 0 : 1) || amount > largest) return null;
    checked.amount = amount;
  }
  if (kind === "add" || kind === "product" || kind === "moment") {
    if (typeof variant !== "string" || !/^[1-9]\d{0,19}$/.test(variant)) return null;
    checked.variantId = variant;
  }
  return checked;
}
