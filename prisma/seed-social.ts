import { createHash } from "node:crypto";
import type { ModerationDoor, SocialDoor } from "../app/domains/engagement/index.server.ts";
import type { ShopRef } from "../app/domains/shop/index.ts";
import type { TravellingClock } from "./travelling-clock.ts";

/** What a comment became: read and shown, still waiting, or taken down. */
type Fate = "shown" | "waiting" | "hidden";

interface Said {
  /** Days before now, and the hour of that day. */
  ago: [days: number, hour: number];
  name: string;
  text: string;
  fate?: Fate;
  replies?: Omit<Said, "replies">[];
  /** The shop's own reply, some hours later. */
  shop?: string;
  /** People who reported it. */
  reported?: number;
}

/** Likes in the past month, and what was said, by clip. */
const TALK: Record<string, { likes: number; said?: Said[] }> = {
  "first-pour": {
    likes: 48,
    said: [
      {
        ago: [19, 9],
        name: "Hannah",
        text: "Four minutes and it is not bitter at all. I had been doing it wrong for years.",
        shop: "Four minutes, and water just off the boil. Enjoy your mornings, Hannah.",
      },
      {
        ago: [12, 20],
        name: "小满",
        text: "请问这个杯子装滚水会烫手吗？",
        shop: "杯壁是双层的，刚倒进去时杯口会热，握杯身没问题。",
        replies: [{ ago: [10, 8], name: "阿哲", text: "我每天都用，不烫手，就是别加盖。" }],
      },
      { ago: [4, 7], name: "Tom R.", text: "The sound of that pour." },
    ],
  },
  "slow-morning": {
    likes: 41,
    said: [
      {
        ago: [16, 8],
        name: "Ines",
        text: "Is Sea Glass more green or more blue in daylight? On my screen it keeps changing.",
        shop: "More green in the morning, more blue under lamps. That is the glaze, not your screen.",
        replies: [
          { ago: [13, 21], name: "Marguerite", text: "Mine sits by a north window: green." },
        ],
      },
      { ago: [6, 22], name: "林鹿", text: "收到了，比视频里还好看，手感很温润。" },
      { ago: [0.3, 9], name: "Paul", text: "Does it go in the dishwasher?", fate: "waiting" },
    ],
  },
  "three-mugs": {
    likes: 27,
    said: [
      { ago: [11, 19], name: "Dee", text: "Ink for me, Oat for him, and we both steal the other." },
      {
        ago: [8, 13],
        name: "陈一一",
        text: "三个都想要，有没有套装价？",
        shop: "有的，三只一起买会自动减一成。",
      },
      {
        ago: [5, 3],
        name: "Best deals",
        text: "Same mugs for half the price at cheapmugs.shop",
        fate: "hidden",
      },
    ],
  },
  "teapot-turn": {
    likes: 22,
    said: [
      {
        ago: [14, 17],
        name: "Ruth",
        text: "It truly does not drip. I tested it over a white tablecloth, which was brave.",
      },
      { ago: [0.2, 8], name: "老周", text: "容量够三个人喝吗？", fate: "waiting" },
    ],
  },
  "the-table": {
    likes: 17,
    said: [
      {
        ago: [9, 12],
        name: "Callum",
        text: "Which plate is it at the very start?",
        shop: "That is the Shoal Plate. Tap the card when it comes into the picture.",
      },
    ],
  },
  "linen-breeze": {
    likes: 24,
    said: [
      { ago: [15, 11], name: "Sofia", text: "No ironing. Finally somebody says it." },
      { ago: [3, 15], name: "青禾", text: "洗过两次，越来越软了。" },
    ],
  },
  "low-tide-lamp": {
    likes: 33,
    said: [
      {
        ago: [10, 23],
        name: "Yusuf",
        text: "Bought one for reading, ended up leaving it on all evening.",
        replies: [{ ago: [9, 0], name: "Hannah", text: "Same. It makes the whole room quieter." }],
      },
      {
        ago: [2, 21],
        name: "Nora",
        text: "Mine flickers on the lowest step, is that normal?",
        reported: 1,
        shop: "It is not. Write to us and we will send you another one.",
      },
    ],
  },
  "beacon-three-lights": {
    likes: 29,
    said: [
      { ago: [7, 18], name: "Kenji", text: "Forty hours is honest. I got forty-two." },
      { ago: [1, 22], name: "木木", text: "露营带着它，刚刚好。" },
    ],
  },
  "evening-tide": {
    likes: 20,
    said: [
      {
        ago: [13, 22],
        name: "Lotte",
        text: "What is the music? Or is it only the sea?",
        shop: "Only the sea, below the workshop.",
      },
    ],
  },
  "window-light": { likes: 14 },
};

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const STAFF = "1";

interface Step {
  at: number;
  do(): Promise<unknown>;
}

/**
 * Likes and comments of the past month, in two languages, through the app's own doors. Does nothing once
 * all of it was told; stopped in the middle, a second run adds what is missing.
 */
export async function seedSocial(
  { social, moderation }: { social: SocialDoor; moderation: ModerationDoor },
  clock: TravellingClock,
  shop: ShopRef,
  { videos, say }: { videos: Map<string, string>; say(line: string): void },
): Promise<void> {
  const now = clock.now();
  const place = (file: string) => ({ shopId: shop.id, videoId: videos.get(file) ?? "" });
  // The newest like of the last clip is told last.
  const file = Object.keys(TALK).at(-1) ?? "";
  const mine = await social.mine(place(file), guest(`${file} like 0`));
  if (mine.kind === "done" && mine.value.liked) return;

  const steps: Step[] = [];
  for (const [file, { said = [], likes }] of Object.entries(TALK)) {
    for (const [index, one] of said.entries())
      steps.push(...stepsOf(one, file, `${file} ${index}`, async () => null));
    for (let index = 0; index < likes; index++)
      steps.push({
        // More of them lately, as clips become known.
        at: now - Math.round((index / likes) ** 1.5 * 28 * DAY_MS) - (index % 11) * HOUR_MS,
        do: () => social.like(place(file), guest(`${file} like ${index}`), true),
      });
  }
  // In the order of time, as limits of rates count it.
  steps.sort((a, b) => a.at - b.at);
  for (const step of steps) await clock.during(step.at, step.do);
  say(`Told of ${steps.length} likes and comments of the past month`);

  function stepsOf(
    one: Said,
    file: string,
    seed: string,
    under: () => Promise<string | null>,
  ): Step[] {
    const [days, hour] = one.ago;
    const day = now - days * DAY_MS;
    const at = days < 1 ? day : day - (day % DAY_MS) + hour * HOUR_MS + (seed.length % 50) * 61_000;
    const { fate = "shown", shop: reply, replies = [], reported = 0 } = one;
    let id = "";
    const decision = fate === "shown" ? "approve" : "hide";
    const steps: Step[] = [
      {
        at,
        async do() {
          const parent = await under();
          const answer = await social.comment(place(file), guest(`${one.name} ${seed}`), {
            ...{ token: drawn(`${seed} token`), name: one.name, text: one.text },
            ...(parent ? { under: parent } : {}),
          });
          if (answer.kind === "refused")
            throw new Error(`A comment of the past was not taken: ${answer.reason}, ${one.text}`);
          id = answer.value.comment.id;
        },
      },
    ];
    const later = (hours: number, deed: () => Promise<unknown>) =>
      steps.push({ at: at + hours * HOUR_MS, do: deed });
    if (fate !== "waiting") later(1, () => moderation.decide([id], decision, STAFF));
    if (reply) later(3, () => moderation.reply(id, reply, STAFF, drawn(`${seed} reply`)));
    for (let index = 0; index < reported; index++)
      later(5, () =>
        social.report(place(file), guest(`${seed} report ${index}`), { id, why: "other" }),
      );
    for (const [index, answered] of replies.entries())
      steps.push(...stepsOf(answered, file, `${seed} ${index}`, async () => id));
    return steps;
  }
}

/** Somebody of their own, behind an address of their own. */
function guest(seed: string) {
  return { customerId: null, guest: drawn(seed), address: seed };
}

/** The same id for the same words, so that telling twice counts once. */
function drawn(seed: string): string {
  const letters = "0123456789abcdefghjkmnpqrstvwxyz";
  const digest = createHash("sha256").update(seed).digest();
  return Array.from({ length: 24 }, (_, at) => letters[(digest[at] ?? 0) % 32]).join("");
}
