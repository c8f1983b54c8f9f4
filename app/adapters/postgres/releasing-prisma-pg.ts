import { PrismaPg } from "@prisma/adapter-pg";

type Adapter = Awaited<ReturnType<PrismaPg["connect"]>>;
type AdapterTransaction = Awaited<ReturnType<Adapter["startTransaction"]>>;

/**
 * Prisma's adapter with transactions that always give their connection back, and once. As shipped with
 * Prisma 6, a COMMIT or ROLLBACK that fails (its connection died) is never followed by the call that
 * releases the connection: the pool is one short for ever, and closing it waits for ever. One that times
 * out while it commits is released twice, which ends the process (prisma/orm issue 29952).
 */
export class ReleasingPrismaPg extends PrismaPg {
  override async connect(): Promise<Adapter> {
    const adapter = await super.connect();
    const start = adapter.startTransaction.bind(adapter);
    adapter.startTransaction = async (isolation) => alwaysReleased(await start(isolation));
    return adapter;
  }
}

function alwaysReleased(transaction: AdapterTransaction): AdapterTransaction {
  const execute = transaction.executeRaw.bind(transaction);
  const giveBack = transaction.rollback.bind(transaction);
  let given = false;
  const once = async () => {
    if (given) return;
    given = true;
    // The pool throws away a connection that is broken and keeps a sound one.
    await giveBack();
  };
  return Object.assign(transaction, {
    commit: once,
    rollback: once,
    async executeRaw(query: Parameters<typeof execute>[0]) {
      try {
        return await execute(query);
      } catch (error) {
        if (/^(commit|rollback)\s*;?$/i.test(query.sql)) await once();
        throw error;
      }
    },
  });
}
