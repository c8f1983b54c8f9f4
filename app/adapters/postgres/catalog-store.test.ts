import { beforeAll } from "vitest";
import { cloneDatabase, type TestDatabase } from "../../../tests/setup/database.ts";
import { catalogStoreContract } from "../../domains/catalog/catalog-store.contract.ts";
import { createCatalogStore } from "./catalog-store.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});

catalogStoreContract(async () => createCatalogStore({ ...database, enqueue: async () => {} }));
