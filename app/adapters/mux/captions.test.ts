import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createMuxCaptions } from "./captions.ts";
import { CAPTIONS_BY_THEMSELVES } from "./client.ts";
import { MUX_KEYS, type MuxStandIn, startMux } from "./mux-stand-in.fixture.ts";

const quiet = { info() {}, warn() {}, error() {} };
const { signal } = new AbortController();
const tea = [{ from: 500, to: 2_000, text: "Good tea" }];

let mux: MuxStandIn;
const said = "WEBVTT\n\n00:00:00.500 --> 00:00:02.000\nGood <i>tea</i>\n";
beforeAll(async () => {
  mux = await startMux({ width: 1080, height: 1920, milliseconds: 8_000, hasAudio: true });
});
beforeEach(() => {
  mux.said = said;
  mux.spoken = "en";
});
afterAll(() => mux.close());

const writer = (more: object = {}) =>
  createMuxCaptions({
    ...MUX_KEYS,
    ...{ baseUrl: mux.url, streamUrl: mux.url, log: quiet },
    ...more,
  });

/** An asset that is ready, with captions asked for when it was made or not. */
function asset(asked = false): string {
  const id = `as${mux.assets.size}`;
  const texts = asked
    ? CAPTIONS_BY_THEMSELVES.map(({ language_code, name }) => ({
        ...{ id: `text-${id}`, type: "text" as const, text_type: "subtitles" as const },
        ...{ text_source: "generated_vod" as const, status: "preparing" as const },
        ...{ language_code, name },
      }))
    : [];
  mux.assets.set(id, {
    ...{ id, status: "ready", upload_id: "up", steps: 3, broken: false, settings: {}, texts },
  });
  return id;
}

/** Asks until there is an end; answers it, and how often Mux was still at it. */
async function write(id: string, language: string, writes = writer()) {
  const clip = { sourceKey: null, kept: { engine: "mux", ref: `asset:${id}` } };
  for (let waits = 0; ; waits++) {
    const written = await writes.write(clip, language, async () => true, signal);
    if (!written.ok || written.value.kind !== "waiting") return { written, waits };
    if (waits > 5) throw new Error("Mux never came to an end");
  }
}

describe("captions by Mux", () => {
  it("takes those that Mux made by itself, in the language that it heard", async () => {
    mux.spoken = "pt";
    const id = asset(true);
    const { written } = await write(id, "und");
    expect(written).toEqual({ ok: true, value: { kind: "made", cues: tea, language: "pt" } });
    expect(mux.assets.get(id)?.texts).toHaveLength(1);
  });

  it("asks for a clip's captions once, however often it is called, and waits for them", async () => {
    const id = asset();
    const { written, waits } = await write(id, "fr-CA");
    expect(written).toEqual({ ok: true, value: { kind: "made", cues: tea, language: "fr-CA" } });
    expect(waits).toBe(1);
    await write(id, "fr-CA");
    expect(mux.assets.get(id)?.texts).toMatchObject([{ language_code: "fr", name: "fr-CA" }]);
  });

  it("says what is amiss, and can be asked again after that", async () => {
    const id = asset();
    mux.said = null;
    expect((await write(id, "en")).written).toEqual({
      ok: false,
      fault: { kind: "speech-refused" },
    });
    mux.said = "WEBVTT\n";
    expect((await write(id, "en")).written).toMatchObject({
      fault: { kind: "captions-nothing-said" },
    });
    expect((await write("gone", "en")).written).toMatchObject({
      fault: { kind: "upload-missing" },
    });
    const forged = writer({ tokenSecret: "wrong" });
    expect((await write(id, "en", forged)).written).toMatchObject({
      fault: { kind: "speech-refused" },
    });
  });

  it("waits while Mux is busy or has not made the asset, and stops when it is not wanted", async () => {
    const id = asset();
    const clip = (ref: string) => ({ sourceKey: null, kept: { engine: "mux", ref } });
    const waiting = { ok: true, value: { kind: "waiting" } };
    const goOn = async () => true;
    expect(await writer().write(clip("upload:up"), "en", goOn, signal)).toMatchObject(waiting);
    mux.failNext(429, 3);
    expect(await writer().write(clip(`asset:${id}`), "en", goOn, signal)).toMatchObject(waiting);
    const stop = async () => false;
    expect(await writer().write(clip(`asset:${id}`), "en", stop, signal)).toEqual({
      ok: true,
      value: { kind: "superseded" },
    });
    expect(writer().takes({ sourceKey: "k", kept: { engine: "ffmpeg", ref: "r" } })).toBe(false);
    expect(writer().languages).not.toContain("zh");
  }, 30_000);
});
