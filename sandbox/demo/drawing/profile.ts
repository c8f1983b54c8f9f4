/**
 * Profiles are what a potter's template is: the outline of a round thing, radius against height. Each
 * becomes a grid of signed distances, so that the shader asks for any shape with one texture look-up.
 */

/** Radius, height and thickness of the wall at that point. */
export type WallPoint = [radius: number, height: number, thickness: number];

export interface Profile {
  /** Walls: smooth curves through these points with a rounded edge. */
  walls?: WallPoint[][];
  /** Solid bodies: smooth outlines from axis to axis (radius, height), with corners rounded by `round`. */
  solids?: { outline: [radius: number, height: number][]; round: number; sharp?: boolean }[];
  /** Radius of the soft join where walls and solids meet. */
  blend?: number;
}

export interface DistanceGrid {
  size: number;
  /** Low corner (radius, height) and extent. */
  low: [number, number];
  extent: [number, number];
  distances: Float32Array;
}

export const GRID_SIZE = 512;
export const GRID_MARGIN = 0.18;

export function distanceGrid(profile: Profile): DistanceGrid {
  const walls = (profile.walls ?? []).map((wall) => smooth(wall));
  const solids = (profile.solids ?? []).map((solid) => ({
    round: solid.round,
    outline: solid.sharp ? solid.outline : smooth(solid.outline),
  }));
  const every = [...walls.flat(), ...solids.flatMap((solid) => solid.outline)];
  const top = Math.max(...every.map((p) => p[1]!)) + GRID_MARGIN;
  const bottom = Math.min(...every.map((p) => p[1]!)) - GRID_MARGIN;
  const side = Math.max(...every.map((p) => p[0]!)) + GRID_MARGIN;
  const extent: [number, number] = [side, top - bottom];
  const distances = new Float32Array(GRID_SIZE * GRID_SIZE);
  for (let j = 0; j < GRID_SIZE; j++) {
    const y = bottom + ((j + 0.5) / GRID_SIZE) * extent[1];
    for (let i = 0; i < GRID_SIZE; i++) {
      const r = ((i + 0.5) / GRID_SIZE) * extent[0];
      let d = Number.POSITIVE_INFINITY;
      for (const wall of walls) d = join(d, wallDistance(wall, r, y), profile.blend ?? 0.03);
      for (const solid of solids)
        d = join(d, solidDistance(solid.outline, r, y) - solid.round, profile.blend ?? 0.03);
      distances[j * GRID_SIZE + i] = d;
    }
  }
  return { size: GRID_SIZE, low: [0, bottom], extent, distances };
}

/** Catmull-Rom through the points, eight pieces a span. */
function smooth<P extends number[]>(points: P[]): P[] {
  const result: P[] = [];
  for (let i = 0; i < points.length - 1; i++) {
    const [a, b, c, d] = [
      points[i - 1] ?? points[i]!,
      points[i]!,
      points[i + 1]!,
      points[i + 2] ?? points[i + 1]!,
    ];
    for (let k = 0; k < 8; k++) {
      const t = k / 8;
      result.push(
        b.map((_, n) => {
          const [pa, pb, pc, pd] = [a[n]!, b[n]!, c[n]!, d[n]!];
          const cubic =
            2 * pb +
            (pc - pa) * t +
            (2 * pa - 5 * pb + 4 * pc - pd) * t * t +
            (3 * pb - pa - 3 * pc + pd) * t ** 3;
          return n === 0 ? Math.max(0, cubic / 2) : cubic / 2;
        }) as P,
      );
    }
  }
  result.push(points.at(-1)!);
  return result;
}

function wallDistance(wall: WallPoint[], r: number, y: number): number {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < wall.length - 1; i++) {
    const [a, b] = [wall[i]!, wall[i + 1]!];
    const t = along(a, b, r, y);
    const d = Math.hypot(a[0] + (b[0] - a[0]) * t - r, a[1] + (b[1] - a[1]) * t - y);
    best = Math.min(best, d - (a[2] + (b[2] - a[2]) * t) / 2);
  }
  return best;
}

function solidDistance(outline: number[][], r: number, y: number): number {
  let best = Number.POSITIVE_INFINITY;
  let inside = false;
  for (let i = 0; i < outline.length; i++) {
    const [a, b] = [outline[i]!, outline[(i + 1) % outline.length]!];
    // The closing edge runs along the axis: it bounds the area but is no surface.
    if (i < outline.length - 1) {
      const t = along(a, b, r, y);
      best = Math.min(
        best,
        Math.hypot(a[0]! + (b[0]! - a[0]!) * t - r, a[1]! + (b[1]! - a[1]!) * t - y),
      );
    }
    if (a[1]! > y !== b[1]! > y && r < ((b[0]! - a[0]!) * (y - a[1]!)) / (b[1]! - a[1]!) + a[0]!)
      inside = !inside;
  }
  return inside ? -best : best;
}

function along(a: number[], b: number[], r: number, y: number): number {
  const [dr, dy] = [b[0]! - a[0]!, b[1]! - a[1]!];
  const length2 = dr * dr + dy * dy;
  if (length2 === 0) return 0;
  return Math.min(1, Math.max(0, ((r - a[0]!) * dr + (y - a[1]!) * dy) / length2));
}

function join(a: number, b: number, k: number): number {
  if (!Number.isFinite(a)) return b;
  const h = Math.max(k - Math.abs(a - b), 0) / k;
  return Math.min(a, b) - (h * h * k) / 4;
}
