import type { PickerRequest } from "../protocol.ts";
import { element, type Words } from "./dom.ts";

/** What the picker hands back: the shape of App Bridge's `Product`, made by the admin's server. */
export interface PickedProduct {
  id: string;
  title: string;
  status: string;
  totalInventory: number;
  tracksInventory: boolean;
  images: { originalSrc: string; altText: string }[];
  variants: { id: string; title: string; price: string; inventoryQuantity: number | null }[];
}

type Api = <T>(path: string) => Promise<T>;

/** Resolves with the chosen products, or null when the merchant closes the dialog. */
export async function openPicker(
  request: PickerRequest,
  api: Api,
  say: Words,
): Promise<PickedProduct[] | null> {
  if (request.type !== "product")
    throw new Error(`The sandbox's resource picker shows products only, not ${request.type}`);
  const withVariants = request.filter.variants !== false;
  /** Chosen variants by product; insertion order is the order of the answer. */
  const chosen = new Map<string, Set<string>>();
  const products = new Map<string, PickedProduct>();
  const limit = request.multiple === true ? Infinity : request.multiple || 1;
  const title = request.action === "select" ? say.selectProducts : say.addProducts;

  const search = element("input", {
    type: "search",
    "aria-label": say.search,
    placeholder: say.search,
    value: request.query,
  });
  const list = element("ul", { class: "picker-list" });
  const count = element("span", { class: "picker-count", role: "status" });
  const cancel = element("button", { type: "button", class: "button" }, say.cancel);
  const close = element("button", { type: "button", class: "close", "aria-label": say.close }, "×");
  const done = element(
    "button",
    { type: "submit", value: "done", class: "button primary" },
    request.action === "select" ? say.select : say.add,
  );
  const form = element(
    "form",
    { method: "dialog" },
    element("header", {}, element("h2", {}, title), close),
    element("div", { class: "picker-search" }, search),
    list,
    element("footer", {}, count, cancel, done),
  );
  const dialog = element("dialog", { class: "dialog picker", "aria-label": title }, form);

  const refresh = () => {
    count.textContent = `${chosen.size}${Number.isFinite(limit) ? `/${limit}` : ""} ${say.chosen}`;
    // Taking every earlier choice back is an answer too.
    done.disabled = chosen.size === 0 && request.selected.length === 0;
    for (const box of list.querySelectorAll<HTMLInputElement>("input")) {
      const { product = "", variant } = box.dataset;
      const all = products.get(product)?.variants.length ?? 0;
      const picked = chosen.get(product);
      box.checked = variant ? Boolean(picked?.has(variant)) : Boolean(picked);
      box.indeterminate = !variant && picked !== undefined && picked.size < all;
      box.disabled = !chosen.has(product) && chosen.size >= limit && limit !== 1;
    }
  };
  const toggle = (box: HTMLInputElement) => {
    const { product = "", variant } = box.dataset;
    if (limit === 1 && box.checked && !chosen.has(product)) chosen.clear();
    const all = products.get(product)?.variants.map((one) => one.id) ?? [];
    const picked = chosen.get(product) ?? new Set<string>();
    for (const id of variant ? [variant] : all) {
      if (box.checked) picked.add(id);
      else picked.delete(id);
    }
    if (picked.size > 0) chosen.set(product, picked);
    else chosen.delete(product);
    refresh();
  };
  list.addEventListener("change", (event) => toggle(event.target as HTMLInputElement));

  const load = async (query: string) => {
    const parameters = new URLSearchParams({ query, filter: request.filter.query ?? "" });
    if (request.filter.draft === false) parameters.set("draft", "0");
    if (request.filter.archived === false) parameters.set("archived", "0");
    const found = await api<PickedProduct[]>(`products?${parameters}`);
    for (const product of found) products.set(product.id, product);
    return found;
  };
  let turn = 0;
  let listed: string | undefined;
  const show = async () => {
    turn += 1;
    const mine = turn;
    const found = await load(search.value);
    if (mine !== turn) return;
    // A row that stays keeps the focus somebody may have put on it.
    const ids = found.map(({ id }) => id).join();
    if (ids === listed) return;
    listed = ids;
    list.replaceChildren(
      ...(found.length > 0
        ? found.map((product) => row(product, withVariants, say))
        : [element("li", { class: "picker-none" }, say.none)]),
    );
    refresh();
  };
  search.addEventListener("input", () => void show());
  search.addEventListener("keydown", (event) => {
    // Enter in the search box must not close the dialog with half a choice.
    if (event.key === "Enter") event.preventDefault();
  });
  list.addEventListener("keydown", (event) => moveFocus(event, list));

  // Products chosen before may lie outside the first search.
  await load("");
  for (const { id, variants } of request.selected) {
    const all = products.get(id)?.variants.map((one) => one.id);
    if (all) chosen.set(id, new Set(variants?.length ? variants.map((one) => one.id) : all));
  }
  await show();
  document.body.append(dialog);
  dialog.showModal();
  search.focus();

  return new Promise((resolve) => {
    cancel.addEventListener("click", () => dialog.close());
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "done" ? picked(chosen, products) : null);
    });
  });
}

function picked(
  chosen: Map<string, Set<string>>,
  products: Map<string, PickedProduct>,
): PickedProduct[] {
  return [...chosen].flatMap(([id, variants]) => {
    const product = products.get(id);
    if (!product) return [];
    return [{ ...product, variants: product.variants.filter((one) => variants.has(one.id)) }];
  });
}

function row(product: PickedProduct, withVariants: boolean, say: Words): HTMLLIElement {
  const box = element("input", { type: "checkbox" });
  box.dataset.product = product.id;
  const image = product.images[0];
  const picture = image
    ? element("img", {
        src: image.originalSrc,
        alt: "",
        loading: "lazy",
        width: "40",
        height: "40",
      })
    : element("span", { class: "no-picture" });
  const stock = product.tracksInventory ? `${product.totalInventory} ${say.available}` : "";
  const badge =
    product.status === "DRAFT" ? say.draft : product.status === "ARCHIVED" ? say.archived : "";
  const item = element(
    "li",
    {},
    element(
      "label",
      {},
      box,
      picture,
      element("span", { class: "picker-title" }, product.title),
      ...(badge ? [element("span", { class: "badge" }, badge)] : []),
      element("span", { class: "picker-stock" }, stock),
    ),
  );
  if (!withVariants || product.variants.length < 2) return item;
  const variants = product.variants.map((variant) => {
    const variantBox = element("input", { type: "checkbox" });
    variantBox.dataset.product = product.id;
    variantBox.dataset.variant = variant.id;
    return element(
      "li",
      {},
      element(
        "label",
        {},
        variantBox,
        element("span", { class: "picker-title" }, variant.title),
        element(
          "span",
          { class: "picker-stock" },
          variant.inventoryQuantity === null ? "" : `${variant.inventoryQuantity} ${say.available}`,
        ),
        element("span", {}, variant.price),
      ),
    );
  });
  item.append(element("ul", { class: "picker-variants" }, ...variants));
  return item;
}

/** Arrow keys walk the list, as in Shopify's picker; Tab and Space work by themselves. */
function moveFocus(event: KeyboardEvent, list: HTMLElement): void {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (step === 0) return;
  const boxes = [...list.querySelectorAll<HTMLInputElement>("input:not(:disabled)")];
  const at = boxes.indexOf(document.activeElement as HTMLInputElement);
  boxes[at + step]?.focus();
  event.preventDefault();
}
