import { useFetcher } from "@remix-run/react";
import { Divider } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type RightsTerms, sameRights, type VideoDetail } from "../../domains/media/index.ts";
import { ClipRights } from "../../ui/clip-rights.tsx";
import { PermissionDialog } from "../../ui/permission-dialog.tsx";
import { PermissionList } from "../../ui/permission-list.tsx";
import type { Answer } from "./answer.server.ts";
import type { ClipRightsView } from "./clip-rights.server.ts";
import { sendJson } from "./send-json.ts";
import { useDone } from "./use-done.ts";

/** A clip's rights and what its creator was asked. The record is saved with the page, requests at once. */
export function RightsSection({
  video,
  rights,
  terms,
  fault,
  onChange,
}: {
  video: VideoDetail;
  rights: ClipRightsView;
  /** As they are in the page's draft. */
  terms: RightsTerms;
  fault: string | undefined;
  onChange: (terms: RightsTerms) => void;
}) {
  const { t } = useTranslation();
  const deed = useFetcher<Answer<"ask" | "revoke">>();
  const [asking, setAsking] = useState(false);
  const refused = useDone(deed, (done) => {
    setAsking(false);
    return done === "ask" ? t("rights.permission.made") : t("rights.permission.revoked");
  });
  const send = (body: object) => sendJson(deed, body, `/app/library/${video.id}/rights`);
  return (
    <ClipRights
      terms={terms}
      saved={rights.terms}
      standing={rights.standing}
      daysLeft={rights.daysLeft}
      withheld={video.withheld.includes("rights")}
      fault={fault}
      onChange={onChange}
    >
      <Divider />
      <PermissionList
        permissions={rights.permissions}
        unsaved={!sameRights(terms, rights.terms)}
        busy={deed.state !== "idle"}
        onAsk={() => setAsking(true)}
        onRevoke={(id) => send({ deed: "revoke", id })}
      />
      <PermissionDialog
        open={asking}
        terms={terms}
        language={video.language?.startsWith("zh") ? "zh-CN" : "en"}
        busy={deed.state !== "idle"}
        fault={refused}
        onClose={() => setAsking(false)}
        onAsk={(asked) => send({ deed: "ask", ...asked })}
      />
    </ClipRights>
  );
}
