import { COMMENT_MAX_LENGTH, COMMENT_NAME_MAX_LENGTH } from "../../contract/social.ts";
import { COMMON_BLOCKED_WORDS, createWordMatcher } from "../clearance/index.server.ts";
import { cleanLine, cleanText, lengthOf } from "./clean-text.ts";
import type { HeldReason, ModerationPolicy } from "./index.ts";

export type Judgement =
  | { verdict: "show"; name: string; text: string }
  | { verdict: "hold"; name: string; text: string; reason: HeldReason; detail: string | null }
  | { verdict: "refuse"; reason: "blank" | "too-long" | "words" };

/** Addresses, and numbers long enough for a phone or a messenger's account. */
const CONTACT =
  /https?:|www\.|\b[a-z0-9-]{2,}\.(?:com|net|org|shop|store|xyz|top|info|io|ru|cn|me|cc|vip|link)\b|@[a-z0-9_.]{3,}|(?:\d[\s().-]?){7,}/i;

/** Decides what becomes of a comment before anybody has read it. */
export function judgeComment(
  given: { name: string; text: string },
  policy: Pick<ModerationPolicy, "comments" | "blocked" | "commonWords" | "blockedWords">,
): Judgement {
  const name = cleanLine(given.name);
  const text = cleanText(given.text);
  if (!hasContent(name) || !hasContent(text)) return { verdict: "refuse", reason: "blank" };
  if (lengthOf(text) > COMMENT_MAX_LENGTH || lengthOf(name) > COMMENT_NAME_MAX_LENGTH)
    return { verdict: "refuse", reason: "too-long" };
  const word = matcherFor(policy)(`${name}\n${text}`);
  if (word !== null && policy.blocked === "refuse") return { verdict: "refuse", reason: "words" };
  if (word !== null) return { verdict: "hold", name, text, reason: "words", detail: word };
  const contact = CONTACT.exec(`${name}\n${text}`.normalize("NFKC"));
  if (contact) return { verdict: "hold", name, text, reason: "link", detail: contact[0] };
  if (policy.comments !== "at-once")
    return { verdict: "hold", name, text, reason: "policy", detail: null };
  return { verdict: "show", name, text };
}

/** Something that leaves ink. */
function hasContent(text: string): boolean {
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(text);
}

type WordLists = Pick<ModerationPolicy, "commonWords" | "blockedWords">;

const MATCHERS_KEPT = 500;
const matchers = new Map<string, (text: string) => string | null>();

/** Lists change seldom and comments come often: a list is made ready once. */
function matcherFor({ commonWords, blockedWords }: WordLists): (text: string) => string | null {
  const key = JSON.stringify([commonWords, blockedWords]);
  let matcher = matchers.get(key);
  if (!matcher) {
    if (matchers.size >= MATCHERS_KEPT) matchers.clear();
    matcher = createWordMatcher([...blockedWords, ...(commonWords ? COMMON_BLOCKED_WORDS : [])]);
    matchers.set(key, matcher);
  }
  return matcher;
}
