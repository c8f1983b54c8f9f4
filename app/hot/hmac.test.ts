import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { hmacSha256, sameText } from "./hmac.ts";

describe("hmacSha256", () => {
  it("meets RFC 4231", () => {
    // Test cases 2, and 6 with a key longer than a block.
    expect(hmacSha256("Jefe")("what do ya want for nothing?")).toBe(
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
    );
    const long = Buffer.alloc(131, 0xaa).toString("latin1");
    const expected = createHmac("sha256", long).update("Test").digest("hex");
    expect(hmacSha256(long)("Test")).toBe(expected);
  });

  it("agrees with Node's own for every length and script, one after another", () => {
    const secret = "s3cret-密钥";
    const sign = hmacSha256(secret);
    for (const unit of ["a", "é", "界", "🙂"])
      for (const length of [0, 1, 55, 56, 63, 64, 1000, 1365, 1366, 5000]) {
        const message = unit.repeat(length);
        const expected = createHmac("sha256", secret).update(message).digest("hex");
        expect(sign(message), `${length} × ${unit}`).toBe(expected);
      }
  });
});

describe("sameText", () => {
  it("is true for the same text alone", () => {
    expect(sameText("abc", "abc")).toBe(true);
    expect(sameText("", "")).toBe(true);
    for (const other of ["abd", "bbc", "ab", "abcd", ""])
      expect(sameText("abc", other)).toBe(false);
  });
});
