/**
 * `Shopify.actions`: the standard storefront actions with Shopify's default behaviour. A theme replaces
 * `updateCart` and `openCart` with `.configure(handler)`; the default update reloads the page on a theme
 * that it does not recognise by a Dawn-like cart drawer or notification.
 */
interface Line {
  merchandiseId?: string;
  sellingPlanId?: string;
  id?: string;
  quantity?: number;
  attributes?: { key: string; value: string }[];
}

interface Payload {
  lines?: Line[];
  note?: string;
}

interface Options {
  signal?: AbortSignal;
  event?: { target?: EventTarget; context?: string };
}

interface AjaxCart {
  token: string;
  note: string;
  currency: string;
  item_count: number;
  total_price: number;
  items: {
    key: string;
    variant_id: number;
    quantity: number;
    final_line_price: number;
    title: string;
    properties: Record<string, string>;
  }[];
  sections?: Record<string, string>;
}

interface DawnCart extends Element {
  getSectionsToRender(): { id?: string; section?: string }[];
  renderContents(state: unknown): void;
  open?(): void;
}

type Handler<P> = (payload: P, options?: Options) => Promise<unknown>;

const shopify = (window as unknown as { Shopify: Record<string, unknown> }).Shopify;
const root = () => (shopify.routes as { root: string }).root;

function action<P>(
  byDefault: Handler<P>,
  around: (work: Promise<unknown>, payload: P, options?: Options) => Promise<unknown> = (work) =>
    work,
) {
  let handler: Handler<P> | null = null;
  const call = (payload: P, options?: Options) =>
    around((handler ?? byDefault)(payload, options), payload, options);
  return Object.assign(call, {
    isDefault: () => handler === null,
    configure(replacement: Handler<P>) {
      handler = replacement;
    },
  });
}

function toCart(cart: AjaxCart) {
  const money = (cents: number) => ({
    amount: (cents / 100).toFixed(2),
    currencyCode: cart.currency,
  });
  return {
    id: `gid://shopify/Cart/${cart.token}`,
    note: cart.note,
    totalQuantity: cart.item_count,
    cost: { totalAmount: money(cart.total_price), subtotalAmount: money(cart.total_price) },
    lines: cart.items.map((item) => ({
      id: `gid://shopify/CartLine/${item.key}`,
      quantity: item.quantity,
      attributes: Object.entries(item.properties).map(([key, value]) => ({ key, value })),
      cost: { totalAmount: money(item.final_line_price) },
      merchandise: { id: `gid://shopify/ProductVariant/${item.variant_id}`, title: item.title },
    })),
  };
}

async function read(signal?: AbortSignal): Promise<AjaxCart> {
  const response = await fetch(`${root()}cart.js`, { signal });
  return (await response.json()) as AjaxCart;
}

/** One request to the Ajax cart; a refusal comes back as a sentence. */
async function post(path: string, body: object, signal?: AbortSignal): Promise<string | null> {
  const response = await fetch(`${root()}cart/${path}.js`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json" },
    body: JSON.stringify(body),
    signal,
  });
  const answer = (await response.json()) as { description?: string };
  return response.ok ? null : (answer.description ?? "The cart was not changed");
}

const dawnCart = () =>
  [...document.querySelectorAll("cart-notification, cart-drawer")].find(
    (element): element is DawnCart =>
      "getSectionsToRender" in element && "renderContents" in element,
  );

/** Tells listeners of a change as it starts, and of its failure, whoever does the work. */
function announced(work: Promise<unknown>, { lines = [] }: Payload, options: Options = {}) {
  if (lines.length === 0) return work;
  const target = options.event?.target ?? document;
  const action = lines.some((line) => line.merchandiseId)
    ? "add"
    : lines.some((line) => line.quantity === 0)
      ? "remove"
      : "update";
  const context = options.event?.context ?? "standard-action";
  const event = new Event("shopify:cart:lines-update", { bubbles: true });
  target.dispatchEvent(Object.assign(event, { action, context, lines, promise: work }));
  work.catch((error: Error) => {
    const failure = new Event("shopify:cart:error", { bubbles: true });
    target.dispatchEvent(Object.assign(failure, { error: error.message, code: "INVALID" }));
  });
  return work;
}

async function write({ lines = [], note }: Payload, { signal }: Options = {}) {
  const userErrors: { message: string; code: string }[] = [];
  const send = async (path: string, body: object) => {
    const refusal = await post(path, body, signal);
    if (refusal) userErrors.push({ message: refusal, code: "INVALID" });
  };
  const items = lines
    .filter((line) => line.merchandiseId)
    .map((line) => ({
      id: String(line.merchandiseId).replace(/^gid:\/\/shopify\/ProductVariant\//, ""),
      quantity: line.quantity ?? 1,
      ...(line.sellingPlanId
        ? { selling_plan: line.sellingPlanId.replace(/^gid:\/\/shopify\/SellingPlan\//, "") }
        : {}),
      properties: Object.fromEntries((line.attributes ?? []).map((one) => [one.key, one.value])),
    }));
  if (items.length > 0) await send("add", { items });
  for (const line of lines)
    if (!line.merchandiseId)
      await send("change", {
        id: String(line.id).replace(/^gid:\/\/shopify\/CartLine\//, ""),
        quantity: line.quantity,
      });
  if (note !== undefined) await send("update", { note });
  return { cart: toCart(await read(signal)), userErrors, warnings: [] };
}

const updateCart = action<Payload>(async (payload, options) => {
  const result = await write(payload, options);
  const theme = dawnCart();
  if (!theme) {
    location.reload();
    return result;
  }
  const ids = theme.getSectionsToRender().map((one) => one.section ?? one.id);
  const [cart, sections] = await Promise.all([
    read(),
    fetch(`${location.pathname}?sections=${ids.join(",")}`).then((response) => response.json()),
  ]);
  theme.renderContents({ ...cart, sections });
  return result;
}, announced);

const openCart = action<undefined>(async () => {
  const drawer = document.querySelector("cart-drawer") as DawnCart | null;
  if (drawer?.open) drawer.open();
  else location.assign(`${root()}cart`);
});

const getCart = Object.assign(
  async (_payload?: undefined, options?: Options) => ({
    cart: toCart(await read(options?.signal)),
  }),
  {
    isDefault: () => true,
    configure() {
      throw new TypeError("getCart cannot be configured");
    },
  },
);

shopify.actions = { updateCart, openCart, getCart };

export {};
