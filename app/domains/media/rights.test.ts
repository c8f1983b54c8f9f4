import { describe, expect, it } from "vitest";
import {
  checkRights,
  mayShow,
  NO_RIGHTS,
  nextTurn,
  RIGHTS_STANDINGS,
  type RightsTerms,
  standingOf,
} from "./rights.ts";

const granted = (change: Partial<RightsTerms> = {}): RightsTerms => ({
  ...NO_RIGHTS,
  status: "granted",
  ...change,
});

describe("what rights come to", () => {
  it("counts the first and the last day in", () => {
    const terms = granted({ from: "2026-11-10", until: "2026-11-20" });
    const days = ["2026-11-09", "2026-11-10", "2026-11-20", "2026-11-21"];
    expect(days.map((day) => standingOf(terms, day))).toEqual([
      "upcoming",
      "granted",
      "granted",
      "expired",
    ]);
    expect(days.map((day) => nextTurn(terms, day))).toEqual([
      "2026-11-10",
      "2026-11-21",
      "2026-11-21",
      null,
    ]);
    expect(standingOf(granted({ from: "2026-11-10", until: "2026-11-10" }), "2026-11-10")).toBe(
      "granted",
    );
    expect(nextTurn(granted(), "2026-11-10")).toBe(null);
    expect(nextTurn(granted({ from: "2026-11-10" }), "2026-11-11")).toBe(null);
  });

  it("leaves what is ours, asked or refused to no calendar, and wants the shop among the channels", () => {
    for (const status of ["none", "own", "requested", "refused"] as const) {
      const terms = { ...NO_RIGHTS, status, until: "2020-01-01" };
      expect(standingOf(terms, "2026-11-10")).toBe(status);
      expect(nextTurn(terms, "2026-11-10")).toBe(null);
    }
    expect(standingOf(null, "2026-11-10")).toBe("none");
    expect(standingOf(granted({ channels: ["social", "ads"] }), "2026-11-10")).toBe("elsewhere");
    expect(standingOf(granted({ channels: [], until: "2026-11-09" }), "2026-11-10")).toBe(
      "expired",
    );
  });

  it("shows what nobody was asked about only where the shop says so", () => {
    const shown = (uncleared: boolean) =>
      RIGHTS_STANDINGS.filter((standing) => mayShow(standing, uncleared));
    expect(shown(true)).toEqual(["none", "own", "granted", "requested"]);
    expect(shown(false)).toEqual(["own", "granted"]);
  });

  it("keeps terms tidy, and says what cannot be", () => {
    const tidy = checkRights(
      granted({
        creator: "  Mei \n Lin ",
        territory: ["US", "CN", "US"],
        channels: ["ads", "shop", "ads"],
        evidenceLink: " https://example.com/message ",
      }),
    );
    expect(tidy).toMatchObject({
      ok: true,
      value: {
        creator: "Mei Lin",
        territory: ["CN", "US"],
        channels: ["shop", "ads"],
        evidenceLink: "https://example.com/message",
      },
    });
    const fault = (change: Partial<RightsTerms>) => {
      const checked = checkRights(granted(change));
      return checked.ok ? null : checked.fault.kind;
    };
    expect(fault({ creator: "x".repeat(201) })).toBe("rights-text-too-long");
    expect(fault({ evidenceLink: "javascript:alert(1)" })).toBe("rights-link-invalid");
    expect(fault({ evidenceLink: "https://" })).toBe("rights-link-invalid");
    expect(fault({ until: "2026-02-30" })).toBe("rights-day-invalid");
    expect(fault({ from: "2026-11-11", until: "2026-11-10" })).toBe("rights-days-reversed");
    expect(fault({ channels: [] })).toBe("rights-no-channel");
    expect(fault({ territory: [] })).toBe("rights-no-country");
    expect(checkRights({ ...NO_RIGHTS, channels: [] }).ok).toBe(true);
  });
});
