/** Our property, and the names under which themes keep that colour: Horizon's, then Dawn's. */
const NAMES: [string, string[]][] = [
  ["--theme-accent", ["--color-primary-button-background", "--color-button"]],
  ["--theme-on-accent", ["--color-primary-button-text", "--color-button-text"]],
  ["--theme-surface", ["--color-background", "--color-base-background-1"]],
  ["--theme-ink", ["--color-foreground", "--color-base-text"]],
];

/**
 * The theme's own colours, as far as it names them. Dawn keeps `18, 18, 18`, others whole colours:
 * only what the browser accepts is taken.
 */
export function themeColours(): Record<string, string> {
  const style = getComputedStyle(document.body);
  const found: Record<string, string> = {};
  for (const [ours, theirs] of NAMES) {
    const colour = theirs
      .map((name) => style.getPropertyValue(name).trim())
      .flatMap((value) => [`rgb(${value})`, value])
      .find((value) => value && CSS.supports("color", value));
    if (colour) found[ours] = colour;
  }
  return found;
}

const OWN = ["accent", "on-accent", "surface", "ink", "radius", "button-radius"];

/** What merchant or theme set on the block: the player stands outside of it and inherits nothing. */
export function ownLook(block: Element): Record<string, string> {
  const style = getComputedStyle(block);
  return Object.fromEntries(
    OWN.map((name) => `--clipshelf-${name}`)
      .map((name) => [name, style.getPropertyValue(name).trim()])
      .filter(([, value]) => value),
  );
}
