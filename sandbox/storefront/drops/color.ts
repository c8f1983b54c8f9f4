import { Drop } from "liquidjs";
import { float } from "../liquid/numbers.ts";

/** A colour setting. Prints `#rrggbb`, or `rgba(…)` when it is see-through. */
export class ColorDrop extends Drop {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
  readonly opacity: number;
  constructor(red: number, green: number, blue: number, opacity = 1) {
    super();
    const byte = (value: number) => Math.max(0, Math.min(255, Math.round(value)));
    [this.red, this.green, this.blue] = [byte(red), byte(green), byte(blue)];
    this.opacity = Math.max(0, Math.min(1, opacity));
  }
  get alpha() {
    return float(this.opacity);
  }
  get rgb() {
    return `${this.red} ${this.green} ${this.blue}`;
  }
  get rgba() {
    return `${this.rgb} / ${float(this.opacity)}`;
  }
  get hsl(): [hue: number, saturation: number, lightness: number] {
    const [r, g, b] = [this.red / 255, this.green / 255, this.blue / 255];
    const [max, min] = [Math.max(r, g, b), Math.min(r, g, b)];
    const lightness = (max + min) / 2;
    const spread = max - min;
    if (spread === 0) return [0, 0, lightness * 100];
    const saturation = spread / (1 - Math.abs(2 * lightness - 1));
    const sector =
      max === r
        ? ((g - b) / spread + 6) % 6
        : max === g
          ? (b - r) / spread + 2
          : (r - g) / spread + 4;
    return [sector * 60, saturation * 100, lightness * 100];
  }
  get hue() {
    return Math.round(this.hsl[0]);
  }
  get saturation() {
    return Math.round(this.hsl[1]);
  }
  get lightness() {
    return Math.round(this.hsl[2]);
  }
  get color_space() {
    return "srgb";
  }
  get hex() {
    const hex = [this.red, this.green, this.blue].map((n) => n.toString(16).padStart(2, "0"));
    return `#${hex.join("")}`;
  }
  /** Perceived brightness of 0…255, as the W3C's note on contrast has it. */
  get brightness() {
    return (this.red * 299 + this.green * 587 + this.blue * 114) / 1000;
  }
  /** WCAG relative luminance. */
  get luminance() {
    const channel = (value: number) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    };
    return 0.2126 * channel(this.red) + 0.7152 * channel(this.green) + 0.0722 * channel(this.blue);
  }
  override valueOf(): string {
    return this.toString();
  }
  override toString(): string {
    if (this.opacity === 1) return this.hex;
    return `rgba(${this.red}, ${this.green}, ${this.blue}, ${float(this.opacity)})`;
  }
  toJSON(): string {
    return this.toString();
  }
}

/** Reads `#rgb`, `#rrggbb`, `#rrggbbaa`, `rgb()`, `rgba()`, `hsl()`, `hsla()`. Null on anything else. */
export function parseColor(text: unknown): ColorDrop | null {
  if (text instanceof ColorDrop) return text;
  const value = String(text ?? "")
    .trim()
    .toLowerCase();
  if (value === "transparent") return new ColorDrop(0, 0, 0, 0);
  const hex = /^#?([0-9a-f]{3}|[0-9a-f]{4}|[0-9a-f]{6}|[0-9a-f]{8})$/.exec(value)?.[1];
  if (hex) {
    const full = hex.length <= 4 ? [...hex].map((char) => char + char).join("") : hex;
    const part = (at: number) => Number.parseInt(full.slice(at, at + 2), 16);
    return new ColorDrop(part(0), part(2), part(4), full.length === 8 ? part(6) / 255 : 1);
  }
  const call = /^(rgb|hsl)a?\(([^)]+)\)$/.exec(value);
  if (!call) return null;
  const parts = call[2]!.split(/[\s,/]+/).filter(Boolean);
  const [a, b, c, d] = parts.map((part) => Number.parseFloat(part));
  if ([a, b, c].some((part) => part === undefined || Number.isNaN(part))) return null;
  const opacity = d === undefined ? 1 : parts[3]?.endsWith("%") ? d / 100 : d;
  return call[1] === "rgb" ? new ColorDrop(a!, b!, c!, opacity) : fromHsl(a!, b!, c!, opacity);
}

export function fromHsl(
  hue: number,
  saturation: number,
  lightness: number,
  opacity = 1,
): ColorDrop {
  const s = Math.max(0, Math.min(100, saturation)) / 100;
  const l = Math.max(0, Math.min(100, lightness)) / 100;
  const channel = (n: number) => {
    const k = (n + (((hue % 360) + 360) % 360) / 30) % 12;
    return 255 * (l - s * Math.min(l, 1 - l) * Math.max(-1, Math.min(k - 3, 9 - k, 1)));
  };
  return new ColorDrop(channel(0), channel(8), channel(4), opacity);
}
