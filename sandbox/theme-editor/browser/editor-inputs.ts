import type { Choice, Resources, SettingShape } from "../model.ts";
import { h } from "./dom.ts";
import type { Words } from "./editor-words.ts";

export interface InputContext {
  words: Words;
  resources: Resources;
  /** Hears of a new value; null takes the value away, so that the default holds. */
  change(value: unknown): void;
}

let counter = 0;

/** The row of one setting: label, an input of its type, what the schema says about it. */
export function settingRow(
  setting: SettingShape,
  value: unknown,
  context: InputContext,
): HTMLElement {
  if (setting.type === "header")
    return h("h3", { className: "setting-header" }, setting.content ?? "");
  if (setting.type === "paragraph")
    return h("p", { className: "setting-text" }, setting.content ?? "");
  counter += 1;
  const id = `setting-${counter}`;
  const input = inputOf(setting, value === undefined ? setting.default : value, context, id);
  const label = h("label", { for: id }, setting.label || setting.id || "");
  const info = setting.info ? h("p", { className: "setting-info" }, setting.info) : null;
  const row = h("div", {
    className: `setting setting--${setting.type}`,
    "data-setting": setting.id,
  });
  if (setting.type === "checkbox") row.append(h("span", { className: "check" }, input, label));
  else row.append(label, input);
  if (info) row.append(info);
  return row;
}

function inputOf(
  setting: SettingShape,
  value: unknown,
  context: InputContext,
  id: string,
): HTMLElement {
  const { resources, words } = context;
  const text = value === undefined || value === null ? "" : String(value);
  if (/^\s*\{\{.*\}\}\s*$/.test(text)) return dynamicSource(text, context, id);
  switch (setting.type) {
    case "checkbox":
      return h("input", {
        id,
        type: "checkbox",
        checked: value === true || value === "true",
        onchange: (event: Event) => context.change((event.target as HTMLInputElement).checked),
      });
    case "number":
      return textInput(
        id,
        text,
        setting,
        (typed) => {
          context.change(typed === "" ? null : Number(typed));
        },
        "number",
      );
    case "range":
      return rangeInput(setting, Number(value ?? setting.default ?? setting.min), context, id);
    case "textarea":
    case "html":
    case "liquid":
    case "richtext":
      return h("textarea", {
        id,
        value: text,
        rows: 4,
        placeholder: setting.placeholder ?? "",
        oninput: (event: Event) => context.change((event.target as HTMLTextAreaElement).value),
      });
    case "select":
    case "radio":
      return select(id, setting.options ?? [], text, null, context);
    case "text_alignment":
      return select(
        id,
        ["left", "center", "right"].map((one) => ({ value: one, label: one })),
        text,
        null,
        context,
      );
    case "color":
      return colorInput(text, context, id);
    case "color_scheme":
      return select(id, resources.schemes, text, null, context);
    case "product":
      return select(id, resources.products, text, words.none, context);
    case "collection":
      return select(id, resources.collections, text, words.none, context);
    case "link_list":
      return select(id, resources.menus, text, words.none, context);
    case "image_picker":
      return select(id, resources.images, text, words.noImage, context);
    case "product_list":
      return choices(id, resources.products, value, context);
    case "collection_list":
      return choices(id, resources.collections, value, context);
    case "url":
    case "video_url":
      return textInput(id, text, setting, (typed) => context.change(typed || null), "text");
    default:
      return textInput(id, text, setting, (typed) => context.change(typed), "text");
  }
}

function textInput(
  id: string,
  value: string,
  setting: SettingShape,
  typed: (text: string) => void,
  type: "text" | "number",
): HTMLElement {
  return h("input", {
    id,
    type,
    value,
    placeholder: setting.placeholder ?? (setting.type === "url" ? "/collections/all" : ""),
    oninput: (event: Event) => typed((event.target as HTMLInputElement).value),
  });
}

function rangeInput(
  setting: SettingShape,
  value: number,
  context: InputContext,
  id: string,
): HTMLElement {
  const show = (number: number) => `${number}${setting.unit ? ` ${setting.unit}` : ""}`;
  const output = h("output", { for: id }, show(value));
  const input = h("input", {
    id,
    type: "range",
    min: String(setting.min ?? 0),
    max: String(setting.max ?? 100),
    step: String(setting.step ?? 1),
    oninput: (event: Event) => {
      const number = Number((event.target as HTMLInputElement).value);
      output.textContent = show(number);
      context.change(number);
    },
  });
  // A range rounds its value to its limits, so they have to be there first.
  input.value = String(value);
  return h("span", { className: "range" }, input, output);
}

function colorInput(value: string, context: InputContext, id: string): HTMLElement {
  const text = h("input", {
    id,
    type: "text",
    value,
    oninput: () => {
      if (/^#[0-9a-f]{6}$/i.test(text.value)) picker.value = text.value;
      context.change(text.value || null);
    },
  });
  const picker = h("input", {
    type: "color",
    value: /^#[0-9a-f]{6}$/i.test(value) ? value : "#000000",
    "aria-labelledby": id,
    tabIndex: -1,
    oninput: () => {
      text.value = picker.value;
      context.change(picker.value);
    },
  });
  return h("span", { className: "color" }, picker, text);
}

function select(
  id: string,
  options: Choice[],
  value: string,
  none: string | null,
  context: InputContext,
): HTMLElement {
  const all = none === null ? options : [{ value: "", label: none }, ...options];
  const known = all.some((one) => one.value === value);
  const shown = known ? all : [...all, { value, label: value }];
  return h(
    "select",
    {
      id,
      onchange: (event: Event) => context.change((event.target as HTMLSelectElement).value || null),
    },
    ...shown.map((one) =>
      h("option", { value: one.value, selected: one.value === value }, one.label),
    ),
  );
}

function choices(
  id: string,
  options: Choice[],
  value: unknown,
  context: InputContext,
): HTMLElement {
  const chosen = Array.isArray(value) ? value.map(String) : [];
  const list = h(
    "select",
    {
      id,
      multiple: true,
      size: 6,
      onchange: () => context.change([...list.selectedOptions].map((option) => option.value)),
    },
    ...options.map((one) =>
      h("option", { value: one.value, selected: chosen.includes(one.value) }, one.label),
    ),
  );
  return list;
}

/** A setting that follows the page, such as `{{ product }}`. */
function dynamicSource(value: string, context: InputContext, id: string): HTMLElement {
  return h(
    "span",
    { className: "dynamic" },
    h("code", { id }, `${context.words.dynamic} ${value.replace(/[{}]/g, "").trim()}`),
    h("button", { type: "button", onclick: () => context.change(null) }, context.words.remove),
  );
}
