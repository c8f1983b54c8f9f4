import type { Clock } from "../../kernel/clock.ts";
import { type BatchFault, checkBatch } from "./check-batch.ts";
import type { EventLog, LoggedBatch } from "./ports.ts";

/** Takes what shoppers did. Answers once the batch is stored. */
export interface CollectDoor {
  /**
   * `raw` is the request body as sent. Duplicates (same batch id) are accepted and counted once.
   * Events that name unknown videos, and batches of bots, are stored but never reach a report.
   */
  collect(shop: { id: string }, raw: Buffer, about?: { bot: boolean }): Promise<CollectAnswer>;
}

export type CollectAnswer =
  | { kind: "accepted"; events: number }
  | { kind: "refused"; reason: BatchFault }
  /** Too much at once, or the log is out of reach: the sender may try again. */
  | { kind: "busy" };

export interface CollectPorts {
  log: EventLog;
  clock: Clock;
  /** Told why a write failed; the senders were answered `busy`. */
  onWriteFailed?: (error: unknown) => void;
  limits?: Partial<CollectLimits>;
}

export interface CollectLimits {
  /** Batches in one write at most. */
  write: number;
  /** With so many waiting, a second write starts beside the one under way. */
  crowd: number;
  /** Writes under way at the same time. */
  writes: number;
  /** Batches waiting, beyond which a sender is told to come back. */
  waiting: number;
  /** Of these, at most so many of one shop: a busy shop must not lock the others out. */
  waitingPerShop: number;
  /** Milliseconds until a write counts as failed. It may still happen; sending again does no harm. */
  patience: number;
}

const LIMITS: CollectLimits = {
  write: 500,
  crowd: 100,
  writes: 2,
  waiting: 5000,
  waitingPerShop: 2500,
  patience: 10_000,
};

interface Waiting {
  batch: LoggedBatch;
  answer(answer: CollectAnswer): void;
}

/**
 * Many small requests become few large writes: what arrives in one turn of the event loop, or while a
 * write is under way, goes into the next one. So an idle door answers at once, and a crowded one
 * writes hundreds of batches in one transaction, with no timer to tune.
 */
export function createCollectDoor(ports: CollectPorts): CollectDoor {
  const limits = { ...LIMITS, ...ports.limits };
  let queue: Waiting[] = [];
  const held = new Map<string, number>();
  let underWay = 0;
  let woken = false;

  function wake(): void {
    if (woken) return;
    woken = true;
    setImmediate(() => {
      woken = false;
      while (
        underWay < limits.writes &&
        queue.length > 0 &&
        (underWay === 0 || queue.length >= limits.crowd)
      ) {
        const group = queue.slice(0, limits.write);
        queue = queue.slice(limits.write);
        underWay++;
        void write(group);
      }
    });
  }

  async function write(group: Waiting[]): Promise<void> {
    try {
      await within(limits.patience, ports.log.append(group.map(({ batch }) => batch)));
      for (const { batch, answer } of group)
        answer({ kind: "accepted", events: batch.events.length });
    } catch (error) {
      ports.onWriteFailed?.(error);
      for (const { answer } of group) answer({ kind: "busy" });
    } finally {
      for (const { batch } of group) {
        const left = (held.get(batch.shopId) ?? 1) - 1;
        if (left > 0) held.set(batch.shopId, left);
        else held.delete(batch.shopId);
      }
      underWay--;
      wake();
    }
  }

  return {
    async collect(shop, raw, about) {
      const batch = checkBatch(raw);
      if (typeof batch === "string") return { kind: "refused", reason: batch };
      if (batch.events.length === 0) return { kind: "accepted", events: 0 };
      const ofShop = held.get(shop.id) ?? 0;
      if (queue.length >= limits.waiting || ofShop >= limits.waitingPerShop)
        return { kind: "busy" };
      held.set(shop.id, ofShop + 1);
      return new Promise((answer) => {
        const { batchId, session, viewer, events } = batch;
        queue.push({
          batch: {
            shopId: shop.id,
            batchId,
            receivedAt: ports.clock.now(),
            session,
            viewer,
            bot: about?.bot ?? false,
            events,
          },
          answer,
        });
        wake();
      });
    },
  };
}

function within<T>(ms: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`The event log did not answer within ${ms} ms`)),
      ms,
    );
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
