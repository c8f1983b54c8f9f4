import type { VideoAlone } from "../../domains/placements/index.server.ts";
import { html } from "./liquid-text.ts";
import {
  cards,
  type PageFiles,
  type PageFrame,
  pageHead,
  pickClips,
  VIDEO_OBJECT,
} from "./page-frame.ts";

/**
 * `{proxy}/videos/{id}`: one clip on a page of its own, which is what search engines show of a video: it
 * plays without scripts, names its products with their prices, and leads on to more.
 */
export function clipPage(alone: VideoAlone, proxy: string, files: PageFiles): string {
  const { handle, placementId, title, clip, more } = alone;
  const { video } = clip;
  const frame: PageFrame = {
    ...{ proxy, handle, placementId },
    title: `${video.title} · ${title}`,
    description: [video.title, ...video.products.map((product) => product.title)].join(" · "),
    canonical: `/${video.id}`,
  };
  // Letters of any script, digits and hyphens: none ends a string of Liquid.
  const handles = [...new Set(video.products.map((product) => product.handle))].filter((one) =>
    /^[\p{L}\p{M}\p{N}_-]+$/u.test(one),
  );
  return `${pageHead(frame, files)}
${pickClips([video.id])}
{%- assign clip = shown | first -%}
<div class="clipshelf-page">
  <article class="clipshelf-page-alone">
    ${
      clip.contentUrl
        ? `<video class="clipshelf-page-film" controls playsinline preload="none" width="${video.width}" height="${video.height}" style="aspect-ratio: ${video.width} / ${video.height}" poster="{{ clip.poster | default: '${html(video.poster)}' | escape_once }}" src="${html(clip.contentUrl)}"></video>`
        : cards(frame, files)
    }
    <div>
      <h1>${html(video.title)}</h1>
      {%- assign handles = '${handles.join(",")}' | split: ',' -%}
      ${
        handles.length > 0
          ? `<h2>{{ word_product_others }}</h2>
      <ul class="clipshelf-page-goods" role="list">
        {%- for product in products -%}
          {%- if handles contains product.handle -%}
            <li><a href="{{ product.url | escape }}">
              {%- if product.featured_image != blank -%}<img src="{{ product.featured_image | image_url: width: 160 }}" width="72" height="72" loading="lazy" alt="">{%- endif -%}
              <span>{{ product.title | escape }}<br><strong>{{ product.price | money }}</strong>{% if product.compare_at_price > product.price %} <s>{{ product.compare_at_price | money }}</s>{% endif %}{% unless product.available %} · {{ word_product_sold_out }}{% endunless %}</span>
            </a></li>
          {%- endif -%}
        {%- endfor -%}
      </ul>`
          : ""
      }
      <a class="clipshelf-page-back" href="{{ base }}">{{ word_page_all }}</a>
    </div>
  </article>
  {%- if clip != blank -%}
    <script type="application/ld+json">
    { "@context": "https://schema.org", "@graph": [${VIDEO_OBJECT}] }
    </script>
  {%- endif -%}
  ${more.length > 0 ? `${pickClips(more.map((one) => one.video.id))}<h2>{{ word_page_more }}</h2>${cards(frame, files)}` : ""}
</div>`;
}
