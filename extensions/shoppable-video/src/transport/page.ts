import { systemClock } from "../../../../app/kernel/clock.ts";
import { Collector } from "./collector.ts";
import { FeedClient } from "./feed-client.ts";

/** What all blocks of a page share: one session, one event log, one copy of each feed. */
export interface Page {
  collector: Collector;
  feeds: FeedClient;
}

const pages = new Map<string, Page>();

export function pageFor(proxy: string): Page {
  const known = pages.get(proxy);
  if (known) return known;
  const page = { collector: new Collector(proxy, systemClock), feeds: new FeedClient(proxy) };
  pages.set(proxy, page);
  return page;
}
