import { FontDrop } from "../drops/font.ts";
import { defineAll, text } from "./define.ts";

const BOLDER = [100, 200, 300, 400, 500, 600, 700, 800, 900];

export const fontFilters = defineAll({
  font_face: (value, { named }) => {
    if (!(value instanceof FontDrop) || value["system?"]()) return "";
    const display = named.font_display ? `\n  font-display: ${text(named.font_display)};` : "";
    return `@font-face {
  font-family: ${value.family};
  font-weight: ${value.weight};
  font-style: ${value.style};${display}
  src: url("${value.url}") format("woff2");
}
`;
  },
  font_modify: (value, { args }) => {
    if (!(value instanceof FontDrop)) return null;
    const [property, amount] = [text(args[0]), text(args[1])];
    if (property === "style") {
      const style = amount === "italic" || amount === "oblique" ? "italic" : "normal";
      return new FontDrop(value.handle, style, value.weight);
    }
    if (property !== "weight") return null;
    const named: Record<string, number> = { normal: 400, bold: 700, lighter: 300, bolder: 700 };
    const step = /^[+-]\d+$/.test(amount) ? value.weight + Number(amount) : Number(amount);
    const weight = named[amount] ?? step;
    return BOLDER.includes(weight) ? new FontDrop(value.handle, value.style, weight) : null;
  },
  font_url: (value) => (value instanceof FontDrop ? value.url : ""),
});
