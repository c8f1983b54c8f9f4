import type { MediaPorts } from "./ports.ts";

/** Removes blobs and what the engine keeps. Refuses to touch another shop's. */
export async function removeFiles(
  { blobs, engine }: MediaPorts,
  payload: { shopId: string; keys: string[]; engineRef?: string | null },
): Promise<void> {
  for (const key of payload.keys) {
    if (!key.startsWith(`${payload.shopId}/`))
      throw new Error(`Blob ${key} does not belong to shop ${payload.shopId}`);
    await blobs.remove(key);
  }
  if (payload.engineRef) await engine.remove(payload.engineRef);
}
