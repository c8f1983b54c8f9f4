import type {
  NewSocialComment,
  ReportReason,
  SocialCounts,
  SocialGuest,
  SocialLiked,
  SocialMine,
  SocialPosted,
  SocialRefusal,
  SocialThread,
} from "../../../../app/contract/social.ts";
import { guestPass, newGuestPass } from "./guest.ts";

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
  #signedIn = false;

  constructor(proxy: string) {
    this.#proxy = proxy;
  }

  counts(video: string): Promise<SocialCounts> {
    return this.#ask(video);
  }

  thread(video: string, page: { after?: string; under?: string }): Promise<SocialThread> {
    return this.#ask(`${video}/comments?${new URLSearchParams(page)}`);
  }

  async mine(video: string): Promise<SocialMine> {
    const mine = await this.#ask<SocialMine>(`${video}/mine`, {});
    this.#signedIn = mine.signedIn;
    return mine;
  }

  like(video: string, on: boolean): Promise<SocialLiked> {
    return this.#takePart(video, "like", { on });
  }

  comment(video: string, comment: NewSocialComment): Promise<SocialPosted> {
    return this.#takePart(video, "comment", comment);
  }

  remove(video: string, id: string): Promise<void> {
    return this.#ask(`${video}/remove`, { id });
  }

  report(video: string, id: string, why: ReportReason): Promise<void> {
    return this.#ask(`${video}/report`, { id, why });
  }

  /** Whoever is not signed in needs a pass, and gets one with the first like or comment. */
  async #takePart<T>(video: string, deed: string, body: object): Promise<T> {
    const isNew = !this.#signedIn && !guestPass();
    if (isNew) await this.#admit(video);
    try {
      return await this.#ask(`${video}/${deed}`, body);
    } catch (error) {
      // Signed out since, or the pass is of a key that the app no longer has.
      const unknown = error instanceof SocialError && error.trouble === "who";
      if (isNew || !unknown || !(await this.#admit(video))) throw error;
      return this.#ask(`${video}/${deed}`, body);
    }
  }

  #admit(video: string): Promise<string | null> {
    return newGuestPass(async () => (await this.#ask<SocialGuest>(`${video}/guest`, {})).guest);
  }

  async #ask<T>(path: string, body?: object): Promise<T> {
    const guest = body && guestPass();
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
