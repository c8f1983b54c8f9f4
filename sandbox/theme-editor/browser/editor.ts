import { sectionId } from "../../storefront/section-id.ts";
import { place } from "./choosers.ts";
import { h, icon, iconButton } from "./dom.ts";
import { embedId, pageOf, settingsOf, switchEmbed } from "./editor-state.ts";
import { panel } from "./panel.ts";
import {
  catchUp,
  change,
  choose,
  frame,
  isDirty,
  model,
  notice,
  query,
  save,
  say,
  tell,
  ui,
  undo,
  words,
} from "./session.ts";
import { fits } from "./shapes.ts";
import { tabContent, tabs } from "./tree.ts";

const side = h("aside", { className: "side" });
const view = h("div", { className: "view" }, frame);
const state = h("span", { className: "state" });
const saveButton = h("button", { type: "button", className: "primary", onclick: () => save() });
const undoButton = h(
  "button",
  { type: "button", className: "plain", onclick: () => undo(), "aria-label": words.undo },
  icon("undo"),
);
const shell = h("div", { className: "editor", "data-pane": "side" });
// — The top bar —

ui.renderTop = () => {
  const dirty = isDirty();
  saveButton.disabled = !dirty || ui.saving;
  saveButton.textContent = ui.saving ? words.saving : words.save;
  undoButton.disabled = ui.past.length === 0;
  state.textContent = dirty ? words.unsaved : "";
};

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
  ui.target = null;
  ui.tab = "sections";
  const select = shell.querySelector<HTMLSelectElement>("#template");
  if (select) select.value = name;
  if (load) loadPreview();
  ui.render();
}

function loadPreview(): void {
  const url = new URL(model.previewPaths[model.template] ?? "/", location.origin);
  url.searchParams.set("oseid", model.session);
  frame.src = url.href;
}

ui.render = () => {
  ui.renderTop();
  const scroll = side.scrollTop;
  side.replaceChildren(...(ui.target ? panel(ui.target) : [tabs(), ...tabContent()]));
  side.scrollTop = ui.target ? 0 : scroll;
};

// — What the preview says —

window.addEventListener("message", (event) => {
  if (event.source !== frame.contentWindow || event.origin !== location.origin) return;
  const message = event.data as {
    type: string;
    template?: string;
    revision?: number;
    section?: string | null;
    block?: string | null;
  };
  if (message.type === "ready") {
    const { template } = message;
    if (template && template !== model.template && model.templates.includes(template))
      openTemplate(template, false);
    if (ui.target?.kind === "section" || ui.target?.kind === "block")
      tell({
        type: "select",
        section: sectionId(ui.target.file, ui.target.key),
        block: ui.target.kind === "block" ? ui.target.block : null,
        // What a deep link added is brought into sight once; later loads leave the page where it is.
        load: ui.previewShown,
      });
    ui.previewShown = true;
    catchUp(message.revision ?? 0);
  }
  if (message.type === "clicked" && message.section) {
    const shown = [`templates/${model.template}`, ...model.groups.map((one) => one.file)];
    for (const file of shown)
      for (const key of pageOf(ui.files, file).order) {
        if (sectionId(file, key) !== message.section) continue;
        const has = pageOf(ui.files, file).sections[key]?.blocks?.[message.block ?? ""];
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
    ui.tab = "embeds";
    const id = embedId(ui.files, embed);
    if (id === null || settingsOf(ui.files).current.blocks[id]?.disabled === true) {
      change(switchEmbed(ui.files, embed, true), { type: "reload" });
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
    ui.tab = "sections";
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
ui.render();
// The draft of a deep link has to be there before the preview is drawn.
void ui.drafts.then(loadPreview);
