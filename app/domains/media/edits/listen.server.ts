import { ok, refuse } from "../../../kernel/result.ts";
import { readCaptions, writeVtt } from "./captions.ts";
import { cuesOf } from "./cues-of.ts";
import type { CaptionWriter, EditRenderer, SpeechToText } from "./ports.ts";

/** Of the whole work: taking the sound out of the clip. */
const SOUND = 0.3;

/** Takes the sound out of an original of ours and has a speech service write down what is said. */
export function listeningWriter(ports: {
  renderer: Pick<EditRenderer, "sound">;
  speech: SpeechToText;
}): CaptionWriter {
  return {
    languages: null,
    remote: false,
    takes: ({ sourceKey }) => sourceKey !== null,
    async write({ sourceKey }, language, say, signal) {
      if (!sourceKey) return refuse("upload-missing");
      const source = { key: sourceKey };
      const sound = await ports.renderer.sound(source, (share) => say(share * SOUND), signal);
      if (!sound.ok) return sound;
      if (sound.value === null) return refuse("captions-no-sound");
      if (sound.value === "superseded" || !(await say(SOUND))) return ok({ kind: "superseded" });
      const heard = await ports.speech.listen(sound.value, language, signal);
      if (!heard.ok) return heard;
      const cues = cuesOf(heard.value);
      if (cues.length === 0) return refuse("captions-nothing-said");
      const read = readCaptions(writeVtt(cues));
      return read.ok ? ok({ kind: "made", cues: read.value, language }) : read;
    },
  };
}
