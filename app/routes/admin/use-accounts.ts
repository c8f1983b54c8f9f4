import { useFetcher, useSearchParams } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Platform } from "../../domains/intake/index.ts";
import { newId } from "../../kernel/ids.ts";
import type { doAddDeed, SignInBegun } from "./add-deeds.server.ts";
import { sendJson } from "./send-json.ts";
import { useDone } from "./use-done.ts";

/**
 * Connects and looks through accounts. A platform's sign-in takes the whole window and comes back to this
 * page with `connect` in its address, which is handed in once.
 */
export function useAccounts() {
  const { t } = useTranslation();
  const fetcher = useFetcher<typeof doAddDeed>();
  const [query, setQuery] = useSearchParams();
  const [target, setTarget] = useState<string | null>(null);
  const handoff = query.get("connect");
  const given = useRef<string | null>(null);
  const submit = (body: object) => sendJson(fetcher, body);
  const back = useRef({ submit, setQuery });
  back.current = { submit, setQuery };
  useEffect(() => {
    if (!handoff || given.current === handoff) return;
    given.current = handoff;
    back.current.submit({ deed: "finish", handoff });
    back.current.setQuery({ way: "accounts" }, { replace: true, preventScrollReset: true });
  }, [handoff]);
  const fault = useDone(fetcher, (done) => {
    if (done === "connect") return null;
    if (done === "finish") return t("add.accounts.done");
    return done === "sync" ? t("add.accounts.begun") : t("add.accounts.gone");
  });
  const { data: answered, state } = fetcher;
  const url = answered && "url" in answered ? (answered as SignInBegun).url : null;
  useEffect(() => {
    if (url) open(url, "_top");
  }, [url]);
  const send = (about: string, body: object) => {
    setTarget(about);
    submit(body);
  };
  return {
    busy: state === "idle" && !url ? null : target,
    fault,
    connect: (platform: Platform) => send(platform, { deed: "connect", platform }),
    sync: (account: string) => send(account, { deed: "sync", id: newId(), account }),
    disconnect: (account: string) => send(account, { deed: "disconnect", account }),
  };
}
