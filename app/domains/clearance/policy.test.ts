import { describe, expect, it } from "vitest";
import { VIDEO_SOURCES } from "../media/index.ts";
import { type Finding, WAITS, type Waits } from "./index.ts";
import { mustWait } from "./policy.ts";

describe("the policy", () => {
  const finding = (severity: Finding["severity"]): Finding => ({ kind: "black", severity });
  const table: [Waits, (Finding["severity"] | "none")[]][] = [
    ["every", ["none", "note", "look", "stop"]],
    ["note", ["note", "look", "stop"]],
    ["look", ["look", "stop"]],
    ["stop", ["stop"]],
    ["none", []],
  ];
  it("has every setting in the table", () => {
    expect(table.map(([waits]) => waits)).toEqual([...WAITS]);
  });
  it.each(table)("“%s” keeps back %j", (waits, held) => {
    for (const source of VIDEO_SOURCES)
      for (const severity of ["none", "note", "look", "stop"] as const) {
        const findings = severity === "none" ? [] : [finding("note"), finding(severity)];
        const exact = severity === "note" ? [finding("note")] : findings;
        const wanted = held.includes(severity);
        expect(mustWait({ waits, bySource: {} }, source, exact)).toBe(wanted);
        expect(mustWait({ waits: "none", bySource: { [source]: waits } }, source, exact)).toBe(
          wanted,
        );
      }
    expect(mustWait({ waits, bySource: { tiktok: "none" } }, "tiktok", [finding("stop")])).toBe(
      false,
    );
  });
});
