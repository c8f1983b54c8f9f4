import { readFile } from "node:fs/promises";
import { DEMO_CLIPS } from "../sandbox/demo/clips.ts";
import { demoProducts } from "../sandbox/demo/index.ts";

/** What the shop filmed for its own pages before it had the app: there to be brought in from Shopify. */
const FILMS = [
  {
    name: "slow-morning-teapot-product-page.mp4",
    alt: "The Slow Morning Teapot turns once on the bench",
    file: "teapot-turn.mp4",
    product: "slow-morning-teapot",
  },
  {
    name: "newsletter-evening-lamp.mp4",
    alt: "The Low Tide lamp is switched on as the window grows dark",
    file: "low-tide-lamp.mp4",
    product: null,
  },
];

/** Puts films among the shop's own files at Shopify; one of a name that is there stays as it is. */
export async function seedShopVideos(sandboxUrl: string, shopDomain: string): Promise<void> {
  const products = new Map(demoProducts().map(({ handle, id }) => [handle, id]));
  for (const { name, alt, file, product } of FILMS) {
    const film = await readFile(new URL(file, DEMO_CLIPS));
    const answer = await fetch(`${sandboxUrl}/sandbox/videos`, {
      method: "POST",
      headers: { "x-sandbox-shop": shopDomain, "content-type": "application/json" },
      body: JSON.stringify({
        ...{ filename: name, alt },
        bytes: Buffer.concat([film, ownBox(name)]).toString("base64"),
        productId: product && products.get(product),
      }),
    });
    if (!answer.ok) throw new Error(`The sandbox refused ${name}: ${await answer.text()}`);
  }
}

/** A `free` box, which players skip: another export of the same film is another file. */
function ownBox(text: string): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + Buffer.byteLength(text));
  head.write("free", 4, "latin1");
  return Buffer.concat([head, Buffer.from(text)]);
}
