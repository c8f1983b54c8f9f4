import type { Shop } from "@prisma/client";
import { SOLD_OUT_WAYS } from "../../contract/metafields.ts";
import type { ShopRecord, ShopStore } from "../../domains/shop/index.server.ts";
import type { Database, EnqueueWithin } from "./database.ts";

/** Rows deleted at a time when a shop is erased: a transaction of its own each, so that it can resume. */
const ERASE_BATCH = 5000;

export function createShopStore({
  prisma,
  pool,
  enqueue,
}: Pick<Database, "prisma" | "pool"> & { enqueue: EnqueueWithin }): ShopStore {
  return {
    async byDomain(domain) {
      const row = await prisma.shop.findUnique({ where: { domain } });
      return row && toRecord(row);
    },

    async byId(id) {
      const row = await prisma.shop.findUnique({ where: { id } });
      return row && toRecord(row);
    },

    install: ({ id, domain, scopes, at }, jobs) =>
      prisma.$transaction(async (tx) => {
        const installedAt = new Date(at);
        const made = await tx.shop.createMany({
          data: [{ id, domain, scopes, installedAt }],
          skipDuplicates: true,
        });
        await tx.$queryRaw`select 1 from shops where domain = ${domain} for update`;
        const row = await tx.shop.findUniqueOrThrow({ where: { domain } });
        const shop = { id: row.id, domain };
        if (made.count === 0 && row.uninstalledAt === null) return shop;
        if (made.count === 0)
          await tx.shop.update({
            where: { id: row.id },
            data: { scopes, installedAt, uninstalledAt: null },
          });
        await enqueue(tx, jobs(shop));
        return shop;
      }),

    uninstall: (domain, at, jobs) =>
      prisma.$transaction(async (tx) => {
        const uninstalledAt = new Date(at);
        const left = await tx.shop.updateManyAndReturn({
          where: { domain, uninstalledAt: null, installedAt: { lte: uninstalledAt } },
          data: { uninstalledAt },
          select: { id: true },
        });
        const id = left[0]?.id;
        if (!id) return false;
        // Its tokens died with the installation; a stored one would be trusted until it expires.
        await tx.session.deleteMany({ where: { shop: domain } });
        await tx.$queryRaw`select pg_notify('clipshelf_published', ${domain})::text`;
        await enqueue(tx, jobs({ id, domain }));
        return true;
      }),

    async setScopes(domain, scopes) {
      await prisma.shop.updateMany({ where: { domain }, data: { scopes } });
    },

    async update(id, change, jobs = []) {
      await prisma.$transaction(async (tx) => {
        const { soldOut, ...columns } = change;
        await tx.shop.update({ where: { id }, data: columns });
        if (soldOut)
          await tx.$executeRaw`update shops set settings = settings || jsonb_build_object('soldOut', ${soldOut}::text)
            where id = ${id}`;
        await enqueue(tx, jobs);
      });
    },

    async enqueue(jobs) {
      await prisma.$transaction((tx) => enqueue(tx, jobs));
    },

    async erase(id) {
      const shop = await prisma.shop.findUnique({ where: { id } });
      if (!shop) return;
      // Whatever table carries a shop's id, of whatever room: found in the catalog, so none is forgotten.
      const { rows: tables } = await pool.query<{ schema: string; name: string }>(
        `select c.table_schema as schema, c.table_name as name
           from information_schema.columns c
           join information_schema.tables t using (table_schema, table_name)
          where c.column_name = 'shop_id' and t.table_type = 'BASE TABLE'
            and c.table_schema not in ('pg_catalog', 'information_schema', 'pgboss')`,
      );
      // Deleting from one table may have others note it: until nothing more is there.
      for (let found = true; found; ) {
        found = false;
        for (const { schema, name } of tables) {
          const table = `${quote(schema)}.${quote(name)}`;
          for (let deleted = ERASE_BATCH; deleted === ERASE_BATCH; ) {
            const { rowCount } = await pool.query(
              `delete from ${table} where (tableoid, ctid) in
                 (select tableoid, ctid from ${table} where shop_id = $1 limit ${ERASE_BATCH})`,
              [id],
            );
            deleted = rowCount ?? 0;
            found ||= deleted > 0;
          }
        }
      }
      await prisma.$transaction([
        prisma.session.deleteMany({ where: { shop: shop.domain } }),
        prisma.webhookReceipt.deleteMany({ where: { shopDomain: shop.domain } }),
        prisma.shop.delete({ where: { id } }),
      ]);
    },
  };
}

function quote(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`;
}

function toRecord(row: Shop): ShopRecord {
  const settings = row.settings as { soldOut?: unknown };
  return {
    id: row.id,
    domain: row.domain,
    name: row.name,
    currency: row.currency,
    timeZone: row.timeZone,
    proxyPath: row.proxyPath,
    scopes: row.scopes,
    installedAt: row.installedAt.getTime(),
    uninstalledAt: row.uninstalledAt?.getTime() ?? null,
    soldOut: SOLD_OUT_WAYS.find((way) => way === settings.soldOut) ?? "similar",
    planHandle: row.planHandle,
  };
}
