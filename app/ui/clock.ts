/** Reads a place in a clip as people write it: `7`, `7.5`, `0:07`, `1:02.5`. Null when it is not one. */
export function parseClock(text: string): number | null {
  const match = /^(?:(\d{1,3}):)?(\d{1,5}(?:[.,]\d{1,3})?)$/.exec(text.trim());
  if (!match) return null;
  const seconds = Number(match[2]!.replace(",", "."));
  if (match[1] !== undefined && seconds >= 60) return null;
  return Math.round((Number(match[1] ?? 0) * 60 + seconds) * 1000);
}

/** The other way round, to a tenth of a second: `0:07`, `1:02.5`. */
export function writeClock(ms: number): string {
  const tenths = Math.round(ms / 100);
  const minutes = Math.floor(tenths / 600);
  const rest = tenths - minutes * 600;
  const seconds = String(Math.floor(rest / 10)).padStart(2, "0");
  return `${minutes}:${seconds}${rest % 10 ? `.${rest % 10}` : ""}`;
}
