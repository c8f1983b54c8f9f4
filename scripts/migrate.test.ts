import { beforeAll, describe, expect, it } from "vitest";
import { cloneDatabase, type TestDatabase } from "../tests/setup/database.ts";
import { isMigrated } from "./migrate.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});

describe("whether a database is up to date", () => {
  it("is told by the migrations it has, whole and unchanged", async () => {
    expect(await isMigrated(database.url)).toBe(true);
    const { rows } = await database.pool.query<{ checksum: string }>(
      "select checksum from _prisma_migrations order by migration_name limit 1",
    );
    const first = "(select min(migration_name) from _prisma_migrations)";
    const set = (what: string, values: unknown[] = []) =>
      database.pool.query(
        `update _prisma_migrations set ${what} where migration_name = ${first}`,
        values,
      );

    await set("finished_at = null");
    expect(await isMigrated(database.url)).toBe(false);
    await set("finished_at = now(), checksum = 'another'");
    expect(await isMigrated(database.url)).toBe(false);
    await set("checksum = $1", [rows[0]?.checksum]);
    expect(await isMigrated(database.url)).toBe(true);

    await database.pool.query(`delete from _prisma_migrations where migration_name = ${first}`);
    expect(await isMigrated(database.url)).toBe(false);
    await database.pool.query("drop table _prisma_migrations");
    expect(await isMigrated(database.url)).toBe(false);
  });
});
