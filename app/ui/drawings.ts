import type { BlockKind } from "../contract/feed.ts";

/** Small drawings of our own, as data URIs, so that an empty page needs no request. */
const svg = (body: string, box = "0 0 240 180") =>
  `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}">${body}</svg>`,
  )}`;

const clip = (x: number, y: number, fill: string, turn = 0) =>
  `<g transform="rotate(${turn} ${x + 28} ${y + 50})"><rect x="${x}" y="${y}" width="56" height="100" rx="10" fill="${fill}"/><circle cx="${x + 28}" cy="${y + 50}" r="13" fill="#fff" fill-opacity=".92"/><path d="M${x + 24} ${y + 43.5}l11 6.5-11 6.5z" fill="#303030"/></g>`;

/** Three clips standing on a shelf. */
export const EMPTY_SHELF = svg(
  `${clip(34, 44, "#b9d7c6", -5)}${clip(92, 34, "#e7b9a4")}${clip(150, 44, "#b8c7e6", 5)}<rect x="16" y="146" width="208" height="8" rx="4" fill="#d9d5cf"/>`,
);

/** A list in order, its first line a clip. */
export const EMPTY_LIST = svg(
  `${[30, 74, 118]
    .map(
      (y, index) =>
        `<rect x="44" y="${y}" width="152" height="36" rx="8" fill="#f1efec"/><rect x="52" y="${y + 5}" width="16" height="26" rx="4" fill="${["#e7b9a4", "#b9d7c6", "#b8c7e6"][index]}"/><rect x="78" y="${y + 14}" width="${[88, 64, 76][index]}" height="8" rx="4" fill="#cfcac3"/>`,
    )
    .join("")}`,
);

/** A shop's page with a row of clips in it. */
export const EMPTY_STOREFRONT = svg(
  `<rect x="40" y="18" width="160" height="146" rx="10" fill="#f1efec"/><rect x="40" y="18" width="160" height="20" rx="10" fill="#dcd8d2"/><circle cx="52" cy="28" r="3" fill="#fff"/><circle cx="62" cy="28" r="3" fill="#fff"/><rect x="54" y="50" width="70" height="8" rx="4" fill="#cfcac3"/>${["#e7b9a4", "#b9d7c6", "#b8c7e6", "#ead79f"].map((fill, index) => `<rect x="${54 + index * 35}" y="70" width="28" height="50" rx="6" fill="${fill}"/>`).join("")}<rect x="54" y="132" width="132" height="6" rx="3" fill="#dcd8d2"/><rect x="54" y="144" width="96" height="6" rx="3" fill="#dcd8d2"/>`,
);

const page = (body: string) =>
  svg(
    `<rect x="4" y="4" width="112" height="82" rx="8" fill="#fff" stroke="#d9d5cf" stroke-width="2"/>${body}`,
    "0 0 120 90",
  );

/** What each kind of block looks like on a page. */
export const BLOCK_DRAWING = {
  carousel: page(
    `<rect x="16" y="16" width="44" height="6" rx="3" fill="#cfcac3"/>${[0, 1, 2, 3].map((index) => `<rect x="${16 + index * 24}" y="30" width="18" height="32" rx="4" fill="${["#e7b9a4", "#b9d7c6", "#b8c7e6", "#ead79f"][index]}"/>`).join("")}<rect x="16" y="70" width="88" height="5" rx="2.5" fill="#e6e2dd"/>`,
  ),
  floating: page(
    `<rect x="16" y="16" width="60" height="6" rx="3" fill="#cfcac3"/><rect x="16" y="28" width="88" height="5" rx="2.5" fill="#e6e2dd"/><rect x="16" y="38" width="76" height="5" rx="2.5" fill="#e6e2dd"/><rect x="16" y="48" width="50" height="5" rx="2.5" fill="#e6e2dd"/><rect x="84" y="44" width="22" height="36" rx="6" fill="#e7b9a4"/><circle cx="95" cy="62" r="6" fill="#fff"/><path d="M93 58.6l5.6 3.4-5.6 3.4z" fill="#303030"/>`,
  ),
  description: page(
    `<rect x="14" y="16" width="42" height="58" rx="6" fill="#e6e2dd"/><rect x="64" y="16" width="38" height="6" rx="3" fill="#cfcac3"/><rect x="64" y="27" width="22" height="5" rx="2.5" fill="#e6e2dd"/><rect x="64" y="38" width="40" height="24" rx="5" fill="#b9d7c6"/><circle cx="84" cy="50" r="6" fill="#fff"/><path d="M82 46.6l5.6 3.4-5.6 3.4z" fill="#303030"/><rect x="64" y="68" width="40" height="5" rx="2.5" fill="#e6e2dd"/>`,
  ),
  stories: page(
    `${[0, 1, 2, 3].map((index) => `<circle cx="${25 + index * 23}" cy="26" r="9.5" fill="${["#e7b9a4", "#b9d7c6", "#b8c7e6", "#ead79f"][index]}"/><circle cx="${25 + index * 23}" cy="26" r="12" fill="none" stroke="#8a8378" stroke-width="1.5"/>`).join("")}<rect x="16" y="48" width="88" height="26" rx="5" fill="#e6e2dd"/>`,
  ),
  grid: page(
    [0, 1, 2, 3, 4, 5]
      .map(
        (index) =>
          `<rect x="${22 + (index % 3) * 27}" y="${index < 3 ? 14 : 47}" width="22" height="29" rx="4" fill="${["#e7b9a4", "#b9d7c6", "#b8c7e6", "#ead79f", "#e7b9a4", "#b9d7c6"][index]}"/>`,
      )
      .join(""),
  ),
  hero: page(
    `<rect x="14" y="14" width="92" height="46" rx="5" fill="#b8c7e6"/><rect x="22" y="28" width="40" height="7" rx="3.5" fill="#fff"/><rect x="22" y="42" width="24" height="9" rx="4.5" fill="#303030"/><circle cx="88" cy="37" r="8" fill="#fff"/><path d="M85.4 32.6l7.4 4.4-7.4 4.4z" fill="#303030"/><rect x="16" y="69" width="70" height="5" rx="2.5" fill="#e6e2dd"/>`,
  ),
  single: page(
    `<rect x="18" y="16" width="34" height="58" rx="6" fill="#ead79f"/><circle cx="35" cy="45" r="8" fill="#fff"/><path d="M32.4 40.6l7.4 4.4-7.4 4.4z" fill="#303030"/><rect x="62" y="30" width="40" height="7" rx="3.5" fill="#cfcac3"/><rect x="62" y="43" width="42" height="5" rx="2.5" fill="#e6e2dd"/><rect x="62" y="53" width="30" height="5" rx="2.5" fill="#e6e2dd"/>`,
  ),
  gallery: page(
    `<rect x="14" y="14" width="52" height="46" rx="6" fill="#e6e2dd"/>${[0, 1, 2].map((index) => `<rect x="${14 + index * 18}" y="64" width="15" height="15" rx="3" fill="${["#e6e2dd", "#b9d7c6", "#e6e2dd"][index]}"/>`).join("")}<path d="M37.6 68l6 3.5-6 3.5z" fill="#303030"/><rect x="74" y="18" width="30" height="6" rx="3" fill="#cfcac3"/><rect x="74" y="30" width="22" height="5" rx="2.5" fill="#e6e2dd"/><rect x="74" y="42" width="30" height="10" rx="5" fill="#cfcac3"/>`,
  ),
  page: page(
    `<rect x="4" y="4" width="112" height="14" rx="8" fill="#dcd8d2"/><rect x="14" y="8" width="48" height="6" rx="3" fill="#fff"/>${[0, 1, 2].map((index) => `<rect x="${14 + index * 20}" y="24" width="16" height="7" rx="3.5" fill="${index === 0 ? "#8a8378" : "#e6e2dd"}"/>`).join("")}${[0, 1, 2, 3].map((index) => `<rect x="${14 + index * 24}" y="37" width="20" height="34" rx="4" fill="${["#e7b9a4", "#b9d7c6", "#b8c7e6", "#ead79f"][index]}"/>`).join("")}<rect x="48" y="76" width="24" height="5" rx="2.5" fill="#cfcac3"/>`,
  ),
} satisfies Record<BlockKind, string>;
