/** Says yes with the given share of the calls: the same answers for the same seed (mulberry32). */
export function createChance(seed: number): (share: number) => boolean {
  let state = seed >>> 0;
  return (share) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296 < share;
  };
}
