import type { VideoCard, VideoSource } from "../media/index.ts";

/**
 * Where a clip's review stands, the most urgent first. waiting: somebody has to decide · changes: somebody
 * asked for changes · refused and approved: by the shop's policy or by somebody.
 */
export const REVIEW_STATES = ["waiting", "changes", "refused", "approved"] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

/**
 * note: good to know · look: somebody should look at it · stop: not to be shown before somebody has
 * decided.
 */
export const SEVERITIES = ["note", "look", "stop"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Where words of a clip stand. */
export const WORD_PLACES = ["title", "description", "tags", "captions", "overlays"] as const;
export type WordPlace = (typeof WORD_PLACES)[number];

/** What is found in pictures and sound: see judge-pictures.ts for the thresholds and their sources. */
export const PICTURE_FINDINGS = [
  "black",
  "black-stretch",
  "frozen",
  "frozen-stretch",
  "silent",
  "overdriven",
  "short",
  "small",
  "odd-shape",
  /** Pictures that the engine keeps elsewhere. */
  "not-ours",
  /** Pictures that could not be read. */
  "unread",
  /** Pictures that could not be looked at for nudity, though the shop wants it. */
  "nudity-unseen",
] as const;
export type PictureFinding = (typeof PICTURE_FINDINGS)[number];

/** Where something was found, with a little of what stands around it. */
export interface WordSpot {
  place: WordPlace;
  /** Of captions. */
  language?: string;
  /** Milliseconds at which it is said or stands in the picture. */
  ms?: number;
  before: string;
  found: string;
  after: string;
}

/** What a picture shows of people's bodies, as whoever looked at it says. */
export const BODY_VERDICTS = ["clear", "suggestive", "nude"] as const;
export type BodyVerdict = (typeof BODY_VERDICTS)[number];

/** A picture of a clip that somebody should look at. */
export interface BodySpot {
  ms: number;
  /** 0…1. */
  confidence: number;
  /** The looker's own word for it. */
  reason: string;
}

export type Finding = { severity: Severity } & (
  | { kind: PictureFinding; params?: Record<string, number> }
  | { kind: "suggestive" | "nude"; spots: BodySpot[] }
  /** A word of a list. */
  | { kind: "word"; list: "own" | "common"; spot: WordSpot }
  /** An advertising claim: `rule` is a ClaimRule, `laws` those of the shop's markets that it is against. */
  | { kind: "claim"; rule: ClaimRuleId; laws: LawId[]; spot: WordSpot }
);

/** The law or code that a rule is taken from, and where it can be read. */
export const LAWS = {
  "cn-ad-9-2": "https://flk.npc.gov.cn/",
  "cn-ad-9-3": "https://flk.npc.gov.cn/",
  "cn-ad-16": "https://flk.npc.gov.cn/",
  "cn-ad-17": "https://flk.npc.gov.cn/",
  "cn-ad-18": "https://flk.npc.gov.cn/",
  "cn-ad-25": "https://flk.npc.gov.cn/",
  "cn-ad-28": "https://flk.npc.gov.cn/",
  "cn-tm-14": "https://flk.npc.gov.cn/",
  "us-ftc-health":
    "https://www.ftc.gov/business-guidance/resources/health-products-compliance-guidance",
  "us-ftc-weight":
    "https://www.ftc.gov/business-guidance/resources/gut-check-reference-guide-media-spotting-false-weight-loss-claims",
  "us-ftc-green": "https://www.ecfr.gov/current/title-16/chapter-I/subchapter-B/part-260",
  "us-ftc-endorse": "https://www.ecfr.gov/current/title-16/chapter-I/subchapter-B/part-255",
  "us-fdca-201":
    "https://uscode.house.gov/view.xhtml?req=granuleid:USC-prelim-title21-section321&num=0&edition=prelim",
  "us-fda-approved": "https://www.fda.gov/consumers/consumer-updates/it-really-fda-approved",
  "eu-cosmetics": "https://eur-lex.europa.eu/eli/reg/2013/655/oj",
  "eu-food-claims": "https://eur-lex.europa.eu/eli/reg/2006/1924/oj",
  "eu-food-info": "https://eur-lex.europa.eu/eli/reg/2011/1169/oj",
  "eu-green": "https://eur-lex.europa.eu/eli/dir/2024/825/oj",
  "eu-offsets": "https://eur-lex.europa.eu/eli/dir/2024/825/oj",
  "eu-unfair": "https://eur-lex.europa.eu/eli/dir/2005/29/oj",
  "eu-unfair-4": "https://eur-lex.europa.eu/eli/dir/2005/29/oj",
  "eu-unfair-17": "https://eur-lex.europa.eu/eli/dir/2005/29/oj",
  "gb-cap-3": "https://www.asa.org.uk/type/non_broadcast/code_section/03.html",
  "gb-cap-11": "https://www.asa.org.uk/type/non_broadcast/code_section/11.html",
  "gb-cap-12": "https://www.asa.org.uk/type/non_broadcast/code_section/12.html",
  "gb-cap-13": "https://www.asa.org.uk/type/non_broadcast/code_section/13.html",
} as const;
export type LawId = keyof typeof LAWS;

/** Where a shop sells: whose rules its clips are held to. */
export const MARKETS = ["cn", "us", "eu", "gb"] as const;
export type Market = (typeof MARKETS)[number];

/** A reason in words each: `review.rule.<id>`. */
export const CLAIM_RULES = [
  "absolute",
  "superlative",
  "state-organs",
  "well-known-mark",
  "disease",
  "medical-words",
  "sure-effect",
  "no-side-effects",
  "weight-loss",
  "doctor-says",
  "authority-approved",
  "free-from",
  "green",
  "climate-neutral",
  "sure-profit",
  "number-one",
] as const;
export type ClaimRuleId = (typeof CLAIM_RULES)[number];

/**
 * What makes a clip wait for somebody: every clip, one with findings from this severity on, or none. What
 * does not wait is shown by itself.
 */
export const WAITS = ["every", "note", "look", "stop", "none"] as const;
export type Waits = (typeof WAITS)[number];

export interface ReviewPolicy {
  /** For sources that `bySource` does not name. */
  waits: Waits;
  bySource: Partial<Record<VideoSource, Waits>>;
  markets: Market[];
  /** Whether nudity is looked for, where a service for it is set up. */
  nudity: boolean;
  /** Whether our own list of insults and of spam counts, in English and Chinese. */
  commonWords: boolean;
  /** The shop's own. */
  words: string[];
}

/**
 * What a shop starts with. Clips are put there by the shop itself, which knows them: holding every one of
 * them would stand between a merchant and a first clip that sells. What is likely unlawful, abusive or
 * broken waits.
 */
export const FIRST_REVIEW_POLICY: ReviewPolicy = {
  waits: "stop",
  bySource: {},
  markets: [...MARKETS],
  nudity: true,
  commonWords: true,
  words: [],
};

export const MAX_REVIEW_WORDS = 500;
export const MAX_REVIEW_WORD_LENGTH = 50;
export const MAX_REVIEW_REASON = 500;
/** Clips decided on at a time. */
export const MAX_REVIEWED_AT_ONCE = 100;

/** What somebody decides, and the state that follows. */
export const REVIEW_DECISIONS = { approve: "approved", refuse: "refused", ask: "changes" } as const;
export type ReviewDecision = keyof typeof REVIEW_DECISIONS;

/** `staff:<user id>` names an account of the shop's admin. */
export type ReviewActor = "policy" | "before" | `staff:${string}`;

export interface ClipReview {
  videoId: string;
  state: ReviewState;
  /** Who brought it there; `before`: it was here when reviews began. */
  by: ReviewActor;
  /** What was said to a refusal or a wish for changes. */
  reason: string | null;
  findings: Finding[];
  /** Counts changes: who decides says which one they looked at. */
  version: number;
  /** Since when it stands as it does: epoch milliseconds. */
  since: number;
}

/** held and published: by the policy · changed: words or pictures, so that it was looked at anew. */
export type ReviewDeedKind = "held" | "published" | "changed" | "approved" | "refused" | "asked";

/** Who did what, and when. Only ever added to; outlives the clip. */
export interface ReviewDeed {
  videoId: string;
  /** As it was then. */
  title: string;
  deed: ReviewDeedKind;
  by: ReviewActor;
  reason: string | null;
  /** Kinds of what had been found, each once. */
  findings: string[];
  at: number;
}

export interface QueuedClip {
  review: ClipReview;
  video: VideoCard & { hls: string | null; description: string; hasAudio: boolean | null };
}

export interface ReviewQueue {
  clips: QueuedClip[];
  next: string | null;
  counts: Record<ReviewState, number>;
}

/** The gravest of them; null for none. */
export function gravest(findings: readonly Finding[]): Severity | null {
  return [...SEVERITIES].reverse().find((one) => findings.some((f) => f.severity === one)) ?? null;
}
