import type { RightsDoor } from "../../domains/clearance/index.server.ts";
import { NO_RIGHTS, type RightsStanding, type RightsTerms } from "../../domains/media/index.ts";
import { dayAt } from "../../kernel/days.ts";
import { permissionWords } from "../../locales/permission-words.ts";
import { createFormatters } from "../../ui/formatters.ts";
import type { SentPermission } from "../../ui/permission-list.tsx";

const DAY_MS = 86_400_000;

/** What the clip's page shows of its rights. */
export interface ClipRightsView {
  terms: RightsTerms;
  /** What a change says it was made from. */
  seen: number | null;
  standing: RightsStanding;
  /** From today to the last day; null: without an end. */
  daysLeft: number | null;
  permissions: SentPermission[];
}

export async function readClipRights(
  rights: RightsDoor,
  videoId: string,
  { now, timeZone }: { now: number; timeZone: string },
): Promise<ClipRightsView> {
  const { kept, standing, permissions } = await rights.of(videoId);
  const terms = kept?.terms ?? NO_RIGHTS;
  const today = Date.parse(dayAt(now, timeZone));
  return {
    terms,
    seen: kept?.updatedAt ?? null,
    standing,
    daysLeft: terms.until === null ? null : (Date.parse(terms.until) - today) / DAY_MS,
    permissions: await Promise.all(
      permissions.map(async (request) => {
        const { language, expiresAt, link } = request;
        const words = await permissionWords(language);
        const expires = createFormatters({ locale: language, timeZone }).dateTime(expiresAt);
        return {
          ...request,
          message: link === null ? null : words.message(request, link, expires),
        };
      }),
    ),
  };
}
