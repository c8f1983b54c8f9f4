import { useFetcher } from "@remix-run/react";
import { BlockStack } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { FilmView } from "../../domains/media/index.ts";
import { FaultBanner } from "../../ui/fault-banner.tsx";
import { FilmList } from "../../ui/films/film-list.tsx";
import type { Answer } from "./answer.server.ts";
import { sendJson } from "./send-json.ts";
import { useDone } from "./use-done.ts";

/** Films that are being made, to stop or to try again. */
export function FilmsUnderWay({ films }: { films: FilmView[] }) {
  const { t } = useTranslation();
  const tend = useFetcher<Answer<"cancel" | "retry">>();
  const fault = useDone(tend, (done) => t(`films.${done === "cancel" ? "cancelled" : "retried"}`));
  const send = (deed: "cancel" | "retry", id: string) =>
    sendJson(tend, { deed, id }, "/app/library/films");
  return (
    <BlockStack gap="300">
      {fault ? <FaultBanner title={t("add.failed")} fault={fault} /> : null}
      <FilmList
        films={films}
        busy={tend.state === "idle" ? null : String((tend.json as { id?: string })?.id)}
        onCancel={(id) => send("cancel", id)}
        onRetry={(id) => send("retry", id)}
      />
    </BlockStack>
  );
}
