import type { MediaDoor } from "../media/index.server.ts";
import { signInOf } from "./account-tokens.server.ts";
import type { IntakeAttention } from "./index.ts";
import { PLATFORMS, type PlatformView, type PostView, type WantedClip } from "./platforms.ts";
import type { IntakePorts } from "./ports.ts";

/** Shown at once; the rest follow when these have their files. */
const WANTED_SHOWN = 50;

/** Each platform, whether it can be connected here, and what is. */
export async function readPlatforms(
  ports: Pick<IntakePorts, "accounts" | "sources">,
  shopId: string,
): Promise<PlatformView[]> {
  const accounts = await ports.accounts.accounts(shopId);
  const views = await Promise.all(
    accounts.map(async (account) => ({
      ...{ id: account.id, kind: account.kind, name: account.name, page: account.page },
      ...{ state: account.state, connectedAt: account.connectedAt, syncedAt: account.syncedAt },
      nextSyncAt: account.nextSyncAt,
      looking: (await ports.accounts.openSync(shopId, account.id)) !== null,
    })),
  );
  return PLATFORMS.map((kind) => ({
    kind,
    configured: signInOf(ports, kind) !== null,
    accounts: views.filter((view) => view.kind === kind),
  }));
}

/** Clips whose file somebody has yet to add, the newest posts first. */
export async function readWanted(
  { accounts }: Pick<IntakePorts, "accounts">,
  media: Pick<MediaDoor, "cards">,
  shopId: string,
): Promise<{ clips: WantedClip[]; total: number }> {
  const { posts, total } = await accounts.wantedPosts(shopId, WANTED_SHOWN);
  const cards = new Map(
    (await media.cards(posts.map(({ videoId }) => videoId))).map((card) => [card.id, card]),
  );
  const clips = posts.flatMap(({ videoId, kind, page, publishedAt, duration }) => {
    const card = cards.get(videoId);
    if (!card) return [];
    const { title, poster } = card;
    return [{ id: videoId, title, poster, kind, page, publishedAt, duration }];
  });
  return { clips, total };
}

/** What somebody should see to: a few counts, for the home page. */
export async function readAttention(
  { accounts, archives }: Pick<IntakePorts, "accounts" | "archives">,
  shopId: string,
): Promise<IntakeAttention> {
  const [connected, wanted, exports] = await Promise.all([
    accounts.accounts(shopId),
    accounts.countWanted(shopId),
    archives.archives(shopId),
  ]);
  const brings = exports.filter(
    ({ state, report }) => state === "read" && report && report.gives + report.adds > 0,
  );
  return {
    lapsed: connected
      .filter(({ state }) => state === "lapsed")
      .map(({ id, kind, name }) => ({ id, kind, name })),
    wanted,
    exports: brings.length,
  };
}

/** Null when the clip is from no platform. */
export async function readPost(
  { accounts }: Pick<IntakePorts, "accounts">,
  shopId: string,
  videoId: string,
): Promise<PostView | null> {
  const post = await accounts.findPost(shopId, videoId);
  if (!post) return null;
  const { kind, author, page, publishedAt, counts, countedAt } = post;
  return { kind, author, page, publishedAt, counts, countedAt };
}
