import { createHmac } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ActionFunctionArgs } from "@remix-run/node";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { cloneDatabase, type TestDatabase } from "../../../tests/setup/database.ts";
import { readConfig } from "../../config.server.ts";
import { newId } from "../../kernel/ids.ts";
import { createWiring, type Wiring } from "../../wiring.server.ts";

const SECRET = "webhook-secret";

export interface WebhookRoom {
  database: TestDatabase;
  wiring: Wiring;
  /** Of a shop of the test's own, which has the app installed. */
  domain: string;
  shopId: string;
}

export type Action = (args: ActionFunctionArgs) => Promise<Response>;
export interface Sent {
  topic: string;
  payload: unknown;
  id?: string;
  shop?: string;
  at?: number;
  secret?: string;
  /** Replaces the signed body after signing. */
  body?: string;
  headers?: Record<string, string>;
  method?: string;
}

/**
 * The app over a database of the file's own, and a new shop for each test: `keep` is told of it. Answers how
 * webhooks are sent to it and what jobs came of them. Call it at the top level.
 */
export function stageWebhooks(keep: (opened: WebhookRoom) => void) {
  const blobs = mkdtempSync(join(tmpdir(), "clipshelf-webhooks-"));
  let database: TestDatabase;
  let wiring: Wiring;
  let domain: string;
  let shopId: string;

  beforeAll(async () => {
    database = await cloneDatabase();
    const config = readConfig({
      ...{ NODE_ENV: "test", LOG_LEVEL: "silent", DATABASE_URL: database.url, DATABASE_POOL: "4" },
      ...{ SHOPIFY_APP_URL: "https://clipshelf.example", SHOPIFY_API_KEY: "key" },
      ...{ SHOPIFY_API_SECRET: SECRET, BLOB_DIR: blobs },
    });
    wiring = createWiring(config, { process: "web" });
    await wiring.start();
  });
  // The wiring's connections go before the database they belong to.
  afterAll(async () => {
    await wiring?.close();
    rmSync(blobs, { recursive: true, force: true });
  });
  beforeEach(async () => {
    domain = `s${newId()}.myshopify.com`;
    shopId = (await wiring.shops.recordInstall(domain, "write_files")).id;
    keep({ database, wiring, domain, shopId });
  });

  /** Signed as Shopify does, unless `sent` says otherwise. */
  async function send(action: Action, sent: Sent): Promise<Response> {
    const body = typeof sent.payload === "string" ? sent.payload : JSON.stringify(sent.payload);
    const request = new Request("https://clipshelf.example/webhooks/any", {
      method: sent.method ?? "POST",
      headers: {
        "Content-Type": "application/json",
        "X-Shopify-Topic": sent.topic,
        "X-Shopify-Shop-Domain": sent.shop ?? domain,
        "X-Shopify-Webhook-Id": sent.id ?? newId(),
        "X-Shopify-Event-Id": newId(),
        "X-Shopify-Triggered-At": new Date(sent.at ?? Date.now()).toISOString(),
        "X-Shopify-Hmac-Sha256": createHmac("sha256", sent.secret ?? SECRET)
          .update(body)
          .digest("base64"),
        ...sent.headers,
      },
      ...(sent.method === "GET" ? {} : { body: sent.body ?? body }),
    });
    try {
      return await action({ request, params: {}, context: { wiring } } as never);
    } catch (thrown) {
      if (thrown instanceof Response) return thrown;
      throw thrown;
    }
  }

  /** What jobs of that name were enqueued for the shop. */
  const jobs = async (name: string) => {
    const { rows } = await database.pool.query<{ data: { shopId?: string; domain?: string } }>(
      "select data from pgboss.job where name = $1",
      [name],
    );
    return rows
      .map((row) => row.data)
      .filter((data) => data.shopId === shopId || data.domain === domain);
  };

  return { send, jobs };
}
