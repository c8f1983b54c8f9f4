import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";

/** Where things are on this start. */
export interface Addresses {
  appUrl: string;
  shopUrl: string;
}

/**
 * A demo that found its ports taken comes up on others, but its data still names the old ones: Shopify's CDN
 * and a deployed app keep their addresses, so neither the app nor the sandbox expects such a move. Before
 * anything starts, every text and JSON column and the sandbox's world get the new addresses.
 */
export async function moveAddresses(
  dataDir: string,
  databaseUrl: string,
  now: Addresses,
): Promise<void> {
  const file = join(dataDir, "addresses.json");
  const before = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Addresses) : now;
  const moves = [
    [before.appUrl, now.appUrl],
    [before.shopUrl, now.shopUrl],
  ].filter(([from, to]) => from !== to) as [string, string][];
  if (moves.length) {
    await moveInDatabase(databaseUrl, moves);
    moveInFile(join(dataDir, "sandbox", "world.json"), moves);
  }
  writeFileSync(file, JSON.stringify(now));
}

async function moveInDatabase(databaseUrl: string, moves: [string, string][]): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ table: string; column: string; type: string }>(
      `select quote_ident(table_name) as table, quote_ident(column_name) as column, data_type as type
         from information_schema.columns join information_schema.tables using (table_schema, table_name)
        where table_schema = 'public' and table_type = 'BASE TABLE' and data_type in ('text', 'jsonb')`,
    );
    for (const { table, column, type } of rows)
      for (const [from, to] of moves)
        await client.query(
          `update ${table} set ${column} = replace(${column}::text, $1, $2)::${type}
            where ${column}::text like '%' || $1 || '%'`,
          [from, to],
        );
  } finally {
    await client.end();
  }
}

function moveInFile(file: string, moves: [string, string][]): void {
  if (!existsSync(file)) return;
  let text = readFileSync(file, "utf8");
  for (const [from, to] of moves) text = text.replaceAll(from, to);
  writeFileSync(file, text);
}
