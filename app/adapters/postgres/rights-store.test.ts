import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { cloneDatabase, type TestDatabase } from "../../../tests/setup/database.ts";
import {
  createPermissionDoor,
  createRightsDoor,
  createRightsJobs,
  type PermissionForm,
  type RightsPorts,
} from "../../domains/clearance/index.server.ts";
import { runBulkEdit } from "../../domains/library/bulk-edit.server.ts";
import {
  NO_RIGHTS,
  RIGHTS_FILTERS,
  type RightsFilter,
  type RightsTerms,
  standingOf,
} from "../../domains/media/index.ts";
import { fixedClock } from "../../kernel/clock.ts";
import { newId } from "../../kernel/ids.ts";
import type { JobRequest } from "../../kernel/job.ts";
import { createBulkStore } from "./bulk-store.ts";
import { createMediaStore } from "./media-store.ts";
import { createPermissionStore } from "./permission-store.ts";
import { createRightsStore } from "./rights-store.ts";

/** 22 November, 20:00 in Shanghai: four hours before its midnight. */
const NOW = Date.parse("2026-11-22T12:00:00Z");
const DAY_MS = 86_400_000;
const NEVER = new AbortController().signal;

let database: TestDatabase;
let jobs: JobRequest[] = [];
const clock = fixedClock(NOW);
const enqueue = async (_tx: unknown, more: readonly JobRequest[]) => void jobs.push(...more);
let ports: RightsPorts;
let media: ReturnType<typeof createMediaStore>;
let worker: ReturnType<typeof createRightsJobs>;

beforeAll(async () => {
  database = await cloneDatabase();
  ports = {
    rights: createRightsStore({ prisma: database.prisma, enqueue }),
    permissions: createPermissionStore({ prisma: database.prisma, enqueue }),
    clock,
    permissionSecret: "secret",
    permissionBaseUrl: "https://app.test/rights",
  };
  media = createMediaStore({ prisma: database.prisma, enqueue });
  worker = createRightsJobs(ports);
});
beforeEach(() => {
  clock.advance(NOW - clock.now());
  jobs = [];
});

const granted = (change: Partial<RightsTerms> = {}): RightsTerms => ({
  ...NO_RIGHTS,
  status: "granted",
  creator: "Mei Lin",
  ...change,
});

async function openShop(timeZone = "Asia/Shanghai") {
  const shop = { id: newId(), domain: `${newId()}.myshopify.com` };
  await database.prisma.shop.create({
    data: { id: shop.id, domain: shop.domain, timeZone, installedAt: new Date(NOW) },
  });
  const profile = async () => ({
    name: "Tide & Clay",
    timeZone: (await database.prisma.shop.findUniqueOrThrow({ where: { id: shop.id } })).timeZone,
  });
  const cards = async (ids: string[]) =>
    (await media.byIds(shop.id, ids)).map((video) => ({ ...video, poster: null }) as never);
  return { shop, door: createRightsDoor(ports, shop, { media: { cards }, profile }), cards };
}

async function addClip(shopId: string, title = "Pouring tea"): Promise<string> {
  const id = newId();
  await media.insert(shopId, {
    ...{ id, title, description: "", tags: [], products: [] },
    ...{ sourceName: "a.mp4", sourceBytes: 1, sourceKey: null, engine: null, at: NOW },
  });
  return id;
}

const withheld = async (shopId: string, id: string) => (await media.find(shopId, id))?.withheld;
const seen = async (door: Awaited<ReturnType<typeof openShop>>["door"], id: string) =>
  (await door.of(id)).kept?.updatedAt ?? null;

describe("rights records", () => {
  it("withhold a clip from the first moment after its last day where the shop is, and bring it back", async () => {
    const { shop, door } = await openShop();
    const clip = await addClip(shop.id);
    await door.save(clip, granted({ until: "2026-11-22" }), null);
    expect(await withheld(shop.id, clip)).toEqual([]);
    const midnight = Date.parse("2026-11-22T16:00:00Z");
    expect(jobs).toEqual([
      {
        name: "clearance.turn-rights",
        payload: {},
        key: `${shop.id}:${midnight}`,
        startAfter: midnight,
      },
    ]);
    clock.advance(midnight - 1 - clock.now());
    await worker.turn({}, NEVER);
    expect(await withheld(shop.id, clip)).toEqual([]);
    clock.advance(1);
    await worker.turn({}, NEVER);
    await worker.turn({}, NEVER);
    expect(await withheld(shop.id, clip)).toEqual(["rights"]);
    expect(jobs.slice(1)).toEqual([
      { name: "media.video-changed", payload: { shopId: shop.id, videoIds: [clip] } },
    ]);
    expect(await door.of(clip)).toMatchObject({ standing: "expired" });
    const extended = granted({ until: "2026-11-23" });
    expect(await door.save(clip, extended, await seen(door, clip))).toEqual({ ok: true });
    expect(await withheld(shop.id, clip)).toEqual([]);
  });

  it("hold back what has not begun, and look again when the shop's clocks or policy change", async () => {
    const { shop, door } = await openShop();
    const [early, nobody] = [await addClip(shop.id), await addClip(shop.id)];
    await door.save(early, granted({ from: "2026-11-23" }), null);
    expect(await withheld(shop.id, early)).toEqual(["rights"]);
    await database.prisma.shop.update({
      where: { id: shop.id },
      data: { timeZone: "Pacific/Kiritimati" },
    });
    await worker.settleShop({ shopId: shop.id, dated: true }, NEVER);
    expect(await withheld(shop.id, early)).toEqual([]);

    expect(await door.mayShowUncleared()).toBe(true);
    await door.setUncleared(false);
    expect(jobs.at(-1)).toEqual({
      name: "clearance.settle-shop",
      payload: { shopId: shop.id },
      key: shop.id,
    });
    await worker.settleShop({ shopId: shop.id }, NEVER);
    expect(await withheld(shop.id, nobody)).toEqual(["rights"]);
    expect(await withheld(shop.id, await addClip(shop.id))).toEqual(["rights"]);
    expect(await withheld(shop.id, early)).toEqual([]);
    await door.setUncleared(true);
    await worker.settleShop({ shopId: shop.id }, NEVER);
    expect(await withheld(shop.id, nobody)).toEqual([]);
  });

  it("are kept of one shop only, and not over what somebody else has changed meanwhile", async () => {
    const [one, other] = [await openShop(), await openShop()];
    const clip = await addClip(one.shop.id);
    expect(await other.door.save(clip, granted(), null)).toMatchObject({
      fault: { kind: "video-not-found" },
    });
    await one.door.save(clip, granted(), null);
    expect(await one.door.save(clip, granted(), null)).toMatchObject({
      fault: { kind: "rights-changed" },
    });
    expect((await other.door.of(clip)).kept).toBe(null);
    expect(await one.door.save(clip, granted({ channels: [] }), null)).toMatchObject({
      fault: { kind: "rights-no-channel" },
    });
    const listed = async (door: typeof one.door) => {
      const ids: string[] = [];
      for await (const { videoId } of door.list()) ids.push(videoId);
      return ids;
    };
    expect([await listed(one.door), await listed(other.door)]).toEqual([[clip], []]);
  });

  it("narrow the library as the rule says, day by day", async () => {
    const { shop, door } = await openShop();
    const cases: (RightsTerms | null)[] = [
      null,
      ...(["none", "own", "requested", "refused"] as const).map((status) => ({
        ...NO_RIGHTS,
        status,
      })),
      ...[null, "2026-11-21", "2026-11-22", "2026-11-29", "2026-12-22", "2026-12-23"].map((until) =>
        granted({ until }),
      ),
      granted({ from: "2026-11-22", until: "2026-11-29", channels: ["ads"] }),
      granted({ from: "2026-11-22", until: "2026-11-22" }),
      granted({ from: "2026-11-23", until: "2026-11-29" }),
    ];
    const clips: { id: string; terms: RightsTerms | null }[] = [];
    for (const terms of cases) {
      const id = await addClip(shop.id);
      if (terms) expect(await door.save(id, terms, null)).toEqual({ ok: true });
      clips.push({ id, terms });
    }
    const day = "2026-11-22";
    const left = { ending7: "2026-11-29", ending30: "2026-12-22" } as Record<string, string>;
    const right = (filter: RightsFilter, terms: RightsTerms | null) =>
      filter in left
        ? standingOf(terms, day) === "granted" &&
          terms?.until != null &&
          terms.until <= left[filter]!
        : standingOf(terms, day) === filter;
    const found = async (any: RightsFilter[]) =>
      (await media.list(shop.id, { sort: "oldest", limit: 100, rights: { any, day } })).rows
        .map(({ id }) => id)
        .sort();
    const wanted = (any: RightsFilter[]) =>
      clips
        .filter(({ terms }) => any.some((filter) => right(filter, terms)))
        .map(({ id }) => id)
        .sort();
    for (const filter of RIGHTS_FILTERS) {
      expect(wanted([filter]).length, filter).toBeGreaterThan(0);
      expect(await found([filter]), filter).toEqual(wanted([filter]));
    }
    const both: RightsFilter[] = ["expired", "ending7"];
    expect(await found(both)).toEqual(wanted(both));
    await database.pool.query("select library.rebuild($1)", [shop.id]);
    expect(await found(both)).toEqual(wanted(both));
  });
});

describe("rights of many clips", () => {
  it("are set by a bulk edit, judged by the job that follows, and taken back", async () => {
    const { shop, door } = await openShop();
    const [held, bare] = [await addClip(shop.id), await addClip(shop.id)];
    await door.save(held, granted({ contact: "@mei" }), null);
    const bulk = createBulkStore({ prisma: database.prisma, enqueue });
    const id = newId();
    const rights = { status: "granted", until: "2026-11-21" } as const;
    const edit = { id, staff: "1", change: { kind: "set-rights", rights } as const, at: NOW };
    await bulk.begin(shop.id, { ...edit, limit: 10 }, { ids: [held, bare] }, []);
    const run = async () => {
      jobs = [];
      const remove = async () => {};
      await runBulkEdit({ bulk, clock, remove }, { shopId: shop.id, bulkId: id }, NEVER);
      for (const job of jobs)
        if (job.name === "media.rights-changed") await worker.settleClips(job.payload as never);
    };
    await run();
    expect(await Promise.all([held, bare].map((clip) => withheld(shop.id, clip)))).toEqual([
      ["rights"],
      ["rights"],
    ]);
    expect((await door.of(held)).kept?.terms).toMatchObject({ contact: "@mei", ...rights });
    await door.save(bare, { ...NO_RIGHTS, status: "own" }, await seen(door, bare));
    await bulk.turn(shop.id, id, ["done"], "undoing", NOW, []);
    await run();
    expect((await door.of(held)).kept?.terms).toEqual(granted({ contact: "@mei" }));
    expect((await door.of(bare)).standing).toBe("own");
    expect(await withheld(shop.id, held)).toEqual([]);
  });
});

const FORM: Omit<PermissionForm, "videoId"> = {
  language: "en",
  creator: "@mei",
  channels: ["shop", "social"],
  territory: ["CN", "US"],
  until: "2027-11-22",
  days: 14,
};
const reply = (decision: "granted" | "refused", name = "Mei Lin") =>
  ({ decision, name, statement: `I say: ${decision}`, language: "en" }) as const;

async function asked(form: Partial<PermissionForm> = {}) {
  const { shop, door, cards } = await openShop();
  const clip = await addClip(shop.id);
  const made = await door.ask("staff", { ...FORM, videoId: clip, ...form });
  if (!made.ok) throw new Error(made.fault.kind);
  const creator = createPermissionDoor({
    ...ports,
    clipOf: async (shopId, id) => (shopId === shop.id ? ((await cards([id]))[0] ?? null) : null),
  });
  const link = (await door.of(clip)).permissions[0]?.link ?? "";
  const token = link.replace("https://app.test/rights/", "");
  return { shop, door, clip, creator, token, id: made.value.id };
}

describe("permission", () => {
  it("is granted once, word for word, and clears the clip", async () => {
    const { shop, door, clip, creator, token } = await asked();
    expect((await door.of(clip)).kept?.terms).toMatchObject({
      status: "requested",
      creator: "@mei",
    });
    expect(await creator.read(token)).toMatchObject({
      kind: "open",
      request: { shopName: "Tide & Clay", clipTitle: "Pouring tea", channels: ["shop", "social"] },
    });
    await Promise.all([
      creator.answer(token, reply("granted")),
      creator.answer(token, reply("granted")),
    ]);
    clock.advance(1000);
    expect(await creator.answer(token, reply("refused", "Somebody else"))).toMatchObject({
      kind: "answered",
      request: {
        answer: { decision: "granted", name: "Mei Lin", statement: "I say: granted", at: NOW },
      },
    });
    const { kept, standing, permissions } = await door.of(clip);
    expect(standing).toBe("granted");
    expect(kept?.terms).toMatchObject({
      status: "granted",
      creator: "Mei Lin",
      channels: ["shop", "social"],
      territory: ["CN", "US"],
      until: "2027-11-22",
    });
    expect(permissions).toMatchObject([{ state: "granted", link: null }]);
    await expect(
      database.pool.query("update permission_answers set statement = 'x' where shop_id = $1", [
        shop.id,
      ]),
    ).rejects.toThrow("stays as it was said");
    for await (const row of door.list())
      expect(row).toMatchObject({ videoId: clip, answer: { name: "Mei Lin" } });
  });

  it("refused takes the clip off the storefront, but not what was granted before", async () => {
    const { shop, door, clip, creator, token } = await asked();
    await creator.answer(token, reply("refused"));
    expect(await withheld(shop.id, clip)).toEqual(["rights"]);
    expect((await door.of(clip)).standing).toBe("refused");
    await door.save(clip, granted({ until: "2026-12-01" }), await seen(door, clip));
    await door.ask("staff", { ...FORM, videoId: clip });
    const link = (await door.of(clip)).permissions[0]?.link ?? "";
    await creator.answer(link.slice(link.lastIndexOf("/") + 1), reply("refused"));
    expect((await door.of(clip)).standing).toBe("granted");
    expect(await withheld(shop.id, clip)).toEqual([]);
  });

  it("opens to no forged, changed, expired or withdrawn link", async () => {
    const { shop, door, clip, creator, token, id } = await asked({ days: 7 });
    const [owner, request, end, signature] = token.split(".") as [string, string, string, string];
    const elsewhere = await asked();
    for (const bad of [
      "",
      "...",
      `${token}.x`,
      [owner, request, end, `${signature.slice(0, -2)}xx`].join("."),
      [owner, request, `${end.slice(0, -1)}z`, signature].join("."),
      [owner, newId(), end, signature].join("."),
      [newId(), request, end, signature].join("."),
      [elsewhere.shop.id, request, end, signature].join("."),
    ])
      expect(await creator.read(bad), bad).toEqual({ kind: "unknown" });

    clock.advance(7 * DAY_MS - 1);
    expect((await creator.read(token)).kind).toBe("open");
    clock.advance(1);
    expect((await creator.read(token)).kind).toBe("expired");
    expect((await creator.answer(token, reply("granted"))).kind).toBe("expired");
    expect((await door.of(clip)).permissions).toMatchObject([{ state: "expired", link: null }]);

    const second = await asked();
    expect(await elsewhere.door.revoke(second.id)).toMatchObject({
      fault: { kind: "permission-over" },
    });
    expect(await second.door.revoke(second.id)).toEqual({ ok: true });
    expect((await second.creator.answer(second.token, reply("granted"))).kind).toBe("revoked");
    expect((await second.door.of(second.clip)).permissions[0]?.answer).toBe(null);
    expect(await second.door.revoke(second.id)).toMatchObject({ ok: false });
    await media.remove(shop.id, [clip], () => []);
    expect(await creator.read(token)).toEqual({ kind: "unknown" });
    expect(id).toHaveLength(24);
  });

  it("is not asked for what cannot be granted", async () => {
    const { door, clip } = await asked();
    const ask = (form: Partial<PermissionForm>) =>
      door.ask("staff", { ...FORM, videoId: clip, ...form });
    expect(await ask({ until: "2026-11-21" })).toMatchObject({
      fault: { kind: "permission-until-past" },
    });
    expect(await ask({ channels: [] })).toMatchObject({ fault: { kind: "rights-no-channel" } });
    expect(await ask({ territory: [] })).toMatchObject({ fault: { kind: "rights-no-country" } });
    expect(await ask({ videoId: newId() })).toMatchObject({ fault: { kind: "video-not-found" } });
    expect(await ask({ until: "2026-11-22" })).toMatchObject({ ok: true });
  });
});
