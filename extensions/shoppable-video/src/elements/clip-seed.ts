import type { ClipSeed } from "./player-options.ts";

/** What a card's markup tells of its clip. */
export function clipSeed(card: HTMLElement): ClipSeed {
  const { video = "", ...data } = card.dataset;
  const image = card.querySelector("img");
  return {
    id: video,
    title: data.name ?? "",
    poster: image?.currentSrc || image?.src || "",
    preview: data.preview || null,
    width: Number(data.width) || 9,
    height: Number(data.height) || 16,
    product: data.product
      ? {
          handle: data.product,
          title: data.productTitle ?? "",
          image: data.productImage || null,
          url: data.productUrl ?? "",
        }
      : null,
  };
}
