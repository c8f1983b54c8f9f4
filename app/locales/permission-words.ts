import type { PermissionLanguage, PermissionWish } from "../domains/clearance/index.ts";
import { createFormatters } from "../ui/formatters.ts";
import { createI18n } from "./i18n.ts";
import { loadLanguage } from "./languages.ts";

type Asked = Pick<
  PermissionWish,
  "channels" | "territory" | "until" | "shopName" | "clipTitle" | "creator"
>;

/** Everything that is said to a creator in one language. */
export interface PermissionWords {
  language: PermissionLanguage;
  t: ReturnType<typeof createI18n>["t"];
  /** What is asked for, in words. */
  terms(wish: Asked): { channels: string; territory: string; until: string };
  /** What whoever answers says with it: shown before and kept after, letter by letter. */
  statement(decision: "granted" | "refused", wish: Asked): string;
  /** The text that a merchant sends. `expires` in the merchant's words. */
  message(wish: Asked, link: string, expires: string): string;
  /** Epoch milliseconds as date and time in UTC. */
  moment(at: number): string;
}

const loaded = new Map<PermissionLanguage, Promise<PermissionWords>>();

/** Loaded once a language. */
export function permissionWords(language: PermissionLanguage): Promise<PermissionWords> {
  const known = loaded.get(language) ?? load(language);
  loaded.set(language, known);
  return known;
}

async function load(language: PermissionLanguage): Promise<PermissionWords> {
  const { t } = createI18n(language, await loadLanguage[language]());
  const format = createFormatters({ locale: language, timeZone: "UTC" });
  const list = new Intl.ListFormat(language, { type: "conjunction" });
  const countries = new Intl.DisplayNames(language, { type: "region" });
  const terms = ({ channels, territory, until }: Asked) => ({
    channels: list.format(channels.map((channel) => t(`rights.asked.${channel}`))),
    territory:
      territory === null
        ? t("rights.asked.everywhere")
        : t("rights.asked.countries", {
            countries: list.format(territory.map((code) => countries.of(code) ?? code)),
          }),
    until:
      until === null
        ? t("rights.asked.noEnd")
        : t("rights.asked.until", { date: format.day(until) }),
  });
  return {
    language,
    t,
    terms,
    statement(decision, wish) {
      const of = { shop: wish.shopName, title: wish.clipTitle };
      return decision === "granted"
        ? t("rights.public.allow", { ...of, ...terms(wish) })
        : t("rights.public.deny", of);
    },
    message(wish, link, expires) {
      const { creator, clipTitle, shopName } = wish;
      return [
        creator ? t("rights.permission.subject", { creator }) : t("rights.permission.nobody"),
        t("rights.permission.body", { title: clipTitle, shop: shopName }),
        t("rights.permission.terms", terms(wish)),
        `${t("rights.permission.how")}\n${link}`,
        `${t("rights.permission.expires", { date: expires })}\n${shopName}`,
      ].join("\n\n");
    },
    moment: (at) => format.dateTime(at),
  };
}
