import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSpeechService } from "./speech-service.ts";

/** What the service was asked last, and what it answers next. */
let asked: { path: string; authorization: string | undefined; body: string };
let next: { status: number; body: unknown };
let server: Server;
let url: string;

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    asked = {
      path: `${request.method} ${request.url}`,
      authorization: request.headers.authorization,
      body: Buffer.concat(chunks).toString("latin1"),
    };
    response
      .writeHead(next.status, { "content-type": "application/json" })
      .end(JSON.stringify(next.body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const never = new AbortController().signal;
const log = { info() {}, warn() {}, error() {} };
const listen = (at = url, key: string | null = "secret", signal = never) =>
  createSpeechService({ url: at, key, model: "whisper-1", log }).listen(
    Buffer.from("sound bytes"),
    "zh-CN",
    signal,
  );

describe("a speech service", () => {
  it("is asked as its reference says, and answers segments", async () => {
    const segment = {
      id: 0,
      seek: 0,
      start: 0.5,
      end: 2.25,
      text: " 倒茶",
      tokens: [1],
      no_speech_prob: 0.1,
    };
    next = {
      status: 200,
      body: { task: "transcribe", language: "chinese", duration: 3, text: "", segments: [segment] },
    };
    expect(await listen()).toEqual({ ok: true, value: [{ start: 0.5, end: 2.25, text: " 倒茶" }] });
    expect(asked.path).toBe("POST /v1/audio/transcriptions");
    expect(asked.authorization).toBe("Bearer secret");
    const field = (name: string, value: string) => `name="${name}"\r\n\r\n${value}\r\n`;
    for (const [name, value] of [
      ["model", "whisper-1"],
      ["language", "zh"],
      ["response_format", "verbose_json"],
      ["timestamp_granularities[]", "segment"],
    ] as const)
      expect(asked.body).toContain(field(name, value));
    expect(asked.body).toContain('filename="clip.m4a"');
    expect(asked.body).toContain("sound bytes");
    await listen(url, null);
    expect(asked.authorization).toBeUndefined();
  });

  it("tells being busy from refusing, and an answer that is none from both", async () => {
    for (const [status, kind] of [
      [429, "speech-unavailable"],
      [503, "speech-unavailable"],
      [401, "speech-refused"],
      [413, "speech-refused"],
    ] as const) {
      next = { status, body: { error: { message: "No", type: "trouble" } } };
      expect(await listen()).toEqual({ ok: false, fault: { kind } });
    }
    next = { status: 200, body: { text: "without segments" } };
    expect(await listen()).toEqual({ ok: false, fault: { kind: "speech-refused" } });
    expect(await listen("http://127.0.0.1:9/v1")).toEqual({
      ok: false,
      fault: { kind: "speech-unavailable" },
    });
    await expect(listen(url, null, AbortSignal.abort(new Error("stopped")))).rejects.toThrow(
      "stopped",
    );
  });
});
