import { afterEach, beforeAll, beforeEach, expect } from "vitest";
import {
  answerConsent,
  makePost,
  type RunningPlatforms,
  startPlatforms,
} from "../../../sandbox/platforms/platforms.fixture.ts";
import { cloneDatabase, type TestDatabase } from "../../../tests/setup/database.ts";
import { createFileFetcher } from "../../adapters/fetch/file-fetcher.ts";
import { createInstagramSource } from "../../adapters/sources/instagram.ts";
import { createLinkSource } from "../../adapters/sources/links.ts";
import { createTiktokSource } from "../../adapters/sources/tiktok.ts";
import { createYoutubeSource } from "../../adapters/sources/youtube.ts";
import { fixedClock } from "../../kernel/clock.ts";
import { newId } from "../../kernel/ids.ts";
import type { Platform } from "./index.ts";
import { type IntakeRoom, openIntakeRoom } from "./intake-room.fixture.ts";

export const NOW = Date.UTC(2026, 10, 22, 12);

export interface AccountsRoom {
  database: TestDatabase;
  room: IntakeRoom;
  platforms: RunningPlatforms;
  clock: ReturnType<typeof fixedClock>;
}

/**
 * An intake room beside platforms that sign people in and hand out posts, anew for each test: `keep` is told of
 * it. Answers what tests do there. Call it at the top level.
 */
export function stageAccounts(keep: (opened: AccountsRoom) => void) {
  const never = new AbortController().signal;
  let database: TestDatabase;
  let platforms: RunningPlatforms;
  let room: IntakeRoom;
  let clock: ReturnType<typeof fixedClock>;
  beforeAll(async () => {
    database = await cloneDatabase();
  });
  beforeEach(async () => {
    clock = fixedClock(NOW);
    platforms = await startPlatforms(clock, "https://app.example");
    const { originOf } = platforms;
    const of = (name: Platform) => ({ keys: platforms.keysOf(name), clock, originOf });
    room = await openIntakeRoom({
      prisma: database.prisma,
      clock,
      fetcher: createFileFetcher({ clock, trusted: [platforms.origin] }),
      sources: [
        createLinkSource("link"),
        createTiktokSource(of("tiktok")),
        createInstagramSource(of("instagram")),
        createYoutubeSource({ ...of("youtube"), apiKey: null }),
      ],
    });
    keep({ database, room, platforms, clock });
  });
  afterEach(async () => {
    await room.close();
    await platforms.close();
  });

  const publish = (kind: Platform, ...days: number[]) =>
    platforms.standIns[kind].account.posts.push(...days.map((day) => makePost(kind, NOW, day)));

  /** Begins a sign-in, says yes at the platform, and comes back with what the app hands on. */
  async function handoff(
    kind: Platform,
    given: { staff?: string; answer?: "allow" | "deny" } = {},
  ) {
    const begun = await room.intake.beginSignIn(given.staff ?? "7", kind);
    if (!begun.ok) throw new Error(begun.fault.kind);
    const back = await answerConsent(begun.value.url, given.answer ?? "allow");
    return room.intakeJobs.readCallback(kind, back.searchParams)!;
  }
  async function connect(kind: Platform) {
    clock.advance(1);
    const back = await handoff(kind);
    expect(back.domain).toBe(room.shop.domain);
    expect(await room.intake.finishSignIn("7", back.handoff, never)).toMatchObject({ ok: true });
    await room.work();
    return account(kind);
  }
  const account = async (kind: Platform) => {
    const platform = (await room.intake.platforms()).find((each) => each.kind === kind)!;
    expect(platform.accounts).toHaveLength(1);
    return platform.accounts[0]!;
  };
  const clips = async () =>
    (await room.media.list({ sort: "title", limit: 200 })).videos.map(({ title, status }) => [
      title,
      status,
    ]);
  const latest = async () => (await room.intake.imports())[0]!;
  const sync = async (id: string) => {
    clock.advance(1);
    const done = await room.intake.syncAccount({ id: newId(clock), staff: "7" }, id);
    await room.work();
    return done;
  };
  const requests = (kind: Platform, path: string) =>
    platforms.standIns[kind].log.filter((line) => line.includes(path)).length;

  return { publish, handoff, connect, account, clips, latest, sync, requests };
}
