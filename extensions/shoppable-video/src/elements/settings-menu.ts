import { say } from "../core/words.ts";
import { habits, keepHabit } from "../transport/habits.ts";
import type { CaptionControl } from "./captions.ts";
import { SETTINGS } from "./icons.ts";
import type { PlayerHost } from "./player-options.ts";
import { html, raw } from "./template.ts";

const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 2];
const SIZES = [1, 1.5, 2];

interface IosVideo extends HTMLVideoElement {
  webkitEnterFullscreen?(): void;
}

/** Speed, captions, full screen and picture-in-picture, behind one button. */
export function addSettings(host: PlayerHost, captions: CaptionControl): void {
  const { signal, shadowRoot: root, reel, dialog } = host;
  const { words } = host.options;
  const stage = root.querySelector(".stage") as HTMLElement;
  root
    .querySelector(".tools")
    ?.insertAdjacentHTML(
      "beforeend",
      html`<button type="button" class="icon gear" part="button settings" aria-expanded="false" aria-controls="menu" aria-label="${say(words, "player.settings")}">${raw(SETTINGS)}</button>`
        .text,
    );
  stage.insertAdjacentHTML(
    "beforeend",
    html`<div class="menu" id="menu" part="menu" role="group" aria-label="${say(words, "player.settings")}" hidden></div>`
      .text,
  );
  const button = root.querySelector(".gear") as HTMLButtonElement;
  const menu = root.querySelector(".menu") as HTMLElement;
  const number = new Intl.NumberFormat(document.documentElement.lang || undefined);
  const percent = new Intl.NumberFormat(document.documentElement.lang || undefined, {
    style: "percent",
  });

  const choices = (name: string, title: string, values: [string, string][], now: string) =>
    html`<fieldset><legend>${say(words, title)}</legend><div class="choices">${values.map(
      ([value, label]) =>
        html`<label class="choice"><input type="radio" name="${name}" value="${value}" ${value === now && "checked"}><span>${label}</span></label>`,
    )}</div></fieldset>`;
  const draw = () => {
    const video = reel.current?.video as IosVideo | null | undefined;
    const { size = 1, contrast } = habits();
    const full = document.fullscreenEnabled || video?.webkitEnterFullscreen;
    menu.innerHTML = html`${choices(
      "speed",
      "player.speed",
      SPEEDS.map((each) => [String(each), `${number.format(each)}×`]),
      String(speedOf(host)),
    )}${
      captions.list.length > 0
        ? html`${choices(
            "captions",
            "player.captions",
            [
              ["", say(words, "player.off")],
              ...captions.list.map(({ language }): [string, string] => [
                language,
                ownName(language),
              ]),
            ],
            captions.shown,
          )}${choices(
            "size",
            "player.caption_size",
            SIZES.map((each) => [String(each), percent.format(each)]),
            String(size),
          )}${choices(
            "contrast",
            "player.caption_contrast",
            [
              ["", say(words, "player.contrast_normal")],
              ["high", say(words, "player.contrast_high")],
            ],
            contrast ? "high" : "",
          )}`
        : null
    }${full ? html`<button type="button" class="row" data-tool="full">${say(words, "player.full")}</button>` : null}${
      document.pictureInPictureEnabled
        ? html`<button type="button" class="row" data-tool="pip">${say(words, "player.pip")}</button>`
        : null
    }`.text;
  };
  let uncover = () => {};
  const open = (show: boolean) => {
    uncover();
    uncover = show ? host.cover(() => open(false)) : () => {};
    if (show) draw();
    menu.hidden = !show;
    button.ariaExpanded = String(show);
    if (show) menu.querySelector<HTMLElement>(":checked")?.focus();
    else button.focus();
  };
  const setSpeed = () => {
    const video = reel.current?.video;
    // An element that is filled anew falls back to its default.
    if (video) video.playbackRate = video.defaultPlaybackRate = speedOf(host);
  };
  const goFull = async () => {
    const video = reel.current?.video as IosVideo | null | undefined;
    if (root.fullscreenElement) await document.exitFullscreen();
    else if (document.fullscreenEnabled) await stage.requestFullscreen();
    else video?.webkitEnterFullscreen?.();
  };
  const attempt = (deed: () => Promise<unknown> | undefined) => {
    // Refused by the browser or its owner: the clip plays on where it is.
    deed()?.catch(() => {});
  };

  button.addEventListener("click", () => open(menu.hidden), { signal });
  menu.addEventListener(
    "change",
    ({ target }) => {
      const { name, value } = target as HTMLInputElement;
      if (name === "captions") captions.choose(value);
      else if (name === "speed") keepHabit({ speed: Number(value) });
      else if (name === "size") keepHabit({ size: Number(value) });
      else keepHabit({ contrast: value === "high" });
      captions.dress();
      setSpeed();
    },
    { signal },
  );
  menu.addEventListener(
    "click",
    ({ target }) => {
      const tool = target instanceof Element ? target.getAttribute("data-tool") : null;
      if (!tool) return;
      open(false);
      if (tool === "full") attempt(goFull);
      else attempt(async () => reel.current?.video?.requestPictureInPicture());
    },
    { signal },
  );
  dialog.addEventListener(
    "cancel",
    (event) => {
      if (menu.hidden) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      open(false);
    },
    { signal, capture: true },
  );
  stage.addEventListener(
    "click",
    (event) => {
      const inside = event.target instanceof Element && event.target.closest(".menu, .gear");
      if (menu.hidden || inside) return;
      event.stopPropagation();
      open(false);
    },
    { signal, capture: true },
  );
  dialog.addEventListener(
    "keydown",
    ({ key, ctrlKey, metaKey, altKey, target }) => {
      const typing = target instanceof Element && target.closest("input, textarea");
      if (key.toLowerCase() === "f" && !ctrlKey && !metaKey && !altKey && !typing) attempt(goFull);
    },
    { signal },
  );
  for (const type of ["clipshelf:slide", "loadedmetadata", "playing"])
    root.addEventListener(type, setSpeed, { signal, capture: true });
  root.addEventListener("clipshelf:slide", () => menu.hidden || open(false), { signal });
  signal.addEventListener("abort", () => {
    if (root.fullscreenElement) attempt(() => document.exitFullscreen());
  });
  setSpeed();
}

/** The shopper's own choice, else the merchant's. */
function speedOf({ options }: PlayerHost): number {
  return habits().speed ?? (Number(options.data.speed) || 1);
}

/** The language as its readers call it; Chinese by its script, as Chinese readers do. */
function ownName(tag: string): string {
  try {
    const { language, script } = new Intl.Locale(tag).maximize();
    const named = language === "zh" ? `zh-${script}` : tag;
    const name = new Intl.DisplayNames([named], { type: "language" }).of(named) ?? tag;
    return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1);
  } catch {
    return tag;
  }
}
