import { expect, it } from "vitest";
import { newId } from "../../kernel/ids.ts";
import { applyOrder } from "./apply-order.server.ts";
import { applyRefund } from "./apply-refund.server.ts";
import type { Posting } from "./ledger.ts";
import { type OrderGiven, orderPayload, refundPayload } from "./order-payload.fixtures.ts";
import { readCustomer } from "./order-payload.ts";
import type { LedgerStore } from "./ports.ts";

export interface LedgerUnderTest {
  ledger: LedgerStore;
  /** A new shop in US dollars with one video. */
  aShop(): Promise<{ shopId: string; videoId: string }>;
  postings(shopId: string): Promise<(Posting & { orderId: string })[]>;
  pendingRefunds(shopId: string): Promise<number>;
}

/** What a ledger says, however it was written: sums by what they are of and when. */
export function sums(postings: readonly Posting[]): Record<string, number> {
  const totals = new Map<string, number>();
  for (const posting of postings) {
    const key = `${posting.id.split("~")[0]} ${new Date(posting.at).toISOString()} ${posting.videoId}`;
    totals.set(key, (totals.get(key) ?? 0) + posting.amount);
  }
  return Object.fromEntries([...totals].filter(([, sum]) => sum !== 0).sort());
}

export function ledgerStoreContract(setUp: () => LedgerUnderTest): void {
  const start = async () => {
    const test = setUp();
    const shop = await test.aShop();
    const credit = { video: shop.videoId, placement: newId(), session: newId() };
    const ref = { id: shop.shopId, domain: `${shop.shopId}.myshopify.com` };
    const order = (given: OrderGiven, triggeredAt = 1) =>
      applyOrder(test, ref, orderPayload(given), triggeredAt);
    const refund = (given: Parameters<typeof refundPayload>[0]) =>
      applyRefund(test, ref, refundPayload(given));
    const total = async () =>
      (await test.postings(shop.shopId)).reduce((sum, posting) => sum + posting.amount, 0);
    return { ...test, ...shop, credit, ref, order, refund, total };
  };

  it("credits a line added in the player and no other", async () => {
    const { order, credit, postings, shopId, videoId } = await start();
    await order({
      lines: [{ id: 1, price: "19.90", quantity: 3, discount: "5.97", credit }, { id: 2 }],
    });
    const all = await postings(shopId);
    expect(all).toHaveLength(1);
    expect(all[0]).toMatchObject({
      id: "credit:1",
      kind: "credit",
      amount: 5373,
      currency: "USD",
      quantity: 3,
      videoId,
      orderId: "5001234567890",
      lineTitle: "Linen shirt - M",
      session: credit.session,
      at: Date.parse("2026-11-20T14:00:00Z"),
    });
  });

  it("says the same when told twice, and by many at once", async () => {
    const { order, refund, credit, postings, shopId } = await start();
    const line = { id: 1, credit, price: "20.00" };
    const told = () => [
      order({ lines: [line] }),
      refund({ id: 5, lines: [{ id: 6, line, subtotal: "8.00" }] }),
    ];
    await Promise.all([...told(), ...told(), ...told()]);
    await Promise.all(told());
    expect((await postings(shopId)).map(({ id, amount }) => [id, amount]).sort()).toEqual([
      ["credit:1", 2000],
      ["refund:6", -800],
    ]);
  });

  it("waits for the money", async () => {
    const { order, credit, total } = await start();
    const lines = [{ credit, price: "20.00" }];
    for (const status of ["pending", "authorized", "partially_paid", "voided"])
      await order({ financial_status: status, lines });
    expect(await total()).toBe(0);
    await order({ financial_status: "paid", updated_at: "2026-11-20T18:00:00-05:00", lines });
    expect(await total()).toBe(2000);
  });

  it("keeps a refund that comes before its order", async () => {
    const { order, refund, credit, total, pendingRefunds, shopId } = await start();
    const line = { id: 1, credit, price: "20.00" };
    await refund({ id: 5, lines: [{ id: 6, line, subtotal: "20.00" }] });
    await refund({ id: 5, lines: [{ id: 6, line, subtotal: "20.00" }] });
    expect(await pendingRefunds(shopId)).toBe(1);
    expect(await total()).toBe(0);
    await order({ lines: [line] });
    expect(await total()).toBe(0);
    expect(await pendingRefunds(shopId)).toBe(0);
  });

  it("keeps no refund of lines added elsewhere, and drops those of orders without a credit", async () => {
    const { ledger, order, refund, ref, pendingRefunds, shopId, credit } = await start();
    await refund({ id: 5, lines: [{ id: 6, line: { id: 2 }, subtotal: "20.00" }] });
    expect(await pendingRefunds(shopId)).toBe(0);
    const bare = refundPayload({ id: 7, lines: [{ id: 8, line: { id: 2 }, subtotal: "1.00" }] });
    for (const line of bare.refund_line_items as Record<string, unknown>[]) delete line.line_item;
    await applyRefund({ ledger }, ref, bare);
    expect(await pendingRefunds(shopId)).toBe(1);
    await order({ lines: [{ id: 2 }] });
    expect(await pendingRefunds(shopId)).toBe(0);

    const old = { id: 1, credit, price: "20.00" };
    await refund({
      id: 9,
      order_id: 77,
      created_at: "2026-01-01T00:00:00Z",
      lines: [{ id: 10, line: old, subtotal: "1.00" }],
    });
    expect(await ledger.dropStalePending(Date.parse("2026-01-01T00:00:00Z"))).toBe(0);
    expect(await ledger.dropStalePending(Date.parse("2026-02-01T00:00:00Z"))).toBe(1);
    expect(await pendingRefunds(shopId)).toBe(0);
  });

  it("gives nothing to videos that are not the shop's own", async () => {
    const { order, aShop, postings, shopId, credit } = await start();
    const other = await aShop();
    await order({
      lines: [
        { id: 1, credit: { ...credit, video: other.videoId } },
        { id: 2, credit: { ...credit, video: newId() } },
      ],
    });
    expect(await postings(shopId)).toEqual([]);
    expect(await postings(other.shopId)).toEqual([]);
  });

  it("keeps the same order number of two shops apart", async () => {
    const test = await start();
    const other = await test.aShop();
    await test.order({ lines: [{ credit: test.credit }] });
    const theirs = { ...test.credit, video: other.videoId };
    await applyOrder(
      test,
      { id: other.shopId, domain: "" },
      orderPayload({ lines: [{ credit: theirs, price: "1.00" }] }),
      1,
    );
    expect(await test.total()).toBe(2000);
    expect((await test.postings(other.shopId)).map(({ amount }) => amount)).toEqual([100]);
  });

  it("counts no test order", async () => {
    const { order, credit, total } = await start();
    await order({ test: true, lines: [{ credit }] });
    expect(await total()).toBe(0);
  });

  it("takes all back when the order is deleted", async () => {
    const { ledger, ref, order, credit, total } = await start();
    await applyOrder(
      { ledger },
      ref,
      { id: 5_001_234_567_890 },
      Date.parse("2026-11-23T00:00:00Z"),
    );
    await order({ lines: [{ credit }] });
    await applyOrder(
      { ledger },
      ref,
      { id: 5_001_234_567_890 },
      Date.parse("2026-11-23T00:00:00Z"),
    );
    expect(await total()).toBe(0);
  });

  it("forgets a customer and keeps the books", async () => {
    const { ledger, order, credit, postings, shopId } = await start();
    await order({ id: 1, customer: { id: 7001 }, lines: [{ id: 1, credit }] });
    await order({ id: 2, customer: { id: 7002 }, lines: [{ id: 2, credit }] });
    await order({ id: 3, customer: null, lines: [{ id: 3, credit }] });
    const customer = readCustomer({
      shop_domain: "x",
      customer: { id: 7001, email: "a@example.com" },
      orders_to_redact: [3],
    });
    expect(customer.asks).toBe(false);
    const kept = await ledger.ordersOfCustomer(shopId, customer);
    expect(kept.map(({ orderId, sessions }) => [orderId, sessions])).toEqual([
      ["1", [credit.session]],
      ["3", [credit.session]],
    ]);
    await ledger.forgetCustomer(shopId, customer);
    await ledger.forgetCustomer(shopId, customer);
    const byOrder = (await postings(shopId)).map(({ orderId, session, amount }) => [
      orderId,
      session,
      amount,
    ]);
    expect(byOrder.sort()).toEqual([
      ["1", "", 2000],
      ["2", credit.session, 2000],
      ["3", "", 2000],
    ]);
    expect(await ledger.ordersOfCustomer(shopId, { customerId: "7001", orderIds: [] })).toEqual([]);
    // What comes later for such an order still meets its credit.
    await order({
      id: 1,
      customer: null,
      updated_at: "2026-11-25T00:00:00Z",
      cancelled_at: "2026-11-25T00:00:00Z",
      lines: [{ id: 1, credit }],
    });
    const left = (await postings(shopId)).filter(({ orderId }) => orderId === "1");
    expect(left.reduce((sum, { amount }) => sum + amount, 0)).toBe(0);
  });
}
