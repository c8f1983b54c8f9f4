import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  type AppRequest,
  startTestSandbox,
  type TestSandbox,
} from "../fixtures/running-sandbox.ts";
import { DEFAULT_SHOP } from "../world/shops.ts";
import { createChance } from "./chance.ts";

let sandbox: TestSandbox;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "sandbox-webhooks-"));
});
afterEach(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
});

const start = async (
  webhooks: NonNullable<Parameters<typeof startTestSandbox>[0]>["webhooks"] = {},
) => {
  sandbox = await startTestSandbox({
    webhooks: { pauses: [20, 40, 60], ...webhooks },
    worldPath: join(folder, "world.json"),
  });
};
const raise = (topics: string[], payload: unknown = { id: 1 }) =>
  sandbox.sandbox.webhooks.raise(sandbox.store.shop(DEFAULT_SHOP), topics, payload);
const heard = () => sandbox.app.requests.filter((one) => one.method === "POST");
const ids = (requests: AppRequest[]) => requests.map((one) => one.headers["x-shopify-webhook-id"]);

describe("a webhook", () => {
  it("is accepted by Shopify's own library", async () => {
    await start();
    raise(["orders/create", "orders/paid"], { title: "影" });
    await sandbox.sandbox.webhooks.settled(5000);
    expect(heard()).toHaveLength(2);
    for (const request of heard()) {
      expect(request.url).toBe("/webhooks/orders");
      // As the library's adapter for Node sees a request.
      const rawRequest = { method: "POST", url: request.url, headers: request.headers };
      const check = await sandbox.shopify.webhooks.validate({ rawBody: request.body, rawRequest });
      expect(check).toMatchObject({ valid: true, domain: DEFAULT_SHOP, apiVersion: "2026-10" });
      const forged = await sandbox.shopify.webhooks.validate({
        rawBody: `${request.body} `,
        rawRequest,
      });
      expect(forged.valid).toBe(false);
    }
    const [one, two] = heard();
    expect(one?.headers["x-shopify-webhook-id"]).not.toBe(two?.headers["x-shopify-webhook-id"]);
    expect(one?.headers["x-shopify-event-id"]).toBe(two?.headers["x-shopify-event-id"]);
    expect(Date.parse(String(one?.headers["x-shopify-triggered-at"]))).toBeGreaterThan(0);
  });

  it("goes only where the manifest subscribes", async () => {
    await start();
    raise(["themes/publish"]);
    raise(["customers/redact"]);
    await sandbox.sandbox.webhooks.settled(5000);
    expect(heard().map((one) => one.url)).toEqual(["/webhooks/compliance"]);
  });

  it("is tried again with the first payload until it is taken", async () => {
    await start();
    let refusals = 2;
    sandbox.app.answer = (_request, response) => {
      response.statusCode = refusals > 0 ? 500 : 200;
      refusals -= 1;
      response.end();
    };
    const payload = { id: 1, state: "first" };
    raise(["products/update"], payload);
    payload.state = "later";
    await sandbox.sandbox.webhooks.settled(5000);
    expect(heard()).toHaveLength(3);
    expect(new Set(ids(heard())).size).toBe(1);
    expect(new Set(heard().map((one) => one.body))).toEqual(new Set(['{"id":1,"state":"first"}']));
    expect(sandbox.sandbox.webhooks.log.map((one) => one.outcome)).toEqual([500, 500, 200]);
  });

  it("is given up after the last pause", async () => {
    await start();
    sandbox.app.answer = (_request, response) => {
      response.statusCode = 503;
      response.end();
    };
    raise(["products/update"]);
    await sandbox.sandbox.webhooks.settled(5000);
    expect(heard()).toHaveLength(4);
  });

  it("counts as failed when the app takes too long", async () => {
    await start({ timeout: 50, pauses: [10] });
    let slow = true;
    sandbox.app.answer = (_request, response) => {
      if (!slow) response.end();
      slow = false;
    };
    raise(["products/update"]);
    await sandbox.sandbox.webhooks.settled(5000);
    expect(heard()).toHaveLength(2);
    expect(sandbox.sandbox.webhooks.log[0]?.outcome).toMatch(/timeout|aborted/i);
  });
});

describe("on purpose", () => {
  it("every webhook comes twice under one id", async () => {
    await start({ trouble: { duplicate: 1 } });
    raise(["products/update"]);
    await sandbox.sandbox.webhooks.settled(5000);
    expect(heard()).toHaveLength(2);
    expect(new Set(ids(heard())).size).toBe(1);
  });

  it("later events overtake earlier ones", async () => {
    await start({ trouble: { reorder: 1 } });
    raise(["products/update"], { turn: 1 });
    sandbox.sandbox.webhooks.trouble.reorder = 0;
    raise(["products/update"], { turn: 2 });
    await sandbox.sandbox.webhooks.settled(5000);
    expect(heard().map((one) => JSON.parse(one.body).turn)).toEqual([2, 1]);
    const [second, first] = heard().map((one) =>
      Date.parse(String(one.headers["x-shopify-triggered-at"])),
    );
    expect(first).toBeLessThanOrEqual(second ?? 0);
  });

  it("some never come, switched from outside", async () => {
    await start();
    const answer = await fetch(`${sandbox.url}/sandbox/webhooks`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ drop: 1 }),
    });
    expect(await answer.json()).toEqual({ duplicate: 0, reorder: 0, drop: 1 });
    raise(["products/update"]);
    await sandbox.sandbox.webhooks.settled(1000);
    expect(heard()).toEqual([]);
  });

  it("chance repeats itself for a seed", () => {
    const draw = (seed: number) => {
      const chance = createChance(seed);
      return Array.from({ length: 1000 }, () => chance(0.3));
    };
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
    const share = draw(7).filter(Boolean).length / 1000;
    expect(share).toBeGreaterThan(0.25);
    expect(share).toBeLessThan(0.35);
  });
});

it("survives a restart of the sandbox", async () => {
  await start({ pauses: [100, 100, 100] });
  sandbox.app.answer = (_request, response) => {
    response.statusCode = 500;
    response.end();
  };
  raise(["orders/create"], { id: 77 });
  while (heard().length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  const [first] = heard();
  await sandbox.close();
  sandbox = await startTestSandbox({ worldPath: join(folder, "world.json") });
  await sandbox.sandbox.webhooks.settled(5000);
  expect(heard()).toHaveLength(1);
  expect(ids(heard())).toEqual([first?.headers["x-shopify-webhook-id"]]);
  expect(heard()[0]?.body).toBe(first?.body);
});
