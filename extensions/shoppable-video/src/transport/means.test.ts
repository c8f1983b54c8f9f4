import { afterEach, expect, it, vi } from "vitest";
import type { nextToPrepare } from "./ahead.ts";

/** As the Battery Status API has it: charge from 0 to 1, and an event when it changes. */
class Battery extends EventTarget {
  charging = false;
  level = 0.5;
  change(part: Partial<Pick<Battery, "charging" | "level">>) {
    Object.assign(this, part);
    this.dispatchEvent(new Event("charging" in part ? "chargingchange" : "levelchange"));
  }
}

afterEach(() => vi.unstubAllGlobals());

/** Both neighbours where there is charge, the one ahead alone where there is little. */
async function neighbours(prepare: typeof nextToPrepare): Promise<(number | null)[]> {
  const place = { at: 2, count: 5, step: 1 as const };
  return [prepare(place, () => false), prepare(place, (index) => index === 3)];
}

async function withBattery(getBattery?: () => Promise<Battery>) {
  vi.stubGlobal("navigator", { deviceMemory: 8, ...(getBattery ? { getBattery } : {}) });
  vi.resetModules();
  const module = await import("./ahead.ts");
  await Promise.resolve();
  return module.nextToPrepare;
}

it("prepares one clip less while the battery is low and nothing charges it", async () => {
  const battery = new Battery();
  const prepare = await withBattery(async () => battery);
  expect(await neighbours(prepare)).toEqual([3, 1]);
  battery.change({ level: 0.19 });
  expect(await neighbours(prepare)).toEqual([3, null]);
  battery.change({ charging: true });
  expect(await neighbours(prepare)).toEqual([3, 1]);
});

it("takes a browser that says nothing of its battery, or refuses to, for an able one", async () => {
  expect(await neighbours(await withBattery())).toEqual([3, 1]);
  const refused = await withBattery(() => Promise.reject(new DOMException("", "NotAllowedError")));
  expect(await neighbours(refused)).toEqual([3, 1]);
});
