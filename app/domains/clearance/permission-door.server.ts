import type { Clock } from "../../kernel/clock.ts";
import { MAX_RIGHTS_NAME, NO_RIGHTS, type RightsTerms, type VideoCard } from "../media/index.ts";
import { rightsJudge } from "./judge-rights.ts";
import { openPermission } from "./permission-token.server.ts";
import { type PermissionAnswer, type PermissionRequest, permissionState } from "./rights.ts";
import type { PermissionStore } from "./rights-ports.ts";

/** What whoever has a link may see: the one request, and of its clip no more than they need to know it. */
export type PermissionView =
  /** Forged, damaged, another's, or of a clip or shop that has gone: there is no telling which. */
  | { kind: "unknown" }
  /** The link was ours and is over. */
  | { kind: "expired" | "revoked"; request: PermissionRequest }
  | { kind: "open" | "answered"; request: PermissionRequest; clip: VideoCard };

export type PermissionReply = Pick<
  PermissionAnswer,
  "decision" | "name" | "statement" | "language"
>;

/** The creator's side. The token says which shop; nothing else of it can be reached with one. */
export interface PermissionDoor {
  read(token: string): Promise<PermissionView>;
  /** Idempotent: the first answer stands, whatever is said later. Only an open request is answered. */
  answer(token: string, reply: PermissionReply): Promise<PermissionView>;
}

export function createPermissionDoor({
  permissions,
  clock,
  permissionSecret,
  clipOf,
}: {
  permissions: PermissionStore;
  clock: Clock;
  permissionSecret: string;
  /** Null when the clip, or the shop, is not there any more. */
  clipOf(shopId: string, videoId: string): Promise<VideoCard | null>;
}): PermissionDoor {
  const read = async (token: string): Promise<PermissionView> => {
    const claims = openPermission(permissionSecret, token);
    const request = claims && (await permissions.find(claims.shopId, claims.requestId));
    if (!claims || !request) return { kind: "unknown" };
    const clip = await clipOf(claims.shopId, request.videoId);
    if (!clip) return { kind: "unknown" };
    if (claims.expiresAt <= clock.now() || request.expiresAt <= clock.now())
      return { kind: "expired", request };
    const state = permissionState(request, clock.now());
    if (state === "revoked") return { kind: "revoked", request };
    return { kind: state === "open" ? "open" : "answered", request, clip };
  };
  return {
    read,
    async answer(token, reply) {
      const view = await read(token);
      const claims = openPermission(permissionSecret, token);
      if (view.kind !== "open" || !claims) return view;
      const at = clock.now();
      const answer = { ...reply, name: reply.name.trim().slice(0, MAX_RIGHTS_NAME), at };
      await permissions.answer(
        claims.shopId,
        claims.requestId,
        at,
        (request, terms) =>
          permissionState(request, at) === "open"
            ? { answer, terms: answeredTerms(terms, request, answer) }
            : null,
        rightsJudge(clock, claims.shopId),
      );
      return read(token);
    },
  };
}

/**
 * What an answer makes of the record; null: it stays. A grant sets what was asked for and nothing else. A
 * refusal leaves alone what was granted before, until that ends by itself.
 */
function answeredTerms(
  terms: RightsTerms | null,
  request: PermissionRequest,
  { decision, name }: PermissionAnswer,
): RightsTerms | null {
  const now = terms ?? NO_RIGHTS;
  if (decision === "refused")
    return now.status === "none" || now.status === "requested"
      ? { ...now, status: "refused", creator: now.creator || name }
      : null;
  const { channels, territory, until } = request;
  return { ...now, status: "granted", creator: name, channels, territory, from: null, until };
}
