import { COMMENT_MAX_LENGTH } from "../../contract/social.ts";
import type { Clock } from "../../kernel/clock.ts";
import { newId } from "../../kernel/ids.ts";
import { type Fault, ok, type Result, refuse } from "../../kernel/result.ts";
import type { ShopRef } from "../shop/index.ts";
import { cleanLine, cleanText, lengthOf } from "./clean-text.ts";
import {
  type CommentDeed,
  type CommentQueue,
  type Decision,
  FIRST_POLICY,
  MAX_BLOCKED_WORD_LENGTH,
  MAX_BLOCKED_WORDS,
  MAX_REPORTS_TO_HOLD,
  type ModerationPolicy,
  type QueueFilter,
} from "./index.ts";
import type { Belongings, SocialStore } from "./ports.ts";

/** How a shop looks after what people write under its clips. */
export interface ModerationDoor {
  policy(): Promise<ModerationPolicy>;
  setPolicy(
    policy: ModerationPolicy,
  ): Promise<Result<void, Fault<"too-many-blocked-words" | "blocked-word-too-long">>>;
  /** Newest first. An unknown cursor starts over. */
  queue(query: { filter: QueueFilter; after: string | null }): Promise<CommentQueue>;
  /** `staff` is the admin account that decides. What is deleted stays deleted. */
  decide(
    ids: string[],
    decision: Decision,
    staff: string,
  ): Promise<Result<{ changed: number }, Fault<"comment-not-found">>>;
  /** Replies in the shop's name, which also approves what is answered. */
  reply(
    id: string,
    text: string,
    staff: string,
    token: string,
  ): Promise<Result<void, Fault<"comment-not-found" | "reply-empty" | "reply-too-long">>>;
  /** customers/redact. Does nothing on a payload that names no customer. */
  redactCustomer(payload: unknown): Promise<void>;
  /** customers/data_request: all that is kept of the customer. */
  belongingsOf(payload: unknown): Promise<Belongings>;
}

const PAGE = 50;

const DEEDS = {
  approve: { status: "shown", deed: "approved" },
  hide: { status: "hidden", deed: "hidden" },
  delete: { status: "deleted", deed: "deleted" },
} as const;

export function createModerationDoor(
  { store, clock, shopName }: { store: SocialStore; clock: Clock; shopName: () => Promise<string> },
  shop: ShopRef,
): ModerationDoor {
  const by = (staff: string, deed: CommentDeed["deed"]): CommentDeed => ({
    deed,
    by: `staff:${staff}`,
    detail: null,
    at: clock.now(),
  });
  return {
    policy: async () => ({ ...FIRST_POLICY, ...(await store.policy(shop.id)) }),

    async setPolicy(policy) {
      const words = [...new Set(policy.blockedWords.map(cleanLine).filter(Boolean))];
      if (words.length > MAX_BLOCKED_WORDS)
        return refuse("too-many-blocked-words", { max: MAX_BLOCKED_WORDS });
      const long = words.find((word) => lengthOf(word) > MAX_BLOCKED_WORD_LENGTH);
      if (long) return refuse("blocked-word-too-long", { max: MAX_BLOCKED_WORD_LENGTH });
      const reportsToHold = Math.min(Math.max(1, policy.reportsToHold), MAX_REPORTS_TO_HOLD);
      await store.setPolicy(
        shop.id,
        { ...policy, blockedWords: words, reportsToHold },
        clock.now(),
      );
      return ok();
    },

    queue: (query) => store.queue(shop.id, { ...query, limit: PAGE }),

    async decide(ids, decision, staff) {
      const { status, deed } = DEEDS[decision];
      const changed = await store.decide(shop.id, ids, status, by(staff, deed));
      return changed > 0 ? ok({ changed }) : refuse("comment-not-found");
    },

    async reply(id, text, staff, token) {
      const said = cleanText(text);
      if (!said) return refuse("reply-empty");
      if (lengthOf(said) > COMMENT_MAX_LENGTH)
        return refuse("reply-too-long", { max: COMMENT_MAX_LENGTH });
      const answered = await store.get(shop.id, id);
      if (!answered || answered.status === "deleted") return refuse("comment-not-found");
      const top = answered.parentId ?? answered.id;
      await store.decide(shop.id, [...new Set([id, top])], "shown", by(staff, "approved"));
      const posted = await store.post(shop.id, {
        id: newId(clock),
        videoId: answered.videoId,
        parentId: top,
        author: "shop",
        token,
        name: await shopName(),
        text: said,
        status: "shown",
        reason: null,
        createdAt: clock.now(),
        deeds: [by(staff, "posted")],
      });
      return posted ? ok() : refuse("comment-not-found");
    },

    async redactCustomer(payload) {
      const id = customerIn(payload);
      if (id) await store.forget(shop.id, `customer:${id}`);
    },

    async belongingsOf(payload) {
      const id = customerIn(payload);
      return id
        ? store.belongings(shop.id, `customer:${id}`)
        : { likes: [], comments: [], reports: [] };
    },
  };
}

/** `customer.id` of the compliance webhooks: a number, or a text of digits. */
function customerIn(payload: unknown): string | null {
  const customer = (payload as { customer?: { id?: unknown } } | null)?.customer;
  const id = String(customer?.id ?? "");
  return /^[1-9]\d{0,19}$/.test(id) ? id : null;
}
