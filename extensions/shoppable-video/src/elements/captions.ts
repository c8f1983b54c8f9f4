import type { FeedCaptions } from "../../../../app/contract/feed.ts";
import { type Cue, parseCues, pickCaptions } from "../core/captions.ts";
import { say } from "../core/words.ts";
import { habits, keepHabit } from "../transport/habits.ts";
import { CAPTIONS } from "./icons.ts";
import type { PlayerHost } from "./player-options.ts";
import { html, raw } from "./template.ts";

export interface CaptionControl {
  /** What the clip in front has. */
  readonly list: FeedCaptions[];
  /** Language that shows, "" while none does. */
  readonly shown: string;
  choose(language: string): void;
  /** Takes size and contrast as the shopper has chosen them. */
  dress(): void;
}

const files = new Map<string, Promise<Cue[]>>();
/** A track cannot be taken off its element, and elements are used again: one for each is refilled. */
const tracks = new WeakMap<HTMLVideoElement, TextTrack>();

/** Captions over the clip, drawn by us so that controls never cover them. */
export function addCaptions(host: PlayerHost): CaptionControl {
  const { signal, shadowRoot: root, reel } = host;
  const { words, data } = host.options;
  root
    .querySelector(".foot")
    ?.insertAdjacentHTML(
      "beforebegin",
      html`<div class="captions" part="captions" dir="auto"></div>`.text,
    );
  root
    .querySelector(".seek")
    ?.insertAdjacentHTML(
      "beforeend",
      html`<button type="button" class="icon cc" part="button captions-button" aria-label="${say(words, "player.captions")}" hidden>${raw(CAPTIONS)}</button>`
        .text,
    );
  const place = root.querySelector(".captions") as HTMLElement;
  const button = root.querySelector(".cc") as HTMLButtonElement;
  let track: TextTrack | null = null;
  let showing: FeedCaptions | undefined;

  const draw = () => {
    const cues = track?.mode === "hidden" ? [...(track.activeCues ?? [])] : [];
    place.replaceChildren(
      ...cues.map((cue) => {
        const line = document.createElement("span");
        line.textContent = (cue as VTTCue).text;
        return line;
      }),
    );
  };
  const dress = () => {
    const { size = 1, contrast = false } = habits();
    host.style.setProperty("--caption-size", String(size));
    host.toggleAttribute("data-contrast", contrast);
  };
  const list = () => reel.current?.detail?.captions ?? [];
  const wanted = () => {
    const { captions } = habits();
    const on = captions ?? (data.captions === "on" || (data.captions !== "off" && host.muted));
    if (on === "" || on === false) return undefined;
    return pickCaptions(list(), on === true ? readers() : [on, ...readers()]);
  };
  const update = async () => {
    const chosen = wanted();
    button.hidden = list().length === 0;
    button.ariaPressed = String(chosen !== undefined);
    dress();
    const video = reel.current?.video;
    if (chosen === showing && video && tracks.get(video) === track) return;
    showing = chosen;
    if (track) {
      track.removeEventListener("cuechange", draw);
      track.mode = "disabled";
    }
    track = null;
    draw();
    if (!chosen || !video) return;
    place.lang = chosen.language;
    const cues = await read(chosen.url);
    if (showing !== chosen || reel.current?.video !== video || signal.aborted) return;
    track = tracks.get(video) ?? video.addTextTrack("captions");
    tracks.set(video, track);
    track.mode = "hidden";
    for (const old of [...(track.cues ?? [])]) track.removeCue(old);
    for (const { start, end, text } of cues) track.addCue(new VTTCue(start, end, text));
    track.addEventListener("cuechange", draw);
    draw();
  };
  const choose = (language: string) => {
    keepHabit({ captions: language });
    update();
  };
  for (const type of ["clipshelf:slide", "clipshelf:detail", "clipshelf:sound"])
    root.addEventListener(type, update, { signal });
  const toggle = () => choose(showing ? "" : (pickCaptions(list(), readers())?.language ?? ""));
  button.addEventListener("click", toggle, { signal });
  host.dialog.addEventListener(
    "keydown",
    ({ key, ctrlKey, metaKey, altKey, target }) => {
      const typing = target instanceof Element && target.closest("input, textarea");
      if (key.toLowerCase() === "c" && !ctrlKey && !metaKey && !altKey && !typing) toggle();
    },
    { signal },
  );
  update();
  return {
    get list() {
      return list();
    },
    get shown() {
      return showing?.language ?? "";
    },
    choose,
    dress,
  };
}

function readers(): string[] {
  return [document.documentElement.lang, ...navigator.languages];
}

/** A file that does not come leaves the clip without captions, and is asked for again next time. */
function read(url: string): Promise<Cue[]> {
  const known = files.get(url);
  if (known) return known;
  const answer = fetch(url)
    .then((response) => (response.ok ? response.text() : Promise.reject(new Error(url))))
    .then(parseCues)
    .catch(() => {
      files.delete(url);
      return [];
    });
  files.set(url, answer);
  return answer;
}
