import { MomentDeed } from "../../../../app/contract/events.ts";
import { chapterAt, chaptersOf } from "../core/moment-times.ts";
import { say } from "../core/words.ts";
import { LIST } from "./icons.ts";
import type { Moments } from "./moments.ts";
import { clock } from "./seek-bar.ts";
import { openSheet } from "./sheet.ts";
import { html, raw } from "./template.ts";

/** The slider's thumb: its middle is where the time is. */
const THUMB = 14;

/** Marks on the progress bar, the chapter that plays by its name, and a list of all behind it. */
export function addChapters(moments: Moments): { show(): void; move(): void } {
  const { host } = moments;
  const { shadowRoot: root, signal, reel } = host;
  const { words } = host.options;
  const slider = root.querySelector<HTMLInputElement>(".progress");
  const marks = document.createElement("div");
  marks.className = "marks";
  marks.ariaHidden = "true";
  slider?.after(marks);
  const button = document.createElement("button");
  button.type = "button";
  button.className = "chapter";
  button.setAttribute("part", "button chapters");
  button.setAttribute("aria-haspopup", "dialog");
  button.hidden = true;
  button.innerHTML = html`${raw(LIST)}<span dir="auto"></span>`.text;
  const name = button.querySelector("span") as HTMLElement;
  root.querySelector(".foot .clip-title")?.before(button);

  const place = () => {
    if (!slider || marks.hidden) return;
    marks.style.insetInlineStart = `${slider.offsetLeft + THUMB / 2}px`;
    marks.style.width = `${slider.offsetWidth - THUMB}px`;
  };
  const resized = new ResizeObserver(place);
  if (slider) resized.observe(slider);
  signal.addEventListener("abort", () => resized.disconnect());

  const move = () => {
    const chapters = chaptersOf(moments.list);
    if (chapters.length === 0) return;
    const title = chapterAt(chapters, moments.at)?.title ?? "";
    if (name.textContent !== (title || say(words, "moments.chapters"))) {
      name.textContent = title || say(words, "moments.chapters");
      button.ariaLabel = [say(words, "moments.chapters"), title].filter(Boolean).join(": ");
    }
    if (slider && title && !slider.ariaValueText?.endsWith(title))
      slider.ariaValueText = `${slider.ariaValueText}, ${title}`;
  };
  const open = () => {
    const chapters = chaptersOf(moments.list);
    const now = chapterAt(chapters, moments.at);
    const { dialog, body } = openSheet(host, say(words, "moments.chapters"));
    body.innerHTML = html`<ol class="chapters">${chapters.map(
      ({ id, at, title }) =>
        html`<li><button type="button" class="chapter-row" data-id="${id}" aria-current="${id === now?.id}"><span class="time">${clock(at / 1000)}</span><span dir="auto">${title}</span></button></li>`,
    )}</ol>`.text;
    body.querySelector<HTMLElement>('[aria-current="true"]')?.focus();
    body.addEventListener("click", ({ target }) => {
      const row = target instanceof Element ? target.closest<HTMLElement>("[data-id]") : null;
      const chapter = chapters.find(({ id }) => id === row?.dataset.id);
      if (!chapter) return;
      moments.count(chapter, MomentDeed.tapped);
      dialog.close();
      reel.seek(chapter.at / 1000);
    });
  };
  button.addEventListener("click", open, { signal });

  return {
    show() {
      const chapters = chaptersOf(moments.list);
      const duration = reel.current?.detail?.duration ?? 0;
      button.hidden = marks.hidden = chapters.length === 0;
      marks.replaceChildren(
        ...chapters
          .filter(({ at }) => at > 0)
          .map(({ at }) => {
            const mark = document.createElement("i");
            mark.style.insetInlineStart = `${(at / duration) * 100}%`;
            return mark;
          }),
      );
      place();
      move();
    },
    move,
  };
}
