import type { AppBlockShape, SectionShape } from "../model.ts";
import { h, icon } from "./dom.ts";
import {
  addBlock,
  addSection,
  orderOf,
  pageOf,
  placeAppBlock,
  type Target,
} from "./editor-state.ts";
import { change, choose, model, redraw, say, ui, words } from "./session.ts";
import { fits, insertOrder, sectionApps } from "./shapes.ts";

function chooser(
  title: string,
  groups: { name: string; choices: { label: string; app?: boolean; pick(): void }[] }[],
): void {
  const dialog = h("dialog", { "aria-label": title, onclose: () => dialog.remove() });
  const inner = h("div", { className: "chooser" });
  for (const group of groups.filter((one) => one.choices.length > 0)) {
    inner.append(h("h3", {}, group.name));
    for (const one of group.choices)
      inner.append(
        h(
          "button",
          {
            type: "button",
            className: "choice",
            onclick: () => {
              dialog.close();
              one.pick();
            },
          },
          icon(one.app ? "app" : "plus"),
          one.label,
        ),
      );
  }
  inner.append(
    h(
      "button",
      { type: "button", className: "plain", onclick: () => dialog.close() },
      words.cancel,
    ),
  );
  dialog.append(inner);
  document.body.append(dialog);
  dialog.showModal();
}

export function chooseSection(file: string): void {
  const page = pageOf(ui.files, file);
  const group = file.startsWith("templates/") ? null : (page.type ?? "");
  const pick = (shape: SectionShape) => {
    const added = addSection(ui.files, file, shape);
    change(added.files, insertOrder(added.files, file, added.key));
    choose({ kind: "section", file, key: added.key });
  };
  chooser(words.addSection, [
    {
      name: words.theme,
      choices: Object.values(model.sections)
        .filter((shape) => shape.preset && shape.type !== "apps" && fits(shape, group, shape))
        .map((shape) => ({ label: shape.preset?.name ?? shape.name, pick: () => pick(shape) })),
    },
    {
      name: words.apps,
      choices: sectionApps(group).map((app) => ({
        label: app.name,
        app: true,
        pick: () => place(app, group ? `sectionGroup:${group}` : "newAppsSection"),
      })),
    },
  ]);
}

export function chooseBlock(file: string, key: string, shape: SectionShape): void {
  const section = pageOf(ui.files, file).sections[key];
  const used = section ? orderOf(section) : [];
  if (used.length >= shape.maxBlocks) {
    say(words.full);
    return;
  }
  const count = (type: string) => used.filter((id) => section?.blocks?.[id]?.type === type).length;
  const group = file.startsWith("templates/") ? null : (pageOf(ui.files, file).type ?? "");
  const pick = (type: string) => {
    const added = addBlock(ui.files, file, key, type);
    const own: Target = { kind: "block", file, key, block: added.block };
    change(added.files, redraw(own));
    choose(own);
  };
  chooser(words.addBlock, [
    {
      name: words.theme,
      choices: shape.blocks
        .filter((block) => block.limit === undefined || count(block.type) < block.limit)
        .map((block) => ({ label: block.name, pick: () => pick(block.type) })),
    },
    {
      name: words.apps,
      choices: shape.acceptsApps
        ? sectionApps(group).map((app) => ({
            label: app.name,
            app: true,
            pick: () => pick(app.type),
          }))
        : [],
    },
  ]);
}

export function place(app: AppBlockShape, where: string): void {
  const before = ui.files;
  const placed = placeAppBlock(ui.files, model, app.type, where);
  const isNew = pageOf(before, placed.file).sections[placed.key] === undefined;
  const own: Target = { kind: "block", file: placed.file, key: placed.key, block: placed.block };
  ui.files = placed.files;
  const order = isNew ? insertOrder(placed.files, placed.file, placed.key) : redraw(own);
  ui.files = before;
  change(placed.files, order);
  choose(own);
}
