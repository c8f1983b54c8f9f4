import { fakeWishStore } from "./fakes.ts";
import { wishStoreContract } from "./wish-store.contract.ts";

wishStoreContract(async () => fakeWishStore());
