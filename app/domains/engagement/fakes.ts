import type { EventLog, LoggedBatch } from "./ports.ts";

/** An event log in memory. `fail` makes the next appends throw, `hold` makes them wait. */
export function fakeEventLog(): EventLog & {
  batches: LoggedBatch[];
  writes: number[];
  fail: Error | null;
  hold: Promise<void> | null;
} {
  const seen = new Set<string>();
  return {
    batches: [],
    writes: [],
    fail: null,
    hold: null,
    async append(batches) {
      await this.hold;
      if (this.fail) throw this.fail;
      this.writes.push(batches.length);
      let stored = 0;
      for (const batch of batches) {
        const identity = `${batch.shopId} ${batch.batchId}`;
        if (seen.has(identity)) continue;
        seen.add(identity);
        this.batches.push(batch);
        stored++;
      }
      return stored;
    },
    async maintain(now, keepDays) {
      const oldest = now - keepDays * 24 * 60 * 60 * 1000;
      this.batches = this.batches.filter((batch) => batch.receivedAt >= oldest);
    },
  };
}
