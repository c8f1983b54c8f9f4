import { describe, expect, it } from "vitest";
import { fixedClock } from "../../kernel/clock.ts";
import { newId } from "../../kernel/ids.ts";
import { createDeliveryGate } from "./delivery-gate.server.ts";
import { sealMediaPass } from "./media-pass.server.ts";

const SECRET = "secret";
const HOUR = 60 * 60 * 1000;
const [shopId, videoId, other] = [newId(), newId(), newId()];
const key = `${shopId}/media/${videoId}/9/v480/0.m4s`;

function open() {
  const clock = fixedClock(1_760_000_000_000);
  const state = { withheld: false, broken: false, asked: 0 };
  const gate = createDeliveryGate({
    clock,
    log: { warn() {} },
    passSecret: SECRET,
    store: {
      async isWithheld() {
        state.asked++;
        if (state.broken) throw new Error("no database");
        return state.withheld;
      },
    },
  });
  const pass = (secret = SECRET, id = videoId) => sealMediaPass(secret, shopId, id, clock.now());
  return { clock, state, gate, pass };
}

describe("the gate of clips' files", () => {
  it("shuts within seconds when a clip is withheld, and opens at once when it no longer is", async () => {
    const { gate, state, clock } = open();
    expect(await gate.allows(key, null)).toBe("everyone");
    expect(await gate.allows(key, null)).toBe("everyone");
    expect(state.asked).toBe(1);
    state.withheld = true;
    clock.advance(2_000);
    expect(await gate.allows(key, null)).toBe("nobody");
    state.withheld = false;
    expect(await gate.allows(key, null)).toBe("everyone");
  });

  it("lets in who holds a pass of that clip, for half a day and no longer than a whole one", async () => {
    const { gate, state, clock, pass } = open();
    state.withheld = true;
    const mine = pass();
    expect(await gate.allows(key, mine)).toBe("holder");
    expect(state.asked).toBe(0);
    for (const wrong of [pass("other"), pass(SECRET, other), "pass..", "pass", `${mine}x`])
      expect(await gate.allows(key, wrong)).toBe("nobody");
    clock.advance(12 * HOUR - 1);
    expect(await gate.allows(key, mine)).toBe("holder");
    clock.advance(12 * HOUR + 1);
    expect(await gate.allows(key, mine)).toBe("nobody");
    state.withheld = false;
    expect(await gate.allows(key, mine)).toBe("everyone");
  });

  it("keeps no shopper waiting for a database that does not answer", async () => {
    const { gate, state } = open();
    state.broken = true;
    expect(await gate.allows(key, null)).toBe("everyone");
  });
});
