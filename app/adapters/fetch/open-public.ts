import { lookup as systemLookup } from "node:dns";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import type { FetchFaultKind } from "../../domains/intake/index.ts";
import { type Fault, ok, type Result, refuse } from "../../kernel/result.ts";
import { isPublicAddress } from "./public-address.ts";

export interface Resolved {
  address: string;
  family: number;
}

export interface OpenOptions {
  headers?: Record<string, string>;
  signal: AbortSignal;
  /** Milliseconds without a byte, of an answer's head or of its body. */
  silence: number;
  resolve: (host: string) => Promise<Resolved[]>;
  /** Origins that are trusted as they are, private or not: local work and tests. */
  trusted: string[];
  /** Certificates to trust besides the system's: tests. */
  ca?: string;
}

const MAX_REDIRECTS = 5;

/** Asks the machine's resolver, for every address there is. */
export function resolveHost(host: string): Promise<Resolved[]> {
  return new Promise((done, failed) =>
    systemLookup(host, { all: true, verbatim: true }, (error, addresses) =>
      error ? failed(error) : done(addresses),
    ),
  );
}

/**
 * Opens a URL on the public internet and follows its redirects. The host is resolved once a hop; when any
 * of its addresses is not public, it is refused, and the connection goes to the address that was
 * checked: a name that resolves differently a moment later changes nothing. A URL's own spelling of an
 * address (decimal, octal, short, mapped) is undone by the URL parser before it is checked.
 */
export async function openPublic(
  given: string,
  options: OpenOptions,
): Promise<Result<IncomingMessage, Fault<FetchFaultKind>>> {
  let url: URL;
  try {
    url = new URL(given);
  } catch {
    return refuse("link-invalid");
  }
  // What opens one host's file must not be told to another.
  let headers = options.headers ?? {};
  for (let hops = 0; hops <= MAX_REDIRECTS; hops++) {
    const answer = await ask(url, headers, options);
    if (!answer.ok) return answer;
    const { statusCode = 0, headers: said } = answer.value;
    if (![301, 302, 303, 307, 308].includes(statusCode) || !said.location) return answer;
    answer.value.destroy();
    if (!URL.canParse(said.location, url)) return refuse("link-invalid");
    const next = new URL(said.location, url);
    if (next.origin !== url.origin) headers = {};
    url = next;
  }
  return refuse("link-too-many-redirects", { limit: MAX_REDIRECTS });
}

async function ask(
  url: URL,
  headers: Record<string, string>,
  options: OpenOptions,
): Promise<Result<IncomingMessage, Fault<FetchFaultKind>>> {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const trusted = options.trusted.includes(url.origin);
  if (url.protocol !== "https:" && !trusted) return refuse("link-not-https");
  if (url.username || url.password) return refuse("link-invalid");
  let addresses: Resolved[];
  try {
    addresses = isIP(host)
      ? [{ address: host, family: isIP(host) }]
      : await options.resolve(host.replace(/\.$/, ""));
  } catch {
    options.signal.throwIfAborted();
    return refuse("link-unknown-host", { host });
  }
  if (addresses.length === 0) return refuse("link-unknown-host", { host });
  if (!trusted && !addresses.every(({ address }) => isPublicAddress(address)))
    return refuse("link-private", { host });

  const pinned: LookupFunction = (_host, { all }, done) => {
    const [first] = addresses;
    if (all) done(null, addresses);
    else done(null, first!.address, first!.family);
  };
  const send = url.protocol === "https:" ? httpsRequest : httpRequest;
  return new Promise((settle, failed) => {
    const request = send(
      url,
      {
        method: "GET",
        agent: false,
        lookup: pinned,
        signal: options.signal,
        timeout: options.silence,
        headers: {
          // No compression: the bytes are counted, and a small answer must not swell.
          "accept-encoding": "identity",
          "user-agent": "Clipshelf/1.0 (file import)",
          accept: "*/*",
          ...headers,
        },
        ...(options.ca ? { ca: options.ca } : {}),
      },
      (response) => settle(ok(response)),
    );
    request.on("timeout", () => request.destroy(new Error("silent")));
    request.on("error", () =>
      options.signal.aborted
        ? failed(options.signal.reason)
        : settle(refuse("link-unreachable", { host })),
    );
    request.end();
  });
}
