import { type Fault, ok, type Result, refuse } from "../../kernel/result.ts";
import type { CatalogDoor } from "../catalog/index.server.ts";
import type { ShopRef } from "../shop/index.ts";
import { cleanFileName, shorten, titleFromFileName } from "./file-name.ts";
import { finishUpload } from "./finish-upload.server.ts";
import {
  MAX_DESCRIPTION_LENGTH,
  MAX_PRODUCTS_PER_VIDEO,
  MAX_TAG_LENGTH,
  MAX_TAGS,
  MAX_TITLE_LENGTH,
  type VideoSource,
} from "./index.ts";
import { originalKey } from "./keys.ts";
import type { MediaPorts, NewVideo, RoomFault, WantedFile } from "./ports.ts";
import { distinctTags } from "./update-video.server.ts";

/** A clip that is about to come. What is too long is cut; products that are gone are left out. */
export interface ComingClip {
  /** Made by the caller, so that saying it again makes no second clip. */
  id: string;
  /** Name of its file. */
  name: string;
  bytes: number;
  /** `upload` unless said. */
  source?: VideoSource;
  title?: string;
  description?: string;
  tags?: string[];
  /** Shopify's numbers. */
  productIds?: string[];
}

/** Where the original goes: a blob of ours, or an address of the engine's. */
export type ClipPlace = { kind: "blob"; key: string } | { kind: "engine"; url: string };

/** Makes the row of a clip whose bytes come next. */
export async function expectClip(
  ports: MediaPorts,
  catalog: Pick<CatalogDoor, "products">,
  shop: ShopRef,
  clip: ComingClip,
): Promise<Result<ClipPlace, RoomFault | Fault<"engine-unavailable">>> {
  const { directUpload } = ports.engine;
  if (!directUpload) {
    const key = originalKey(shop.id, clip.id);
    const made = await insert(ports, catalog, shop, clip, { sourceKey: key });
    return made.ok ? ok({ kind: "blob", key }) : made;
  }
  const opened = await directUpload.open({ shopId: shop.id, videoId: clip.id });
  if (!opened.ok) return opened;
  const { url, engineRef } = opened.value;
  const made = await insert(ports, catalog, shop, clip, { engineRef });
  if (made.ok) return ok({ kind: "engine", url });
  await ports.engine.remove(engineRef);
  return made;
}

/** Makes the row of a clip whose file somebody has yet to add. Said again, it makes no second one. */
export function awaitClip(
  ports: MediaPorts,
  catalog: Pick<CatalogDoor, "products">,
  shop: ShopRef,
  clip: Omit<ComingClip, "bytes">,
): Promise<Result<void, RoomFault>> {
  return insert(ports, catalog, shop, { ...clip, bytes: 0 }, {}, true);
}

/** The file of a wanted clip comes next; the clip stays wanted until all of it is here. */
export async function expectFile(
  { store, engine, clock, room }: Pick<MediaPorts, "store" | "engine" | "clock" | "room">,
  shopId: string,
  file: { id: string; name: string; bytes: number },
): Promise<Result<ClipPlace, RoomFault | Fault<"engine-unavailable" | "file-not-wanted">>> {
  const named = { sourceName: cleanFileName(file.name) || "clip", sourceBytes: file.bytes };
  const left = await room(shopId);
  const expect = (place: Pick<WantedFile, "sourceKey" | "engine">) =>
    store.expectFile(shopId, file.id, { ...named, ...place }, clock.now(), left);
  if (!engine.directUpload) {
    const key = originalKey(shopId, file.id);
    const expected = await expect({ sourceKey: key, engine: null });
    return expected.ok ? ok({ kind: "blob", key }) : expected;
  }
  const opened = await engine.directUpload.open({ shopId, videoId: file.id });
  if (!opened.ok) return opened;
  const { url, engineRef } = opened.value;
  const place = { sourceKey: null, engine: { name: engine.name, ref: engineRef } };
  const expected = await expect(place);
  if (expected.ok) return ok({ kind: "engine", url });
  await engine.remove(engineRef);
  return expected;
}

/**
 * Makes a clip of a blob that is whole: `originalPlace` says where it must stand. An engine that takes
 * originals itself gets it sent, and the blob is removed. Said again, it makes no second clip.
 */
export async function takeClip(
  ports: MediaPorts,
  catalog: Pick<CatalogDoor, "products">,
  shop: ShopRef,
  clip: ComingClip,
  key: string,
  signal: AbortSignal,
): Promise<Result<void, RoomFault | Fault<"engine-unavailable" | "upload-missing">>> {
  const { store, blobs, engine } = ports;
  const without = async (fault: RoomFault) => {
    await blobs.remove(key);
    return { ok: false, fault } as const;
  };
  const known = await store.find(shop.id, clip.id);
  if (!known || known.status === "uploading" || known.status === "wanted") {
    if (known?.status === "wanted") {
      const expected = await expectFile(ports, shop.id, clip);
      if (!expected.ok && expected.fault.kind === "engine-unavailable")
        return refuse("engine-unavailable");
      if (!expected.ok && expected.fault.kind !== "file-not-wanted")
        return without(expected.fault as RoomFault);
      if (expected.ok && expected.value.kind === "engine") {
        const blob = await blobs.get(key);
        if (!blob) return refuse("upload-missing");
        await engine.directUpload?.send(expected.value.url, blob, signal);
      }
    } else if (engine.directUpload && !known) {
      const blob = await blobs.get(key);
      if (!blob) return refuse("upload-missing");
      const opened = await engine.directUpload.open({ shopId: shop.id, videoId: clip.id });
      if (!opened.ok) return opened;
      const { url, engineRef } = opened.value;
      // Sent before there is a row: a row without its bytes would be taken for an upload under way.
      await engine.directUpload.send(url, blob, signal);
      const made = await insert(ports, catalog, shop, clip, { engineRef });
      if (!made.ok) {
        await engine.remove(engineRef);
        return without(made.fault);
      }
    } else if (!known) {
      const made = await insert(ports, catalog, shop, clip, { sourceKey: key });
      if (!made.ok) return without(made.fault);
    }
    const finished = await finishUpload(ports, shop.id, clip.id);
    // An engine may need a moment to notice; the sweep asks again.
    if (!finished.ok && !engine.directUpload) return refuse("upload-missing");
  }
  if (engine.directUpload) await blobs.remove(key);
  return ok();
}

async function insert(
  ports: MediaPorts,
  catalog: Pick<CatalogDoor, "products">,
  shop: ShopRef,
  clip: ComingClip,
  place: { sourceKey?: string; engineRef?: string },
  wanted = false,
): Promise<Result<void, RoomFault>> {
  const sourceName = cleanFileName(clip.name) || "clip";
  const products = await catalog.products((clip.productIds ?? []).slice(0, MAX_PRODUCTS_PER_VIDEO));
  const video: NewVideo = {
    id: clip.id,
    title: shorten(clip.title?.trim() ?? "", MAX_TITLE_LENGTH) || titleFromFileName(sourceName),
    description: shorten(clip.description?.trim() ?? "", MAX_DESCRIPTION_LENGTH),
    tags: distinctTags((clip.tags ?? []).map((tag) => shorten(tag, MAX_TAG_LENGTH))).slice(
      0,
      MAX_TAGS,
    ),
    products: products.map(({ id }) => ({
      productId: id,
      variantId: null,
      from: null,
      to: null,
      x: null,
      y: null,
    })),
    ...(clip.source ? { source: clip.source } : {}),
    // Until it was looked at: see the clearance domain.
    withheld: ["review"],
    sourceName,
    sourceBytes: clip.bytes,
    sourceKey: place.sourceKey ?? null,
    engine: place.engineRef ? { name: ports.engine.name, ref: place.engineRef } : null,
    ...(wanted ? { wanted } : {}),
    at: ports.clock.now(),
  };
  return ports.store.insert(shop.id, video, await ports.room(shop.id));
}
