import { videoChangedJob } from "../media/index.server.ts";
import type { VideoDetail } from "../media/index.ts";
import type { Finding, ReviewDeedKind } from "./index.ts";
import { type ClipMeasures, judgeBodies, judgePictures } from "./judge-pictures.ts";
import { judgeWords } from "./judge-words.ts";
import { lookForNudity } from "./look-for-nudity.server.ts";
import { mustWait, policyOf } from "./policy.ts";
import type { LightFiles, ReviewPorts, StoredReview } from "./ports.ts";
import { type ClipContent, type ReviewNeighbours, readContent } from "./read-content.server.ts";
import { reviewClipJob } from "./review-jobs.ts";

/** Somebody who decides at the same moment is rare; this many in a row means that something is wrong. */
const MAX_ROUNDS = 10;
/** While only a large rung is there the small one is waited for, unless it stays away for so long. */
const SMALL_RUNG_MS = 10 * 60 * 1000;

/**
 * Looks at what a clip says and shows, and keeps what was found together with where the clip stands by the
 * shop's policy: shown, or waiting for somebody. Content that was looked at already is not looked at again,
 * so a decision of somebody's lasts until words or pictures change. `depth` "words": pictures that nobody
 * has looked at are left to a job, which reads them.
 */
export async function reviewClip(
  ports: ReviewPorts,
  doors: ReviewNeighbours,
  { shopId, videoId }: { shopId: string; videoId: string },
  depth: "words" | "all",
  signal: AbortSignal,
): Promise<void> {
  for (let round = 0; round < MAX_ROUNDS; round++) {
    signal.throwIfAborted();
    const video = await doors.media.get(videoId);
    if (video?.status !== "ready") return;
    const known = await ports.reviews.find(shopId, videoId);
    const content = await readContent(doors, video);
    const same = known?.pictures === content.pictures;
    if (known && same && known.words === content.words) return;

    const clip = { video, known, content };
    // Here before there were reviews: it counts as approved as it is.
    if (!known && !video.withheld.includes("review")) {
      if (await keep(ports, shopId, clip, null, "before")) return;
      continue;
    }
    let look: Look | null = null;
    if (known && same)
      look = { measures: known.measures, odd: known.findings.filter(({ kind }) => isOdd(kind)) };
    else if (depth === "all") look = await lookAt(ports, doors, shopId, video, signal);
    else {
      const policy = await policyOf(ports.reviews, shopId);
      // Whatever is found in the new pictures, this one waits: better at once than in a moment.
      if (known?.state === "approved" && mustWait(policy, video.source, []))
        await keep(ports, shopId, clip, { measures: null, odd: [] }, "held-at-once");
      return ports.enqueue([reviewClipJob(shopId, videoId)]);
    }
    // The next publication of the clip's rungs asks again.
    if (!look) return;
    if (await keep(ports, shopId, clip, look, "judged")) return;
  }
  throw new Error(`Clip ${videoId} was decided about ${MAX_ROUNDS} times while it was reviewed.`);
}

interface Look {
  measures: ClipMeasures | null;
  /** Why nobody could look. */
  odd: Finding[];
}

const ODD = ["not-ours", "unread", "nudity-unseen"] as const satisfies Finding["kind"][];

function isOdd(kind: Finding["kind"]): boolean {
  return ODD.some((one) => one === kind);
}

/** Null: not yet. */
async function lookAt(
  ports: ReviewPorts,
  { media }: ReviewNeighbours,
  shopId: string,
  video: VideoDetail,
  signal: AbortSignal,
): Promise<Look | null> {
  const { inspector, clock, log } = ports;
  const files = await media.lightFiles(video.id);
  if (!files) return { measures: null, odd: [{ kind: "not-ours", severity: "note" }] };
  if (!files.small && clock.now() - video.updatedAt < SMALL_RUNG_MS) return null;
  const unread: Finding = { kind: "unread", severity: "stop" };
  const measures = await inspectOrSay(inspector, files, signal, (error) =>
    log.error({ video: video.id, error }, "A clip's pictures could not be looked at"),
  );
  if (!measures) return { measures, odd: [unread] };
  const { nudity } = await policyOf(ports.reviews, shopId);
  if (!ports.nudity || !nudity) return { measures, odd: [] };
  const clip = { id: video.id, pictures: files.pictures, duration: video.duration ?? 0 };
  const bodies = await lookForNudity({ ...ports, nudity: ports.nudity }, clip, signal);
  if (bodies) return { measures: { ...measures, bodies }, odd: [] };
  return { measures, odd: [{ kind: "nudity-unseen", severity: "stop" }] };
}

/** Trouble of ours must not keep a clip from people's eyes: it stands in the queue, and says so. */
async function inspectOrSay(
  inspector: ReviewPorts["inspector"],
  files: LightFiles,
  signal: AbortSignal,
  say: (error: unknown) => void,
): Promise<ClipMeasures | null> {
  try {
    return await inspector.inspect(files, signal);
  } catch (error) {
    signal.throwIfAborted();
    say(error);
    return null;
  }
}

/** False: somebody else wrote first. */
async function keep(
  ports: ReviewPorts,
  shopId: string,
  {
    video,
    known,
    content,
  }: { video: VideoDetail; known: StoredReview | null; content: ClipContent },
  look: Look | null,
  why: "before" | "judged" | "held-at-once",
): Promise<boolean> {
  const policy = await policyOf(ports.reviews, shopId);
  const { width, height, duration } = video;
  const facts = { width: width ?? 0, height: height ?? 0, duration: duration ?? 0 };
  const findings = [
    ...judgeWords(content.pieces, policy),
    ...judgePictures(facts, look?.measures ?? null),
    ...(policy.nudity ? judgeBodies(look?.measures ?? null) : []),
    ...(look?.odd ?? []),
  ];
  // Whoever said no wants to see what became of it, whatever the policy says now.
  const asked = known?.state === "refused" || known?.state === "changes";
  const waits = why !== "before" && (asked || mustWait(policy, video.source, findings));
  const state = waits ? "waiting" : "approved";
  const now = ports.clock.now();
  const kinds = [...new Set(findings.map(({ kind }) => kind))];
  const deed: ReviewDeedKind =
    known && known.state === state ? "changed" : waits ? "held" : "published";
  return ports.reviews.save(
    shopId,
    {
      ...{ videoId: video.id, state, findings, measures: look?.measures ?? null },
      ...{ words: content.words, pictures: why === "held-at-once" ? "" : content.pictures },
      by: why === "before" ? "before" : "policy",
      reason: null,
      version: known?.version ?? 0,
      since: known?.state === state ? known.since : now,
    },
    why === "before"
      ? null
      : { title: video.title, deed, by: "policy", reason: null, findings: kinds },
    now,
    () => [videoChangedJob(shopId, [video.id])],
  );
}
