import { readFileSync } from "node:fs";
import { DEMO_CLIPS, demoClips } from "../demo/clips.ts";
import { DEMO_PICTURES } from "../demo/index.ts";
import type { PlatformName } from "./platforms.ts";
import type { StandInAccount, StandInPost } from "./stand-in.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
/** Posts are as old as they are: a sandbox that is started anew has no new ones. */
const TODAY = Date.UTC(2026, 10, 20, 9);
const PICTURES = [
  ...["tide-mug-sea-glass.webp", "linen-runner-table.webp", "beacon-lamp-brass.webp"],
  ...["estuary-vase-branches.webp", "keep-tea-caddy-open.webp"],
];

/** The demo shop's own accounts: a few of its clips, as they would have been posted. */
export function demoAccounts(): Record<PlatformName, StandInAccount> {
  const post = (id: string, index: number, days: number): StandInPost => {
    const clip = demoClips[index % demoClips.length]!;
    const views = 1_800 + ((index * 7_919) % 46_000);
    return {
      ...{ id, title: clip.title.en, at: TODAY - days * DAY_MS, seconds: 10 },
      description: `${clip.description} ${clip.tags.map((tag) => `#${tag}`).join(" ")}`,
      counts: {
        ...{ views, likes: Math.round(views * 0.062) },
        ...{ comments: Math.round(views * 0.004), shares: Math.round(views * 0.009) },
      },
      picture: () => readFileSync(new URL(PICTURES[index % PICTURES.length]!, DEMO_PICTURES)),
      film: () => readFileSync(new URL(clip.file, DEMO_CLIPS)),
    };
  };
  // TikTok's numbers carry the second of the post in their upper half.
  const tiktokId = (days: number) =>
    ((BigInt(Math.floor((TODAY - days * DAY_MS) / 1000)) << 32n) + 7_654_321n).toString();
  const short = (index: number, days: number): StandInPost => ({
    ...post(`CsDemo${String(index).padStart(5, "0")}`, index, days),
    captions: [
      {
        language: "en",
        kind: "standard",
        vtt: "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\nGive it four minutes.\n",
      },
    ],
  });
  return {
    tiktok: {
      id: "-000demo",
      name: "morrowandtide",
      posts: [2, 9, 16, 30].map((days, index) => post(tiktokId(days), index, days)),
    },
    instagram: {
      id: "17841400000000001",
      name: "morrowandtide",
      posts: [3, 12].map((days, index) => post(`1790000000000000${index}`, index + 4, days)),
    },
    youtube: {
      id: "UCdemo0000000000000000Ab",
      name: "Morrow & Tide",
      posts: [5, 21, 60].map((days, index) => short(index + 6, days)),
    },
  };
}
