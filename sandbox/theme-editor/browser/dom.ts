type Child = Node | string | null | false;

/** An element with properties, `data-` and `aria-` attributes, listeners (`onclick`) and children. */
export function h<K extends keyof HTMLElementTagNameMap>(
  name: K,
  properties: Record<string, unknown> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value as EventListener);
    else if (key.includes("-") || key === "for" || key === "role" || key === "list")
      element.setAttribute(key, String(value));
    else Object.assign(element, { [key]: value });
  }
  element.append(...children.filter((child) => child !== null && child !== false));
  return element;
}

const PATHS: Record<string, string> = {
  up: "m5 12 5-5 5 5",
  down: "m5 8 5 5 5-5",
  hide: "M2 10s3-5 8-5 8 5 8 5-3 5-8 5-8-5-8-5Zm2 7L16 3",
  show: "M2 10s3-5 8-5 8 5 8 5-3 5-8 5-8-5-8-5Zm8-2.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5Z",
  remove: "M4 6h12M8 6V4h4v2m-6 0 1 10h6l1-10",
  back: "m12 5-5 5 5 5",
  plus: "M10 4v12M4 10h12",
  drag: "M7 5h.01M7 10h.01M7 15h.01M13 5h.01M13 10h.01M13 15h.01",
  undo: "M7 6 3 10l4 4m-4-4h9a4 4 0 0 1 0 8h-2",
  desktop: "M3 4h14v9H3zM8 17h4m-2-4v4",
  phone: "M6 2h8v16H6zM9 15.5h2",
  app: "M3 3h6v6H3zm8 0h6v6h-6zM3 11h6v6H3zm11 0v6m-3-3h6",
};

export function icon(name: string): SVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", "icon");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", PATHS[name] ?? "");
  svg.append(path);
  return svg;
}

/** A button that is a picture, named for everyone. */
export function iconButton(
  name: string,
  label: string,
  onclick: (event: MouseEvent) => void,
  more: Record<string, unknown> = {},
): HTMLButtonElement {
  return h(
    "button",
    {
      type: "button",
      className: "icon-button",
      title: label,
      "aria-label": label,
      onclick,
      ...more,
    },
    icon(name),
  );
}
