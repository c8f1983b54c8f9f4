import { createHash, createHmac, randomBytes } from "node:crypto";

/** What a platform was told of an app, as its developer console would keep it. */
export interface PlatformApp {
  clientId: string;
  clientSecret: string;
  redirectUris: string[];
}

interface Code {
  redirectUri: string;
  scopes: string[];
  challenge: string | null;
  until: number;
}

export interface TokenClaims {
  use: "access" | "refresh" | "short";
  user: string;
  scopes: string[];
  /** Epoch milliseconds. */
  issued: number;
  until: number;
}

const CODE_MS = 10 * 60 * 1000;

/**
 * Hands out codes and tokens and knows them again. A token carries what it allows, signed, so that it is
 * still good after a restart; what is taken back is remembered until then.
 */
export class OauthBook {
  readonly app: PlatformApp;
  readonly now: () => number;
  private codes = new Map<string, Code>();
  private gone = new Set<string>();
  private lapsedBefore = 0;

  constructor(app: PlatformApp, now: () => number) {
    this.app = app;
    this.now = now;
  }

  /** Why a sign-in page cannot be shown; null when it can. */
  refusal(clientId: string | null, redirectUri: string | null): string | null {
    if (clientId !== this.app.clientId) return "The client is not known.";
    if (!redirectUri || !this.app.redirectUris.includes(redirectUri))
      return "The redirect URI is not one of this app's.";
    return null;
  }

  code(given: Omit<Code, "until">): string {
    const code = randomBytes(18).toString("base64url");
    this.codes.set(code, { ...given, until: this.now() + CODE_MS });
    return code;
  }

  /** What a code allows, once. A sentence when it does not. */
  redeem(code: string, redirectUri: string, verifier: string | null): Code | string {
    const known = this.codes.get(code);
    this.codes.delete(code);
    if (!known || known.until <= this.now()) return "The code is not known, expired, or was used.";
    if (known.redirectUri !== redirectUri) return "The redirect URI is not the one of the code.";
    const answer = verifier && createHash("sha256").update(verifier).digest("base64url");
    if (known.challenge && known.challenge !== answer) return "The code verifier does not fit.";
    return known;
  }

  isClient(id: unknown, secret: unknown): boolean {
    return id === this.app.clientId && secret === this.app.clientSecret;
  }

  issue(use: TokenClaims["use"], user: string, scopes: string[], milliseconds: number): string {
    const issued = this.now();
    const claims: TokenClaims = { use, user, scopes, issued, until: issued + milliseconds };
    const body = Buffer.from(JSON.stringify({ ...claims, salt: randomBytes(6).toString("hex") }));
    const text = body.toString("base64url");
    return `${text}.${this.sign(text)}`;
  }

  /** Null when it is forged, expired, or taken back. */
  read(token: string, use: TokenClaims["use"]): TokenClaims | null {
    const [text, signature] = token.split(".");
    if (!text || signature !== this.sign(text) || this.gone.has(token)) return null;
    const claims = JSON.parse(Buffer.from(text, "base64url").toString("utf8")) as TokenClaims;
    const alive = claims.until > this.now() && claims.issued > this.lapsedBefore;
    return claims.use === use && alive ? claims : null;
  }

  revoke(token: string): void {
    this.gone.add(token);
  }

  /** Takes back every token there is, as a person does in the platform's settings. */
  lapseAll(): void {
    this.lapsedBefore = this.now();
  }

  private sign(text: string): string {
    return createHmac("sha256", this.app.clientSecret).update(text).digest("base64url");
  }
}
