import { sectionId } from "../../storefront/section-id.ts";
import type { EditorModel } from "../model.ts";
import { h } from "./dom.ts";
import { changedFiles, type Files, pageOf, settingsOf, type Target } from "./editor-state.ts";
import { wordsOf } from "./editor-words.ts";

export const model = JSON.parse(
  document.getElementById("model")!.textContent ?? "{}",
) as EditorModel;
export const words = wordsOf(model.locale);
export const query = new URLSearchParams(location.search);

/** What the editor's window holds. `render` and `renderTop` are put in by the window itself. */
export const ui: {
  files: Files;
  saved: Files;
  past: Files[];
  tab: "sections" | "embeds" | "theme";
  target: Target | null;
  /** Typing in one field is one step back. */
  lastEdit: string;
  saving: boolean;
  previewShown: boolean;
  /** Ends when the last change has reached the server. */
  drafts: Promise<boolean>;
  render(): void;
  renderTop(): void;
} = {
  files: model.files,
  saved: model.files,
  past: [],
  tab: query.get("context") === "apps" ? "embeds" : "sections",
  target: null,
  lastEdit: "",
  saving: false,
  previewShown: false,
  drafts: Promise.resolve(true),
  render() {},
  renderTop() {},
};

export const frame = h("iframe", { title: words.preview });
export const notice = h("div", { className: "notice", role: "status" });

/** Tells the preview what happened; what it cannot follow, it reloads for. */
export function tell(order: object): void {
  frame.contentWindow?.postMessage(order, location.origin);
}

/** Changes made in this window so far, and the last of them that the preview was told of. */
let revision = 0;
let toldRevision = 0;
/** How to show each change that a page still on its way may not have been drawn with. */
let shown: { revision: number; order: object }[] = [];

/**
 * Tells a page that has just come into the preview what was changed after it was drawn: what was
 * said before it could listen is lost otherwise. An order given twice does no harm.
 */
export function catchUp(drawnRevision: number): void {
  shown = shown.filter((one) => one.revision > drawnRevision);
  showChanges(drawnRevision, toldRevision);
}

function showChanges(after: number, upTo: number): void {
  const due = shown.filter((one) => one.revision > after && one.revision <= upTo);
  const texts = due.map(({ order }) => JSON.stringify(order));
  due.forEach(({ order }, index) => {
    if (texts.lastIndexOf(texts[index] ?? "") === index) tell(order);
  });
}

/** Sends the files to the server as this window's draft, then shows the preview what changed. */
function draft(order: object): void {
  const mine = ++revision;
  shown.push({ revision: mine, order });
  ui.drafts = ui.drafts
    .then(() => post("draft", mine))
    .then((fine) => {
      if (!fine) return false;
      // Those that could not be sent before went with this one.
      showChanges(toldRevision, mine);
      toldRevision = mine;
      return true;
    });
}

async function post(verb: "draft" | "save", revision: number): Promise<boolean> {
  const base = location.pathname.replace(/\/$/, "");
  try {
    const response = await fetch(`${base}/${verb}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({
        session: model.session,
        revision,
        files: changedFiles(ui.files, ui.saved),
      }),
    });
    const answer = (await response.json()) as { error?: string };
    if (!response.ok) say(answer.error ?? words.failed);
    return response.ok;
  } catch {
    say(words.failed);
    return false;
  }
}

/** Puts a change in place, shows it, and keeps the step back. */
export function change(next: Files, order: object, edit = ""): void {
  if (edit === "" || edit !== ui.lastEdit) ui.past = [...ui.past.slice(-99), ui.files];
  ui.lastEdit = edit;
  ui.files = next;
  ui.renderTop();
  draft(order);
}

export function undo(): void {
  const before = ui.past.at(-1);
  if (!before) return;
  ui.past = ui.past.slice(0, -1);
  ui.files = before;
  ui.lastEdit = "";
  if (ui.target && !exists(ui.target)) ui.target = null;
  ui.render();
  draft({ type: "reload" });
}

export async function save(): Promise<void> {
  ui.saving = true;
  ui.renderTop();
  await ui.drafts;
  if (await post("save", revision)) {
    ui.saved = ui.files;
    ui.past = [];
    say(words.saved);
  }
  ui.saving = false;
  ui.renderTop();
}

export function isDirty(): boolean {
  return Object.keys(changedFiles(ui.files, ui.saved)).length > 0;
}

let noticeTimer = 0;
export function say(text: string): void {
  notice.textContent = text;
  clearTimeout(noticeTimer);
  noticeTimer = window.setTimeout(() => {
    notice.textContent = "";
  }, 4000);
}

export function exists(one: Target): boolean {
  if (one.kind === "theme") return true;
  if (one.kind === "embed") return one.id in (settingsOf(ui.files).current.blocks ?? {});
  const section = pageOf(ui.files, one.file)?.sections[one.key];
  if (one.kind === "section") return section !== undefined;
  return section?.blocks?.[one.block] !== undefined;
}

/** The order that draws what a ui.target stands in. */
export function redraw(one: Target): object {
  if (one.kind === "embed" || one.kind === "theme") return { type: "reload" };
  if (pageOf(ui.files, one.file).sections[one.key]?.disabled) return { type: "reload" };
  return { type: "render-section", id: sectionId(one.file, one.key) };
}

export function choose(next: Target | null, show = true): void {
  ui.target = next;
  ui.render();
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
