import { sectionId } from "../../storefront/section-id.ts";
import type { AppBlockShape, EditorModel, SectionShape, SettingShape } from "../model.ts";
import { h, icon, iconButton } from "./dom.ts";
import { settingRow } from "./editor-inputs.ts";
import {
  addBlock,
  addSection,
  changedFiles,
  embedId,
  type Files,
  isShown,
  moveBlock,
  moveSection,
  orderOf,
  pageOf,
  placeAppBlock,
  removeBlock,
  removeSection,
  setHidden,
  setSetting,
  settingsFor,
  settingsOf,
  switchEmbed,
  type Target,
} from "./editor-state.ts";
import { wordsOf } from "./editor-words.ts";

const model = JSON.parse(document.getElementById("model")!.textContent ?? "{}") as EditorModel;
const words = wordsOf(model.locale);
const query = new URLSearchParams(location.search);

let files: Files = model.files;
let saved: Files = model.files;
let past: Files[] = [];
let tab: "sections" | "embeds" | "theme" = query.get("context") === "apps" ? "embeds" : "sections";
let target: Target | null = null;
/** Typing in one field is one step back. */
let lastEdit = "";
let saving = false;
let previewShown = false;

const frame = h("iframe", { title: words.preview });
const side = h("aside", { className: "side" });
const view = h("div", { className: "view" }, frame);
const notice = h("div", { className: "notice", role: "status" });
const state = h("span", { className: "state" });
const saveButton = h("button", { type: "button", className: "primary", onclick: () => save() });
const undoButton = h(
  "button",
  { type: "button", className: "plain", onclick: () => undo(), "aria-label": words.undo },
  icon("undo"),
);
const shell = h("div", { className: "editor", "data-pane": "side" });

/** Tells the preview what happened; what it cannot follow, it reloads for. */
function tell(order: object): void {
  frame.contentWindow?.postMessage(order, location.origin);
}

async function post(verb: "draft" | "save"): Promise<boolean> {
  const base = location.pathname.replace(/\/$/, "");
  try {
    const response = await fetch(`${base}/${verb}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ session: model.session, files: changedFiles(files, saved) }),
    });
    const answer = (await response.json()) as { error?: string };
    if (!response.ok) say(answer.error ?? words.failed);
    return response.ok;
  } catch {
    say(words.failed);
    return false;
  }
}

let drafts = Promise.resolve(true);
/** Puts a change in place, shows it, and keeps the step back. */
function change(next: Files, order: object, edit = ""): void {
  if (edit === "" || edit !== lastEdit) past = [...past.slice(-99), files];
  lastEdit = edit;
  files = next;
  renderTop();
  drafts = drafts
    .then(() => post("draft"))
    .then((fine) => {
      if (fine) tell(order);
      return fine;
    });
}

function undo(): void {
  const before = past.at(-1);
  if (!before) return;
  past = past.slice(0, -1);
  files = before;
  lastEdit = "";
  if (target && !exists(target)) target = null;
  render();
  drafts = drafts
    .then(() => post("draft"))
    .then((fine) => {
      if (fine) tell({ type: "reload" });
      return fine;
    });
}

async function save(): Promise<void> {
  saving = true;
  renderTop();
  await drafts;
  if (await post("save")) {
    saved = files;
    past = [];
    say(words.saved);
  }
  saving = false;
  renderTop();
}

function isDirty(): boolean {
  return Object.keys(changedFiles(files, saved)).length > 0;
}

let noticeTimer = 0;
function say(text: string): void {
  notice.textContent = text;
  clearTimeout(noticeTimer);
  noticeTimer = window.setTimeout(() => {
    notice.textContent = "";
  }, 4000);
}

function exists(one: Target): boolean {
  if (one.kind === "theme") return true;
  if (one.kind === "embed") return one.id in (settingsOf(files).current.blocks ?? {});
  const section = pageOf(files, one.file)?.sections[one.key];
  if (one.kind === "section") return section !== undefined;
  return section?.blocks?.[one.block] !== undefined;
}

/** The order that draws what a target stands in. */
function redraw(one: Target): object {
  if (one.kind === "embed" || one.kind === "theme") return { type: "reload" };
  if (pageOf(files, one.file).sections[one.key]?.disabled) return { type: "reload" };
  return { type: "render-section", id: sectionId(one.file, one.key) };
}

function choose(next: Target | null, show = true): void {
  target = next;
  render();
  if (!show) return;
  if (next?.kind === "section" || next?.kind === "block")
    tell({
      type: "select",
      section: sectionId(next.file, next.key),
      block: next.kind === "block" ? next.block : null,
      load: false,
    });
  else tell({ type: "select", section: null, block: null, load: false });
}

// — The top bar —

function renderTop(): void {
  const dirty = isDirty();
  saveButton.disabled = !dirty || saving;
  saveButton.textContent = saving ? words.saving : words.save;
  undoButton.disabled = past.length === 0;
  state.textContent = dirty ? words.unsaved : "";
}

function topBar(): HTMLElement {
  const templates = h(
    "select",
    {
      "aria-label": words.template,
      id: "template",
      onchange: (event: Event) => openTemplate((event.target as HTMLSelectElement).value),
    },
    ...model.templates.map((name) =>
      h("option", { value: name, selected: name === model.template }, templateLabel(name)),
    ),
  );
  const languages = h(
    "select",
    {
      "aria-label": words.language,
      id: "language",
      onchange: (event: Event) => {
        const url = new URL(location.href);
        url.searchParams.set("lang", (event.target as HTMLSelectElement).value);
        url.searchParams.set("template", model.template);
        // A deep link was followed once; following it again would add the block twice.
        for (const done of ["addAppBlockId", "activateAppId", "target"])
          url.searchParams.delete(done);
        location.assign(url);
      },
    },
    h("option", { value: "en", selected: model.locale === "en" }, "English"),
    h("option", { value: "zh-CN", selected: model.locale === "zh-CN" }, "简体中文"),
  );
  const device = (name: "desktop" | "phone") =>
    iconButton(
      name,
      words[name],
      (event) => {
        view.classList.toggle("phone", name === "phone");
        for (const button of shell.querySelectorAll(".devices button"))
          button.setAttribute("aria-pressed", String(button === event.currentTarget));
      },
      { "aria-pressed": String(name === "desktop") },
    );
  return h(
    "header",
    { className: "top" },
    h("a", { className: "plain", href: "/admin", "aria-label": words.exit }, icon("back")),
    h("span", { className: "name" }, `${model.themeName} · ${model.shopName}`),
    templates,
    h("span", { className: "devices" }, device("desktop"), device("phone")),
    languages,
    state,
    undoButton,
    saveButton,
  );
}

function templateLabel(name: string): string {
  const [type = "", suffix] = name.split(".");
  const label = (words.templates as Record<string, string>)[type] ?? type;
  return suffix ? `${label} (${suffix})` : label;
}

function openTemplate(name: string, load = true): void {
  model.template = name;
  target = null;
  tab = "sections";
  const select = shell.querySelector<HTMLSelectElement>("#template");
  if (select) select.value = name;
  if (load) loadPreview();
  render();
}

function loadPreview(): void {
  const url = new URL(model.previewPaths[model.template] ?? "/", location.origin);
  url.searchParams.set("oseid", model.session);
  frame.src = url.href;
}

// — The left pane —

function render(): void {
  renderTop();
  const scroll = side.scrollTop;
  side.replaceChildren(...(target ? panel(target) : [tabs(), ...tabContent()]));
  side.scrollTop = target ? 0 : scroll;
}

function tabs(): HTMLElement {
  const one = (name: typeof tab, label: string) =>
    h(
      "button",
      {
        type: "button",
        role: "tab",
        "aria-selected": String(tab === name),
        onclick: () => {
          tab = name;
          render();
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

function tabContent(): HTMLElement[] {
  if (tab === "embeds") return embedList();
  if (tab === "theme")
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
      ({ file }) => (pageOf(files, file).type === "footer") === (place === "after"),
    );
  const named = (file: string) => {
    const { type } = pageOf(files, file);
    return type === "header" ? words.header : type === "footer" ? words.footer : words.other;
  };
  const template = `templates/${model.template}`;
  return [
    ...groupsOf("before").map(({ file }) => sectionList(file, named(file))),
    sectionList(template, words.template),
    ...groupsOf("after").map(({ file }) => sectionList(file, named(file))),
  ];
}

function shapeOf(type: string): SectionShape | undefined {
  return model.sections[type];
}

function sectionList(file: string, title: string): HTMLElement {
  const page = pageOf(files, file);
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
          const next = moveSection(files, file, key, to);
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
  const section = pageOf(files, file).sections[key];
  const config = section?.blocks?.[block];
  const own: Target = { kind: "block", file, key, block };
  return row({
    target: own,
    label: blockName(section?.type ?? "", config?.type ?? ""),
    app: config?.type.startsWith("shopify://apps/"),
    hidden: config?.disabled === true,
    index,
    count: section ? orderOf(section).length : 0,
    move: (to) => change(moveBlock(files, file, key, block, to), redraw(own)),
  });
}

function blockName(sectionType: string, type: string): string {
  const app = appBlockOf(type);
  if (app) return app.name;
  return shapeOf(sectionType)?.blocks.find((one) => one.type === type)?.name ?? type;
}

function appBlockOf(type: string): AppBlockShape | undefined {
  const handle = /^shopify:\/\/apps\/[^/]+\/blocks\/([^/]+)/.exec(type)?.[1];
  return model.appBlocks.find((one) => one.type === type || one.handle === handle);
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
    render();
    side.querySelector<HTMLElement>(`[data-item="${id}"] .label`)?.focus();
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
        render();
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
  const next = setHidden(files, one, hidden);
  if (one.kind === "block") change(next, redraw(one));
  else if (hidden) change(next, { type: "remove-section", id: sectionId(one.file, one.key) });
  else change(next, insertOrder(next, one.file, one.key));
  render();
}

function remove(one: Row["target"]): void {
  if (one.kind === "block") change(removeBlock(files, one.file, one.key, one.block), redraw(one));
  else
    change(removeSection(files, one.file, one.key), {
      type: "remove-section",
      id: sectionId(one.file, one.key),
    });
  target = null;
  render();
}

/** Where a section appears: after the one before it, or before the one after it. */
function insertOrder(next: Files, file: string, key: string): object {
  const page = pageOf(next, file);
  const shown = page.order.filter((one) => !page.sections[one]?.disabled);
  const at = shown.indexOf(key);
  const idAt = (index: number) => {
    const other = shown[index];
    return other === undefined ? null : sectionId(file, other);
  };
  return {
    type: "insert-section",
    id: sectionId(file, key),
    after: at > 0 ? idAt(at - 1) : null,
    before: idAt(at + 1),
  };
}

function addButton(label: string, onclick: () => void): HTMLElement {
  return h("button", { type: "button", className: "add", onclick }, icon("plus"), label);
}

// — Choosing what to add —

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

function templateType(): string {
  return model.template.split(".")[0] ?? model.template;
}

function fits(
  place: { templates: string[] | null; notTemplates: string[] },
  group: string | null,
  groups: { groups: string[] | null; notGroups: string[] } = { groups: null, notGroups: [] },
): boolean {
  const has = (list: string[], name: string) => list.includes("*") || list.includes(name);
  if (group === null)
    return place.templates === null
      ? !has(place.notTemplates, templateType())
      : has(place.templates, templateType());
  return groups.groups === null ? !has(groups.notGroups, group) : has(groups.groups, group);
}

function chooseSection(file: string): void {
  const page = pageOf(files, file);
  const group = file.startsWith("templates/") ? null : (page.type ?? "");
  const pick = (shape: SectionShape) => {
    const added = addSection(files, file, shape);
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

function sectionApps(group: string | null): AppBlockShape[] {
  return model.appBlocks.filter((one) => one.target === "section" && fits(one, group));
}

function chooseBlock(file: string, key: string, shape: SectionShape): void {
  const section = pageOf(files, file).sections[key];
  const used = section ? orderOf(section) : [];
  if (used.length >= shape.maxBlocks) {
    say(words.full);
    return;
  }
  const count = (type: string) => used.filter((id) => section?.blocks?.[id]?.type === type).length;
  const group = file.startsWith("templates/") ? null : (pageOf(files, file).type ?? "");
  const pick = (type: string) => {
    const added = addBlock(files, file, key, type);
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

function place(app: AppBlockShape, where: string): void {
  const before = files;
  const placed = placeAppBlock(files, model, app.type, where);
  const isNew = pageOf(before, placed.file).sections[placed.key] === undefined;
  const own: Target = { kind: "block", file: placed.file, key: placed.key, block: placed.block };
  files = placed.files;
  const order = isNew ? insertOrder(placed.files, placed.file, placed.key) : redraw(own);
  files = before;
  change(placed.files, order);
  choose(own);
}

// — App embeds —

function embedList(): HTMLElement[] {
  const embeds = model.appBlocks.filter((one) => one.target !== "section");
  if (embeds.length === 0) return [h("p", { className: "panel" }, words.noEmbeds)];
  return embeds.map((embed) => {
    const id = embedId(files, embed);
    const on = id !== null && settingsOf(files).current.blocks[id]?.disabled !== true;
    const flip = (value: boolean) => {
      change(switchEmbed(files, embed, value), { type: "reload" });
      render();
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
            if (embedId(files, embed) === null) flip(true);
            const known = embedId(files, embed);
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

// — The settings of what is selected —

function panel(one: Target): HTMLElement[] {
  const { title, settings } = describe(one);
  const values = settingsFor(files, one);
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
          change(setSetting(files, one, id, value), redraw(one), edit);
          if (settings.some((other) => other.visible_if?.includes(`.${id}`))) render();
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
    const embed = appBlockOf(settingsOf(files).current.blocks[one.id]?.type ?? "");
    return { title: embed?.name ?? one.id, settings: embed?.settings ?? [] };
  }
  const section = pageOf(files, one.file).sections[one.key];
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

// — What the preview says —

window.addEventListener("message", (event) => {
  if (event.source !== frame.contentWindow || event.origin !== location.origin) return;
  const message = event.data as {
    type: string;
    template?: string;
    section?: string | null;
    block?: string | null;
  };
  if (message.type === "ready") {
    const { template } = message;
    if (template && template !== model.template && model.templates.includes(template))
      openTemplate(template, false);
    if (target?.kind === "section" || target?.kind === "block")
      tell({
        type: "select",
        section: sectionId(target.file, target.key),
        block: target.kind === "block" ? target.block : null,
        // What a deep link added is brought into sight once; later loads leave the page where it is.
        load: previewShown,
      });
    previewShown = true;
  }
  if (message.type === "clicked" && message.section) {
    const shown = [`templates/${model.template}`, ...model.groups.map((one) => one.file)];
    for (const file of shown)
      for (const key of pageOf(files, file).order) {
        if (sectionId(file, key) !== message.section) continue;
        const has = pageOf(files, file).sections[key]?.blocks?.[message.block ?? ""];
        choose(
          has && message.block
            ? { kind: "block", file, key, block: message.block }
            : { kind: "section", file, key },
        );
      }
  }
});

window.addEventListener("beforeunload", (event) => {
  if (isDirty()) event.preventDefault();
});
window.addEventListener("keydown", (event) => {
  const typing = (event.target as Element).matches?.("input, textarea, select");
  if ((event.ctrlKey || event.metaKey) && event.key === "z" && !typing) {
    event.preventDefault();
    undo();
  }
  if ((event.ctrlKey || event.metaKey) && event.key === "s") {
    event.preventDefault();
    if (isDirty()) void save();
  }
});

// — Deep links of apps —

function followDeepLink(): void {
  const handleOf = (id: string | null) => id?.split("/").pop() ?? null;
  const embedHandle = handleOf(query.get("activateAppId"));
  const blockHandle = handleOf(query.get("addAppBlockId"));
  const find = (handle: string) => model.appBlocks.find((one) => one.handle === handle);
  if (embedHandle) {
    const embed = find(embedHandle);
    if (!embed || embed.target === "section") {
      say(`${words.unknownBlock} ${embedHandle}`);
      return;
    }
    tab = "embeds";
    const id = embedId(files, embed);
    if (id === null || settingsOf(files).current.blocks[id]?.disabled === true) {
      change(switchEmbed(files, embed, true), { type: "reload" });
      say(`${embed.name} ${words.activated}`);
    }
  }
  if (blockHandle) {
    const app = find(blockHandle);
    if (app?.target !== "section") {
      say(`${words.unknownBlock} ${blockHandle}`);
      return;
    }
    if (!fits(app, null)) {
      say(`${app.name} ${words.notHere}`);
      return;
    }
    tab = "sections";
    place(app, query.get("target") ?? "newAppsSection");
    say(`${app.name} ${words.added}`);
  }
}

const pane = (name: "side" | "view", label: string) =>
  h(
    "button",
    {
      type: "button",
      "aria-pressed": String(name === "side"),
      onclick: (event: MouseEvent) => {
        shell.dataset.pane = name;
        for (const button of shell.querySelectorAll(".mobile-tabs button"))
          button.setAttribute("aria-pressed", String(button === event.currentTarget));
      },
    },
    label,
  );
shell.append(
  topBar(),
  side,
  view,
  h("div", { className: "mobile-tabs" }, pane("side", words.settings), pane("view", words.preview)),
);
document.getElementById("editor")!.append(shell, notice);
followDeepLink();
render();
// The draft of a deep link has to be there before the preview is drawn.
void drafts.then(loadPreview);
