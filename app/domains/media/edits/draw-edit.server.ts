import { drawnCaptions } from "./captions.ts";
import { ORIGINAL } from "./document.ts";
import { frameSize } from "./geometry.ts";
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
): Promise<Pick<RenderInput, "document" | "pictures" | "music"> | null> {
  const first = document.parts[0]!;
  const size =
    first.source === ORIGINAL
      ? original.size
      : (await edits.source(shopId, first.source))?.prepared?.size;
  if (!size) return null;
  const frame = frameSize(document, size);
  const files = new Map((await edits.files(shopId)).map((file) => [file.id, file]));
  const pictures = new Map<string, OverlayPicture>();
  const tracks = document.burnIn ? await edits.captions(shopId, videoId) : [];
  const cues = tracks.find(({ language }) => language === document.burnIn?.language)?.cues ?? [];
  const captions = drawnCaptions(planTimeline(document, original.rate), cues);
  const whole = { ...document, overlays: [...document.overlays, ...captions] };
  for (const overlay of whole.overlays) {
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
  return { document: whole, pictures, music: music ? { key: music.key } : null };
}
