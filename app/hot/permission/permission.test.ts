import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { PermissionDoor, PermissionView } from "../../domains/clearance/index.server.ts";
import type { PermissionRequest } from "../../domains/clearance/index.ts";
import type { VideoCard } from "../../domains/media/index.ts";
import { fixedClock } from "../../kernel/clock.ts";
import { readTarget } from "../hot-door.ts";
import { createPermissionHotDoor } from "./permission.ts";

const NOW = Date.parse("2026-11-22T12:00:00Z");
const request: PermissionRequest = {
  id: "r",
  videoId: "v",
  language: "en",
  creator: "@mei",
  channels: ["shop", "ads"],
  territory: ["CN"],
  until: "2027-11-22",
  shopName: `Tide & "Clay" <b>`,
  clipTitle: `<script>alert("x")</script>`,
  askedAt: NOW,
  expiresAt: NOW + 1000,
  revokedAt: null,
  answer: null,
};
const clip = {
  poster: "https://cdn.test/a/poster.jpg",
  preview: "https://cdn.test/a/preview.mp4",
  width: 1080,
  height: 1920,
} as VideoCard;

const clock = fixedClock(NOW);
let view: PermissionView;
let said: Parameters<PermissionDoor["answer"]>[1][];
let server: Server;
let origin: string;

beforeAll(async () => {
  const permission: PermissionDoor = {
    read: async (token) => (token === "good" ? view : { kind: "unknown" }),
    async answer(_token, reply) {
      said.push(reply);
      view = { kind: "answered", request: { ...request, answer: { ...reply, at: NOW } }, clip };
      return view;
    },
  };
  const answer = createPermissionHotDoor({ permission, clock });
  server = createServer((incoming, response) => {
    void answer(incoming, response, readTarget(incoming.url ?? "/"));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}/rights/`;
});
afterAll(() => server.close());
beforeEach(() => {
  clock.advance(1_000_000);
  view = { kind: "open", request, clip };
  said = [];
});

const post = (form: Record<string, string>, path = "good") =>
  fetch(`${origin}${path}`, {
    method: "POST",
    body: new URLSearchParams(form),
    redirect: "manual",
  });

describe("the creator's page", () => {
  it("shows what is asked, runs nothing, and takes nobody's words for markup", async () => {
    const answer = await fetch(`${origin}good`);
    const page = await answer.text();
    expect(answer.status).toBe(200);
    expect(page).not.toContain("<script");
    expect(page).not.toContain("<b>");
    expect(page).toContain("China");
    expect(page).toContain("its own online shop and its ads");
    expect(page).toContain("Nov 22, 2027");
    expect(page).not.toContain("@mei");
    const policy = answer.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("media-src https://cdn.test;");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(answer.headers.get("referrer-policy")).toBe("no-referrer");
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.headers.get("set-cookie")).toBe(null);
  });

  it("speaks the browser's language, and the other one when asked", async () => {
    const language = async (accept: string, search = "") => {
      const answer = await fetch(`${origin}good${search}`, {
        headers: { "Accept-Language": accept },
      });
      return /<html lang="([^"]+)"/.exec(await answer.text())?.[1];
    };
    expect(await language("zh-Hans-SG,en;q=0.8")).toBe("zh-CN");
    expect(await language("fr, en;q=0.5, zh;q=0.7")).toBe("zh-CN");
    expect(await language("zh;q=0, en")).toBe("en");
    expect(await language("de")).toBe("en");
    expect(await language("en", "?lang=zh-CN")).toBe("zh-CN");
    expect(await language("zh", "?lang=en")).toBe("en");
  });

  it("keeps the words that stood on the page, once a name and the tick are there", async () => {
    const page = await (await fetch(`${origin}good?lang=zh-CN`)).text();
    const incomplete = await post({ decision: "granted", name: " " }, "good?lang=zh-CN");
    expect(incomplete.status).toBe(422);
    expect(await incomplete.text()).toContain(`aria-describedby="name-fault"`);
    const nothing = await post({ name: "Mei", confirm: "yes" });
    expect(nothing.status).toBe(422);
    expect(said).toEqual([]);
    const done = await post(
      { decision: "granted", name: "  梅\u0000 Lin ", confirm: "yes" },
      "good?lang=zh-CN",
    );
    expect([done.status, done.headers.get("location")]).toEqual([303, "/rights/good?lang=zh-CN"]);
    expect(said).toMatchObject([{ decision: "granted", name: "梅 Lin", language: "zh-CN" }]);
    const escaped = said[0]!.statement.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
    expect(page).toContain(`<blockquote>${escaped}</blockquote>`);
    const again = await post({ decision: "refused", name: "Else", confirm: "yes" });
    expect(again.status).toBe(303);
    expect(said).toHaveLength(1);
    expect(await (await fetch(`${origin}good?lang=en`)).text()).toContain("You allowed it");
  });

  it("says nothing of the clip when the link is over or was never ours", async () => {
    for (const [kind, status] of [
      ["expired", 410],
      ["revoked", 410],
    ] as const) {
      view = { kind, request };
      for (const answer of [
        await fetch(`${origin}good`),
        await post({ decision: "granted", name: "Mei", confirm: "yes" }),
      ]) {
        expect(answer.status, kind).toBe(status);
        const page = await answer.text();
        expect(page).not.toContain("alert(");
        expect(page).not.toContain("cdn.test");
      }
    }
    for (const path of ["bad", "", "x".repeat(500), "good/more", "%00"])
      expect((await fetch(`${origin}${path}`)).status, path).toBe(404);
    expect(said).toEqual([]);
  });

  it("takes no other method, no long body, and not too much at once", async () => {
    expect((await fetch(`${origin}good`, { method: "DELETE" })).status).toBe(405);
    expect((await post({ name: "x".repeat(5000) })).status).toBe(413);
    const statuses = [];
    for (let turn = 0; turn < 45; turn++) statuses.push((await fetch(`${origin}good`)).status);
    expect(statuses[0]).toBe(200);
    expect(statuses.at(-1)).toBe(429);
  });
});
