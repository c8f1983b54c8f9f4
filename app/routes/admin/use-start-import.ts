import { useFetcher } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { newId } from "../../kernel/ids.ts";
import type { Checked, doAddDeed } from "./add-deeds.server.ts";
import { sendJson } from "./send-json.ts";
import { useDone } from "./use-done.ts";

/** Begins imports. Each has an id of the page's own making, so that asking twice begins one. */
export function useStartImport() {
  const { t } = useTranslation();
  const fetcher = useFetcher<typeof doAddDeed>();
  const [list, setList] = useState<{ name: string; file: string; id: string } | null>(null);
  const [taken, setTaken] = useState(0);
  const fault = useDone(fetcher, (done) => {
    if (done === "check") return null;
    setTaken((now) => now + 1);
    setList(null);
    if (done === "list") return t("add.list.started");
    return done === "links" ? t("add.link.started") : t("add.shopify.started");
  });
  const submit = (body: object) => sendJson(fetcher, body);
  const { data: answered } = fetcher;
  const plan = list && answered && "plan" in answered ? (answered as Checked).plan : null;
  return {
    busy: fetcher.state !== "idle",
    fault,
    plan,
    name: list?.name ?? "",
    taken,
    links: (links: string[], more: string[]) =>
      submit({ deed: "links", id: newId(), links, tags: more }),
    shopify: () => submit({ deed: "shopify", id: newId() }),
    async check(chosen: File) {
      const bytes = new Uint8Array(await chosen.arrayBuffer());
      const given = { name: chosen.name, file: base64(bytes), id: newId() };
      setList(given);
      submit({ deed: "check", file: given.file });
    },
    list: () => list && submit({ deed: "list", ...list }),
    another: () => setList(null),
  };
}

function base64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000)
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}
