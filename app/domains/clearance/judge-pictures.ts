import { BODY_VERDICTS, type BodySpot, type BodyVerdict, type Finding } from "./index.ts";

/** What a clip is, as its engine says. */
export interface ClipFacts {
  /** Pixels as shown. */
  width: number;
  height: number;
  /** Milliseconds. */
  duration: number;
}

/** What was measured in one reading of a clip's smallest rung: see PictureInspector. */
export interface ClipMeasures {
  /** Shares of the clip whose picture is black, or stands still; and the longest stretch of each, ms. */
  blackShare: number;
  longestBlack: number;
  stillShare: number;
  longestStill: number;
  /** dBFS; null without sound. */
  sound: { peak: number; mean: number } | null;
  /** Of the pictures that were looked at for nudity; missing where they were not. */
  bodies?: (BodySpot & { verdict: BodyVerdict })[];
}

/**
 * Where a finding begins, and why there.
 *
 * - Black: a picture of which 98 % are darker than a tenth of full light, for 2 s: the defaults of ffmpeg's
 *   blackdetect (picture_black_ratio_th, pixel_black_th, black_min_duration), which broadcasters use too.
 * - Still: pictures that differ by less than a thousandth of full scale for 2 s: the defaults of ffmpeg's
 *   freezedetect (noise, duration). One that stands for 5 s is worth a note; a whole clip that does, a look.
 * - Silent: never above -60 dBFS, the default of ffmpeg's silencedetect.
 * - Overdriven: peaks at full scale (EBU R 128 asks for -1 dBTP at the most) over a mean above -7 dBFS. A
 *   square wave has no distance between the two, a sine 3 dB, dense pop music 8 dB or more.
 * - Short: Instagram's reels begin at 3 s; a human play (see the glossary) at 2 s; TikTok's clips at 1 s.
 * - Small: TikTok asks 540 pixels of an advertisement's short side; our own ladder begins at 360.
 * - Odd shape: taller than 9:21 or wider than 21:9, the longest screens there are, and some to spare.
 */
export const LIMITS = {
  blackLongest: 2_000,
  blackWhole: 0.9,
  stillLongest: 5_000,
  stillWhole: 0.95,
  silentPeak: -60,
  overdrivenPeak: -0.3,
  overdrivenMean: -7,
  shortLook: 1_000,
  shortNote: 3_000,
  smallLook: 360,
  smallNote: 540,
  oddRatio: 2.4,
} as const;

/** What is odd about a clip's pictures and sound. `measures` null: they could not be looked at. */
export function judgePictures(facts: ClipFacts, measures: ClipMeasures | null): Finding[] {
  const findings: Finding[] = [];
  const { width, height, duration } = facts;
  const side = Math.min(width, height);
  if (duration < LIMITS.shortNote)
    findings.push({
      kind: "short",
      severity: duration < LIMITS.shortLook ? "look" : "note",
      params: { seconds: Math.round(duration / 100) / 10 },
    });
  if (side > 0 && side < LIMITS.smallNote)
    findings.push({
      kind: "small",
      severity: side < LIMITS.smallLook ? "look" : "note",
      params: { width, height },
    });
  if (side > 0 && Math.max(width, height) / side > LIMITS.oddRatio)
    findings.push({ kind: "odd-shape", severity: "look", params: { width, height } });
  if (!measures) return findings;

  if (measures.blackShare >= LIMITS.blackWhole) findings.push({ kind: "black", severity: "stop" });
  else if (measures.longestBlack >= LIMITS.blackLongest)
    findings.push({
      kind: "black-stretch",
      severity: "look",
      params: { seconds: Math.round(measures.longestBlack / 1000) },
    });
  // A picture that is black throughout stands still as well: one of the two says it.
  else if (measures.stillShare >= LIMITS.stillWhole && measures.longestStill >= 2_000)
    findings.push({ kind: "frozen", severity: "look" });
  else if (measures.longestStill >= LIMITS.stillLongest)
    findings.push({
      kind: "frozen-stretch",
      severity: "note",
      params: { seconds: Math.round(measures.longestStill / 1000) },
    });
  const { sound } = measures;
  if (sound && sound.peak < LIMITS.silentPeak) findings.push({ kind: "silent", severity: "note" });
  else if (sound && sound.peak >= LIMITS.overdrivenPeak && sound.mean >= LIMITS.overdrivenMean)
    findings.push({ kind: "overdriven", severity: "look" });
  return findings;
}

/** Pictures that show more of a body than a shop may want to, in the order of the clip. */
export function judgeBodies(measures: ClipMeasures | null): Finding[] {
  return BODY_VERDICTS.flatMap((kind): Finding[] => {
    if (kind === "clear") return [];
    const spots = (measures?.bodies ?? [])
      .filter(({ verdict }) => verdict === kind)
      .map(({ ms, confidence, reason }) => ({ ms, confidence, reason }));
    if (spots.length === 0) return [];
    // Swimwear and underwear are honest goods: what is merely suggestive holds nobody up.
    return [{ kind, severity: kind === "nude" ? "stop" : "note", spots }];
  });
}
