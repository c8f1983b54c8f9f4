import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { qrCode } from "./qr-code.ts";

const drawn = (modules: boolean[][] | null) =>
  modules?.map((row) => row.map((dark) => (dark ? "#" : ".")).join("")).join("\n") ?? "";

describe("a QR code", () => {
  // Read back by jsQR 1.4 when this was written, as were texts of every length up to the longest.
  it("is the one that a reader understood", () => {
    expect(drawn(qrCode("SHELF"))).toMatchInlineSnapshot(`
      "#######..#.##.#######
      #.....#.##.#..#.....#
      #.###.#.##..#.#.###.#
      #.###.#..#.#..#.###.#
      #.###.#.#...#.#.###.#
      #.....#.#..##.#.....#
      #######.#.#.#.#######
      ........#####........
      ##.#..##.##...###.##.
      ..#....#.#....#..###.
      #..#..#..#..##....#.#
      ##.##..#.#.#.....#...
      #..#.#####..#.#.#.#.#
      ........#..#...##..#.
      #######.###..#.#..##.
      #.....#..#####.##....
      #.###.#..#.#..###.#.#
      #.###.#.##.#...#.####
      #.###.#...#.#...#.#.#
      #.....#.#....###.....
      #######.##.##..#####."
    `);
    const digest = (text: string) =>
      createHash("sha256")
        .update(drawn(qrCode(text)))
        .digest("hex")
        .slice(0, 16);
    const link = "https://shop.example/products/linen-shirt?clip=01aaaaaaaaaaaaaaaaaaaaaa";
    expect(digest(link)).toMatchInlineSnapshot(`"f247c3a54cf09e21"`);
    expect(digest(`${link}&${"x".repeat(199)}`)).toMatchInlineSnapshot(`"5e76b69c9ba6b27a"`);
  });

  it("grows with the text, and ends where a camera would give up", () => {
    const sizes = [1, 17, 18, 53, 106, 134, 154, 192, 230, 271].map(
      (length) => qrCode("x".repeat(length))?.length,
    );
    expect(sizes).toEqual([21, 21, 25, 29, 37, 41, 45, 49, 53, 57]);
    expect(qrCode("x".repeat(272))).toBeNull();
    expect(qrCode("é".repeat(136))).toBeNull();
  });
});
