import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { serveShop, type TestShop } from "./testing/shop.ts";

/** What themes of the Dawn family write, and what Shopify makes of it, on `/products/mug?variant=11`. */
const IDIOMS: [liquid: string, expected: string | RegExp][] = [
  // Pictures
  ["{{ product.featured_media.aspect_ratio }}", "0.8"],
  ["{% assign ratio = 2 | times: 1.0 %}{{ 1 | divided_by: ratio | times: 100 }}%", "50.0%"],
  [
    "{{ product.featured_image | image_url: width: 400 }}",
    /^\/\/127\.0\.0\.1:\d+\/cdn\/shop\/files\/mug-oat\.png\?v=\d+&width=400$/,
  ],
  [
    "{{ product.featured_media | image_url: width: 600 | image_tag: widths: '100, 600, 900', sizes: '50vw', loading: 'lazy', class: 'motion-reduce' }}",
    /^<img src="[^"]+&amp;width=600" alt="Picture mug-oat\.png" srcset="[^"]+width=100 100w, [^"]+width=600 600w" width="600" height="750" sizes="50vw" loading="lazy" class="motion-reduce">$/,
  ],
  ["{{ nothing | image_url: width: 10 }}", /^Liquid error .*invalid url input$/],
  ["{{ product.featured_image | img_url: '300x', scale: 2 }}", /width=600$/],
  ["{{ product.media | where: 'media_type', 'model' | first | default: 'none' }}", "none"],
  ["{{ product.media.size }}/{{ product.images.first.width }}", "2/800"],
  ["{{ product.featured_image.presentation.focal_point }}", "50.0% 50.0%"],
  // Prices
  ["{{ product.price | money }} {{ product.price | money_with_currency }}", "$24.00 $24.00 USD"],
  ["{{ product.price | money_without_trailing_zeros }}", "$24"],
  ["{{ 1850 | money_without_trailing_zeros }} {{ 1850 | money_without_currency }}", "$18.50 18.50"],
  // Products and variants
  ["{{ product.selected_or_first_available_variant.id }}", "11"],
  ["{{ product.variants | where: 'available' | map: 'title' | join: ', ' }}", "Oat"],
  ["{{ product.variants | find: 'id', 12 | json }}", /^\{"id":12,"title":"Ink","option1":"Ink"/],
  [
    "{% for option in product.options_with_values %}{{ option.name | handleize }}:{% for value in option.values %}{{ value }}{% if value.selected %}*{% endif %}{% if value.available == false %}!{% endif %} {% endfor %}{% endfor %}",
    "colour:Oat* Ink! ",
  ],
  ["{% if product.options_by_name['colour'].selected_value == 'Oat' %}yes{% endif %}", "yes"],
  ["{% if product.tags contains 'tea' %}tea{% endif %}", "tea"],
  ["{{ product.selected_or_first_available_variant.quantity_rule.min }}", "1"],
  ["{{ product.collections | map: 'handle' | join }}", "frontpage"],
  ["{{ product.description | strip_html | truncatewords: 2 }}", "A good..."],
  ["{{ 'mug' | within: collections.frontpage }}", "mug"],
  ["{{ product | within: collections.frontpage }}", "/collections/frontpage/products/mug"],
  ["{{ all_products['lamp'].title }}/{{ all_products['secret'].title }}", "Lamp/"],
  ["{{ collections['frontpage'].products | map: 'handle' | join: ' ' }}", "mug lamp bowl"],
  ["{{ collections.frontpage.products_count }} {{ collections.all.all_products_count }}", "3 3"],
  ["{{ linklists.main-menu.links.first.title }}", "New"],
  ["{{ product.variants.first.inventory_management }}", "shopify"],
  // Cart and page
  ["{{ cart | item_count_for_variant: product.variants.first.id }}", "0"],
  ["{% if cart == empty or cart.item_count == 0 %}empty{% endif %}", "empty"],
  [
    "{{ request.page_type }} {{ template.name }} {{ template }} {{ template.suffix }}",
    "product product product ",
  ],
  [
    "{{ request.locale.iso_code }} {{ localization.country.iso_code }} {{ localization.language.iso_code }}",
    "en US en",
  ],
  ["{{ localization.available_countries | map: 'iso_code' | join: ',' }}", "US,CN,JP"],
  ["{{ routes.cart_add_url }} {{ routes.root_url }}", "/cart/add /"],
  ["{{ canonical_url }}", /\/products\/mug$/],
  [
    "{{ shop.name | escape }} {{ shop.currency }} {{ shop.permanent_domain }}",
    "Tiny Shop USD tiny.myshopify.com",
  ],
  // Colours, fonts, numbers
  [
    "{{ settings.tint }} {{ settings.tint.red }},{{ settings.tint.green }} {{ settings.tint | color_modify: 'alpha', 0.1 }}",
    "#336699 51,102 rgba(51, 102, 153, 0.1)",
  ],
  ["{{ '#808080' | color_brightness }} {{ '#fff' | color_contrast: '#000' }}", "128.0 21.0"],
  ["{{ settings.tint | color_lighten: 10 }} {{ settings.tint.rgb }}", "#4080bf 51 102 153"],
  [
    "{{ settings.font | font_modify: 'weight', 'bold' }} {{ settings.font.family }}",
    "assistant_n7 Assistant",
  ],
  [
    "{{ settings.font | font_face: font_display: 'swap' }}",
    /font-display: swap;\s+src: url\("\/cdn\/fonts\//,
  ],
  ["{{ 36 | times: 0.75 | round: 0 }}px", "27px"],
  ["{{ settings.width | divided_by: 10 }}rem", "120rem"],
  ["{{ settings.scale | divided_by: 100.0 }}", "1.0"],
  [
    "{% if settings.on %}on{% endif %}{% if settings.missing == blank %} blank{% endif %}",
    "on blank",
  ],
  // Assets and tags
  [
    "{{ 'base.css' | asset_url | stylesheet_tag }}",
    /^<link href="\/\/[^"]+\/assets\/base\.css\?v=\d+" rel="stylesheet" type="text\/css" media="all">$/,
  ],
  [
    "{{ 'a.js' | asset_url | script_tag }}",
    /<script src="[^"]+" type="text\/javascript"><\/script>/,
  ],
  ["{{ 'icon.svg' | inline_asset_content }}", "<svg></svg>"],
  ["{{ 'product-1' | placeholder_svg_tag: 'ph' }}", /^<svg class="ph"/],
  ["{{ 'Read' | link_to: '/x', class: 'l' }}", '<a href="/x" class="l">Read</a>'],
  ["{{ '2026-03-05T10:00:00Z' | date: '%Y-%m-%d %H:%M' }}", "2026-03-05 05:00"],
  [
    "{{ '2026-03-05T10:00:00Z' | time_tag: format: 'abbreviated_date' }}",
    /<time datetime="2026-03-05T10:00:00.000Z">Mar 5, 2026<\/time>/,
  ],
  ["{{ 'visa' | payment_type_svg_tag: class: 'icon' }}", /^<svg class="icon"/],
  ["{{ product | structured_data }}", /"@type":"ProductGroup"/],
  // Language
  ["{{ 'items' | t: count: 1 }} {{ 'items' | t: count: 3 }}", "1 item 3 items"],
  [
    "{{ 'hello_html' | t: name: '<b>x</b>' }} {{ 'hello' | t: name: '<b>' }}",
    "Hi <b>x</b> Hi &lt;b&gt;",
  ],
  ["{{ 'no.such.key' | t }}", "Translation missing: en.no.such.key"],
  // JSON is safe inside a script element
  ["{{ '</script><!--' | json }}", '"\\u003c/script\\u003e\\u003c!--"'],
  [
    "{{ settings.font | json }} {{ nothing | json }} {{ cart.items | json }}",
    '"assistant_n4" null []',
  ],
  // Control flow
  [
    "{% for i in (1..3) %}{% cycle 'odd', 'even' %}{% unless forloop.last %},{% endunless %}{% endfor %}",
    "odd,even,odd",
  ],
  [
    "{% for p in collections.frontpage.products limit: 2 offset: 1 %}{{ forloop.index0 }}{{ p.handle }} {% endfor %}",
    "0lamp 1bowl ",
  ],
  ["{% capture x %}a{% endcapture %}{{ x | append: 'b' | prepend: 'c' | upcase }}", "CAB"],
  ["{% assign list = 'a,b,c' | split: ',' %}{{ list.last }}{{ list[0] }}{{ list | size }}", "ca3"],
  ["{% increment n %}{% increment n %}{% decrement m %}", "01-1"],
  ["{% case product.vendor %}{% when 'x' or 'Tiny' %}hit{% else %}miss{% endcase %}", "hit"],
  ["{{ section.settings.pick.title }} {{ section.settings.flag }}", "Lamp true"],
  ["{{ section.settings.follow.title }}", "Mug"],
];

let dir: string;
let shop: TestShop;
let parts: string[];

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), "theme-idioms-"));
  const write = (path: string, text: string) => {
    mkdirSync(join(dir, path, ".."), { recursive: true });
    writeFileSync(join(dir, path), text);
  };
  const json = (path: string, value: unknown) => write(path, JSON.stringify(value));
  write("layout/theme.liquid", "{{ content_for_header }}{{ content_for_layout }}");
  json("config/settings_schema.json", [
    {
      name: "All",
      settings: [
        { type: "color", id: "tint", label: "x" },
        { type: "font_picker", id: "font", label: "x", default: "assistant_n4" },
        { type: "range", id: "width", label: "x", default: 1200 },
        { type: "range", id: "scale", label: "x", default: 100 },
        { type: "checkbox", id: "on", label: "x", default: true },
      ],
    },
  ]);
  json("config/settings_data.json", { current: { tint: "#336699" } });
  json("locales/en.default.json", {
    items: { one: "{{ count }} item", other: "{{ count }} items" },
    hello: "Hi {{ name }}",
    hello_html: "Hi {{ name }}",
  });
  write("assets/base.css", "a{}");
  write("assets/icon.svg", "<svg></svg>");
  const schema = {
    name: "Idioms",
    settings: [
      { type: "product", id: "pick", label: "x" },
      { type: "checkbox", id: "flag", label: "x", default: true },
      { type: "product", id: "follow", label: "x" },
    ],
  };
  write(
    "sections/idioms.liquid",
    `${IDIOMS.map(([liquid]) => liquid).join("\n~~~~\n")}\n{% schema %}${JSON.stringify(schema)}{% endschema %}`,
  );
  json("templates/product.json", {
    sections: { one: { type: "idioms", settings: { pick: "lamp", follow: "{{ product }}" } } },
    order: ["one"],
  });
  shop = await serveShop({ themeDir: dir });
  const html = await (await fetch(`${shop.url}/products/mug?variant=11`)).text();
  parts = html.slice(html.indexOf('class="shopify-section">') + 24).split("\n~~~~\n");
});
afterAll(async () => {
  await shop.close();
  rmSync(dir, { recursive: true, force: true });
});

test.each(
  IDIOMS.map((one, index) => [index, ...one] as const),
)("%i: %s", (index, _liquid, expected) => {
  const part = index === IDIOMS.length - 1 ? parts[index]?.split("\n")[0] : parts[index];
  if (typeof expected === "string") expect(part).toBe(expected);
  else expect(part).toMatch(expected);
});
