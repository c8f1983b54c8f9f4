import type { Page } from "playwright-core";

/** Round trip in milliseconds and megabits per second, as WebPageTest and PERFORMANCE's runs have them. */
export const ROADS = {
  cable: { latency: 28, megabits: 5 },
  fast_4g: { latency: 60, megabits: 9 },
  slow_4g: { latency: 150, megabits: 1.6 },
  three_g: { latency: 300, megabits: 1.6 },
} as const;

export type Road = keyof typeof ROADS;

/** From now on the page has this road (`memory`: none at all) and a processor four times as slow. */
export async function throttle(page: Page, road: Road | "memory", slowdown = 4): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  if (road === "memory") return;
  const { latency, megabits } = ROADS[road];
  const throughput = (megabits * 1_000_000) / 8;
  await devtools.send("Network.enable");
  await devtools.send("Network.emulateNetworkConditions", {
    offline: false,
    latency,
    downloadThroughput: throughput,
    uploadThroughput: throughput,
  });
}

/**
 * What no page can beat: a round trip for the document and one for the media that it names, the bytes
 * of both at the road's full width, and `browser`, what this machine's browser needs to begin a
 * document and to show media that it holds. No script, no parsing, no connection (docs/decisions/0026).
 */
export function floorMs(road: Road, bytes: number, browser: number): number {
  const { latency, megabits } = ROADS[road];
  return 2 * latency + (bytes * 8) / (megabits * 1000) + browser;
}
