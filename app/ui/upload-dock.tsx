import { Link, useLocation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { overallOf } from "./upload-list.tsx";
import type { UploadView } from "./upload-tile.tsx";

/** Says on every other page that files are on their way, and leads to them. */
export function UploadDock({ uploads }: { uploads: UploadView[] }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const { all, done, sent, bytes, moving } = overallOf(uploads);
  if (!moving || pathname.startsWith("/app/library")) return null;
  const share = bytes > 0 ? (sent / bytes) * 100 : 0;
  return (
    <Link to="/app/library/add" className="cs-dock">
      <span>{t("add.way.dock", { done, all })}</span>
      <span className="cs-dock__bar" aria-hidden="true">
        <span style={{ inlineSize: `${share}%` }} />
      </span>
    </Link>
  );
}
