import { say } from "../core/words.ts";
import { PAUSE, PLAY } from "./icons.ts";
import type { PlayerHost } from "./player-options.ts";
import { html, raw } from "./template.ts";

/** Controls fade after this long without a touch, while the clip plays. */
const FADE_MS = 3000;

/** Play button and slider under the clip; controls that nobody touches fade. */
export function addSeekBar(host: PlayerHost): void {
  const { signal, shadowRoot: root, reel } = host;
  const { words } = host.options;
  root.querySelector(".foot")?.insertAdjacentHTML(
    "beforeend",
    html`<div class="seek" part="controls">
      <button type="button" class="icon play" part="button play"></button>
      <input type="range" class="progress" part="progress" min="0" max="1" step="0.1" value="0" aria-label="${say(words, "player.position")}">
    </div>`.text,
  );
  const play = root.querySelector(".play") as HTMLButtonElement;
  const slider = root.querySelector(".progress") as HTMLInputElement;

  const showTime = () => {
    const video = reel.current?.video;
    const duration = video && Number.isFinite(video.duration) ? video.duration : 0;
    const time = duration ? (video?.currentTime ?? 0) : 0;
    slider.max = String(duration || 1);
    slider.value = String(time);
    slider.style.setProperty("--done", String(duration ? time / duration : 0));
    slider.ariaValueText = say(words, "player.time", { at: clock(time), of: clock(duration) });
  };
  const showState = () => {
    const paused = reel.current?.video?.paused !== false;
    const label = say(words, paused ? "player.play" : "player.pause");
    if (play.ariaLabel === label) return;
    play.innerHTML = raw(paused ? PLAY : PAUSE).text;
    play.ariaLabel = label;
  };
  let timer = 0;
  const wake = () => {
    host.removeAttribute("data-quiet");
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      const open = root.querySelector(".menu:not([hidden])");
      host.toggleAttribute("data-quiet", !open && reel.current?.video?.paused === false);
    }, FADE_MS);
  };

  const on = (type: string, react: () => void) =>
    root.addEventListener(type, react, { signal, capture: true });
  for (const type of ["pointermove", "pointerdown", "keydown", "focusin", "clipshelf:slide"])
    on(type, wake);
  for (const type of ["play", "pause", "playing", "clipshelf:slide"]) on(type, showState);
  for (const type of ["clipshelf:time", "clipshelf:slide"]) on(type, showTime);
  play.addEventListener("click", () => reel.toggle(), { signal });
  slider.addEventListener("input", () => reel.seek(Number(slider.value)), { signal });
  // What lies over the clips would swallow the wheel.
  root.querySelector(".stage")?.addEventListener(
    "wheel",
    (event) => {
      const { target, deltaY } = event as WheelEvent;
      if (target instanceof Element && !target.closest("clipshelf-reel, .menu"))
        reel.scrollBy({ top: deltaY });
    },
    { signal, passive: true },
  );
  signal.addEventListener("abort", () => clearTimeout(timer));
  showState();
  showTime();
  wake();
}

/** `m:ss` */
export function clock(seconds: number): string {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
