import { setTimeout as wait } from "node:timers/promises";
import type {
  ClipFrame,
  FrameVerdict,
  NudityDetector,
} from "../../domains/clearance/index.server.ts";

export interface ModerationServiceOptions {
  /** Of the API, e.g. https://api.openai.com/v1 or a server of one's own. */
  url: string;
  key: string | null;
  model: string;
  log: {
    warn(fields: object, message: string): void;
    error(fields: object, message: string): void;
  };
  /** Before the second and the third try, milliseconds. */
  pauses?: readonly number[];
}

const PATIENCE_MS = 30_000;
/** Pictures asked about at the same time. */
const ABREAST = 3;
/** `category_scores.sexual` from which a picture counts as nude or as suggestive. */
const NUDE = 0.5;
const SUGGESTIVE = 0.2;
/** Of what a service calls its category. */
const REASON_LENGTH = 60;

/**
 * Speaks `POST /moderations` as OpenAI documents it, with one picture a request, which is all that its model
 * takes: https://platform.openai.com/docs/api-reference/moderations/create
 */
export function createModerationService(options: ModerationServiceOptions): NudityDetector {
  return {
    host: new URL(options.url).host,
    async look(frames, signal) {
      signal.throwIfAborted();
      const verdicts: FrameVerdict[] = [];
      for (let at = 0; at < frames.length; at += ABREAST) {
        const some = await Promise.all(
          frames.slice(at, at + ABREAST).map((frame) => askAbout(frame, options, signal)),
        );
        for (const one of some) {
          if (typeof one === "string") return null;
          verdicts.push(one);
        }
      }
      return verdicts;
    },
  };
}

/** Why there is no verdict: worth another try, or not. */
type Trouble = "busy" | "refused";

/** Asks again where the service is busy or cannot be reached. */
async function askAbout(
  frame: ClipFrame,
  options: ModerationServiceOptions,
  signal: AbortSignal,
): Promise<FrameVerdict | Trouble> {
  const pauses = options.pauses ?? [1_000, 5_000];
  for (let attempt = 0; ; attempt++) {
    const answer = await askOnce(frame, options, signal);
    if (answer !== "busy") return answer;
    const pause = pauses[attempt];
    if (pause === undefined) return answer;
    await wait(pause, undefined, { signal }).catch(() => signal.throwIfAborted());
  }
}

async function askOnce(
  { jpeg }: ClipFrame,
  { url, key, model, log }: ModerationServiceOptions,
  signal: AbortSignal,
): Promise<FrameVerdict | Trouble> {
  const picture = `data:image/jpeg;base64,${jpeg.toString("base64")}`;
  let response: Response;
  try {
    response = await fetch(`${url}/moderations`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...(key ? { authorization: `Bearer ${key}` } : {}),
      },
      body: JSON.stringify({ model, input: [{ type: "image_url", image_url: { url: picture } }] }),
      signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]),
    });
    if (response.ok) {
      const answer = readAnswer(await response.json());
      if (answer === "refused") log.error({}, "The moderation service answers in another format");
      return answer;
    }
  } catch (error) {
    signal.throwIfAborted();
    log.warn({ error: String(error) }, "The moderation service cannot be reached");
    return "busy";
  }
  const said = (await response.text().catch(() => "")).slice(0, 500);
  const busy = response.status === 429 || response.status >= 500;
  if (busy) log.warn({ status: response.status, said }, "The moderation service is busy");
  else log.error({ status: response.status, said }, "The moderation service refused");
  return busy ? "busy" : "refused";
}

/** `sexual/minors` and whatever else a service tells apart by a stroke counts as well. */
function readAnswer(answer: unknown): FrameVerdict | "refused" {
  const [result] = ((answer ?? {}) as { results?: unknown[] }).results ?? [];
  const { categories, category_scores: scores } = (result ?? {}) as {
    categories?: Record<string, unknown>;
    category_scores?: Record<string, unknown>;
  };
  const found = Object.entries(scores ?? {}).filter(
    (entry): entry is [string, number] =>
      /^sexual\b/.test(entry[0]) && typeof entry[1] === "number",
  );
  if (found.length === 0) return "refused";
  const [name, score] = found.reduce((most, one) => (one[1] > most[1] ? one : most));
  const confidence = Math.min(1, Math.max(0, score));
  const flagged = found.some(([category]) => categories?.[category] === true);
  const verdict =
    flagged || confidence >= NUDE ? "nude" : confidence >= SUGGESTIVE ? "suggestive" : "clear";
  return { verdict, confidence, reason: name.slice(0, REASON_LENGTH) };
}
