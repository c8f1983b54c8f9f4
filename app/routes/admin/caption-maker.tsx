import { useFetcher } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ClipCaptions } from "../../ui/clip-captions.tsx";
import type { Answer } from "./answer.server.ts";
import { sendJson } from "./send-json.ts";
import { useDone } from "./use-done.ts";

type Shown = Parameters<typeof ClipCaptions>[0];

/** Has subtitles of a clip made, or stops that. */
export function CaptionMaker({
  id,
  ...shown
}: { id: string } & Pick<Shown, "tracks" | "work" | "language">) {
  const { t } = useTranslation();
  const fetcher = useFetcher<Answer<"make" | "drop">>();
  const fault = useDone(fetcher, (done) =>
    t(done === "make" ? "clip.captions.begun" : "clip.captions.stopped"),
  );
  const send = (body: Record<string, string>) => sendJson(fetcher, body, "/app/library/captions");
  return (
    <ClipCaptions
      {...shown}
      editor={`/app/library/${id}/edit`}
      fault={fault}
      busy={fetcher.state !== "idle"}
      onMake={(language) => send({ deed: "make", id, language })}
      onDrop={() => send({ deed: "drop", id })}
    />
  );
}
