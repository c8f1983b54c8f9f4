/** Of versions 1 to 10 at the lowest level of correction: all codewords, correcting ones a block, blocks. */
const VERSIONS: [all: number, correcting: number, blocks: number][] = [
  [26, 7, 1],
  [44, 10, 1],
  [70, 15, 1],
  [100, 20, 1],
  [134, 26, 1],
  [172, 18, 2],
  [196, 20, 2],
  [242, 24, 2],
  [292, 30, 2],
  [346, 18, 4],
];
const MASKS: ((x: number, y: number) => number)[] = [
  (x, y) => (x + y) % 2,
  (_, y) => y % 2,
  (x) => x % 3,
  (x, y) => (x + y) % 3,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2,
  (x, y) => ((x * y) % 2) + ((x * y) % 3),
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2,
];

/**
 * A QR code of a text (ISO/IEC 18004, byte mode, up to 271 bytes): rows of modules, true is dark. Null
 * when the text is longer. The quiet zone around it is the caller's.
 */
export function qrCode(text: string): boolean[][] | null {
  const bytes = new TextEncoder().encode(text);
  const room = ([all, correcting, blocks]: (typeof VERSIONS)[number]) => all - correcting * blocks;
  const index = VERSIONS.findIndex((shape, at) => bytes.length + (at < 9 ? 2 : 3) <= room(shape));
  const shape = VERSIONS[index];
  if (!shape) return null;
  const version = index + 1;
  const codewords = interleave(toCodewords(bytes, version, room(shape)), shape);
  const { modules, fixed } = drawFrame(version);
  drawCodewords(modules, fixed, codewords);
  const masked = MASKS.map((mask, number) => {
    const copy = modules.map((row, y) =>
      row.map((dark, x) => (fixed[y]?.[x] ? dark : dark !== (mask(x, y) === 0))),
    );
    drawFormat(copy, number);
    return copy;
  });
  return masked.reduce((best, next) => (penalty(next) < penalty(best) ? next : best));
}

function toCodewords(bytes: Uint8Array, version: number, room: number): number[] {
  const bits: number[] = [];
  const put = (value: number, length: number) => {
    for (let at = length - 1; at >= 0; at--) bits.push((value >>> at) & 1);
  };
  put(4, 4);
  put(bytes.length, version < 10 ? 8 : 16);
  for (const byte of bytes) put(byte, 8);
  put(0, Math.min(4, room * 8 - bits.length));
  put(0, (8 - (bits.length % 8)) % 8);
  const codewords: number[] = [];
  for (let at = 0; at < bits.length; at += 8)
    codewords.push(bits.slice(at, at + 8).reduce((sum, bit) => sum * 2 + bit, 0));
  for (let pad = 0xec; codewords.length < room; pad ^= 0xec ^ 0x11) codewords.push(pad);
  return codewords;
}

/** Splits into blocks, corrects each, and deals them out in turn. */
function interleave(data: number[], [, correcting, count]: (typeof VERSIONS)[number]): number[] {
  const short = Math.floor(data.length / count);
  const longer = data.length % count;
  const blocks: number[][] = [];
  for (let at = 0, block = 0; block < count; block++) {
    const length = short + (block < count - longer ? 0 : 1);
    blocks.push(data.slice(at, at + length));
    at += length;
  }
  const corrections = blocks.map((block) => correct(block, correcting));
  const deal = (hands: number[][]) =>
    Array.from({ length: Math.max(...hands.map(({ length }) => length)) }, (_, at) =>
      hands.flatMap((hand) => hand[at] ?? []),
    ).flat();
  return [...deal(blocks), ...deal(corrections)];
}

/** Reed–Solomon over GF(256), x⁸ + x⁴ + x³ + x² + 1. */
function correct(block: number[], degree: number): number[] {
  let divisor = [1];
  for (let power = 0, root = 1; power < degree; power++, root = times(root, 2)) {
    const next = [...divisor, 0];
    divisor.forEach((value, at) => {
      next[at + 1] = (next[at + 1] ?? 0) ^ times(value, root);
    });
    divisor = next;
  }
  const rest = Array<number>(degree).fill(0);
  for (const value of block) {
    const factor = value ^ (rest.shift() ?? 0);
    rest.push(0);
    divisor.slice(1).forEach((coefficient, at) => {
      rest[at] = (rest[at] ?? 0) ^ times(coefficient, factor);
    });
  }
  return rest;
}

function times(a: number, b: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit--) {
    product = (product << 1) ^ ((product >>> 7) * 0x11d);
    if ((b >>> bit) & 1) product ^= a;
  }
  return product;
}

/** Everything that does not depend on the text. */
function drawFrame(version: number): { modules: boolean[][]; fixed: boolean[][] } {
  const size = version * 4 + 17;
  const grid = () => Array.from({ length: size }, () => Array<boolean>(size).fill(false));
  const [modules, fixed] = [grid(), grid()];
  const set = (x: number, y: number, dark: boolean) => {
    if (x < 0 || y < 0 || x >= size || y >= size) return;
    (modules[y] as boolean[])[x] = dark;
    (fixed[y] as boolean[])[x] = true;
  };
  const square = (centreX: number, centreY: number, radius: number, light: number[]) => {
    for (let dy = -radius; dy <= radius; dy++)
      for (let dx = -radius; dx <= radius; dx++)
        set(centreX + dx, centreY + dy, !light.includes(Math.max(Math.abs(dx), Math.abs(dy))));
  };
  for (let at = 0; at < size; at++) {
    set(6, at, at % 2 === 0);
    set(at, 6, at % 2 === 0);
  }
  for (const [x, y] of [
    [3, 3],
    [size - 4, 3],
    [3, size - 4],
  ] as const)
    square(x, y, 4, [2, 4]);
  const last = size - 7;
  const marks = version < 2 ? [] : version < 7 ? [6, last] : [6, (6 + last) / 2, last];
  for (const x of marks)
    for (const y of marks)
      if (!(x === 6 && y === 6) && !(x === 6 && y === last) && !(x === last && y === 6))
        square(x, y, 2, [1]);
  // Room for the format, which is drawn with the mask.
  for (let at = 0; at < 9; at++) {
    if (at !== 6) set(8, at, false);
    if (at !== 6) set(at, 8, false);
    if (at < 8) set(size - 1 - at, 8, false);
    if (at < 8) set(8, size - 1 - at, at === 7);
  }
  if (version >= 7) {
    let rest = version;
    for (let bit = 0; bit < 12; bit++) rest = (rest << 1) ^ ((rest >>> 11) * 0x1f25);
    const bits = (version << 12) | rest;
    for (let bit = 0; bit < 18; bit++) {
      const [far, near] = [size - 11 + (bit % 3), Math.floor(bit / 3)];
      set(far, near, ((bits >>> bit) & 1) === 1);
      set(near, far, ((bits >>> bit) & 1) === 1);
    }
  }
  return { modules, fixed };
}

/** Up and down in columns of two, from the right, past the timing line. */
function drawCodewords(modules: boolean[][], fixed: boolean[][], codewords: number[]): void {
  const size = modules.length;
  let bit = 0;
  for (let right = size - 1; right > 0; right -= right === 8 ? 3 : 2)
    for (let step = 0; step < size; step++)
      for (const x of [right, right - 1]) {
        const up = right > 6 ? (size - 1 - right) % 4 === 0 : right % 4 === 3;
        const y = up ? size - 1 - step : step;
        if (fixed[y]?.[x]) continue;
        (modules[y] as boolean[])[x] =
          (((codewords[bit >>> 3] ?? 0) >>> (7 - (bit & 7))) & 1) === 1;
        bit++;
      }
}

function drawFormat(modules: boolean[][], mask: number): void {
  const size = modules.length;
  const data = (1 << 3) | mask;
  let rest = data;
  for (let bit = 0; bit < 10; bit++) rest = (rest << 1) ^ ((rest >>> 9) * 0x537);
  const bits = ((data << 10) | rest) ^ 0x5412;
  for (let bit = 0; bit < 15; bit++) {
    const dark = ((bits >>> bit) & 1) === 1;
    const near = bit < 6 ? bit : bit < 8 ? bit + 1 : bit === 8 ? 7 : 14 - bit;
    if (bit < 8) (modules[near] as boolean[])[8] = dark;
    else (modules[8] as boolean[])[near] = dark;
    if (bit < 8) (modules[8] as boolean[])[size - 1 - bit] = dark;
    else (modules[size - 15 + bit] as boolean[])[8] = dark;
  }
}

/** The standard's first two rules: long runs and even squares are hard to read. */
function penalty(modules: boolean[][]): number {
  let sum = 0;
  const size = modules.length;
  const at = (x: number, y: number) => modules[y]?.[x];
  for (const flip of [false, true])
    for (let y = 0; y < size; y++)
      for (let x = 0, run = 0; x < size; x++) {
        const same = flip ? at(y, x) === at(y, x - 1) : at(x, y) === at(x - 1, y);
        run = same ? run + 1 : 1;
        if (run === 5) sum += 3;
        else if (run > 5) sum++;
      }
  for (let y = 1; y < size; y++)
    for (let x = 1; x < size; x++)
      if (at(x, y) === at(x - 1, y) && at(x, y) === at(x, y - 1) && at(x, y) === at(x - 1, y - 1))
        sum += 3;
  return sum;
}
