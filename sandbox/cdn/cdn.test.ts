import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { serveShop, type TestShop } from "../storefront/testing/shop.ts";

let shop: TestShop;
let pictures: string;

beforeAll(async () => {
  pictures = mkdtempSync(join(tmpdir(), "cdn-pictures-"));
  const picture = sharp({ create: { width: 800, height: 1000, channels: 3, background: "#a33" } });
  await picture.png().toFile(join(pictures, "mug.png"));
  writeFileSync(join(pictures, "broken.jpg"), "not a picture");
  shop = await serveShop({ pictureDirs: [pictures] });
  mkdirSync(join(shop.cdnDir, "shop/files"), { recursive: true });
  writeFileSync(join(shop.cdnDir, "shop/files/clip.mp4"), Buffer.alloc(1000, 7));
  writeFileSync(join(shop.cdnDir, "secret.txt"), "outside");
});
afterAll(async () => {
  await shop.close();
  rmSync(pictures, { recursive: true, force: true });
});

async function picture(query: string, accept = "image/png") {
  const response = await fetch(`${shop.url}/cdn/shop/files/mug.png${query}`, {
    headers: { accept },
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  const { width, height, format } = await sharp(bytes).metadata();
  return { type: response.headers.get("content-type"), width, height, format, response };
}

test("pictures are really resized, once, and kept", async () => {
  expect(await picture("?v=1&width=200")).toMatchObject({ width: 200, height: 250, format: "png" });
  expect(await picture("?width=200&height=200&crop=center")).toMatchObject({
    width: 200,
    height: 200,
  });
  expect(await picture("?height=100")).toMatchObject({ width: 80, height: 100 });
  expect(await picture("?width=5000")).toMatchObject({ width: 800, height: 1000 });
  const webp = await picture("?width=200", "image/avif,image/webp,*/*");
  expect(webp).toMatchObject({ width: 200, format: "webp", type: "image/webp" });
  expect(webp.response.headers.get("cache-control")).toContain("immutable");
  expect(await picture("?width=100&format=jpg")).toMatchObject({ format: "jpeg" });
  const kept = readdirSync(join(shop.cdnDir, ".resized"), { recursive: true });
  expect(kept.filter((name) => String(name).endsWith(".part"))).toEqual([]);
});

test("a size that makes no sense gives the original", async () => {
  for (const query of ["", "?width=0", "?width=-4", "?width=abc", "?width=99999"])
    expect(await picture(query)).toMatchObject({ width: 800, height: 1000 });
});

test("a file that is no picture is served as it is, and said", async () => {
  const response = await fetch(`${shop.url}/cdn/shop/files/broken.jpg?width=100`);
  expect(await response.text()).toBe("not a picture");
  expect(shop.messages.join()).toContain("broken.jpg cannot be resized");
});

test("video answers byte ranges", async () => {
  const url = `${shop.url}/cdn/shop/files/clip.mp4`;
  const part = await fetch(url, { headers: { range: "bytes=10-19" } });
  expect([part.status, part.headers.get("content-range")]).toEqual([206, "bytes 10-19/1000"]);
  expect((await part.arrayBuffer()).byteLength).toBe(10);
  const tail = await fetch(url, { headers: { range: "bytes=-5" } });
  expect(tail.headers.get("content-range")).toBe("bytes 995-999/1000");
  expect((await fetch(url, { headers: { range: "bytes=2000-" } })).status).toBe(416);
});

test("nothing outside its folders is served", async () => {
  for (const path of [
    "/cdn/shop/files/..%2f..%2f..%2fetc%2fpasswd",
    "/cdn/shop/t/1/assets/..%2fconfig%2fsettings_data.json",
    "/cdn/shop/t/1/assets/../../../package.json",
    "/cdn/extensions/x/y/assets/a.js",
  ])
    expect((await fetch(shop.url + path)).status, path).toBe(404);
});

test("text is compressed; the platform's scripts are there", async () => {
  const css = await fetch(`${shop.url}/cdn/shop/t/1/assets/base.css`, {
    headers: { "accept-encoding": "br" },
  });
  expect(css.headers.get("content-encoding")).toBe("br");
  for (const name of ["features", "actions", "editor", "editor-preview"]) {
    const script = await fetch(`${shop.url}/cdn/shopifycloud/storefront/${name}.js`);
    expect(script.status, name).toBe(200);
    expect(await script.text()).not.toContain("interface ");
  }
  const font = await fetch(`${shop.url}/cdn/fonts/assistant/assistant_n4.woff2`);
  expect(font.headers.get("content-type")).toBe("font/woff2");
});
