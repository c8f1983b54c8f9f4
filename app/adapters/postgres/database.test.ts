import { beforeAll, describe, expect, it } from "vitest";
import { cloneDatabase, type TestDatabase } from "../../../tests/setup/database.ts";
import { openDatabase } from "./database.ts";

let server: TestDatabase;
beforeAll(async () => {
  server = await cloneDatabase();
});

describe("a database whose connections die", () => {
  it("has none fewer after a transaction's connection died, and closes", async () => {
    const database = openDatabase({ url: server.url, poolSize: 1 });
    for (let round = 0; round < 3; round++) {
      const cut = database.prisma.$transaction(async (tx) => {
        const [row] = await tx.$queryRaw<{ pid: number }[]>`select pg_backend_pid() as pid`;
        await server.pool.query("select pg_terminate_backend($1)", [row?.pid]);
        await tx.shop.count();
      });
      await expect(cut).rejects.toThrow();
    }
    expect(await database.prisma.$transaction((tx) => tx.shop.count())).toBe(0);
    await database.close();
  });

  it("keeps a connection whose transaction failed by a rule", async () => {
    const database = openDatabase({ url: server.url, poolSize: 1 });
    const pid = async () => {
      const [row] = await database.prisma.$queryRaw<
        { pid: number }[]
      >`select pg_backend_pid() as pid`;
      return row?.pid;
    };
    const before = await pid();
    await expect(
      database.prisma.$transaction((tx) => tx.$executeRaw`select 1 / 0`),
    ).rejects.toThrow(/division by zero/);
    expect(await pid()).toBe(before);
    await database.close();
  });
});
