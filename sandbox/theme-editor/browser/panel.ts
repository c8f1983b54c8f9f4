import type { SettingShape } from "../model.ts";
import { h, icon, iconButton } from "./dom.ts";
import { settingRow } from "./editor-inputs.ts";
import {
  isShown,
  pageOf,
  setSetting,
  settingsFor,
  settingsOf,
  type Target,
} from "./editor-state.ts";
import { change, choose, model, redraw, ui, words } from "./session.ts";
import { appBlockOf, blockName, shapeOf } from "./shapes.ts";
import { remove } from "./tree.ts";

export function panel(one: Target): HTMLElement[] {
  const { title, settings } = describe(one);
  const values = settingsFor(ui.files, one);
  const defaults = Object.fromEntries(
    settings.map((setting) => [setting.id ?? "", setting.default]),
  );
  const body = h("div", { className: "panel" });
  for (const setting of settings) {
    if (!isShown(setting.visible_if, values, defaults)) continue;
    body.append(
      settingRow(setting, values[setting.id ?? ""], {
        words,
        resources: model.resources,
        change: (value) => {
          const id = setting.id ?? "";
          const edit = JSON.stringify([one, id]);
          change(setSetting(ui.files, one, id, value), redraw(one), edit);
          if (settings.some((other) => other.visible_if?.includes(`.${id}`))) ui.render();
        },
      }),
    );
  }
  if (settings.length === 0) body.append(h("p", { className: "setting-text" }, words.noSettings));
  if (one.kind === "section" || one.kind === "block")
    body.append(
      h(
        "button",
        { type: "button", className: "plain danger", onclick: () => remove(one) },
        icon("remove"),
        words.remove,
      ),
    );
  return [
    h(
      "div",
      { className: "panel-head" },
      iconButton("back", words.back, () => choose(null)),
      h("h2", {}, title),
    ),
    body,
  ];
}

function describe(one: Target): { title: string; settings: SettingShape[] } {
  if (one.kind === "theme") {
    const group = model.themeSettings[one.index];
    return { title: group?.name ?? "", settings: group?.settings ?? [] };
  }
  if (one.kind === "embed") {
    const embed = appBlockOf(settingsOf(ui.files).current.blocks[one.id]?.type ?? "");
    return { title: embed?.name ?? one.id, settings: embed?.settings ?? [] };
  }
  const section = pageOf(ui.files, one.file).sections[one.key];
  const shape = shapeOf(section?.type ?? "");
  if (one.kind === "section")
    return { title: shape?.name ?? words.missing, settings: shape?.settings ?? [] };
  const type = section?.blocks?.[one.block]?.type ?? "";
  const settings =
    appBlockOf(type)?.settings ??
    shape?.blocks.find((block) => block.type === type)?.settings ??
    [];
  return { title: blockName(section?.type ?? "", type), settings };
}
