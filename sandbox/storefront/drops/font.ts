import { Drop } from "liquidjs";

/**
 * A font setting such as `assistant_n4`: family, style (n or i) and weight in hundreds. The sandbox
 * has no font library: any family is served the same bundled face, with an honest fallback stack.
 */
export class FontDrop extends Drop {
  readonly handle: string;
  readonly family: string;
  readonly style: "normal" | "italic";
  readonly weight: number;
  constructor(handle: string, style: "normal" | "italic", weight: number) {
    super();
    this.handle = handle;
    this.style = style;
    this.weight = weight;
    this.family = SYSTEM[handle]?.family ?? titleCase(handle);
  }
  "system?"() {
    return this.handle in SYSTEM;
  }
  get fallback_families() {
    return (
      SYSTEM[this.handle]?.fallback ??
      (/serif|lora|playfair|garamond/.test(this.handle) ? "serif" : "sans-serif")
    );
  }
  get baseline_ratio() {
    return 0.137;
  }
  get variants() {
    return [400, 700].flatMap((weight) => [
      new FontDrop(this.handle, "normal", weight),
      new FontDrop(this.handle, "italic", weight),
    ]);
  }
  get url() {
    return `/cdn/fonts/${this.handle}/${this.toString()}.woff2`;
  }
  override toString(): string {
    return `${this.handle}_${this.style === "italic" ? "i" : "n"}${this.weight / 100}`;
  }
  toJSON(): string {
    return this.toString();
  }
}

const SYSTEM: Record<string, { family: string; fallback: string }> = {
  system: {
    family: "system-ui",
    fallback: "-apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', sans-serif",
  },
  serif: { family: "'New York'", fallback: "Iowan Old Style, Georgia, 'Noto Serif', serif" },
  mono: { family: "Menlo", fallback: "Consolas, Monaco, 'Liberation Mono', monospace" },
  helvetica: { family: "Helvetica", fallback: "Arial, sans-serif" },
  arial: { family: "Arial", fallback: "Helvetica, sans-serif" },
  georgia: { family: "Georgia", fallback: "serif" },
};

export function parseFont(value: unknown): FontDrop | null {
  const match = /^([a-z0-9_]+)_([nio])([1-9])$/.exec(String(value ?? ""));
  if (!match) return null;
  return new FontDrop(match[1]!, match[2] === "n" ? "normal" : "italic", Number(match[3]) * 100);
}

function titleCase(handle: string): string {
  const words = handle.split("_").map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return words.length > 1 ? `"${words.join(" ")}"` : (words[0] ?? handle);
}
