import type { Fault } from "../../kernel/result.ts";
import type { MediaFaultKind } from "../media/index.ts";
import { PLATFORMS, type Platform } from "./platforms.ts";

export * from "./archives/archive.ts";
export * from "./platforms.ts";

/** How clips come in: files from browsers, and imports from links, lists and other places. */

/** Files are kept half-sent this long after their last byte. */
export const UPLOAD_KEPT_MS = 7 * 24 * 60 * 60 * 1000;
/** Rows of one list. */
export const MAX_LIST_ROWS = 2_000;
export const MAX_LIST_BYTES = 4 * 1024 * 1024;
/** Links taken at once. */
export const MAX_LINKS = 50;
/** A fetched file may take this long in all. */
export const FETCH_MINUTES = 60;

/** What a browser says of a file before it sends it. */
export interface UploadFile {
  name: string;
  bytes: number;
  contentType: string;
  /** When the file was last changed: epoch milliseconds. Tells it from others of its name and size. */
  modified: number;
  /** Milliseconds, where the browser could tell. */
  duration?: number;
  /** Folders it lay in. */
  tags?: string[];
  /** Hex. Asked for by the answer `digest`. */
  sha256?: string;
  /** Send it although the same file is here already. */
  anyway?: boolean;
  /** The clip that waits for it. */
  wantedBy?: string;
}

/** What follows when a file is announced. */
export type UploadStart =
  /** Its bytes are to be sent, from `received` on. `tus`: by that protocol; `session`: in ranges. */
  | { step: "send"; videoId: string; protocol: "tus" | "session"; url: string; received: number }
  /** An archive: its bytes are sent by tus as well, and what is in it is said before it is brought in. */
  | { step: "archive"; archiveId: string; url: string; received: number }
  /** A clip of the same size is here: count its SHA-256 and announce it again. */
  | { step: "digest" }
  | { step: "here"; clip: { id: string; title: string } };

export type UploadRefusal = Fault<
  | "upload-too-large"
  | "upload-empty"
  | "upload-not-video"
  | "video-too-long"
  | "too-many-clips"
  | "plan-storage-full"
  | "engine-unavailable"
  | "file-not-wanted"
  /** A .tar.gz: zip can be chosen instead. */
  | "archive-not-zip"
  /** {bytes}, {limit} */
  | "archive-too-large"
>;

/** A file of which a part is here: choosing it again sends the rest. */
export interface UnfinishedUpload {
  videoId: string;
  name: string;
  bytes: number;
  received: number;
  /** Of the last byte. */
  at: number;
  /** Whether the same person began it. */
  mine: boolean;
}

/** Why the upload door took no bytes: `fault.kind` of its JSON. */
export type UploadDoorFaultKind =
  /** Forged, damaged, or older than it may be. */
  | "upload-ticket-invalid"
  /** The clip was deleted, or its upload cancelled. */
  | "upload-cancelled"
  | "storage-full";

/** What somebody should see to, told on the home page. */
export interface IntakeAttention {
  /** Accounts that a platform no longer lets us read. */
  lapsed: { id: string; kind: Platform; name: string }[];
  /** Clips that wait for their file. */
  wanted: number;
  /** Data exports that were looked through and wait to be brought in. */
  exports: number;
}

// ── Imports ──────────────────────────────────────────────────────────────────────────────────────

/** Where clips are fetched from. */
export const SOURCE_KINDS = ["link", "list", "shopify", "archive", ...PLATFORMS] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

/** Why a file could not be fetched; `faults.<kind>`. */
export const FETCH_FAULT_KINDS = [
  "link-invalid",
  "link-not-https",
  /** The address is not on the public internet: {host} */
  "link-private",
  /** {host} */
  "link-unknown-host",
  /** {status} */
  "link-refused",
  "link-needs-sign-in",
  "link-not-found",
  "link-unreachable",
  "link-too-many-redirects",
  "link-is-folder",
  /** {limit} bytes */
  "link-too-large",
  /** {minutes} */
  "link-too-slow",
  /** {type}: what came instead of a video */
  "link-not-video",
  /** Fewer bytes came than were announced. */
  "link-cut-short",
  /** The place hands out no file, only what is known of it. */
  "source-has-no-file",
  /** {platform} */
  "post-not-found",
  "instagram-needs-account",
  /** {detail}: the place's own words */
  "source-refused",
  /** {platform} */
  "account-lapsed",
  /** {platform} */
  "account-scope-missing",
  /** A file of an archive is not what the archive says of it. */
  "archive-file-damaged",
  "archive-file-not-video",
  /** The archive was removed meanwhile. */
  "archive-gone",
] as const;
export type FetchFaultKind = (typeof FETCH_FAULT_KINDS)[number];

export type ItemFaultKind =
  | FetchFaultKind
  | MediaFaultKind
  | "too-many-clips"
  | "plan-storage-full";
export type ItemFault = Fault<ItemFaultKind>;

export type ItemState =
  | "waiting"
  | "fetching"
  | "done"
  /** Gave its file to a clip that waited for it. */
  | "filled"
  /** Was in the library already. */
  | "here"
  | "failed"
  | "cancelled"
  | "undone";

/** The counts of an import that has no items yet. */
export const NO_ITEMS: Readonly<Record<ItemState, number>> = {
  waiting: 0,
  fetching: 0,
  done: 0,
  filled: 0,
  here: 0,
  failed: 0,
  cancelled: 0,
  undone: 0,
};

export interface ImportItemView {
  position: number;
  /** Its title, or its file's name, or its link. */
  name: string;
  state: ItemState;
  received: number;
  bytes: number | null;
  fault: ItemFault | null;
  /** The clip it became, or was. */
  videoId: string | null;
}

export type ImportState = "listing" | "running" | "done" | "cancelled" | "undone";

export interface ImportView {
  id: string;
  kind: SourceKind;
  label: string;
  state: ImportState;
  /** How many items there are in each state. */
  counts: Record<ItemState, number>;
  /** Why looking through the source stopped. */
  fault: Fault | null;
  /** The place asked us to leave it alone until then. */
  waitUntil: number | null;
  createdAt: number;
  /** Those under way and those that failed, the first of them. */
  items: ImportItemView[];
}

/** Columns of a list, by the names that its first row may use, whatever their case. */
export const LIST_COLUMNS = {
  link: ["link", "url", "video", "video url", "file", "链接", "视频链接", "视频"],
  title: ["title", "name", "标题", "名称"],
  description: ["description", "text", "描述", "说明"],
  tags: ["tags", "tag", "标签"],
  products: ["products", "product", "handle", "handles", "sku", "skus", "商品", "产品"],
  page: ["page", "source", "source link", "来源", "来源链接"],
} as const;
export type ListColumn = keyof typeof LIST_COLUMNS;

export type ListRowFaultKind =
  | "link-invalid"
  | "link-not-https"
  | "link-is-folder"
  | "row-link-missing"
  /** {line}: where the same link stands */
  | "row-repeated"
  | "row-page-invalid"
  /** {word} */
  | "row-product-unknown"
  | "title-too-long"
  | "description-too-long"
  | "tag-too-long"
  | "too-many-tags"
  | "too-many-products";

export interface ListRow {
  /** Of the file, as spreadsheets count. */
  line: number;
  name: string;
  /** Empty: the row can be brought in. */
  faults: { column: ListColumn; fault: Fault<ListRowFaultKind> }[];
  /** The clip that was brought in from that link before. */
  here: string | null;
  tags: string[];
  products: number;
}

/** What a list would bring in. */
export interface ListPlan {
  rows: ListRow[];
  ready: number;
  here: number;
  faulty: number;
  /** Columns of the file that nothing is taken from. */
  ignored: string[];
}

export type ListFaultKind =
  | "list-empty"
  /** {bytes}, {limit} */
  | "list-too-large"
  /** {rows}, {limit} */
  | "list-too-long"
  | "list-no-link-column"
  /** {line} */
  | "list-unreadable";
