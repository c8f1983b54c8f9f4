import type { PageClip } from "../../domains/placements/index.server.ts";

/** More than this is a second sitemap: https://www.sitemaps.org/protocol.html */
const MAX_ENTRIES = 50_000;

/**
 * A video sitemap of the clips' own pages:
 * https://developers.google.com/search/docs/crawling-indexing/sitemaps/video-sitemaps
 */
export function sitemap(clips: PageClip[], videosUrl: string): string {
  const entries = clips.slice(0, MAX_ENTRIES).map(
    ({ video, uploadedAt, contentUrl }) => `<url>
<loc>${xml(`${videosUrl}/${video.id}`)}</loc>
<video:video>
<video:thumbnail_loc>${xml(video.poster)}</video:thumbnail_loc>
<video:title>${xml(video.title)}</video:title>
<video:description>${xml(video.title)}</video:description>
${contentUrl ? `<video:content_loc>${xml(contentUrl)}</video:content_loc>` : `<video:player_loc>${xml(`${videosUrl}/${video.id}`)}</video:player_loc>`}
<video:duration>${Math.max(1, Math.round(video.duration / 1000))}</video:duration>
<video:publication_date>${new Date(uploadedAt).toISOString()}</video:publication_date>
</video:video>
</url>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:video="http://www.google.com/schemas/sitemap-video/1.1">
<url><loc>${xml(videosUrl)}</loc></url>
${entries.join("\n")}
</urlset>
`;
}

function xml(text: string): string {
  const known: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  return text.replace(/[&<>"]/g, (sign) => known[sign] ?? sign);
}
