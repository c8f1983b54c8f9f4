import { fakeSocialStore } from "./social-fakes.ts";
import { socialStoreContract } from "./social-store.contract.ts";

socialStoreContract(async () => {
  const store = fakeSocialStore();
  return {
    store,
    async addVideo(shopId, videoId, title) {
      store.videos.set(`${shopId} ${videoId}`, title);
    },
  };
});
