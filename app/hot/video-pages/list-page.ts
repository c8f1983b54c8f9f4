import type { VideoList } from "../../domains/placements/index.server.ts";
import { address, html } from "./liquid-text.ts";
import {
  cards,
  type PageFiles,
  type PageFrame,
  pageHead,
  pickClips,
  VIDEO_OBJECT,
} from "./page-frame.ts";

/** `{proxy}/videos`: the shop's clips, a dozen a page, by tag if one is asked for. */
export function listPage(list: VideoList, proxy: string, files: PageFiles): string {
  const { handle, placementId, title, tag, tags, page, pages } = list;
  const at = (to: { page?: number; tag?: string | null }) => {
    const next = { page, tag, ...to };
    return address("", {
      ...(next.tag !== null ? { tag: next.tag } : {}),
      ...(next.page > 1 ? { page: String(next.page) } : {}),
    });
  };
  const where = [title, tag, page > 1 ? String(page) : null].filter((one) => one !== null);
  const frame: PageFrame = {
    ...{ proxy, handle, placementId },
    title: where.join(" · "),
    description: `${title}: ${list.clips.map(({ video }) => video.title).join(" · ")}`.slice(
      0,
      300,
    ),
    canonical: at({}),
  };
  const filter = (label: string, to: string | null) =>
    `<li><a href="{{ base }}${at({ tag: to, page: 1 })}"${to === tag ? ' aria-current="page"' : ""}>${label}</a></li>`;
  const filters =
    tags.length > 1
      ? `<nav aria-label="{{ word_grid_filter }}"><ul class="clipshelf-page-tags" role="list">${[
          filter("{{ word_grid_all }}", null),
          ...tags.map((one) => filter(html(one), one)),
        ].join("")}</ul></nav>`
      : "";
  const turn =
    pages > 1
      ? `<nav class="clipshelf-page-turn" aria-label="{{ word_page_all }}">${[
          page > 1
            ? `<a rel="prev" href="{{ base }}${at({ page: page - 1 })}">{{ word_page_previous }}</a>`
            : "",
          `<span>{{ word_page_at | replace: '[at]', ${page} | replace: '[of]', ${pages} }}</span>`,
          page < pages
            ? `<a rel="next" href="{{ base }}${at({ page: page + 1 })}">{{ word_page_next }}</a>`
            : "",
        ].join("")}</nav>`
      : "";
  return `${pageHead(frame, files)}
${pickClips(list.clips.map(({ video }) => video.id))}
<div class="clipshelf-page">
  <h1>${html(title)}</h1>
  ${filters}
  {%- if shown.size > 0 -%}
    ${cards(frame, files)}
  {%- else -%}
    <p>{{ word_page_empty }}</p>
  {%- endif -%}
  ${turn}
</div>
<script type="application/ld+json">
{
  "@context": "https://schema.org",
  "@type": "ItemList",
  "itemListElement": [{%- for clip in shown -%}
  { "@type": "ListItem", "position": {{ forloop.index }}, "item": ${VIDEO_OBJECT} }{% unless forloop.last %},{% endunless %}
  {%- endfor -%}]
}
</script>`;
}
