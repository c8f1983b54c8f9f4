import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createModerationService } from "./moderation-service.ts";
import { type ModerationRequest, startModerationStandIn } from "./moderation-stand-in.fixture.ts";

const asked: ModerationRequest[] = [];
let next: (picture: string) => number | { status: number; body: unknown } = () => 0;
let service: Awaited<ReturnType<typeof startModerationStandIn>>;

beforeAll(async () => {
  service = await startModerationStandIn((picture, request) => {
    asked.push(request);
    return next(picture.toString());
  });
});
afterAll(() => service.close());

const never = new AbortController().signal;
const log = { warn() {}, error() {} };
const frames = (...words: string[]) =>
  words.map((word, at) => ({ ms: at * 2_000, jpeg: Buffer.from(word) }));
const look = (of: ReturnType<typeof frames>, url = service.url, signal = never) =>
  createModerationService({
    ...{ url, key: "secret", model: "omni-moderation-latest", log, pauses: [0, 0] },
  }).look(of, signal);

describe("a moderation service", () => {
  it("is asked about one picture at a time, as its reference says, and answers in their order", async () => {
    asked.length = 0;
    next = (picture) => Number(picture);
    expect(await look(frames("0.01", "0.3", "0.97", "0.5", "0.2"))).toEqual([
      { verdict: "clear", confidence: 0.01, reason: "sexual" },
      { verdict: "suggestive", confidence: 0.3, reason: "sexual" },
      { verdict: "nude", confidence: 0.97, reason: "sexual" },
      { verdict: "nude", confidence: 0.5, reason: "sexual" },
      { verdict: "suggestive", confidence: 0.2, reason: "sexual" },
    ]);
    expect(asked).toHaveLength(5);
    for (const { path, authorization, body } of asked) {
      expect([path, authorization]).toEqual(["POST /v1/moderations", "Bearer secret"]);
      expect(body).toMatchObject({
        model: "omni-moderation-latest",
        input: [
          { type: "image_url", image_url: { url: expect.stringMatching(/^data:image\/jpeg;/) } },
        ],
      });
    }
    expect(await look([])).toEqual([]);
    expect(createModerationService({ url: service.url, key: null, model: "m", log }).host).toBe(
      new URL(service.url).host,
    );
  });

  it("is asked again while it is busy, and not where it refuses", async () => {
    let times = 0;
    next = () => (++times < 3 ? { status: 429, body: { error: { message: "Slow down" } } } : 0.9);
    expect(await look(frames("a"))).toMatchObject([{ verdict: "nude" }]);
    for (const [status, tries] of [
      [503, 3],
      [401, 1],
      [400, 1],
    ] as const) {
      asked.length = 0;
      next = () => ({ status, body: { error: { message: "No" } } });
      expect(await look(frames("a"))).toBeNull();
      expect(asked).toHaveLength(tries);
    }
    expect(await look(frames("a"), "http://127.0.0.1:9/v1")).toBeNull();
  });

  it("is not believed where its answer is none", async () => {
    for (const body of [{}, { results: [] }, { results: [{ category_scores: { violence: 1 } }] }]) {
      next = () => ({ status: 200, body });
      expect(await look(frames("a"))).toBeNull();
    }
    const over = AbortSignal.abort(new Error("stopped"));
    await expect(look(frames("a"), service.url, over)).rejects.toThrow("stopped");
  });
});
