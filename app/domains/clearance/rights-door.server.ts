import type { Clock } from "../../kernel/clock.ts";
import { dayAt } from "../../kernel/days.ts";
import { newId } from "../../kernel/ids.ts";
import { type Fault, ok, type Result, refuse } from "../../kernel/result.ts";
import type { MediaDoor } from "../media/index.server.ts";
import {
  checkRights,
  MAX_RIGHTS_NAME,
  NO_RIGHTS,
  type RightsFault,
  type RightsTerms,
  standingOf,
} from "../media/index.ts";
import type { ShopRef } from "../shop/index.ts";
import { rightsJudge } from "./judge-rights.ts";
import { sealPermission } from "./permission-token.server.ts";
import {
  type ClipRights,
  MAX_PERMISSIONS,
  type PermissionDays,
  type PermissionWish,
  permissionState,
} from "./rights.ts";
import type { ListedRights, PermissionStore, RightsStore } from "./rights-ports.ts";

export interface RightsPorts {
  rights: RightsStore;
  permissions: PermissionStore;
  clock: Clock;
  /** Signs links of requests. */
  permissionSecret: string;
  /** Where a creator answers: the token is put behind it. */
  permissionBaseUrl: string;
}

/** What a merchant says of a request; the rest is known. */
export type PermissionForm = Pick<
  PermissionWish,
  "videoId" | "language" | "creator" | "channels" | "territory" | "until"
> & { days: PermissionDays };

export type AskFault =
  | RightsFault
  | Fault<"video-not-found" | "permission-until-past" | "too-many-permissions">;

/** Rights of clips, bound to one shop. */
export interface RightsDoor {
  of(videoId: string): Promise<ClipRights>;
  /** `seen`: `updatedAt` of the record that was changed, null when there was none. */
  save(
    videoId: string,
    terms: RightsTerms,
    seen: number | null,
  ): Promise<Result<void, RightsFault | Fault<"video-not-found" | "rights-changed">>>;
  /** Makes a request and its link. Nobody is written to: the merchant sends it. */
  ask(staff: string, form: PermissionForm): Promise<Result<{ id: string }, AskFault>>;
  /** The link does not work any more. What was answered stays. */
  revoke(requestId: string): Promise<Result<void, Fault<"permission-over">>>;
  /** Every record of the shop, by clip. */
  list(): AsyncGenerator<ListedRights>;
  /** Whether clips without permission may be shown. */
  mayShowUncleared(): Promise<boolean>;
  setUncleared(uncleared: boolean): Promise<void>;
  /** The day that it is where the shop is. */
  today(): Promise<string>;
}

const DAY_MS = 86_400_000;
const PAGE = 500;

export function createRightsDoor(
  ports: RightsPorts,
  shop: ShopRef,
  doors: {
    media: Pick<MediaDoor, "cards">;
    profile(): Promise<{ name: string; timeZone: string }>;
  },
): RightsDoor {
  const { rights, permissions, clock } = ports;
  const judge = rightsJudge(clock, shop.id);
  const today = async () => dayAt(clock.now(), (await doors.profile()).timeZone);
  return {
    async of(videoId) {
      const [kept, requests, day] = await Promise.all([
        rights.find(shop.id, videoId),
        permissions.ofVideo(shop.id, videoId),
        today(),
      ]);
      return {
        kept,
        standing: standingOf(kept?.terms ?? null, day),
        permissions: requests.map((request) => {
          const state = permissionState(request, clock.now());
          const { id: requestId, expiresAt } = request;
          const claims = { shopId: shop.id, requestId, expiresAt };
          const link = `${ports.permissionBaseUrl}/${sealPermission(ports.permissionSecret, claims)}`;
          return { ...request, state, link: state === "open" ? link : null };
        }),
      };
    },

    async save(videoId, given, seen) {
      const checked = checkRights(given);
      if (!checked.ok) return checked;
      const change = { terms: checked.value, seen, at: clock.now() };
      const saved = await rights.save(shop.id, videoId, change, judge);
      if (saved === "gone") return refuse("video-not-found");
      return saved === "changed" ? refuse("rights-changed") : ok();
    },

    async ask(staff, { days, ...form }) {
      const { channels, territory, until, creator } = form;
      const asked = { ...NO_RIGHTS, status: "granted" as const, creator };
      const checked = checkRights({ ...asked, channels, territory, until });
      if (!checked.ok) return checked;
      const [profile, [clip]] = await Promise.all([
        doors.profile(),
        doors.media.cards([form.videoId]),
      ]);
      if (!clip) return refuse("video-not-found");
      const at = clock.now();
      if (until !== null && until < dayAt(at, profile.timeZone))
        return refuse("permission-until-past");
      const id = newId(clock);
      const outcome = await permissions.ask(
        shop.id,
        {
          ...form,
          id,
          staff,
          at,
          expiresAt: at + days * DAY_MS,
          creator: checked.value.creator,
          channels: checked.value.channels,
          territory: checked.value.territory,
          shopName: (profile.name || shop.domain).slice(0, MAX_RIGHTS_NAME),
          clipTitle: clip.title,
        },
        MAX_PERMISSIONS,
        judge,
      );
      if (outcome === "gone") return refuse("video-not-found");
      return outcome === "too-many"
        ? refuse("too-many-permissions", { limit: MAX_PERMISSIONS })
        : ok({ id });
    },

    async revoke(requestId) {
      const revoked = await permissions.revoke(shop.id, requestId, clock.now());
      return revoked ? ok() : refuse("permission-over");
    },

    async *list() {
      for (let after: string | null = null; ; ) {
        const page: ListedRights[] = await rights.list(shop.id, after, PAGE);
        yield* page;
        if (page.length < PAGE) return;
        after = page.at(-1)?.videoId ?? null;
      }
    },

    mayShowUncleared: () => rights.mayShowUncleared(shop.id),
    setUncleared: (uncleared) =>
      rights.setUncleared(shop.id, uncleared, clock.now(), [
        { name: "clearance.settle-shop", payload: { shopId: shop.id }, key: shop.id },
      ]),
    today,
  };
}
