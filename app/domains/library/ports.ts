import type { JobRequest } from "../../kernel/job.ts";
import type { Result } from "../../kernel/result.ts";
import type { VideoFilter } from "../media/index.ts";
import type { BulkClip, BulkDelta } from "./bulk-change.ts";
import type { CategoryFault, CategoryWrite } from "./category-tree.ts";
import type {
  BulkChange,
  BulkEdit,
  Category,
  LibraryFacets,
  SavedView,
  Suggestion,
  SuggestionKind,
} from "./index.ts";
import type { ClipText, Knowledge } from "./match.ts";

/** Every call is held to one shop; another shop's id is an id that does not exist. */
export interface CategoryStore {
  list(shopId: string): Promise<Category[]>;
  /** One decision at a time a shop: `decide` sees the whole tree as it is, and what it says is done. */
  change<T extends CategoryFault>(
    shopId: string,
    at: number,
    decide: (all: Category[]) => Result<CategoryWrite, T>,
  ): Promise<Result<void, T>>;
  /** Replaces the categories a clip stands in; those not there are left out. False: no such clip. */
  setOfVideo(shopId: string, videoId: string, categoryIds: string[]): Promise<boolean>;
  ofVideo(shopId: string, videoId: string): Promise<string[]>;
}

export interface ViewStore {
  /** By name. */
  list(shopId: string): Promise<SavedView[]>;
  /** Adds it, or replaces the one of the same name. False: there are `limit` already. */
  keep(shopId: string, view: SavedView, at: number, limit: number): Promise<boolean>;
  remove(shopId: string, id: string): Promise<void>;
}

/** Which clips: chosen ones, or all that pass a filter at the moment it begins. */
export type BulkTarget = { ids: string[] } | { filter: VideoFilter };

export interface BulkStore {
  /** Writes down what is to be done to which clips. `jobs` are enqueued with it; none: no clips. */
  begin(
    shopId: string,
    edit: { id: string; staff: string; change: BulkChange; at: number; limit: number },
    target: BulkTarget,
    jobs: JobRequest[],
  ): Promise<BulkEdit | null>;
  find(shopId: string, id: string): Promise<BulkEdit | null>;
  /** Under way, or touched since then; last begun first. */
  recent(shopId: string, since: number, limit: number): Promise<BulkEdit[]>;
  /**
   * Works through the next `limit` clips in one transaction, onwards or back, and enqueues what
   * `jobsFor` says of those altered. Two who do it at once do it one after the other. A clip that has
   * gone meanwhile is passed over. Answers null when nothing is left or it was stopped.
   */
  step(
    shopId: string,
    id: string,
    limit: number,
    at: number,
    work: {
      onwards: (clip: BulkClip) => { clip: BulkClip; delta: BulkDelta } | null;
      back: (clip: BulkClip, delta: BulkDelta) => BulkClip;
    },
    jobsFor: (altered: string[]) => JobRequest[],
  ): Promise<BulkEdit | null>;
  /** For deleting: the next clips still to be gone. Empty when it is over. */
  waiting(shopId: string, id: string, limit: number): Promise<string[]>;
  /** Those are gone now. */
  settle(shopId: string, id: string, videoIds: string[], at: number): Promise<void>;
  /** Null when it does not stand in one of these states. */
  turn(
    shopId: string,
    id: string,
    from: BulkEdit["state"][],
    to: BulkEdit["state"],
    at: number,
    jobs: JobRequest[],
  ): Promise<BulkEdit | null>;
}

export interface SuggestionStore {
  /** Clips whose words changed since they were looked at, across shops, and up to which change. */
  unmatched(limit: number): Promise<{ shopId: string; videoIds: string[]; upTo: bigint }[]>;
  /** Has every clip of the shop looked at again. */
  unmatchAll(shopId: string): Promise<void>;
  texts(shopId: string, videoIds: string[]): Promise<ClipText[]>;
  knowledge(shopId: string): Promise<Knowledge>;
  /** When the names of all the shop's products were kept last; 0: never. */
  namesReadAt(shopId: string): Promise<number>;
  /** Replaces them. */
  keepNames(shopId: string, names: Knowledge["products"], at: number): Promise<void>;
  /**
   * Replaces what is open for these clips and forgets that they changed, up to that change. Decided
   * ones stay as they are and are not proposed again.
   */
  propose(
    shopId: string,
    batch: { videoIds: string[]; upTo: bigint },
    found: Suggestion[],
    at: number,
  ): Promise<void>;
  /** Surest first, whole clips. */
  open(
    shopId: string,
    query: { kind: SuggestionKind | null; cursor: string | null; limit: number },
  ): Promise<{ suggestions: Suggestion[]; total: number; next: string | null }>;
  find(
    shopId: string,
    keys: { videoId: string; kind: SuggestionKind; value: string }[],
  ): Promise<Suggestion[]>;
  /** Answers those that were open until now. */
  decide(
    shopId: string,
    keys: { videoId: string; kind: SuggestionKind; value: string }[],
    state: "accepted" | "refused",
    by: string,
    at: number,
  ): Promise<Suggestion[]>;
}

/** What the library is searched by, kept up to date in the background. */
export interface LibraryIndex {
  facets(shopId: string): Promise<LibraryFacets>;
  /** Reads the words of clips anew that changed elsewhere. Answers how many there were. */
  readStale(limit: number): Promise<number>;
  /** Adds up what is counted by differences, so that reading counts stays quick. Answers how many. */
  addUpCounts(): Promise<number>;
  /** Takes over what roll-ups and ledger have counted, when they have counted more. */
  countPerformance(now: number): Promise<void>;
}
