import { randomBytes } from "node:crypto";
import type { Overlay } from "../storefront/theme.ts";

/** An editor window that nobody touched for this long has lost its unsaved changes. */
const LIFETIME_MS = 12 * 3_600_000;

/** What an editor window has changed and not saved. */
export interface Draft {
  overlay: Overlay;
  /** Counts the window's changes, so that it can tell which of them a preview was drawn with. */
  revision: number;
}

interface Session {
  shopDomain: string;
  draft: Draft;
  touched: number;
}

/** Unsaved changes of open editor windows. They live in memory only, as an unsaved change should. */
export class Drafts {
  private readonly sessions = new Map<string, Session>();

  open(shopDomain: string): string {
    const now = performance.now();
    for (const [id, session] of this.sessions)
      if (now - session.touched > LIFETIME_MS) this.sessions.delete(id);
    const id = randomBytes(12).toString("hex");
    this.sessions.set(id, { shopDomain, draft: { overlay: {}, revision: 0 }, touched: now });
    return id;
  }

  /** The changes of a session of this shop, or null when there is no such session. */
  find(shopDomain: string, id: string | null): Draft | null {
    const session = id === null ? undefined : this.sessions.get(id);
    if (session?.shopDomain !== shopDomain) return null;
    session.touched = performance.now();
    return session.draft;
  }

  put(shopDomain: string, id: string, draft: Draft): boolean {
    const session = this.sessions.get(id);
    if (session?.shopDomain !== shopDomain) return false;
    session.draft = draft;
    return true;
  }
}
