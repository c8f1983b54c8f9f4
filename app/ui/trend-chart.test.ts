import { expect, it } from "vitest";
import { niceTop } from "./trend-chart.tsx";

it("ends a chart at the next round number", () => {
  expect([0, 1, 3, 7, 12, 20, 420, 999, 1000].map(niceTop)).toEqual([
    1, 1, 5, 10, 20, 20, 500, 1000, 1000,
  ]);
});
