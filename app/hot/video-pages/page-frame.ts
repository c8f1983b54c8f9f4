import { carrySnippet, wordName } from "./carry-snippet.ts";
import { html } from "./liquid-text.ts";

/** What the pages take of the extension. */
export interface PageFiles {
  version: string;
  snippet(name: string): string;
  languages: string[];
  word(language: string, key: string): string;
}

export interface PageFrame {
  /** Path of the proxy as the shopper's address has it, without the market's prefix. */
  proxy: string;
  placementId: string;
  handle: string;
  /** Of the browser's tab, for search engines too. */
  title: string;
  description: string;
  /** Below `{proxy}/videos`, with its query, as it should be known: begins with `/` or `?`, or is empty. */
  canonical: string;
}

/** Sentences of the pages themselves. */
export const PAGE_KEYS = [
  ...["grid.filter", "grid.all", "product.others"],
  ...["page.all", "page.previous", "page.next", "page.at", "page.empty", "page.more"],
];

/** Languages that go by another's words. */
const SAME_WORDS: Record<string, string[]> = {
  "zh-CN": ["zh"],
  "zh-TW": ["zh-HK"],
  "pt-BR": ["pt"],
};

const STYLE = `
  .clipshelf-page { max-width: var(--page-width, 1200px); margin: 0 auto; padding: clamp(24px, 5vw, 56px) clamp(16px, 4vw, 48px); }
  .clipshelf-page h1 { margin: 0 0 24px; overflow-wrap: anywhere; }
  ul.clipshelf-page-tags[role] { display: flex; flex-wrap: wrap; gap: 8px; margin: 0 0 24px; padding: 0; list-style: none; }
  .clipshelf-page-tags a, .clipshelf-page-turn a, .clipshelf-page-back { display: inline-grid; place-items: center; min-width: 44px; min-height: 44px; padding: 0 16px; border: 1px solid; border-color: color-mix(in srgb, currentColor 25%, transparent); border-radius: 22px; color: inherit; line-height: 1.2; text-decoration: none; }
  .clipshelf-page-tags [aria-current] { border-color: currentColor; box-shadow: inset 0 0 0 1px; font-weight: 600; }
  .clipshelf-page-turn { display: flex; flex-wrap: wrap; gap: 16px; align-items: center; justify-content: center; margin-top: 40px; }
  .clipshelf-page-alone { display: grid; gap: 24px; margin-bottom: 48px; }
  .clipshelf-page-alone > * { min-width: 0; }
  .clipshelf-page-film { display: block; width: 100%; max-height: 80vh; border-radius: var(--clipshelf-radius, 16px); background: #111; object-fit: contain; }
  ul.clipshelf-page-goods[role] { display: grid; gap: 12px; margin: 0 0 24px; padding: 0; list-style: none; }
  .clipshelf-page-goods a { display: grid; grid-template-columns: 72px minmax(0, 1fr); gap: 16px; align-items: center; color: inherit; text-decoration: none; }
  .clipshelf-page-goods img { display: block; width: 72px; height: 72px; border-radius: 8px; object-fit: cover; }
  .clipshelf-page-goods a:not(:has(img)) { grid-template-columns: 1fr; min-height: 44px; }
  .clipshelf-page a:focus-visible { outline: 2px solid currentColor; outline-offset: 2px; }
  @media (min-width: 750px) { .clipshelf-page-alone { grid-template-columns: minmax(0, 400px) minmax(0, 1fr); gap: clamp(24px, 5vw, 72px); align-items: start; } }
`;

/**
 * A page's beginning: the theme's own title and canonical address (Liquid that a template sets is seen by
 * the layout around it), the shopper's words, the clips of the placement's metafields, and the style.
 */
export function pageHead(frame: PageFrame, files: PageFiles): string {
  const card = carrySnippet(files.snippet("clipshelf-clip"));
  const keys = [...new Set([...PAGE_KEYS, ...card.keys])];
  return `${words(keys, files)}
{%- capture page_title -%}${html(frame.title)}{%- endcapture -%}
{%- capture page_description -%}${html(frame.description)}{%- endcapture -%}
{%- liquid
  assign root = routes.root_url | append: '/' | replace: '//', '/'
  assign base = root | append: '${frame.proxy.slice(1)}/videos'
  assign assets = '${frame.proxy}/assets/'
  assign version = '?v=${files.version}'
  assign key = 'placement_${frame.handle}'
  assign placement = app.metafields.clipshelf[key].value
  assign clips = placement.videos
  if placement.parts > 1
    for part in (2..placement.parts)
      assign part_key = key | append: '_' | append: part
      assign clips = clips | concat: app.metafields.clipshelf[part_key].value.videos
    endfor
  endif
  assign products_key = 'products_${frame.handle}'
  assign products = app.metafields.clipshelf[products_key].value
  assign show_title = true
  assign show_product = true
  assign show_price = true
  assign hidden = false
  assign owner = nil
-%}
{%- capture canonical_url -%}{{ request.origin }}{{ base }}${html(frame.canonical)}{%- endcapture -%}
${files.snippet("clipshelf-style")}
${files.snippet("clipshelf-style-grid")}
<style>${STYLE}</style>`;
}

function words(keys: string[], { languages, word }: PageFiles): string {
  const exact = languages.flatMap((code) => [code, ...(SAME_WORDS[code] ?? [])]);
  const assigned = (language: string) =>
    [
      `{%- assign language = '${language}' -%}`,
      // Marks stand in Liquid's braces where a theme translates; here they are replaced.
      ...keys.map(
        (key) =>
          `{%- capture ${wordName(key)} -%}${html(word(language, key).replace(/\{\{ (\w+) \}\}/g, "[$1]"))}{%- endcapture -%}`,
      ),
    ].join("");
  const [first = "en", ...rest] = languages;
  return `{%- liquid
  assign language = request.locale.iso_code
  assign known = '${exact.join(",")}' | split: ','
  unless known contains language
    assign language = language | slice: 0, 2
  endunless
-%}
{%- case language -%}${rest
    .map(
      (code) =>
        `{%- when ${[code, ...(SAME_WORDS[code] ?? [])].map((one) => `'${one}'`).join(", ")} -%}${assigned(code)}`,
    )
    .join("")}{%- else -%}${assigned(first)}{%- endcase -%}`;
}

/** `shown`: the clips of these ids, in this order. Ids are letters and digits only. */
export function pickClips(ids: string[]): string {
  return `{%- liquid
  assign shown = '' | split: ','
  assign ids = '${ids.join(",")}' | split: ','
  for id in ids
    assign one = clips | where: 'id', id
    assign shown = shown | concat: one
  endfor
-%}`;
}

/** The clips of `shown` as the blocks draw them, each leading to its own page, and opening the player. */
export function cards(frame: PageFrame, files: PageFiles): string {
  const asset = (name: string) => `{{ assets }}clipshelf-${name}.js{{ version }}`;
  return `<clipshelf-placement
  class="clipshelf clipshelf-grid"
  data-placement="${frame.placementId}"
  data-handle="${frame.handle}"
  data-proxy="${frame.proxy}"
  data-root="{{ root }}"
  data-money="{{ shop.money_format | strip_html | escape }}"
  data-sections="{{ root }}"
  data-words="{{ assets }}words-{{ language }}.json{{ version }}"
  data-player="${asset("player")}"
  data-engine="${asset("engine")}"
  data-product="${asset("product")}"
  data-shop="${asset("shop")}"
  data-cart="${asset("cart")}"
  data-hotspots="${asset("hotspots")}"
  data-mini-cart="${asset("mini-cart")}"
  data-notify="${asset("notify")}"
  data-sold-out="{{ app.metafields.clipshelf.storefront.value.soldOut | escape }}"
  {% if customer %}data-customer{% endif %}
  data-hls="${asset("hls")}"
  data-extras="${asset("tools")} ${asset("social")}"
  data-previews
  style="--clipshelf-columns: 4; --clipshelf-phone-columns: 2"
>
  <ul class="clipshelf-cells" role="list">
    {%- for clip in shown -%}
      {%- liquid
        assign tagged = nil
        assign sizes = '(min-width: 750px) 25vw, 50vw'
        assign link = base | append: '/' | append: clip.id
      -%}
      <li class="clipshelf-item">
        ${carrySnippet(files.snippet("clipshelf-clip")).liquid}
      </li>
    {%- endfor -%}
  </ul>
</clipshelf-placement>
<script type="module" src="${asset("page")}" async fetchpriority="low"></script>`;
}

/** VideoObject of `clip`, as JSON. */
export const VIDEO_OBJECT = `{
    "@type": "VideoObject",
    "name": {{ clip.t | json }},
    "description": {{ clip.t | json }},
    "thumbnailUrl": [{{ clip.poster | json }}],
    "uploadDate": {{ clip.up | json }},
    {% if clip.url != blank %}"contentUrl": {{ clip.url | json }},{% endif %}
    "duration": "PT{{ clip.d | divided_by: 1000.0 | round | at_least: 1 }}S",
    "url": {{ request.origin | append: base | append: '/' | append: clip.id | json }}
  }`;
