import type { FilmMood } from "./film.ts";

/**
 * The music of films, made by arithmetic: the browser plays what the worker writes into the file. A piece
 * is a circle: what rings on at its end is heard at its beginning, so it can go round without a seam.
 */

export const MUSIC_HERTZ = 48_000;

interface Piece {
  beatsPerMinute: number;
  /** A bar of four beats each: MIDI numbers of a chord, its bass first. */
  bars: number[][];
  /** Eighths of a bar at which a note of the chord above the bass is struck, by its place in the chord. */
  pattern: (number | null)[];
  pluck: Voice;
  pad: number;
  /** Loudness of what keeps time: on every beat, and between them. */
  kick: number;
  hat: number;
}

interface Voice {
  gain: number;
  /** Seconds until a struck note has faded to a third. */
  decay: number;
  /** Strength of each overtone. */
  overtones: number[];
}

/** Chords of four bars each, written for this app. */
const PIECES: Record<FilmMood, Piece> = {
  soft: {
    beatsPerMinute: 76,
    bars: [
      [45, 64, 69, 71],
      [41, 60, 65, 69],
      [48, 64, 67, 72],
      [43, 62, 67, 71],
    ],
    pattern: [0, null, 2, null, 1, null, 3, 2],
    pluck: { gain: 0.22, decay: 0.9, overtones: [1, 0.35, 0.08, 0.03] },
    pad: 0.07,
    ...{ kick: 0, hat: 0 },
  },
  bright: {
    beatsPerMinute: 108,
    bars: [
      [48, 64, 67, 71],
      [45, 64, 69, 72],
      [41, 65, 69, 72],
      [43, 62, 67, 74],
    ],
    pattern: [0, 1, 2, 1, 3, 1, 2, 1],
    pluck: { gain: 0.2, decay: 0.3, overtones: [1, 0.5, 0.25, 0.12] },
    pad: 0.035,
    ...{ kick: 0.34, hat: 0.035 },
  },
  pulse: {
    beatsPerMinute: 122,
    bars: [
      [38, 62, 65, 69],
      [38, 62, 67, 70],
      [34, 62, 65, 70],
      [36, 60, 64, 67],
    ],
    pattern: [null, 2, 1, 2, null, 3, 1, 2],
    pluck: { gain: 0.15, decay: 0.16, overtones: [1, 0.7, 0.5, 0.35, 0.2] },
    pad: 0.045,
    ...{ kick: 0.55, hat: 0.07 },
  },
};

/** One round of a piece, left and right, -1…1. */
export function makeMusic(mood: FilmMood): { left: Float32Array; right: Float32Array } {
  const piece = PIECES[mood];
  const beat = (60 / piece.beatsPerMinute) * MUSIC_HERTZ;
  const length = Math.round(beat * 4 * piece.bars.length);
  const circle = new Circle(length);
  for (const [bar, chord] of piece.bars.entries()) {
    const start = bar * 4 * beat;
    const [bass, ...notes] = chord as [number, ...number[]];
    circle.swell(start, 4 * beat, [bass + 12, ...notes], piece.pad);
    const bassVoice = { gain: 0.2, decay: 0.8, overtones: [1, 0.4, 0.1] };
    circle.strike(start, bass, bassVoice, 0);
    circle.strike(start + 2.5 * beat, bass, { ...bassVoice, gain: 0.13 }, 0);
    for (const [eighth, place] of piece.pattern.entries()) {
      if (place === null) continue;
      const note = place < notes.length ? notes[place]! : notes[0]! + 12;
      circle.strike(start + (eighth * beat) / 2, note, piece.pluck, eighth % 2 === 0 ? -0.3 : 0.3);
    }
    for (let at = 0; at < 4; at++) {
      circle.kick(start + at * beat, piece.kick);
      circle.hat(start + (at + 0.5) * beat, piece.hat);
    }
  }
  return circle.mixed();
}

/** Samples that go round. */
class Circle {
  private readonly left: Float32Array;
  private readonly right: Float32Array;
  private readonly length: number;
  private seed = 20_261_122;

  constructor(length: number) {
    this.length = length;
    this.left = new Float32Array(length);
    this.right = new Float32Array(length);
  }

  /** A struck note: overtones that fade the faster the higher they are. */
  strike(start: number, note: number, { gain, decay, overtones }: Voice, side: number): void {
    const turn = (2 * Math.PI * pitch(note)) / MUSIC_HERTZ;
    for (const [index, strength] of overtones.entries()) {
      const order = index + 1;
      const lasts = (decay / Math.sqrt(order)) * MUSIC_HERTZ;
      const fade = Math.exp(-1 / lasts);
      const wave = oscillator(turn * order, 0);
      let level = gain * strength;
      this.play(start, Math.min(this.length, 5 * lasts), side, (at) => {
        level *= fade;
        return level * (at < 120 ? at / 120 : 1) * wave();
      });
    }
  }

  /** A chord that comes and goes about its bar, each note a little beside itself. */
  swell(start: number, length: number, notes: number[], gain: number): void {
    const whole = length * 1.25;
    for (const [index, note] of notes.entries())
      for (const side of [-0.6, 0.6]) {
        const wave = oscillator((2 * Math.PI * pitch(note + side * 0.06)) / MUSIC_HERTZ, index);
        const share = oscillator((2 * Math.PI) / whole, Math.PI / 2);
        // The square of half a turn of a sine.
        this.play(start, whole, side, () => gain * (0.5 - 0.5 * share()) * wave());
      }
  }

  kick(start: number, gain: number): void {
    if (gain === 0) return;
    let phase = 0;
    this.play(start, 0.22 * MUSIC_HERTZ, 0, (at) => {
      const seconds = at / MUSIC_HERTZ;
      phase += (2 * Math.PI * (46 + 90 * Math.exp(-seconds * 34))) / MUSIC_HERTZ;
      return gain * Math.exp(-seconds * 15) * Math.min(1, at / 60) * Math.sin(phase);
    });
  }

  hat(start: number, gain: number): void {
    if (gain === 0) return;
    let before = 0;
    this.play(start, 0.06 * MUSIC_HERTZ, 0.2, (at) => {
      const now = this.noise();
      // The difference of neighbours: only the highest of the noise.
      const high = now - before;
      before = now;
      return gain * high * Math.exp((-at / MUSIC_HERTZ) * 70);
    });
  }

  mixed() {
    const soft = (sample: number) => Math.tanh(sample * 1.1);
    return { left: this.left.map(soft), right: this.right.map(soft) };
  }

  /** `side`: -1 left … 1 right. */
  private play(start: number, length: number, side: number, sample: (at: number) => number): void {
    const [left, right] = [Math.sqrt((1 - side) / 2), Math.sqrt((1 + side) / 2)];
    const all = this.length;
    let place = Math.round(start) % all;
    for (let at = 0; at < length; at++) {
      const value = sample(at);
      this.left[place]! += value * left;
      this.right[place]! += value * right;
      place = place + 1 === all ? 0 : place + 1;
    }
  }

  /** The same noise every time: a linear congruential generator (Numerical Recipes, 7.1). */
  private noise(): number {
    this.seed = (Math.imul(this.seed, 1_664_525) + 1_013_904_223) >>> 0;
    return this.seed / 2 ** 31 - 1;
  }
}

/** sin(phase + n × turn), by the recurrence of the Chebyshev polynomials: no sine for each sample. */
function oscillator(turn: number, phase: number): () => number {
  const twice = 2 * Math.cos(turn);
  let before = Math.sin(phase - 2 * turn);
  let last = Math.sin(phase - turn);
  return () => {
    const now = twice * last - before;
    before = last;
    last = now;
    return now;
  };
}

function pitch(note: number): number {
  return 440 * 2 ** ((note - 69) / 12);
}
