import type { IncomingMessage, ServerResponse } from "node:http";
import type { ShopRef } from "../domains/shop/index.ts";
import type { Clock } from "../kernel/clock.ts";
import type { ProxyCaller } from "./proxy-signature.ts";

/** What a request asks for, as it was sent: nothing is decoded or put in order. */
export interface RequestTarget {
  pathname: string;
  /** Empty, or begins with a question mark. */
  search: string;
}

/** Answers one request. */
export type HotAnswer = (
  request: IncomingMessage,
  response: ServerResponse,
  target: RequestTarget,
) => void | Promise<void>;

/** What doors ask for that Shopify's app proxy stands before. */
export interface ProxyDoorPorts {
  /** Null while uninstalled or unknown. */
  shops: { find(domain: string): Promise<ShopRef | null> };
  verifyProxy(url: { search: string }): ProxyCaller | null;
  clock: Clock;
  /** Told of what should not happen; the sender is answered 503. */
  onFault?: (error: unknown) => void;
}

/** A plain handler in front of Remix, for what must be fast or must stream. */
export interface HotDoor {
  /** For metrics. */
  name: string;
  /** Paths that begin so are its own. */
  prefix: string;
  answer: HotAnswer;
}

/** Splits at the first question mark. A URL object would cost more than the whole feed's door. */
export function readTarget(sent: string): RequestTarget {
  const mark = sent.indexOf("?");
  return mark === -1
    ? { pathname: sent, search: "" }
    : { pathname: sent.slice(0, mark), search: sent.slice(mark) };
}
