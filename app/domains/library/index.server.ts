import type { Fault, Result } from "../../kernel/result.ts";
import type { BulkFault } from "./bulk-edit.server.ts";
import type { CategoryFault } from "./category-tree.ts";
import type {
  BulkChange,
  BulkEdit,
  CategoryLine,
  LibraryFacets,
  SavedView,
  SuggestionKind,
  SuggestionQueue,
} from "./index.ts";
import type { BulkTarget } from "./ports.ts";

export { createLibraryDoor, createLibraryJobs } from "./create-library-door.server.ts";
export type { BulkTarget } from "./ports.ts";

export type ViewFault = Fault<
  "view-name-empty" | "view-name-too-long" | "view-too-long" | "too-many-views"
>;

/** Order in a shop's library, bound to one shop. Finding clips is the media domain's `list`. */
export interface LibraryDoor {
  /** The tree read from the top. */
  categories(): Promise<CategoryLine[]>;
  addCategory(
    name: string,
    parentId: string | null,
  ): Promise<Result<{ id: string }, CategoryFault>>;
  changeCategory(
    id: string,
    change: { name?: string | undefined; parentId?: string | null | undefined },
  ): Promise<Result<void, CategoryFault>>;
  /** Its clips stay in the library; categories below it move up. */
  removeCategory(id: string): Promise<Result<void, CategoryFault>>;
  /** The category of each folder of names, made where it is missing if so asked. Idempotent. */
  placeFolders(
    folders: string[][],
    make: boolean,
  ): Promise<Result<(string | null)[], CategoryFault>>;
  /** Ids of the categories a clip stands in. */
  categoriesOf(videoId: string): Promise<string[]>;
  /** Replaces them. */
  setCategories(
    videoId: string,
    categoryIds: string[],
  ): Promise<Result<void, Fault<"video-not-found">>>;

  views(): Promise<SavedView[]>;
  /** A view of the same name is replaced. */
  keepView(name: string, search: string): Promise<Result<{ id: string }, ViewFault>>;
  removeView(id: string): Promise<void>;

  /** What the filters may offer. */
  facets(): Promise<LibraryFacets>;

  beginBulkEdit(
    staff: string,
    change: BulkChange,
    target: BulkTarget,
  ): Promise<Result<BulkEdit, BulkFault>>;
  cancelBulkEdit(id: string): Promise<Result<void, BulkFault>>;
  undoBulkEdit(id: string): Promise<Result<void, BulkFault>>;
  /** Under way, or over for less than a day. */
  bulkEdits(): Promise<BulkEdit[]>;

  suggestions(query: {
    kind: SuggestionKind | null;
    cursor: string | null;
  }): Promise<SuggestionQueue>;
  /** Ones decided by somebody else meanwhile are passed over. */
  decide(
    keys: { videoId: string; kind: SuggestionKind; value: string }[],
    decision: "accept" | "refuse",
    staff: string,
  ): Promise<Result<void, Fault<"suggestion-not-taken">>>;
  /** Matches every clip anew, after the whole catalog was read from Shopify. */
  matchAgain(): Promise<void>;
}

/** What the worker calls; not bound to a shop. Idempotent. */
export interface LibraryJobsDoor {
  bulkEdit(payload: { shopId: string; bulkId: string }, signal: AbortSignal): Promise<void>;
  /** Every minute: words that changed elsewhere, performance, suggestions. */
  tend(payload: object, signal: AbortSignal): Promise<void>;
  /** Reads a shop's catalog and has its clips matched anew. */
  matchShop(payload: { shopId: string }): Promise<void>;
}
