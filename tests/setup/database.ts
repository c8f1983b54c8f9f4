import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, inject } from "vitest";
import { type Database, openDatabase } from "../../app/adapters/postgres/database.ts";

export interface TestDatabase extends Database {
  url: string;
}

/**
 * A database of this test file's own, cloned from the migrated template in some 50 ms and dropped
 * after the file. Call it in `beforeAll` or at the top level of a file.
 */
export async function cloneDatabase(): Promise<TestDatabase> {
  const serverUrl = inject("postgres");
  const name = `test_${randomBytes(6).toString("hex")}`;
  await onServer(serverUrl, `create database ${name} template template_clipshelf`);
  const url = serverUrl.replace(/\/postgres$/, `/${name}`);
  const database = openDatabase({ url, poolSize: 5 });
  afterAll(async () => {
    await database.close();
    await onServer(serverUrl, `drop database if exists ${name} with (force)`);
  });
  return { ...database, url };
}

async function onServer(url: string, sql: string): Promise<void> {
  for (let tries = 0; ; tries++) {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      await client.query(sql);
      return;
    } catch (error) {
      // Two files cloning at the same moment: the template is "being accessed by other users".
      if ((error as { code?: string }).code !== "55006" || tries > 50) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50 + Math.random() * 100));
    } finally {
      await client.end();
    }
  }
}
