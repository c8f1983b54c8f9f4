import { type Fault, ok, type Result, refuse } from "../../kernel/result.ts";
import { finishUpload } from "./finish-upload.server.ts";
import type { MediaPorts } from "./ports.ts";

/**
 * What the engine's webhook says is only a reason to look: the video is queued, and processing asks the
 * engine itself. Late, repeated and unordered ones do no harm that way.
 */
export async function hearEngine(
  ports: MediaPorts,
  body: string,
  headers: Headers,
): Promise<Result<void, Fault<"webhook-unknown" | "signature-invalid">>> {
  const { engine, store } = ports;
  if (!engine.readWebhook) return refuse("webhook-unknown");
  const references = await engine.readWebhook(body, headers);
  if (!references.ok) return references;
  for (const reference of references.value) {
    const found = await store.findByEngineRef(engine.name, reference);
    if (!found) continue;
    // The engine has every byte, whether or not the browser came back to say so.
    await finishUpload(ports, found.shopId, found.videoId, "arrived");
    break;
  }
  return ok();
}
