import type { ClipSource, SourceItem } from "../../domains/intake/index.server.ts";
import { ok, refuse } from "../../kernel/result.ts";
import type { AdminApi } from "./admin-api.ts";
import { PRODUCT_VIDEOS, VIDEO_FILES, VIDEO_SOURCE } from "./queries.ts";

interface VideoNode {
  __typename: string;
  id: string;
  alt: string | null;
  filename: string;
  status: string;
  originalSource: { url: string; mimeType: string; fileSize: number | null } | null;
}

interface Page<T> {
  nodes: T[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

/** Products first, so that a video that is on one comes tagged with it; then everything in Files. */
type Place = { pass: "products" | "files"; after: string | null };

const FIRST: Place = { pass: "products", after: null };

/** Videos that a shop already has at Shopify: on its products and in Content › Files. */
export function createShopVideos(api: AdminApi): ClipSource {
  return {
    kind: "shopify",

    async list(shop, from, signal) {
      const { pass, after } = (from as Place | null) ?? FIRST;
      if (pass === "products") {
        const { products } = await api.query<{
          products: Page<{ id: string; title: string; media: { nodes: VideoNode[] } }>;
        }>(shop, PRODUCT_VIDEOS, { after }, signal);
        const items = products.nodes.flatMap(({ id, title, media }) =>
          media.nodes.flatMap((node) => itemOf(node, { id: numericId(id), title })),
        );
        const { hasNextPage, endCursor } = products.pageInfo;
        const next: Place = hasNextPage
          ? { pass, after: endCursor }
          : { pass: "files", after: null };
        return { items, next };
      }
      const { files } = await api.query<{ files: Page<VideoNode> }>(
        shop,
        VIDEO_FILES,
        { after },
        signal,
      );
      const { hasNextPage, endCursor } = files.pageInfo;
      const next: Place | null = hasNextPage ? { pass, after: endCursor } : null;
      return { items: files.nodes.flatMap((node) => itemOf(node)), next };
    },

    async locate(shop, item, signal) {
      const { node } = await api.query<{
        node: (VideoNode & { sources: { url: string; mimeType: string; height: number }[] }) | null;
      }>(shop, VIDEO_SOURCE, { id: item.ref.replace(/^shopify:/, "") }, signal);
      if (node?.__typename !== "Video") return refuse("link-not-found");
      const largest = node.sources
        .filter(({ mimeType }) => mimeType === "video/mp4")
        .sort((a, b) => b.height - a.height)[0];
      const url = node.originalSource?.url ?? largest?.url;
      return url ? ok({ url }) : refuse("source-has-no-file");
    },
  };
}

function itemOf(node: VideoNode, product?: { id: string; title: string }): SourceItem[] {
  if (node.__typename !== "Video" || node.status !== "READY") return [];
  const title = node.alt || product?.title;
  return [
    {
      ref: `shopify:${node.id}`,
      url: null,
      name: node.filename,
      ...(title ? { title } : {}),
      ...(product ? { productIds: [product.id] } : {}),
    },
  ];
}

/** `gid://shopify/Product/42` → `42`. */
function numericId(gid: string): string {
  return gid.slice(gid.lastIndexOf("/") + 1);
}
