import type { JobRequest } from "../../kernel/job.ts";
import type { RightsTerms, WithheldReason } from "../media/index.ts";
import type { KeptRights, PermissionAnswer, PermissionRequest, PermissionWish } from "./rights.ts";

/** What of a shop decides about its clips, read in the transaction that decides. */
export interface ShopRules {
  /** Whether clips that nobody was asked about are shown. */
  uncleared: boolean;
  /** IANA */
  timeZone: string;
}

/** Says what terms come to now, and what follows. */
export interface RightsJudge {
  /** `turnsAt`: epoch milliseconds at which it would be another verdict by itself; null: never. */
  verdict(
    terms: RightsTerms | null,
    shop: ShopRules,
  ): { withheld: boolean; turnsAt: number | null };
  /** `changed`: clips that are withheld now and were not, or the reverse. `turns`: moments to look again. */
  jobs(changed: string[], turns: number[]): JobRequest[];
}

/** A clip's rights in the list of all of a shop. */
export interface ListedRights {
  videoId: string;
  title: string;
  withheld: WithheldReason[];
  terms: RightsTerms;
  updatedAt: number;
  /** The last that a creator said. */
  answer: PermissionAnswer | null;
}

/**
 * Rights records, of one shop a call but for `due`. Whoever changes one has its clip judged in the same
 * transaction, so that what is withheld and what is written never part.
 */
export interface RightsStore {
  find(shopId: string, videoId: string): Promise<KeptRights | null>;
  /** `seen`: `updatedAt` of what the change was made from; `changed` when it is another one by now. */
  save(
    shopId: string,
    videoId: string,
    change: { terms: RightsTerms; seen: number | null; at: number },
    judge: RightsJudge,
  ): Promise<"saved" | "changed" | "gone">;
  /** Judges these clips anew. Idempotent. */
  settle(shopId: string, videoIds: string[], judge: RightsJudge): Promise<void>;
  /** Ids of the shop's clips after this one, in order; `dated`: only those whose record has days. */
  clips(
    shopId: string,
    query: { after: string | null; dated: boolean; limit: number },
  ): Promise<string[]>;
  /** Across shops: clips whose verdict turned by now. */
  due(now: number, limit: number): Promise<{ shopId: string; videoIds: string[] }[]>;
  /** By clip, `after` being the last one's. */
  list(shopId: string, after: string | null, limit: number): Promise<ListedRights[]>;
  mayShowUncleared(shopId: string): Promise<boolean>;
  setUncleared(shopId: string, uncleared: boolean, at: number, jobs: JobRequest[]): Promise<void>;
}

/** What creators are asked and what they say. */
export interface PermissionStore {
  /** A clip that nobody was asked about counts as asked from now on. */
  ask(
    shopId: string,
    request: { id: string; staff: string; at: number; expiresAt: number } & PermissionWish,
    limit: number,
    judge: RightsJudge,
  ): Promise<"asked" | "gone" | "too-many">;
  /** Newest first. */
  ofVideo(shopId: string, videoId: string): Promise<PermissionRequest[]>;
  find(shopId: string, id: string): Promise<PermissionRequest | null>;
  /** False: there is no such request that is still open. */
  revoke(shopId: string, id: string, at: number): Promise<boolean>;
  /**
   * Keeps an answer and what it makes of the record, once: `decide` is not asked when there is an answer.
   * Null from it changes nothing. Answers the request as it is then; null: there is none.
   */
  answer(
    shopId: string,
    id: string,
    at: number,
    decide: (
      request: PermissionRequest,
      terms: RightsTerms | null,
    ) => { answer: PermissionAnswer; terms: RightsTerms | null } | null,
    judge: RightsJudge,
  ): Promise<PermissionRequest | null>;
}
