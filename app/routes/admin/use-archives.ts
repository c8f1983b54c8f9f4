import { useFetcher } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { newId } from "../../kernel/ids.ts";
import type { doAddDeed } from "./add-deeds.server.ts";
import { sendJson } from "./send-json.ts";
import { useDone } from "./use-done.ts";

/** Brings data exports in, and takes them away. */
export function useArchives() {
  const { t } = useTranslation();
  const fetcher = useFetcher<typeof doAddDeed>();
  const fault = useDone(fetcher, (done) =>
    done === "bring" ? t("add.archive.started") : t("add.archive.gone"),
  );
  const send = (body: { deed: "bring" | "drop"; archive: string; id?: string }) =>
    sendJson(fetcher, body);
  const { state, json } = fetcher;
  return {
    fault,
    busy: state === "idle" ? null : ((json as { archive?: string } | undefined)?.archive ?? null),
    bring: (archive: string) => send({ deed: "bring", id: newId(), archive }),
    drop: (archive: string) => send({ deed: "drop", archive }),
  };
}
