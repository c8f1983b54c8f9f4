import { type Fault, ok, type Result, refuse } from "../../kernel/result.ts";
import { makeCaptionsJob } from "./edits/edit-jobs.ts";
import { finishUpload } from "./finish-upload.server.ts";
import type { MediaPorts } from "./ports.ts";

/**
 * What the engine's webhook says is only a reason to look: the video (or the order of its captions) is
 * queued, and the worker asks the engine itself. Late, repeated and unordered ones do no harm that way.
 */
export async function hearEngine(
  ports: MediaPorts,
  body: string,
  headers: Headers,
): Promise<Result<void, Fault<"webhook-unknown" | "signature-invalid">>> {
  const { engine, store } = ports;
  if (!engine.readWebhook) return refuse("webhook-unknown");
  const heard = await engine.readWebhook(body, headers);
  if (!heard.ok) return heard;
  const { references, about } = heard.value;
  for (const reference of references) {
    const found = await store.findByEngineRef(engine.name, reference);
    if (!found) continue;
    if (about === "captions") {
      await store.enqueue([makeCaptionsJob(found.shopId, found.videoId)]);
      break;
    }
    // The engine has every byte, whether or not the browser came back to say so.
    await finishUpload(ports, found.shopId, found.videoId, "arrived");
    break;
  }
  return ok();
}
