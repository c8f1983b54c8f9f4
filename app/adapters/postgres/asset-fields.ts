import type { Prisma } from "@prisma/client";
import type { EngineAsset } from "../../domains/media/ports.ts";

/** An asset as the columns of its row. */
export function assetFields(asset: EngineAsset) {
  return {
    engineRef: asset.engineRef,
    width: asset.width,
    height: asset.height,
    duration: asset.duration,
    hasAudio: asset.hasAudio,
    posterKey: asset.posterKey,
    previewKey: asset.previewKey,
    placeholder: asset.placeholder,
    playback: asset.playback as unknown as Prisma.InputJsonValue,
    complete: asset.complete,
  };
}
