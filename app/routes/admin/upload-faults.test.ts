import { describe, expect, it } from "vitest";
import { faultOfAnswer, faultOfSilence, mayTryAgain } from "./upload-faults.ts";

describe("why an upload was refused", () => {
  it.each([
    [507, '{"fault":{"kind":"storage-full"}}', "storage-full"],
    [403, '{"fault":{"kind":"upload-ticket-invalid"}}', "upload-ticket-invalid"],
    [410, '{"fault":{"kind":"upload-cancelled"}}', "upload-cancelled"],
    [405, '{"fault":{"kind":"upload-method"}}', "upload-unavailable"],
    [403, "", "upload-ticket-invalid"],
    [410, "", "upload-cancelled"],
    [404, "<Error/>", "upload-cancelled"],
    [507, "", "storage-full"],
    [413, "<html>Request Entity Too Large</html>", "upload-too-large-for-store"],
    [502, "<html>Bad Gateway</html>", "upload-unavailable"],
    [500, "null", "upload-unavailable"],
  ])("reads %i %s as %s", (status, body, kind) => {
    expect(faultOfAnswer(status, body, 7).kind).toBe(kind);
  });

  it("tells a lost network, a lost file and a broken connection apart", async () => {
    const file = new File(["film"], "film.mp4");
    const lost = {
      size: 4,
      slice: () => ({ arrayBuffer: () => Promise.reject(new Error("NotReadableError")) }) as never,
    };
    expect(await faultOfSilence(file, 2, false)).toEqual({ kind: "upload-offline" });
    expect(await faultOfSilence(lost, 2, true)).toEqual({ kind: "upload-file-unreadable" });
    expect(await faultOfSilence(file, 2, true)).toEqual({
      kind: "upload-interrupted",
      params: { sent: 2, bytes: 4 },
    });
  });

  it("offers another try only where it can help", () => {
    expect(mayTryAgain({ kind: "storage-full" })).toBe(true);
    expect(mayTryAgain({ kind: "engine-unavailable" })).toBe(true);
    expect(mayTryAgain({ kind: "upload-not-video" })).toBe(false);
    expect(mayTryAgain({ kind: "upload-file-unreadable" })).toBe(false);
  });
});
