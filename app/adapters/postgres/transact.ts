import type pg from "pg";

export interface TransactOptions {
  /** `repeatable read`: every statement sees the same moment. */
  isolation?: "read committed" | "repeatable read";
  readOnly?: boolean;
}

/** Runs `work` in a transaction on one connection of the bare pool: all of it happens or none. */
export async function transact<T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
  { isolation = "read committed", readOnly = false }: TransactOptions = {},
): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query(`BEGIN ISOLATION LEVEL ${isolation}${readOnly ? " READ ONLY" : ""}`);
    const result = await work(client);
    await client.query("COMMIT");
    client.release();
    return result;
  } catch (error) {
    const undone = await client.query("ROLLBACK").then(
      () => true,
      () => false,
    );
    // A connection in doubt is not given back to the pool.
    client.release(!undone);
    throw error;
  }
}
