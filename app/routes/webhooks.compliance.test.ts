import { describe, expect, it, vi } from "vitest";
import { createWishStore } from "../adapters/postgres/wish-store.ts";
import { FIRST_POLICY } from "../domains/engagement/index.ts";
import { newId } from "../kernel/ids.ts";
import { stageWebhooks, type WebhookRoom } from "./webhooks/webhook-room.fixture.ts";
import { action as compliance } from "./webhooks.compliance.ts";

let database: WebhookRoom["database"];
let wiring: WebhookRoom["wiring"];
let domain: WebhookRoom["domain"];
let shopId: WebhookRoom["shopId"];
const { send, jobs } = stageWebhooks((opened) => {
  ({ database, wiring, domain, shopId } = opened);
});

describe("compliance", () => {
  it("asks for the shop to be erased two days after it left, and not before it came back", async () => {
    const redact = { topic: "shop/redact", payload: { shop_domain: domain, shop_id: 1 } };
    await send(compliance, redact);
    expect(await jobs("shop.redact")).toHaveLength(0);
    await wiring.shops.recordUninstall(domain, Date.now());
    await send(compliance, redact);
    expect(await jobs("shop.redact")).toHaveLength(1);
  });

  it("cuts the tie to a customer, after uninstalling too", async () => {
    await database.prisma.creditedOrder.create({
      data: {
        ...{ shopId, orderId: "501", name: "#1001", currency: "USD", customerId: "77" },
        ...{ createdAt: new Date(0), updatedAt: new Date(0) },
      },
    });
    await wiring.shops.recordUninstall(domain, Date.now());
    const customer = { id: 77, email: "mei@example.com", phone: null };
    const request = { shop_domain: domain, shop_id: 1, customer };
    const asked = { ...request, orders_requested: [501], data_request: { id: 1 } };
    const wish = {
      ...{ id: newId(), productId: "1", variantId: "11", email: "mei@example.com" },
      ...{
        customerId: null,
        language: "en",
        consent: "Do.",
        askedAt: 0,
        backAt: null,
        toldAt: null,
      },
    };
    const wishes = createWishStore(database);
    await wishes.keepRequest(shopId, wish);
    const first = await send(compliance, { topic: "customers/data_request", payload: asked });
    expect(first.status).toBe(200);
    const kept = await database.prisma.creditedOrder.findFirstOrThrow({ where: { shopId } });
    expect(kept.customerId).toBe("77");
    const payload = { ...request, orders_to_redact: [501] };
    expect((await send(compliance, { topic: "customers/redact", payload })).status).toBe(200);
    const row = await database.prisma.creditedOrder.findFirstOrThrow({ where: { shopId } });
    expect(row.customerId).toBeNull();
    expect(await wishes.countOpen(shopId, "mei@example.com")).toBe(0);
  });

  /** A clip with what customer 77, customer 78 and a guest made of it. */
  async function talkedAbout(): Promise<{ videoId: string; about: () => Promise<unknown> }> {
    const videoId = newId();
    const { social, clock } = wiring;
    await database.pool.query(
      `insert into videos (shop_id, id, title, status, source_name, source_bytes, created_at, updated_at)
       values ($1, $2, 'Sea', 'ready', 'a.mp4', 1, now(), now())`,
      [shopId, videoId],
    );
    const { moderation } = wiring.forShop({ id: shopId, domain });
    await moderation.setPolicy({ ...FIRST_POLICY, comments: "at-once" });
    const place = { shopId, videoId };
    const person = (customerId: string | null, guest: string | null = null) => ({
      ...{ customerId, guest, address: newId() },
    });
    const posted = [];
    for (const who of [person("77"), person("78"), person(null, newId())]) {
      await social.like(place, who, true);
      const comment = { token: newId(clock), name: "Mei", text: "Lovely" };
      posted.push(await social.comment(place, who, comment));
    }
    const [, second] = posted;
    if (second?.kind !== "done") throw new Error("The comment was refused");
    const { id } = second.value.comment;
    await social.report(place, person("77"), { id, why: "spam" });
    return {
      videoId,
      async about() {
        const { rows } = await database.pool.query<{ trace: string }>(
          `select liker as trace from likes where shop_id = $1
           union all select concat(author, ' ', name, ' ', body) from comments where shop_id = $1
           union all select reporter from comment_reports where shop_id = $1
           union all select policy::text from moderation where shop_id = $1
           union all select concat(by, ' ', detail) from comment_deeds where shop_id = $1`,
          [shopId],
        );
        return rows.map(({ trace }) => trace);
      },
    };
  }

  it("tells what is kept of a customer's likes, comments and reports, and takes them away", async () => {
    const { about } = await talkedAbout();
    const customer = { id: 77, email: "mei@example.com", phone: null };
    const request = { shop_domain: domain, shop_id: 1, customer };
    const told = vi.spyOn(wiring.log, "error").mockImplementation(() => {});
    const asked = { ...request, orders_requested: [], data_request: { id: 1 } };
    await send(compliance, { topic: "customers/data_request", payload: asked });
    expect(told).toHaveBeenCalledWith(
      expect.objectContaining({
        likes: [expect.anything()],
        comments: [expect.anything()],
        reports: [expect.objectContaining({ reason: "spam" })],
      }),
      expect.any(String),
    );
    told.mockRestore();
    expect(JSON.stringify(await about())).toContain("customer:77");
    const redact = { topic: "customers/redact", payload: { ...request, orders_to_redact: [] } };
    for (const _ of [1, 2]) expect((await send(compliance, redact)).status).toBe(200);
    const left = JSON.stringify(await about());
    expect(left).not.toContain("customer:77");
    // One like, one comment and its author are gone; the others' stand.
    expect(left.match(/Mei Lovely/g)).toHaveLength(2);
    expect(left).toContain("customer:78");
    expect(left).toContain("guest:");
  });

  it("leaves nothing of what was said once the shop is erased", async () => {
    const { about } = await talkedAbout();
    await wiring.shops.recordUninstall(domain, Date.now() - 3 * 86_400_000);
    await send(compliance, {
      topic: "shop/redact",
      payload: { shop_domain: domain, shop_id: 1 },
    });
    await wiring.shops.redact(domain);
    expect(await about()).toEqual([]);
  });
});
