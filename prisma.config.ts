import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { defineConfig } from "prisma/config";

/**
 * Prisma's CLI without downloaded binaries: the schema engine runs as WASM over node-postgres.
 *
 * The schema engine reads PostgreSQL's catalogue, whose types `name` (OID 19) and `"char"` (OID 18) the
 * pg adapter does not map (prisma/orm issue 27403): both are handed over as text here, and only here.
 */
const NAME = 19;
const CHAR = 18;
const TEXT = 25;

class CataloguePool extends pg.Pool {
  override async connect(): Promise<pg.PoolClient>;
  override async connect(callback?: unknown): Promise<pg.PoolClient> {
    if (callback) throw new Error("The schema engine connects by promise");
    return asText(await super.connect());
  }

  override async query(...parameters: unknown[]): Promise<never> {
    const client = await super.connect();
    try {
      return (await (asText(client).query as (...p: unknown[]) => Promise<unknown>)(
        ...parameters,
      )) as never;
    } finally {
      client.release();
    }
  }
}

const patched = new WeakSet<object>();

function asText(client: pg.PoolClient): pg.PoolClient {
  if (patched.has(client)) return client;
  patched.add(client);
  const query = client.query.bind(client) as (...parameters: unknown[]) => Promise<pg.QueryResult>;
  client.query = (async (...parameters: unknown[]) => {
    const result = await query(...parameters);
    for (const field of result?.fields ?? [])
      if (field.dataTypeID === NAME || field.dataTypeID === CHAR) field.dataTypeID = TEXT;
    return result;
  }) as typeof client.query;
  return client;
}

// The schema engine bounds its wait for the migration lock by a timer that it never clears: every command
// would end ten seconds after its work. Such a timer does not keep the process; an open query still does.
const lasting = globalThis.setTimeout;
globalThis.setTimeout = Object.assign(
  (...parameters: Parameters<typeof lasting>) => lasting(...parameters).unref(),
  lasting,
);

export default defineConfig({
  experimental: { adapter: true },
  engine: "js",
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  adapter: async () =>
    new PrismaPg(
      new CataloguePool({ connectionString: process.env.DATABASE_URL, allowExitOnIdle: true }),
    ),
});
