import { addDays, isDay } from "../../kernel/days.ts";
import { type Fault, ok, type Result, refuse } from "../../kernel/result.ts";

/** What somebody wrote down; what it means on a day is its standing. */
export const RIGHTS_STATUSES = ["none", "own", "granted", "requested", "refused"] as const;
export type RightsStatus = (typeof RIGHTS_STATUSES)[number];

/** Where a clip may be shown. Only `shop` is where this app shows it. */
export const RIGHTS_CHANNELS = ["shop", "social", "ads"] as const;
export type RightsChannel = (typeof RIGHTS_CHANNELS)[number];

/** `platform`: from the music library of TikTok, Instagram or the like, which shops may not use. */
export const RIGHTS_MUSIC = ["unknown", "none", "licensed", "platform"] as const;
export type RightsMusic = (typeof RIGHTS_MUSIC)[number];

/** The rights record of a clip: who allowed its use, where, until when, with which music. */
export interface RightsTerms {
  status: RightsStatus;
  /** Name of whoever made the clip. */
  creator: string;
  /** How they are reached: a handle, an address. */
  contact: string;
  channels: RightsChannel[];
  /** ISO 3166-1 alpha-2 codes; null: everywhere. */
  territory: string[] | null;
  /** First and last day, both whole days where the shop is (`2026-11-30`); null: without a limit. */
  from: string | null;
  until: string | null;
  music: RightsMusic;
  musicNote: string;
  /** What was said, and where it can be read. */
  evidence: string;
  evidenceLink: string;
}

/** What a clip without a record has. */
export const NO_RIGHTS: RightsTerms = {
  status: "none",
  creator: "",
  contact: "",
  channels: ["shop"],
  territory: null,
  from: null,
  until: null,
  music: "unknown",
  musicNote: "",
  evidence: "",
  evidenceLink: "",
};

/** What is set for many clips at once; everything else of their records stays. */
export type RightsChange = Partial<
  Pick<RightsTerms, "status" | "creator" | "channels" | "until" | "music">
>;

/** Whether two records say the same. */
export function sameRights(one: RightsTerms | null, other: RightsTerms | null): boolean {
  if (!one || !other) return one === other;
  const names = Object.keys(NO_RIGHTS) as (keyof RightsTerms)[];
  return names.every((name) => JSON.stringify(one[name]) === JSON.stringify(other[name]));
}

/** What rights come to on one day. `elsewhere`: granted, but not for the shop itself. */
export const RIGHTS_STANDINGS = [
  "none",
  "own",
  "granted",
  "requested",
  "refused",
  "upcoming",
  "expired",
  "elsewhere",
] as const;
export type RightsStanding = (typeof RIGHTS_STANDINGS)[number];

/** What the library can be narrowed to: a standing, or granted with so many days left at most. */
export const RIGHTS_FILTERS = [...RIGHTS_STANDINGS, "ending7", "ending30"] as const;
export type RightsFilter = (typeof RIGHTS_FILTERS)[number];

export const MAX_RIGHTS_NAME = 200;
export const MAX_RIGHTS_NOTE = 2000;
export const MAX_RIGHTS_LINK = 2000;

/**
 * What rights come to on a day of the shop's. The first and the last day belong to them. The library's list
 * asks PostgreSQL the same as conditions; a test holds the two together.
 */
export function standingOf(
  terms: Pick<RightsTerms, "status" | "from" | "until" | "channels"> | null,
  day: string,
): RightsStanding {
  if (!terms) return "none";
  if (terms.status !== "granted") return terms.status;
  if (terms.until !== null && terms.until < day) return "expired";
  if (terms.from !== null && terms.from > day) return "upcoming";
  return terms.channels.includes("shop") ? "granted" : "elsewhere";
}

/** Whether the storefront may show it. `uncleared`: the shop shows clips that nobody was asked about. */
export function mayShow(standing: RightsStanding, uncleared: boolean): boolean {
  switch (standing) {
    case "own":
    case "granted":
      return true;
    case "none":
    case "requested":
      return uncleared;
    case "refused":
    case "upcoming":
    case "expired":
    case "elsewhere":
      return false;
  }
}

/** The day at whose beginning the standing is next another one, if only time passes. Null: never. */
export function nextTurn(terms: RightsTerms | null, day: string): string | null {
  if (terms?.status !== "granted") return null;
  if (terms.until !== null && terms.until < day) return null;
  if (terms.from !== null && terms.from > day) return terms.from;
  return terms.until === null ? null : addDays(terms.until, 1);
}

export type RightsFault = Fault<
  | "rights-text-too-long"
  | "rights-link-invalid"
  | "rights-day-invalid"
  | "rights-days-reversed"
  | "rights-no-channel"
  | "rights-no-country"
>;

/** The terms as they are kept, or why they cannot be. */
export function checkRights(given: RightsTerms): Result<RightsTerms, RightsFault> {
  const terms: RightsTerms = {
    ...given,
    creator: oneLine(given.creator),
    contact: oneLine(given.contact),
    channels: RIGHTS_CHANNELS.filter((one) => given.channels.includes(one)),
    territory: given.territory && [...new Set(given.territory)].sort(),
    musicNote: given.musicNote.trim(),
    evidence: given.evidence.trim(),
    evidenceLink: given.evidenceLink.trim(),
  };
  for (const [text, limit] of [
    [terms.creator, MAX_RIGHTS_NAME],
    [terms.contact, MAX_RIGHTS_NAME],
    [terms.musicNote, MAX_RIGHTS_NOTE],
    [terms.evidence, MAX_RIGHTS_NOTE],
    [terms.evidenceLink, MAX_RIGHTS_LINK],
  ] as const)
    if (text.length > limit) return refuse("rights-text-too-long", { limit });
  if (terms.evidenceLink !== "" && !isWebLink(terms.evidenceLink))
    return refuse("rights-link-invalid");
  for (const day of [terms.from, terms.until])
    if (day !== null && !isDay(day)) return refuse("rights-day-invalid");
  if (terms.from !== null && terms.until !== null && terms.until < terms.from)
    return refuse("rights-days-reversed");
  if (terms.status === "granted" && terms.channels.length === 0) return refuse("rights-no-channel");
  if (terms.territory?.length === 0) return refuse("rights-no-country");
  return ok(terms);
}

function oneLine(text: string): string {
  return text.normalize("NFC").replace(/\s+/g, " ").trim();
}

function isWebLink(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text);
}
