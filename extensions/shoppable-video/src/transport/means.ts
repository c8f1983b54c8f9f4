import type { Means } from "../core/ahead.ts";
import { network } from "./network.ts";

const LOW_CHARGE = 0.2;

interface Battery extends EventTarget {
  charging: boolean;
  level: number;
}

let batteryLow = false;

/** What the shopper's device and road can bear. Browsers that say nothing are taken for able ones. */
export function means(): Means {
  const { saveData, effectiveType } = network();
  const { deviceMemory } = navigator as { deviceMemory?: number };
  return { saveData, effectiveType, deviceMemory, batteryLow };
}

(navigator as { getBattery?: () => Promise<Battery> }).getBattery?.().then(
  (battery) => {
    const look = () => {
      batteryLow = !battery.charging && battery.level < LOW_CHARGE;
    };
    look();
    battery.addEventListener("levelchange", look);
    battery.addEventListener("chargingchange", look);
  },
  () => {},
);
