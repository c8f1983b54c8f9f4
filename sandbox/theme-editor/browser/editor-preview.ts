/**
 * Runs inside the editor's preview: draws changed sections anew, fires the events that Shopify's
 * editor fires, and tells the editor what was clicked. Talks to the parent window only.
 */
type Order =
  | { type: "render-section"; id: string }
  | { type: "insert-section"; id: string; after: string | null; before: string | null }
  | { type: "remove-section"; id: string }
  | { type: "reorder-sections"; ids: string[]; moved: string }
  | { type: "select"; section: string | null; block: string | null; load: boolean }
  | { type: "reload" };

const PARAMETER = "oseid";
const session = new URLSearchParams(location.search).get(PARAMETER) ?? "";
let selected: { section: string | null; block: string | null } = { section: null, block: null };

const sectionElement = (id: string) => document.getElementById(`shopify-section-${id}`);

function attribute(element: Element, kind: "section" | "block"): { id?: string } {
  try {
    return JSON.parse(element.getAttribute(`data-shopify-editor-${kind}`) ?? "{}") as {
      id?: string;
    };
  } catch {
    return {};
  }
}

function blockElement(section: string | null, id: string): Element | null {
  const root = (section && sectionElement(section)) || document;
  const all = [...root.querySelectorAll("[data-shopify-editor-block]")];
  return all.find((element) => attribute(element, "block").id === id) ?? null;
}

function fire(name: string, target: Element | null, detail: Record<string, unknown>): void {
  target?.dispatchEvent(
    new CustomEvent(`shopify:${name}`, { bubbles: true, cancelable: true, detail }),
  );
}

async function fetchSection(id: string): Promise<Element | null> {
  const url = new URL(location.href);
  url.searchParams.set("section_id", id);
  const response = await fetch(url);
  if (!response.ok) return null;
  const parsed = new DOMParser().parseFromString(await response.text(), "text/html");
  return parsed.getElementById(`shopify-section-${id}`);
}

/** Scripts that came with parsed HTML do not run; copies of them do. */
function runScripts(element: Element): void {
  for (const old of element.querySelectorAll("script")) {
    if (old.type && !/javascript|module/.test(old.type)) continue;
    const copy = document.createElement("script");
    for (const { name, value } of old.attributes) copy.setAttribute(name, value);
    copy.textContent = old.textContent;
    old.replaceWith(copy);
  }
}

function put(fresh: Element, place: (element: Element) => void, id: string): void {
  const element = document.importNode(fresh, true);
  place(element);
  runScripts(element);
  fire("section:load", element, { sectionId: id });
}

async function obey(order: Order): Promise<void> {
  if (order.type === "reload") return location.reload();
  if (order.type === "render-section" || order.type === "insert-section") {
    const fresh = await fetchSection(order.id);
    const old = sectionElement(order.id);
    if (!fresh) return location.reload();
    if (old) {
      fire("section:unload", old, { sectionId: order.id });
      put(fresh, (element) => old.replaceWith(element), order.id);
    } else if (order.type === "insert-section") {
      const after = order.after && sectionElement(order.after);
      const before = order.before && sectionElement(order.before);
      if (after) put(fresh, (element) => after.after(element), order.id);
      else if (before) put(fresh, (element) => before.before(element), order.id);
      else return location.reload();
    } else return location.reload();
    if (selected.section === order.id) select(selected.section, selected.block, true);
  }
  if (order.type === "remove-section") {
    const old = sectionElement(order.id);
    fire("section:unload", old, { sectionId: order.id });
    old?.remove();
  }
  if (order.type === "reorder-sections") {
    const elements = order.ids.flatMap((id) => sectionElement(id) ?? []);
    const marker = document.createComment("");
    elements[0]?.parentElement?.insertBefore(marker, firstOf(elements));
    marker.replaceWith(...elements);
    fire("section:reorder", sectionElement(order.moved), { sectionId: order.moved });
  }
  if (order.type === "select") select(order.section, order.block, order.load);
}

function firstOf(elements: Element[]): Element | null {
  return (
    [...elements].sort((a, b) =>
      a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1,
    )[0] ?? null
  );
}

function select(section: string | null, block: string | null, load: boolean): void {
  if (selected.block && selected.block !== block)
    fire("block:deselect", blockElement(selected.section, selected.block), {
      blockId: selected.block,
      sectionId: selected.section,
    });
  if (selected.section && selected.section !== section)
    fire("section:deselect", sectionElement(selected.section), { sectionId: selected.section });
  selected = { section, block };
  if (!section) return;
  const element = sectionElement(section);
  fire("section:select", element, { sectionId: section, load });
  const inner = block ? blockElement(section, block) : null;
  if (block) fire("block:select", inner, { blockId: block, sectionId: section, load });
  const shown = inner ?? element;
  if (shown && !load) shown.scrollIntoView({ block: "center", behavior: "smooth" });
  outline(shown);
}

/** A frame around what is selected. It lies over the page and moves nothing. */
function outline(element: Element | null): void {
  const frame = (document.getElementById("editor-outline") ??
    document.body.appendChild(document.createElement("div"))) as HTMLElement;
  frame.id = "editor-outline";
  frame.style.cssText =
    "position:absolute;pointer-events:none;border:2px solid #2463eb;border-radius:4px;z-index:2147483000;display:none";
  if (!element) return;
  const box = element.getBoundingClientRect();
  if (box.width === 0) return;
  Object.assign(frame.style, {
    display: "block",
    left: `${box.left + scrollX}px`,
    top: `${box.top + scrollY}px`,
    width: `${box.width}px`,
    height: `${box.height}px`,
    boxSizing: "border-box",
  });
}

let queue: Promise<void> = Promise.resolve();
window.addEventListener("message", (event) => {
  if (event.source !== parent || event.origin !== location.origin) return;
  const order = event.data as Order;
  // One after the other, so that a slow section never lands on top of a newer one.
  queue = queue.then(() => obey(order)).catch(() => location.reload());
});

document.addEventListener(
  "click",
  (event) => {
    const target = event.target as Element;
    const block = target.closest("[data-shopify-editor-block]");
    const section = target.closest("[data-shopify-editor-section]");
    parent.postMessage(
      {
        type: "clicked",
        block: block ? (attribute(block, "block").id ?? null) : null,
        section: section ? (attribute(section, "section").id ?? null) : null,
      },
      location.origin,
    );
    const link = target.closest("a[href]") as HTMLAnchorElement | null;
    if (link?.origin !== location.origin || link.hash) return;
    const url = new URL(link.href);
    url.searchParams.set(PARAMETER, session);
    link.href = url.href;
  },
  true,
);

document.addEventListener("DOMContentLoaded", () => {
  const fact = (name: string) =>
    document.querySelector<HTMLMetaElement>(`meta[name="sandbox-${name}"]`)?.content;
  const revision = Number(fact("draft"));
  parent.postMessage({ type: "ready", template: fact("template"), revision }, location.origin);
});
