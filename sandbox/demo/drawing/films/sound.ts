import type { Film } from "./film.ts";

const RATE = 44_100;

/** Chords as semitones above A2, two bars long, and how the mood plays them. */
const moods = {
  morning: {
    chords: [
      [3, 10, 15, 19],
      [8, 15, 17, 20],
    ],
    pluck: 0.13,
    air: 0.012,
    bright: 0.9,
  },
  evening: {
    chords: [
      [0, 7, 12, 16],
      [-4, 3, 10, 12],
    ],
    pluck: 0.05,
    air: 0.018,
    bright: 0.45,
  },
  kitchen: {
    chords: [
      [5, 12, 17, 21],
      [3, 10, 15, 19],
    ],
    pluck: 0.11,
    air: 0.014,
    bright: 0.75,
  },
  air: {
    chords: [
      [7, 14, 19, 23],
      [5, 12, 16, 21],
    ],
    pluck: 0.07,
    air: 0.028,
    bright: 0.6,
  },
} as const;

/** A soft bed of sound as a 16 bit stereo WAV: pad, a few plucked notes, a little air. */
export function soundTrack(sound: NonNullable<Film["sound"]>, seconds: number): Buffer {
  const mood = moods[sound.mood];
  const length = Math.round(seconds * RATE);
  const [left, right] = [new Float32Array(length), new Float32Array(length)];
  const random = numbers(sound.seed);
  const bar = seconds / mood.chords.length;
  for (const [index, chord] of mood.chords.entries())
    for (const [voice, semitone] of chord.entries())
      addPad(left, right, {
        from: index * bar,
        to: (index + 1) * bar + 1.2,
        frequency: 110 * 2 ** (semitone / 12),
        strength: 0.05 / (1 + voice * 0.35),
        bright: mood.bright,
        side: (voice / (chord.length - 1)) * 0.8 - 0.4,
      });
  for (let beat = 0.4; beat < seconds - 1.2; beat += 0.6) {
    if (random() < 0.45) continue;
    const chord = mood.chords[Math.min(mood.chords.length - 1, Math.floor(beat / bar))]!;
    const semitone = chord[Math.floor(random() * chord.length)]! + 12;
    addPluck(
      left,
      right,
      beat,
      110 * 2 ** (semitone / 12),
      mood.pluck * (0.5 + random() * 0.5),
      random() - 0.5,
    );
  }
  let [airLeft, airRight] = [0, 0];
  for (let i = 0; i < length; i++) {
    const swell = 0.7 + 0.3 * Math.sin((i / RATE) * 0.9);
    airLeft += ((random() - 0.5) * 2 - airLeft) * 0.06;
    airRight += ((random() - 0.5) * 2 - airRight) * 0.06;
    left[i] = left[i]! + airLeft * mood.air * swell;
    right[i] = right[i]! + airRight * mood.air * swell;
  }
  return wav(left, right, seconds);
}

function addPad(
  left: Float32Array,
  right: Float32Array,
  note: {
    from: number;
    to: number;
    frequency: number;
    strength: number;
    bright: number;
    side: number;
  },
): void {
  const end = Math.min(left.length, Math.round(note.to * RATE));
  for (let i = Math.round(note.from * RATE); i < end; i++) {
    const t = i / RATE - note.from;
    const rise = Math.min(1, t / 1.1) * Math.min(1, (note.to - note.from - t) / 1.2);
    const phase = 2 * Math.PI * note.frequency * t;
    // Two voices a hair apart, so that the chord breathes.
    const tone =
      Math.sin(phase) +
      Math.sin(phase * 1.003 + 0.4) +
      note.bright * 0.22 * Math.sin(phase * 2 + Math.sin(t * 1.3));
    const value = tone * rise * rise * note.strength * 0.5;
    left[i] = left[i]! + value * (1 - note.side);
    right[i] = right[i]! + value * (1 + note.side);
  }
}

function addPluck(
  left: Float32Array,
  right: Float32Array,
  at: number,
  frequency: number,
  strength: number,
  side: number,
): void {
  const start = Math.round(at * RATE);
  for (let i = start; i < Math.min(left.length, start + RATE * 1.6); i++) {
    const t = (i - start) / RATE;
    const body =
      Math.sin(2 * Math.PI * frequency * t) +
      0.35 * Math.sin(4 * Math.PI * frequency * t) * Math.exp(-t * 6);
    const value = body * Math.exp(-t * 3.4) * Math.min(1, t * 180) * strength;
    left[i] = left[i]! + value * (1 - side);
    right[i] = right[i]! + value * (1 + side);
  }
}

function wav(left: Float32Array, right: Float32Array, seconds: number): Buffer {
  const data = Buffer.alloc(44 + left.length * 4);
  data.write("RIFF", 0);
  data.writeUInt32LE(36 + left.length * 4, 4);
  data.write("WAVEfmt ", 8);
  data.writeUInt32LE(16, 16);
  data.writeUInt16LE(1, 20);
  data.writeUInt16LE(2, 22);
  data.writeUInt32LE(RATE, 24);
  data.writeUInt32LE(RATE * 4, 28);
  data.writeUInt16LE(4, 32);
  data.writeUInt16LE(16, 34);
  data.write("data", 36);
  data.writeUInt32LE(left.length * 4, 40);
  for (let i = 0; i < left.length; i++) {
    const t = i / RATE;
    const fade = Math.min(1, t / 0.4, (seconds - t) / 0.9);
    data.writeInt16LE(Math.round(Math.tanh(left[i]! * fade) * 32_000), 44 + i * 4);
    data.writeInt16LE(Math.round(Math.tanh(right[i]! * fade) * 32_000), 46 + i * 4);
  }
  return data;
}

/** The same numbers for the same seed (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
