import { sectionId } from "../../storefront/section-id.ts";
import { chooseBlock, chooseSection } from "./choosers.ts";
import { h, icon, iconButton } from "./dom.ts";
import {
  embedId,
  moveBlock,
  moveSection,
  orderOf,
  pageOf,
  removeBlock,
  removeSection,
  setHidden,
  settingsOf,
  switchEmbed,
  type Target,
} from "./editor-state.ts";
import { change, choose, model, redraw, ui, words } from "./session.ts";
import { blockName, insertOrder, shapeOf } from "./shapes.ts";

export function tabs(): HTMLElement {
  const one = (name: typeof ui.tab, label: string) =>
    h(
      "button",
      {
        type: "button",
        role: "tab",
        "aria-selected": String(ui.tab === name),
        onclick: () => {
          ui.tab = name;
          ui.render();
        },
      },
      label,
    );
  return h(
    "div",
    { className: "tabs", role: "tablist" },
    one("sections", words.sections),
    one("embeds", words.embeds),
    one("theme", words.themeSettings),
  );
}

export function tabContent(): HTMLElement[] {
  if (ui.tab === "embeds") return embedList();
  if (ui.tab === "theme")
    return model.themeSettings.map((group, index) =>
      h(
        "div",
        { className: "embed" },
        h(
          "button",
          {
            type: "button",
            className: "label",
            onclick: () => choose({ kind: "theme", index }, false),
          },
          group.name,
        ),
      ),
    );
  const groupsOf = (place: "before" | "after") =>
    model.groups.filter(
      ({ file }) => (pageOf(ui.files, file).type === "footer") === (place === "after"),
    );
  const named = (file: string) => {
    const { type } = pageOf(ui.files, file);
    return type === "header" ? words.header : type === "footer" ? words.footer : words.other;
  };
  const template = `templates/${model.template}`;
  return [
    ...groupsOf("before").map(({ file }) => sectionList(file, named(file))),
    sectionList(template, words.template),
    ...groupsOf("after").map(({ file }) => sectionList(file, named(file))),
  ];
}

function sectionList(file: string, title: string): HTMLElement {
  const page = pageOf(ui.files, file);
  const rows = page.order.flatMap((key, index) => {
    const section = page.sections[key];
    if (!section) return [];
    const blocks = orderOf(section).flatMap((block, at) => {
      const config = section.blocks?.[block];
      return config && !config.static ? [blockRow(file, key, block, at)] : [];
    });
    const shape = shapeOf(section.type);
    const adder =
      shape && (shape.blocks.length > 0 || shape.acceptsApps)
        ? addButton(words.addBlock, () => chooseBlock(file, key, shape))
        : null;
    return [
      row({
        target: { kind: "section", file, key },
        label: shape?.name ?? section.type,
        hidden: section.disabled === true,
        index,
        count: page.order.length,
        move: (to) => {
          const next = moveSection(ui.files, file, key, to);
          const order = pageOf(next, file).order.filter(
            (one) => !pageOf(next, file).sections[one]?.disabled,
          );
          change(next, {
            type: "reorder-sections",
            ids: order.map((one) => sectionId(file, one)),
            moved: sectionId(file, key),
          });
        },
      }),
      h("div", { className: "blocks" }, ...blocks, adder),
    ];
  });
  return h(
    "div",
    { className: "group", "data-file": file },
    h("h2", {}, title),
    ...rows,
    addButton(words.addSection, () => chooseSection(file)),
  );
}

function blockRow(file: string, key: string, block: string, index: number): HTMLElement {
  const section = pageOf(ui.files, file).sections[key];
  const config = section?.blocks?.[block];
  const own: Target = { kind: "block", file, key, block };
  return row({
    target: own,
    label: blockName(section?.type ?? "", config?.type ?? ""),
    app: config?.type.startsWith("shopify://apps/"),
    hidden: config?.disabled === true,
    index,
    count: section ? orderOf(section).length : 0,
    move: (to) => change(moveBlock(ui.files, file, key, block, to), redraw(own)),
  });
}

interface Row {
  target: Extract<Target, { kind: "section" | "block" }>;
  label: string;
  app?: boolean;
  hidden: boolean;
  index: number;
  count: number;
  move(to: number): void;
}

let dragged: Row | null = null;

function row(one: Row): HTMLElement {
  const id = one.target.kind === "block" ? one.target.block : one.target.key;
  const moveTo = (to: number) => {
    one.move(to);
    ui.render();
    document.querySelector<HTMLElement>(`[data-item="${id}"] .label`)?.focus();
  };
  const element = h(
    "div",
    {
      className: `item${one.hidden ? " hidden-item" : ""}`,
      "data-item": id,
      draggable: true,
      ondragstart: (event: DragEvent) => {
        dragged = one;
        event.dataTransfer?.setData("text/plain", id);
        event.stopPropagation();
      },
      ondragover: (event: DragEvent) => {
        if (!dragged || !sameList(dragged, one)) return;
        event.preventDefault();
        element.classList.add("drop-before");
      },
      ondragleave: () => element.classList.remove("drop-before"),
      ondrop: (event: DragEvent) => {
        event.preventDefault();
        if (!dragged || !sameList(dragged, one)) return;
        // The dragged row leaves its place first, which moves all that come after it.
        dragged.move(one.index > dragged.index ? one.index - 1 : one.index);
        dragged = null;
        ui.render();
      },
      ondragend: () => {
        dragged = null;
      },
    },
    h("span", { className: "grip" }, icon("drag")),
    h(
      "button",
      { type: "button", className: "label", onclick: () => choose(one.target) },
      one.app ? icon("app") : null,
      h("span", {}, one.label),
    ),
    h(
      "span",
      { className: "tools" },
      iconButton("up", words.up, () => moveTo(one.index - 1), { disabled: one.index === 0 }),
      iconButton("down", words.down, () => moveTo(one.index + 1), {
        disabled: one.index === one.count - 1,
      }),
      iconButton(one.hidden ? "hide" : "show", one.hidden ? words.show : words.hide, () =>
        toggle(one.target, !one.hidden),
      ),
      iconButton("remove", words.remove, () => remove(one.target)),
    ),
  );
  return element;
}

function sameList(a: Row, b: Row): boolean {
  if (a === b || a.target.file !== b.target.file || a.target.kind !== b.target.kind) return false;
  return a.target.kind === "section" || a.target.key === b.target.key;
}

function toggle(one: Row["target"], hidden: boolean): void {
  const next = setHidden(ui.files, one, hidden);
  if (one.kind === "block") change(next, redraw(one));
  else if (hidden) change(next, { type: "remove-section", id: sectionId(one.file, one.key) });
  else change(next, insertOrder(next, one.file, one.key));
  ui.render();
}

export function remove(one: Row["target"]): void {
  if (one.kind === "block")
    change(removeBlock(ui.files, one.file, one.key, one.block), redraw(one));
  else
    change(removeSection(ui.files, one.file, one.key), {
      type: "remove-section",
      id: sectionId(one.file, one.key),
    });
  ui.target = null;
  ui.render();
}

function addButton(label: string, onclick: () => void): HTMLElement {
  return h("button", { type: "button", className: "add", onclick }, icon("plus"), label);
}

function embedList(): HTMLElement[] {
  const embeds = model.appBlocks.filter((one) => one.target !== "section");
  if (embeds.length === 0) return [h("p", { className: "panel" }, words.noEmbeds)];
  return embeds.map((embed) => {
    const id = embedId(ui.files, embed);
    const on = id !== null && settingsOf(ui.files).current.blocks[id]?.disabled !== true;
    const flip = (value: boolean) => {
      change(switchEmbed(ui.files, embed, value), { type: "reload" });
      ui.render();
    };
    return h(
      "div",
      { className: "embed", "data-embed": embed.handle },
      icon("app"),
      h(
        "button",
        {
          type: "button",
          className: "label",
          onclick: () => {
            if (embedId(ui.files, embed) === null) flip(true);
            const known = embedId(ui.files, embed);
            if (known !== null) choose({ kind: "embed", id: known }, false);
          },
        },
        embed.name,
      ),
      h("input", {
        type: "checkbox",
        role: "switch",
        className: "switch",
        checked: on,
        "aria-label": embed.name,
        onchange: (event: Event) => flip((event.target as HTMLInputElement).checked),
      }),
    );
  });
}
