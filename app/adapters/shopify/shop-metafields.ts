import type { ShopMetafields } from "../../domains/placements/index.server.ts";
import { type AdminApi, throwUserErrors, type UserError } from "./admin-api.ts";
import {
  DELETE_METAFIELDS,
  LIST_APP_METAFIELDS,
  METAFIELDS_PER_CALL,
  SET_METAFIELDS,
} from "./queries.ts";

interface ListData {
  currentAppInstallation: {
    metafields: {
      nodes: { namespace: string; key: string; type: string; value: string }[];
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
    };
  };
}

export function createShopMetafields(api: AdminApi): ShopMetafields {
  return {
    perCall: METAFIELDS_PER_CALL,
    async set(shop, metafields, signal) {
      const data = await api.query<{ metafieldsSet: { userErrors: UserError[] } }>(
        shop,
        SET_METAFIELDS,
        {
          metafields: metafields.map(({ ownerGid, namespace, key, type, value }) => ({
            ownerId: ownerGid,
            namespace,
            key,
            type,
            value,
          })),
        },
        signal,
      );
      throwUserErrors("metafieldsSet", data.metafieldsSet.userErrors);
    },
    async delete(shop, metafields, signal) {
      const data = await api.query<{ metafieldsDelete: { userErrors: UserError[] } }>(
        shop,
        DELETE_METAFIELDS,
        {
          metafields: metafields.map(({ ownerGid, namespace, key }) => ({
            ownerId: ownerGid,
            namespace,
            key,
          })),
        },
        signal,
      );
      throwUserErrors("metafieldsDelete", data.metafieldsDelete.userErrors);
    },
    async list(shop, namespace) {
      const found: { namespace: string; key: string; type: string; value: string }[] = [];
      let after: string | null = null;
      do {
        const data: ListData = await api.query(shop, LIST_APP_METAFIELDS, { namespace, after });
        const { nodes, pageInfo } = data.currentAppInstallation.metafields;
        found.push(...nodes);
        after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
      } while (after);
      return found;
    },
  };
}
