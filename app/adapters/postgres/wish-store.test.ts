import { beforeAll } from "vitest";
import { cloneDatabase, type TestDatabase } from "../../../tests/setup/database.ts";
import { wishStoreContract } from "../../domains/wishes/wish-store.contract.ts";
import { createWishStore } from "./wish-store.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});

wishStoreContract(async () => createWishStore(database));
