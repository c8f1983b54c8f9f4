import type { Page } from "playwright-core";

/** Round trip in milliseconds and megabits per second, as WebPageTest and PERFORMANCE's runs have them. */
export const ROADS = {
  cable: { latency: 28, megabits: 5 },
  fast_4g: { latency: 60, megabits: 9 },
  slow_4g: { latency: 150, megabits: 1.6 },
  three_g: { latency: 300, megabits: 1.6 },
} as const;

export type Road = keyof typeof ROADS;

/** From now on the page has this road and a processor four times as slow. */
export async function throttle(page: Page, road: Road, slowdown = 4): Promise<void> {
  const { latency, megabits } = ROADS[road];
  const devtools = await page.context().newCDPSession(page);
  const throughput = (megabits * 1_000_000) / 8;
  await devtools.send("Network.enable");
  await devtools.send("Network.emulateNetworkConditions", {
    offline: false,
    latency,
    downloadThroughput: throughput,
    uploadThroughput: throughput,
  });
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
}

/** Two round trips, document and media, and the bytes: no processor, no connection set up. */
export function floorMs(road: Road, bytes: number): number {
  const { latency, megabits } = ROADS[road];
  return 2 * latency + (bytes * 8) / (megabits * 1000);
}
