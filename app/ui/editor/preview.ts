import {
  blankDocument,
  type EditDocument,
  type EditOverlay,
  type EditSource,
  frameSize,
  ORIGINAL,
  picturesAt,
  planTimeline,
  type Size,
  type Timeline,
} from "../../domains/media/index.ts";
import { Composer, type OverlayImage, type Taken } from "./composer.ts";
import { Reel } from "./reel.ts";

/** Longer side of the canvas: what a phone or half a screen shows. */
const LONGEST = 960;

export interface PreviewOptions {
  canvas: HTMLCanvasElement;
  /** By source id; null while one is not ready. */
  source: (id: string) => EditSource | null;
  /** Text as drawn for a frame of that size, or a file. */
  overlayImage: (overlay: EditOverlay, frame: Size) => Promise<OverlayImage | null>;
  /** The picture shown now, and whether it plays on. */
  onFrame: (frame: number, playing: boolean) => void;
}

/**
 * The finished clip before it is rendered: paused, exactly the picture of that number; playing, as near
 * as the machine allows, with what is exact again as soon as it stands still.
 */
export class Preview {
  private readonly options: PreviewOptions;
  private readonly composer: Composer;
  /** Two by source, so that a clip can come in over itself. */
  private readonly reels = new Map<string, Reel>();
  private readonly overlays = new Map<string, OverlayImage | "asked">();
  private edit: EditDocument = blankDocument(1_000);
  private plan: Timeline;
  private size: Size = { width: 2, height: 2 };
  private frame = 0;
  private playing: { since: number; from: number; request: number } | null = null;
  /** Counts wishes, so that only the last one is drawn. */
  private wish = 0;
  private working: Promise<void> = Promise.resolve();

  constructor(options: PreviewOptions) {
    this.options = options;
    this.composer = new Composer(options.canvas);
    this.plan = planTimeline(this.edit, { num: 25, den: 1 });
  }

  get timeline(): Timeline {
    return this.plan;
  }

  /** Takes another document and draws it where it stood. Nothing happens before the original is ready. */
  change(edit: EditDocument): void {
    const original = this.options.source(ORIGINAL);
    const first = this.options.source(edit.parts[0]?.source ?? ORIGINAL);
    if (!original || !first) return;
    this.edit = edit;
    this.plan = planTimeline(edit, original.rate);
    this.size = frameSize(edit, first.size);
    const scale = Math.min(1, LONGEST / Math.max(this.size.width, this.size.height));
    const { canvas } = this.options;
    const width = Math.round(this.size.width * scale);
    const height = Math.round(this.size.height * scale);
    if (canvas.width !== width || canvas.height !== height)
      Object.assign(canvas, { width, height });
    this.show(Math.min(this.frame, this.plan.count - 1));
  }

  /** Stands still at a picture. Resolves when it is drawn, or another one is wanted instead. */
  show(frame: number): Promise<void> {
    this.pause();
    this.frame = Math.max(0, Math.min(this.plan.count - 1, frame));
    this.options.onFrame(this.frame, false);
    const wish = ++this.wish;
    this.working = this.working.then(async () => {
      // While one picture was sought, many may have been wished for: only the last is worth seeking.
      if (wish === this.wish) await this.drawExactly(this.frame);
    });
    return this.working;
  }

  play(): void {
    if (this.playing || this.plan.count < 2) return;
    if (this.frame >= this.plan.count - 1) this.frame = 0;
    this.wish++;
    this.playing = { since: performance.now(), from: this.frame, request: 0 };
    this.tick();
  }

  pause(): void {
    if (!this.playing) return;
    cancelAnimationFrame(this.playing.request);
    this.playing = null;
    for (const reel of this.reels.values()) reel.video.pause();
    this.options.onFrame(this.frame, false);
  }

  toggle(): void {
    if (this.playing) void this.show(this.frame);
    else this.play();
  }

  close(): void {
    this.pause();
    this.wish++;
    for (const reel of this.reels.values()) reel.close();
    this.reels.clear();
  }

  private tick = (): void => {
    const { playing, plan } = this;
    if (!playing) return;
    const passed = ((performance.now() - playing.since) * plan.rate.num) / plan.rate.den / 1000;
    this.frame = playing.from + Math.floor(passed);
    if (this.frame >= plan.count - 1) {
      void this.show(plan.count - 1);
      return;
    }
    const { sound } = this.edit;
    const volume = sound.muted || sound.music?.replaces ? null : Math.min(1, sound.volume);
    const taken: Taken[] = [];
    const used = new Set<Reel>();
    for (const [index, shown] of picturesAt(plan, this.frame).entries()) {
      const found = this.reelOf(shown.placed.part.source, plan.parts.indexOf(shown.placed));
      if (!found) continue;
      const { part } = shown.placed;
      if (part.reversed) {
        if (!found.reel.video.seeking) void found.reel.seek(shown.sourceFrame);
      } else found.reel.run(shown.sourceFrame, part.speed, index === 0 ? volume : null);
      used.add(found.reel);
      if (found.reel.video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA)
        taken.push({ shown, picture: found.reel.video, source: found.source });
    }
    for (const reel of this.reels.values()) if (!used.has(reel)) reel.video.pause();
    if (taken.length > 0) this.compose(taken);
    this.options.onFrame(this.frame, true);
    playing.request = requestAnimationFrame(this.tick);
  };

  private async drawExactly(frame: number): Promise<void> {
    const taken: Taken[] = [];
    for (const shown of picturesAt(this.plan, frame)) {
      const found = this.reelOf(shown.placed.part.source, this.plan.parts.indexOf(shown.placed));
      if (!found) return;
      await found.reel.seek(shown.sourceFrame);
      taken.push({ shown, picture: found.reel.video, source: found.source });
    }
    await Promise.all(this.edit.overlays.map((overlay) => this.loadOverlay(overlay)));
    if (frame === this.frame && !this.playing) this.compose(taken);
  }

  private compose(taken: Taken[]): void {
    this.composer.draw(this.edit, this.plan, this.size, this.frame, taken, (overlay) => {
      const found = this.overlays.get(this.keyOf(overlay));
      return found && found !== "asked" ? found : null;
    });
  }

  private async loadOverlay(overlay: EditOverlay): Promise<void> {
    const key = this.keyOf(overlay);
    if (this.overlays.has(key)) return;
    this.overlays.set(key, "asked");
    const image = await this.options.overlayImage(overlay, this.size).catch(() => null);
    if (image) this.overlays.set(key, image);
    else this.overlays.delete(key);
  }

  /** By what it looks like, not by where it is. */
  private keyOf(overlay: EditOverlay): string {
    if (overlay.kind === "image") return overlay.file;
    const { text, weight, size, width, colour, background, align } = overlay;
    return JSON.stringify([text, weight, size, width, colour, background, align, this.size]);
  }

  private reelOf(id: string, part: number): { reel: Reel; source: EditSource } | null {
    const source = this.options.source(id);
    if (!source) return null;
    const key = `${id} ${part % 2}`;
    const reel = this.reels.get(key) ?? new Reel(source);
    this.reels.set(key, reel);
    return { reel, source };
  }
}
