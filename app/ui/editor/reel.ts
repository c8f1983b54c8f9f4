import type { EditSource } from "../../domains/media/index.ts";

/** How long a picture is waited for before what is there is drawn. */
const PATIENCE_MS = 4_000;
const PRESENTED_MS = 300;
/** While playing, how far a clip may run ahead or fall behind before it is set right. Seconds. */
const DRIFT = 0.12;

/** One decoder of a source's light copy, that shows a picture by its number. */
export class Reel {
  readonly video = document.createElement("video");
  private readonly source: EditSource;
  private shown = -1;

  constructor(source: EditSource) {
    this.source = source;
    this.video.crossOrigin = "anonymous";
    this.video.playsInline = true;
    this.video.muted = true;
    this.video.preload = "auto";
    this.video.src = source.proxy;
  }

  /** Resolves when that very picture can be drawn. */
  async seek(frame: number): Promise<void> {
    const { video } = this;
    if (!video.paused) video.pause();
    await this.once("loadeddata", () => video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA);
    if (this.shown === frame && !video.seeking) return;
    this.shown = frame;
    // The middle of the picture: its edges round to a neighbour.
    const at = this.middleOf(frame);
    if (Math.abs(video.currentTime - at) > 1e-4) {
      const presented = this.presented();
      video.currentTime = at;
      await this.once("seeked", () => !video.seeking);
      await presented();
    }
  }

  /**
   * That a seek is over does not mean that its picture can be drawn: that is told apart, and not at all
   * while nobody looks at the page or where the picture is the same. Call before seeking; wait after.
   */
  private presented(): () => Promise<void> {
    const { video } = this;
    if (!("requestVideoFrameCallback" in video)) return () => Promise.resolve();
    const told = new Promise<void>((resolve) => {
      video.requestVideoFrameCallback(() => resolve());
    });
    const enough = () => new Promise<void>((resolve) => setTimeout(resolve, PRESENTED_MS));
    return () => Promise.race([told, enough()]);
  }

  /** Plays on from about there. `sound`: 0…1, or null for none. */
  run(frame: number, speed: number, sound: number | null): void {
    const { video } = this;
    this.shown = -1;
    const at = this.middleOf(frame);
    if (Math.abs(video.currentTime - at) > DRIFT * Math.max(1, speed) && !video.seeking)
      video.currentTime = at;
    video.playbackRate = speed;
    video.muted = sound === null;
    video.volume = sound ?? 0;
    if (video.paused) video.play().catch(() => {});
  }

  close(): void {
    this.video.pause();
    this.video.removeAttribute("src");
    this.video.load();
  }

  private middleOf(frame: number): number {
    const { rate, frames } = this.source;
    return ((Math.min(frame, frames - 1) + 0.5) * rate.den) / rate.num;
  }

  private once(event: string, already: () => boolean): Promise<void> {
    if (already()) return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.video.removeEventListener(event, done);
        resolve();
      };
      const timer = setTimeout(done, PATIENCE_MS);
      this.video.addEventListener(event, done);
    });
  }
}
