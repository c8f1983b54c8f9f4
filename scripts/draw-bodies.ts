import sharp from "sharp";

/** Light, middle and shade of skin. */
type Skin = readonly [hi: string, mid: string, low: string];
const SKINS: Record<string, Skin> = {
  pale: ["#f6d7c3", "#e2b196", "#b97f66"],
  olive: ["#d9a87c", "#bd8457", "#8a5a36"],
  brown: ["#a9714b", "#85532f", "#573119"],
  dark: ["#6b4430", "#4d2d1e", "#2e1a11"],
};
const SIDE = 448;

/** Pictures to score a nudity detector on: harmless ones that are full of skin, and plain bare figures. */
export function drawBodies(): Promise<{ name: string; bare: boolean; picture: Buffer }[]> {
  const plans = Object.entries(SKINS).flatMap(([tone, skin]) => [
    ...Object.entries(CLOSE_UPS).map(([name, draw]) => ({
      ...{ name: `${name}, ${tone}`, bare: false, body: draw(skin) },
    })),
    ...(["woman", "man"] as const).flatMap((who) =>
      (["dressed", "swimwear", "bare"] as const).map((wear) => ({
        ...{ name: `${who}, ${wear}, ${tone}`, bare: wear === "bare" },
        body: figure(skin, who, wear),
      })),
    ),
  ]);
  return Promise.all(
    plans.map(async ({ name, bare, body }) => ({ name, bare, picture: await paint(body) })),
  );
}

function paint(body: string): Promise<Buffer> {
  const grain = `<rect width="${SIDE}" height="${SIDE}" filter="url(#grain)"/>`;
  return sharp(
    Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${SIDE}" height="${SIDE}"><defs>
      <filter id="soft"><feGaussianBlur stdDeviation="1.2"/></filter>
      <filter id="blur"><feGaussianBlur stdDeviation="5"/></filter>
      <filter id="grain"><feTurbulence type="fractalNoise" baseFrequency=".9" numOctaves="3"/>
        <feColorMatrix values="0 0 0 0 .5 0 0 0 0 .4 0 0 0 0 .3 0 0 0 .1 0"/></filter>
      </defs>${body}${grain}</svg>`),
  )
    .png()
    .toBuffer();
}

const ground = (colour: string) => `<rect width="${SIDE}" height="${SIDE}" fill="${colour}"/>`;

/** What shops that sell creams, rings and lipsticks show all day. */
const CLOSE_UPS: Record<string, (skin: Skin) => string> = {
  skin: ([, mid]) => ground(mid),
  "skin with a fold": ([hi, mid, low]) => `<defs><linearGradient id="fold" x2="1" y2="1">
    <stop stop-color="${hi}"/><stop offset=".48" stop-color="${mid}"/>
    <stop offset=".5" stop-color="${low}"/><stop offset=".55" stop-color="${mid}"/>
    <stop offset="1" stop-color="${hi}"/></linearGradient></defs>${ground("url(#fold)")}`,
  "arm with cream": ([hi, mid]) => `${ground("#e9e4da")}
    <path d="M-20 300Q200 180 480 220V360Q220 300-20 440Z" fill="${mid}"/>
    <path d="M-20 330Q200 220 480 250" stroke="${hi}" stroke-width="40" fill="none" filter="url(#blur)"/>
    <ellipse cx="240" cy="262" rx="46" ry="20" fill="#fff" filter="url(#soft)"/>`,
  hand: ([, mid, low]) => `${ground("#5b7b7a")}<g fill="${mid}" stroke="${low}" stroke-width="2">
    <rect x="130" y="90" width="36" height="180" rx="18"/>
    <rect x="172" y="60" width="38" height="210" rx="19"/>
    <rect x="216" y="54" width="38" height="215" rx="19"/>
    <rect x="260" y="74" width="36" height="200" rx="18"/>
    <rect x="120" y="240" width="180" height="220" rx="50"/></g>`,
  lips: ([, mid]) => `${ground(mid)}
    <path d="M80 224Q160 150 224 190Q288 150 368 224Q224 250 80 224Z" fill="#a5303a"/>
    <path d="M80 224Q224 250 368 224Q224 340 80 224Z" fill="#c2485a"/>`,
};

/** A standing figure from the head to the knees, as plain as a mannequin. */
function figure([hi, mid, low]: Skin, who: "woman" | "man", wear: "dressed" | "swimwear" | "bare") {
  const woman = who === "woman";
  const trunk = woman
    ? "M168 118Q224 100 280 118Q286 170 268 215Q262 240 282 285Q290 330 272 448H232L224 320 216 448H176Q158 330 166 285Q186 240 180 215Q162 170 168 118Z"
    : "M152 118Q224 98 296 118Q296 180 278 225Q272 255 278 290Q284 340 270 448H232L224 325 216 448H178Q164 340 170 290Q176 255 170 225Q152 180 152 118Z";
  const chest = woman
    ? `<g fill="${mid}" stroke="${low}" filter="url(#soft)"><circle cx="197" cy="165" r="26"/>
       <circle cx="251" cy="165" r="26"/></g>`
    : "";
  const bare = `<g fill="${low}" filter="url(#soft)"><circle cx="197" cy="168" r="5"/>
    <circle cx="251" cy="168" r="5"/><path d="M212 298H236L224 322Z" fill="#3a241a"/></g>`;
  const top = `<path d="M172 150H222L218 190Q196 198 174 186ZM276 150H226L230 190Q252 198 274 186Z"/>`;
  const swimwear = `<g fill="#1d4e89">${woman ? top : ""}
    <path d="M167 280H281L278 300 236 330H212L170 300Z"/></g>`;
  const dress = `<path d="M160 112Q224 130 288 112L292 300H156Z" fill="#b5483a"/>
    <path d="M160 298H288L276 448H230L224 330 218 448H172Z" fill="#26324a"/>`;
  return `<defs><linearGradient id="skin"><stop stop-color="${low}"/>
    <stop offset=".3" stop-color="${hi}"/><stop offset=".7" stop-color="${mid}"/>
    <stop offset="1" stop-color="${low}"/></linearGradient></defs>${ground("#cfc8bf")}
    <g fill="url(#skin)"><path d="M170 122Q140 140 136 220Q132 270 142 300L156 296Q152 250 164 200ZM278 122Q308 140 312 220Q316 270 306 300L292 296Q296 250 284 200Z"/>
    <path d="${trunk}"/><rect x="208" y="80" width="32" height="36"/>
    <ellipse cx="224" cy="56" rx="30" ry="38"/></g>${chest}
    <path d="M190 60Q190 10 224 12Q258 10 258 60Q250 36 224 34Q198 36 190 60Z" fill="#3a241a"/>
    ${{ bare, swimwear, dressed: dress }[wear]}`;
}
