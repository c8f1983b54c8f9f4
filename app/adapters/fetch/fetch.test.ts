import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { FetchStopped } from "../../domains/intake/index.server.ts";
import { fixedClock } from "../../kernel/clock.ts";
import { createFileFetcher } from "./file-fetcher.ts";
import { CERTIFICATE, type FileServer, startFileServer } from "./file-server.fixture.ts";
import { resolveHost } from "./open-public.ts";
import { isPublicAddress } from "./public-address.ts";

describe("an address", () => {
  it.each([
    ...["0.0.0.0", "0.1.2.3", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.255.255.254"],
    ...["169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1"],
    ...["192.168.1.1", "198.18.0.1", "198.51.100.7", "203.0.113.7", "224.0.0.1", "239.1.1.1"],
    ...["240.0.0.1", "255.255.255.255"],
    ...["::", "::1", "[::1]", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12:3456::1", "ff02::1"],
    ...["::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "64:ff9b::a00:1"],
    ...["64:ff9b:1::1", "2002:7f00:1::", "2001::1", "2001:db8::1", "100::1", "5f00::1", "3fff::1"],
    ...["localhost", "", "8.8.8", "1.2.3.4.5", "::g"],
  ])("%s is not on the public internet", (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each([
    "8.8.8.8",
    "1.1.1.1",
    "172.32.0.1",
    "100.128.0.1",
    "2606:4700:4700::1111",
    "2a00:1450::1",
  ])("%s is", (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
});

const film = Buffer.from("film ".repeat(200_000));
const clock = fixedClock(1_760_000_000_000);
let server: FileServer;
let names: Record<string, string[]> = {};
let resolved: string[] = [];

beforeAll(async () => {
  server = await startFileServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "https://x");
    const range = /^bytes=(\d+)-$/.exec(request.headers.range ?? "")?.[1];
    const send = (status: number, headers: Record<string, string>, body?: Buffer | string) =>
      response.writeHead(status, headers).end(body);
    switch (pathname) {
      case "/to":
        return send(302, {
          location: (searchParams.get("url") ?? "").replace(/[^\x20-\x7e]/g, encodeURIComponent),
        });
      case "/loop":
        return send(302, { location: "/loop" });
      case "/page":
        return send(200, { "content-type": "text/html" }, "<html>Sign in</html>");
      case "/picture":
        return send(200, { "content-type": "image/png" }, "PNG");
      case "/endless":
        response.writeHead(200, { "content-type": "video/mp4" });
        return void setInterval(() => response.destroyed || response.write(film), 1).unref();
      case "/silent":
        response.writeHead(200, { "content-type": "video/mp4", "content-length": "9" });
        return void response.write("fi");
      case "/breaks":
      case "/breaks-for-good": {
        const at = Number(range ?? 0);
        const headers = {
          "content-type": "video/mp4",
          etag: '"v1"',
          "content-length": String(film.length - at),
        };
        if (range && pathname === "/breaks-for-good") return send(200, headers, film);
        response.writeHead(range ? 206 : 200, {
          ...headers,
          ...(range ? { "content-range": `bytes ${at}-${film.length - 1}/${film.length}` } : {}),
        });
        const end = Math.min(film.length, at + 300_000);
        response.write(film.subarray(at, end));
        if (end < film.length) setTimeout(() => response.destroy(), 20);
        else response.end();
        return;
      }
      case "/secret":
        return send(request.headers.authorization ? 200 : 401, {}, film);
      case "/echo":
        return send(200, {}, `key ${request.headers["x-key"] ?? "none"}`);
      case "/named":
        return send(
          200,
          { "content-disposition": `attachment; filename="a.mp4"; filename*=UTF-8''%E8%8C%B6.mp4` },
          film,
        );
      default:
        return /^\/\d+$/.test(pathname)
          ? send(Number(pathname.slice(1)), {})
          : send(200, { "content-type": "video/mp4", "content-length": `${film.length}` }, film);
    }
  });
});
afterAll(() => server.close());
beforeEach(() => {
  names = { "files.test": ["127.0.0.1"] };
  resolved = [];
  server.asked.length = 0;
});

/** files.test is trusted as it is; every other name is as hostile as it likes. */
const open = (url: string, more: object = {}, fetching: object = {}) =>
  createFileFetcher({
    clock,
    ca: CERTIFICATE,
    trusted: [server.origin],
    silence: 400,
    resolve: async (host) => {
      resolved.push(host);
      const given = names[host];
      if (!given) throw new Error("ENOTFOUND");
      const next = given.length > 1 && !given.includes("together") ? given.splice(0, 1) : given;
      return next
        .filter((each) => each !== "together")
        .map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
    },
    ...fetching,
  }).open(url, { maxBytes: 50_000_000, signal: AbortSignal.timeout(10_000), ...more });

const read = async (url: string, more: object = {}, fetching: object = {}) => {
  const opened = await open(url, more, fetching);
  if (!opened.ok) return opened.fault;
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of opened.value.body) chunks.push(chunk);
  } catch (error) {
    if (error instanceof FetchStopped) return error.fault;
    throw error;
  }
  return Buffer.concat(chunks);
};
const at = (path: string) => `${server.origin}${path}`;

describe("fetching a file", () => {
  it("brings it whole, with its name and size, through redirects", async () => {
    expect(film.equals((await read(at("/film"))) as Buffer)).toBe(true);
    expect(film.equals((await read(at("/to?url=/film"))) as Buffer)).toBe(true);
    const named = await open(at("/named"));
    expect(named.ok && named.value).toMatchObject({ name: "茶.mp4", bytes: null });
  });

  it("goes on where it broke off, when the file is still the same", async () => {
    expect(film.equals((await read(at("/breaks"))) as Buffer)).toBe(true);
    expect(server.asked.length).toBe(4);
    expect(await read(at("/breaks-for-good"))).toEqual({ kind: "link-cut-short" });
  });

  it.each([
    ["/page", "link-needs-sign-in"],
    ["/secret", "link-needs-sign-in"],
    ["/403", "link-needs-sign-in"],
    ["/404", "link-not-found"],
    ["/410", "link-not-found"],
    ["/500", "link-refused"],
    ["/204", "link-refused"],
    ["/picture", "link-not-video"],
    ["/loop", "link-too-many-redirects"],
    ["/to?url=http://files.test/film", "link-not-https"],
    ["/to?url=ftp://files.test/film", "link-not-https"],
    ["/to?url=file:///etc/passwd", "link-not-https"],
    ["/to?url=https://a:b@files.test/", "link-invalid"],
    ["/to?url=https://", "link-invalid"],
    ["/silent", "link-cut-short"],
  ])("refuses %s with %s", async (path, kind) => {
    expect(await read(at(path))).toMatchObject({ kind });
  });

  it("stops at the size and the time that a file may have", async () => {
    const small = { maxBytes: 1_000 };
    expect(await read(at("/film"), small)).toEqual({
      kind: "link-too-large",
      params: { limit: 1_000 },
    });
    expect(await read(at("/endless"), { maxBytes: 3_000_000 })).toMatchObject({
      kind: "link-too-large",
    });
    const late = await open(at("/endless"), {}, { minutes: 1 });
    clock.advance(61_000);
    if (!late.ok) throw new Error(late.fault.kind);
    const all = (async () => {
      for await (const _chunk of late.value.body);
    })();
    await expect(all).rejects.toMatchObject({ fault: { kind: "link-too-slow" } });
  });

  it("stops at once when it is cancelled", async () => {
    const control = new AbortController();
    const opened = await open(at("/endless"), { signal: control.signal });
    if (!opened.ok) throw new Error(opened.fault.kind);
    const all = (async () => {
      for await (const _chunk of opened.value.body) control.abort(new Error("cancelled"));
    })();
    await expect(all).rejects.toThrow("cancelled");
  });

  it("tells no other host what opens the first one's file", async () => {
    names["other.test"] = ["127.0.0.1"];
    const other = `https://other.test:${server.port}`;
    const trusted = { trusted: [server.origin, other] };
    const headers = { "x-key": "secret" };
    const told = async (target: string) =>
      String(await read(at(`/to?url=${target}`), { headers }, trusted));
    expect(await told("/echo")).toBe("key secret");
    expect(await told(`${other}/echo`)).toBe("key none");
  });
});

describe("a hostile link", () => {
  it.each([
    "127.0.0.1",
    "[::1]",
    "2130706433",
    "0x7f000001",
    "0177.0.0.1",
    "127.1",
    "0",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "10.0.0.1",
    "192.168.0.1",
    "169.254.169.254",
    "[fe80::1]",
    "[fd00::1]",
    "[64:ff9b::7f00:1]",
    "①②⑦.⓪.⓪.①",
  ])("by the address %s reaches nothing, straight or by a redirect", async (host) => {
    const target = `https://${host}:${server.port}/film`;
    expect(await read(target)).toMatchObject({ kind: "link-private" });
    expect(server.asked).toEqual([]);
    expect(await read(at(`/to?url=${encodeURIComponent(target)}`))).toMatchObject({
      kind: "link-private",
    });
    expect(server.asked).toEqual([`files.test/to?url=${encodeURIComponent(target)}`]);
  });

  it.each([
    [["127.0.0.1"]],
    [["::1"]],
    [["10.2.3.4"]],
    [["169.254.169.254"]],
    [["::ffff:127.0.0.1"]],
    [["fd00:ec2::254"]],
    // One good address does not excuse the other.
    [["8.8.8.8", "127.0.0.1", "together"]],
  ])("by a name that resolves to %j reaches nothing", async (addresses) => {
    names["hostile.test"] = addresses;
    const target = `https://hostile.test:${server.port}/film`;
    expect(await read(target)).toEqual({ kind: "link-private", params: { host: "hostile.test" } });
    expect(await read(at(`/to?url=${target}`))).toMatchObject({ kind: "link-private" });
    expect(server.asked.filter((one) => one.startsWith("hostile"))).toEqual([]);
  });

  it("by a name that resolves differently a moment later gets the address that was checked", async () => {
    // First public, then private: who asks twice is led to this machine.
    names["hostile.test"] = ["192.88.98.1", "127.0.0.1"];
    const answer = await read(`https://hostile.test:${server.port}/film`);
    expect(answer).toMatchObject({ kind: "link-unreachable" });
    expect(resolved).toEqual(["hostile.test"]);
    expect(server.asked).toEqual([]);
  });

  it("by a name that nobody knows, by http, or with a password is refused", async () => {
    expect(await read("https://nobody.test/film")).toEqual({
      kind: "link-unknown-host",
      params: { host: "nobody.test" },
    });
    expect(await read("http://hostile.test/film")).toMatchObject({ kind: "link-not-https" });
    expect(await read("https://user:pass@files.test/film")).toMatchObject({ kind: "link-invalid" });
    expect(await read("nonsense")).toMatchObject({ kind: "link-invalid" });
  });

  it("by localhost, as this machine resolves it, reaches nothing", async () => {
    const target = `https://localhost:${server.port}/film`;
    expect(await read(target, {}, { resolve: resolveHost })).toMatchObject({
      kind: "link-private",
    });
    expect(server.asked).toEqual([]);
  });

  it("reaches a trusted origin without TLS, and that origin alone", async () => {
    const plain = createServer((_request, response) => response.end("film"));
    await new Promise<void>((resolve) => plain.listen(0, "127.0.0.1", resolve));
    const origin = `http://127.0.0.1:${(plain.address() as AddressInfo).port}`;
    expect(String(await read(`${origin}/film`, {}, { trusted: [origin] }))).toBe("film");
    expect(await read(`${origin}/film`)).toMatchObject({ kind: "link-not-https" });
    plain.close();
    plain.closeAllConnections();
  });
});
