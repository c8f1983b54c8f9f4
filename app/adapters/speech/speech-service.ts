import type {
  HeardSegment,
  MediaLog,
  SpeechFault,
  SpeechToText,
} from "../../domains/media/index.server.ts";
import { ok, type Result, refuse } from "../../kernel/result.ts";

export interface SpeechServiceOptions {
  /** Of the API, e.g. https://api.openai.com/v1 or a server of one's own. */
  url: string;
  key: string | null;
  model: string;
  log: MediaLog;
}

const PATIENCE_MS = 10 * 60 * 1000;

/**
 * Speaks `POST /audio/transcriptions` as OpenAI documents it and many servers of speech models do:
 * https://platform.openai.com/docs/api-reference/audio/createTranscription
 */
export function createSpeechService(options: SpeechServiceOptions): SpeechToText {
  const { url, key, model, log } = options;
  return {
    async listen(sound, language, signal) {
      signal.throwIfAborted();
      const form = new FormData();
      form.set(
        "file",
        new Blob([sound as Uint8Array<ArrayBuffer>], { type: "audio/mp4" }),
        "clip.m4a",
      );
      form.set("model", model);
      // ISO 639-1, as the service wants it.
      form.set("language", language.split("-")[0]!);
      form.set("response_format", "verbose_json");
      form.set("timestamp_granularities[]", "segment");
      // As bytes, so that the service is told its length, and stopping closes no stream twice.
      const encoded = new Response(form);
      const body = await encoded.arrayBuffer();
      const headers = {
        "content-type": encoded.headers.get("content-type") ?? "",
        ...(key ? { authorization: `Bearer ${key}` } : {}),
      };
      let response: Response;
      try {
        response = await fetch(`${url}/audio/transcriptions`, {
          method: "POST",
          ...{ body, headers },
          signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]),
        });
        if (response.ok) return readAnswer(await response.json());
      } catch (error) {
        signal.throwIfAborted();
        log.warn({ error: String(error) }, "The speech service cannot be reached");
        return refuse("speech-unavailable");
      }
      const said = (await response.text().catch(() => "")).slice(0, 500);
      log.error({ status: response.status, said }, "The speech service refused");
      const busy = response.status === 429 || response.status >= 500;
      return refuse(busy ? "speech-unavailable" : "speech-refused");
    },
  };
}

function readAnswer(answer: unknown): Result<HeardSegment[], SpeechFault> {
  const { segments } = (answer ?? {}) as { segments?: unknown };
  if (!Array.isArray(segments)) return refuse("speech-refused");
  const heard = segments.filter(
    (one): one is HeardSegment =>
      typeof one?.start === "number" && typeof one.end === "number" && typeof one.text === "string",
  );
  return ok(heard.map(({ start, end, text }) => ({ start, end, text })));
}
