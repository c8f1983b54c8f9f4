import { createHash } from "node:crypto";
import type { EditsDoor, MediaDoor } from "../media/index.server.ts";
import type { VideoDetail } from "../media/index.ts";
import type { WordPiece } from "./judge-words.ts";

export interface ReviewNeighbours {
  media: Pick<MediaDoor, "get" | "cards" | "lightFiles">;
  edits: Pick<EditsDoor, "captions" | "live">;
}

/** What of a clip is reviewed. */
export interface ClipContent {
  pieces: WordPiece[];
  /** Tells these words from any others. */
  words: string;
  /** Tells these pictures from any others: the original is never overwritten, and an edit is its document. */
  pictures: string;
}

/** All that a clip says and shows, as shoppers would see it now. */
export async function readContent(
  { edits }: Pick<ReviewNeighbours, "edits">,
  video: VideoDetail,
): Promise<ClipContent> {
  const [captions, live] = await Promise.all([edits.captions(video.id), edits.live(video.id)]);
  const all: WordPiece[] = [
    { place: "title", text: video.title },
    { place: "description", text: video.description },
    ...video.tags.map((text): WordPiece => ({ place: "tags", text })),
    ...captions.map(({ language, cues }): WordPiece => {
      const said = joined(cues.map((cue) => ({ text: cue.text, ms: cue.from })));
      return { place: "captions", language, ...said };
    }),
    ...(live?.document.overlays ?? []).flatMap((overlay): WordPiece[] =>
      overlay.kind === "text"
        ? [{ place: "overlays", ...joined([{ text: overlay.text, ms: overlay.from ?? 0 }]) }]
        : [],
    ),
  ];
  const pieces = all.filter(({ text }) => text.trim() !== "");
  return {
    pieces,
    words: digest(pieces.map(({ place, language, text }) => [place, language ?? "", text])),
    pictures: live ? digest(live.document) : "original",
  };
}

/** Lines that one claim may reach over, and the time of each. */
function joined(lines: { text: string; ms: number }[]): Pick<WordPiece, "text" | "times"> {
  let text = "";
  const times: { from: number; ms: number }[] = [];
  for (const line of lines) {
    times.push({ from: text.length, ms: line.ms });
    text += `${line.text}\n`;
  }
  return { text, times };
}

function digest(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("base64url");
}
