import type { Sandbox } from "../../sandbox.ts";
import type { ShopState, StoredFile } from "../../world/types.ts";
import { safe, writeFileBytes } from "./file-bytes.ts";

export interface NewVideo {
  filename: string;
  alt: string;
  bytes: Buffer;
  /** The product whose media it joins; null: only in Files. */
  productId: string | null;
}

/** Puts a video into the shop, as a merchant does by hand: ready at once. */
export function addVideo(
  sandbox: Sandbox,
  shop: ShopState,
  { filename, alt, bytes, productId }: NewVideo,
): StoredFile {
  const name = safe(`${sandbox.store.nextId(shop)}-${filename}`);
  writeFileBytes(sandbox.folders.files, name, bytes);
  const file: StoredFile = {
    id: `gid://shopify/Video/${sandbox.store.nextId(shop)}`,
    status: "READY",
    alt,
    filename,
    mimeType: "video/mp4",
    url: `/cdn/shop/files/${name}`,
    width: null,
    height: null,
    createdAt: new Date().toISOString(),
    size: bytes.length,
    ...(productId ? { productIds: [productId] } : {}),
  };
  shop.files.push(file);
  sandbox.store.changed();
  return file;
}
