import { beforeAll } from "vitest";
import { cloneDatabase, type TestDatabase } from "../../../tests/setup/database.ts";
import { discountStoreContract } from "../../domains/catalog/discount-store.contract.ts";
import { createDiscountStore } from "./discount-store.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});

discountStoreContract(async () => createDiscountStore({ ...database, enqueue: async () => {} }));
