import type {
  NewSocialComment,
  ReportReason,
  SocialCounts,
  SocialLiked,
  SocialMine,
  SocialPosted,
  SocialRefusal,
  SocialThread,
} from "../../../../app/contract/social.ts";
import { systemClock } from "../../../../app/kernel/clock.ts";
import { guestId } from "./guest.ts";

/** Why it was not done: what the server said, or that nobody answered. */
export type SocialTrouble = SocialRefusal | "failed";

export class SocialError extends Error {
  readonly trouble: SocialTrouble;

  constructor(trouble: SocialTrouble) {
    super(trouble);
    this.trouble = trouble;
  }
}

const REFUSALS: readonly string[] = [
  "blank",
  "too-long",
  "words",
  "who",
  "closed",
  "gone",
  "too-often",
] satisfies SocialRefusal[];

/** Likes and comments through the app proxy. Throws SocialError. */
export class SocialClient {
  readonly #proxy: string;

  constructor(proxy: string) {
    this.#proxy = proxy;
  }

  counts(video: string): Promise<SocialCounts> {
    return this.#ask(video);
  }

  thread(video: string, page: { after?: string; under?: string }): Promise<SocialThread> {
    return this.#ask(`${video}/comments?${new URLSearchParams(page)}`);
  }

  mine(video: string): Promise<SocialMine> {
    return this.#ask(`${video}/mine`, {});
  }

  like(video: string, on: boolean): Promise<SocialLiked> {
    return this.#ask(`${video}/like`, { on });
  }

  comment(video: string, comment: NewSocialComment): Promise<SocialPosted> {
    return this.#ask(`${video}/comment`, comment);
  }

  remove(video: string, id: string): Promise<void> {
    return this.#ask(`${video}/remove`, { id });
  }

  report(video: string, id: string, why: ReportReason): Promise<void> {
    return this.#ask(`${video}/report`, { id, why });
  }

  async #ask<T>(path: string, body?: object): Promise<T> {
    const guest = body && guestId(systemClock);
    const response = await fetch(
      `${this.#proxy}/social/${path}`,
      body && {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(guest ? { ...body, guest } : body),
      },
    ).catch(() => null);
    if (response?.status === 204) return undefined as T;
    const said = await response?.json().catch(() => null);
    if (response?.ok && said) return said as T;
    const reason: unknown = said?.reason;
    throw new SocialError(
      typeof reason === "string" && REFUSALS.includes(reason)
        ? (reason as SocialRefusal)
        : "failed",
    );
  }
}
