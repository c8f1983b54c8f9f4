import { habits, keepHabit } from "../transport/habits.ts";
import { addCaptions } from "./captions.ts";
import { foldOnBack } from "./fold-on-back.ts";
import type { PlayerExtra, PlayerHost } from "./player-options.ts";
import { addSeekBar } from "./seek-bar.ts";
import { addSettings } from "./settings-menu.ts";
import { addSmallPlayer } from "./small-player.ts";
import styles from "./tools.css";

/** The player's further controls: they come once a picture moves. */
export function join(host: PlayerHost): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  host.shadowRoot.adoptedStyleSheets.push(sheet);
  addSeekBar(host);
  const captions = addCaptions(host);
  addSmallPlayer(host);
  foldOnBack(host);
  addSettings(host, captions);
  rememberSound(host);
  bringMoments(host);
}

/** Chapters, calls and questions: where no clip has any, their file is never asked for. */
function bringMoments(host: PlayerHost): void {
  let asked = false;
  const look = () => {
    if (asked || !host.reel.current?.detail?.moments) return;
    asked = true;
    import(host.options.data.moments ?? "").then(
      (extra: PlayerExtra) => host.signal.aborted || extra.join(host),
      () => {},
    );
  };
  for (const type of ["clipshelf:detail", "clipshelf:slide"])
    host.shadowRoot.addEventListener(type, look, { signal: host.signal });
  look();
}

/** Whoever wanted sound once in this visit is not asked again. */
function rememberSound(host: PlayerHost): void {
  if (habits().sound && host.options.data.sound !== "off") host.muted = false;
  host.shadowRoot.addEventListener("clipshelf:sound", () => keepHabit({ sound: !host.muted }), {
    signal: host.signal,
  });
}
