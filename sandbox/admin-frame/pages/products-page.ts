import { escapeHtml as esc } from "../../http.ts";
import type { Sandbox } from "../../sandbox.ts";
import type { Product, ShopState } from "../../world/types.ts";
import { type FrameWords, frameWords } from "../words.ts";
import { layout } from "./layout.ts";

export function productsPage(sandbox: Sandbox, shop: ShopState): string {
  const say = frameWords(shop.staffLocale);
  const rows = shop.products.map((product) => row(product, shop, say)).join("");
  return layout(
    sandbox,
    shop,
    "products",
    say.products,
    `<main class="page"><h1 class="title">${esc(say.products)}</h1><div class="card scroll"><table>
<thead><tr><td></td><th>${esc(say.product)}</th><th>${esc(say.status)}</th><th>${esc(say.stock)}</th>
<th class="number">${esc(say.price)}</th></tr></thead><tbody>${rows}</tbody></table></div></main>`,
  );
}

function row(product: Product, shop: ShopState, say: FrameWords): string {
  const image = product.images[0];
  const stock = product.variants.reduce((sum, one) => sum + (one.inventory ?? 0), 0);
  const tracked = product.variants.some((one) => one.inventory !== null);
  const stockText = !tracked ? say.notTracked : stock === 0 ? say.soldOut : String(stock);
  return `<tr><td>${image ? `<img src="${esc(image.src)}" alt="" width="40" height="40" loading="lazy">` : ""}</td>
<td><a href="/products/${esc(product.handle)}?shop=${esc(shop.domain)}" target="_blank" rel="noopener">${esc(product.title)}</a></td>
<td><span class="badge${product.status === "ACTIVE" ? " good" : ""}">${esc(say[product.status])}</span></td>
<td>${esc(stockText)}</td>
<td class="number">${esc(product.variants[0]?.price ?? "")} ${esc(shop.currency)}</td></tr>`;
}
