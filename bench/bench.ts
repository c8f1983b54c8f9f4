/** What one benchmark found. Ratios come first: figures drift by machine and hour. */
export interface BenchResult {
  bench: string;
  /** Ours beside the peer or the limit of the same run. */
  ratios: Record<string, number>;
  /** With the unit in the name: `first_playable_ms`. */
  figures: Record<string, number>;
  /** Ratio or figure → what it must keep to, and whether it did. */
  budgets: Record<
    string,
    { value: number; limit: number; kind: "at-most" | "at-least"; pass: boolean }
  >;
  pass: boolean;
}

export interface Bench {
  name: string;
  /** One sentence: what is measured beside what. */
  about: string;
  run(): Promise<BenchResult>;
}

/** Joins what was measured with the budgets it is held to. Throws when a budget names nothing measured. */
export function judge(
  bench: string,
  measured: { ratios: Record<string, number>; figures: Record<string, number> },
  limits: Record<string, { atMost: number } | { atLeast: number }>,
): BenchResult {
  const budgets: BenchResult["budgets"] = {};
  for (const [name, limit] of Object.entries(limits)) {
    const value = measured.ratios[name] ?? measured.figures[name];
    if (value === undefined) throw new Error(`No measurement is named ${name}`);
    budgets[name] =
      "atMost" in limit
        ? { value, limit: limit.atMost, kind: "at-most", pass: value <= limit.atMost }
        : { value, limit: limit.atLeast, kind: "at-least", pass: value >= limit.atLeast };
  }
  return {
    bench,
    ...measured,
    budgets,
    pass: Object.values(budgets).every(({ pass }) => pass),
  };
}

/** The middle of the values; the mean of the two middle ones when there is no single one. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  if (low === undefined || high === undefined) throw new Error("No values to take a median of");
  return (low + high) / 2;
}
