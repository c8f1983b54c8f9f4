import { captionsIn } from "./captions.ts";
import { ORIGINAL } from "./document.ts";
import { frameSize, type Size } from "./geometry.ts";
import type {
  EditPorts,
  OverlayPicture,
  PreparedSource,
  RenderInput,
  StoredEdit,
} from "./ports.ts";
import { planTimeline } from "./timeline.ts";

/** Everything a document lays over its pictures, drawn; and its music. Null when a file of it has gone. */
export async function drawEdit(
  { edits, text }: EditPorts,
  shopId: string,
  { document, videoId }: StoredEdit,
  original: PreparedSource,
): Promise<Pick<RenderInput, "pictures" | "music" | "captions"> | null> {
  const first = document.parts[0]!;
  const size =
    first.source === ORIGINAL
      ? original.size
      : (await edits.source(shopId, first.source))?.prepared?.size;
  if (!size) return null;
  const frame = frameSize(document, size);
  const files = new Map((await edits.files(shopId)).map((file) => [file.id, file]));
  const pictures = new Map<string, OverlayPicture>();
  for (const overlay of document.overlays) {
    if (overlay.kind === "text") {
      pictures.set(overlay.id, { kind: "drawn", text: await text.draw(overlay, frame) });
      continue;
    }
    const file = files.get(overlay.file);
    if (!file) return null;
    pictures.set(overlay.id, { kind: "file", key: file.key });
  }
  const wanted = document.sound.music;
  const music = wanted ? files.get(wanted.file) : null;
  if (wanted && !music) return null;
  const captions = await drawCaptions(edits, text, shopId, { document, videoId }, original, frame);
  return { pictures, music: music ? { key: music.key } : null, captions };
}

/** As many as are laid over the picture one by one; what is said after them stays unseen. */
const MOST_DRAWN = 200;
const STYLE = { weight: 700, size: 0.05, width: 0.86, colour: "#ffffff", align: "centre" } as const;

async function drawCaptions(
  edits: EditPorts["edits"],
  text: EditPorts["text"],
  shopId: string,
  { document, videoId }: Pick<StoredEdit, "document" | "videoId">,
  { rate }: PreparedSource,
  frame: Size,
): Promise<RenderInput["captions"]> {
  const { burnIn } = document;
  if (!burnIn) return [];
  const tracks = await edits.captions(shopId, videoId);
  const cues = tracks.find(({ language }) => language === burnIn.language)?.cues ?? [];
  const moved = captionsIn(planTimeline(document, rate), ORIGINAL, cues).slice(0, MOST_DRAWN);
  const drawn: RenderInput["captions"] = [];
  for (const { from, to, text: said } of moved) {
    const style = { ...STYLE, text: said, background: "#000000" };
    drawn.push({ from, to, picture: await text.draw(style, frame) });
  }
  return drawn;
}
