import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import {
  Link,
  Outlet,
  type ShouldRevalidateFunction,
  useLoaderData,
  useLocation,
  useNavigation,
} from "@remix-run/react";
import { NavMenu } from "@shopify/app-bridge-react";
import polarisStyles from "@shopify/polaris/build/esm/styles.css?url";
import { AppProvider } from "@shopify/shopify-app-remix/react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { POLARIS } from "../locales/i18n.ts";
import { localeFor } from "../locales/locale.ts";
import adminStyles from "../ui/admin.css?url";
import { ScreenSkeleton } from "../ui/screen-skeleton.tsx";
import { ShopFormattersProvider } from "../ui/shop-context.tsx";
import { openAdmin } from "./admin/open-admin.server.ts";
import { UploadsProvider } from "./admin/uploads.tsx";

export const links = () => [
  { rel: "stylesheet", href: polarisStyles },
  { rel: "stylesheet", href: adminStyles },
];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const admin = await openAdmin({ request, context });
  const { config, shopify, log } = context.wiring;
  const known = await admin.shop.profile();
  // Just installed: the job that reads the shop's zone and currency may not have run yet.
  const profile = known.name
    ? known
    : await admin.shop.refreshProfile().catch((error: unknown) => {
        log.warn({ error, shop: admin.domain }, "the shop's profile could not be read");
        return known;
      });
  return {
    locale: localeFor(admin.locale),
    timeZone: profile.timeZone,
    apiKey: shopify.apiKey,
    appBridgeUrl: shopify.appBridgeUrl,
    sandbox: config.SANDBOX_URL !== undefined,
  };
}

/** The language and the time zone of a visit stay as they were when it began. */
export const shouldRevalidate: ShouldRevalidateFunction = () => false;

// Shopify's own admin is set in Inter. The sandbox serves no fonts, and works without a network.
export const meta: MetaFunction<typeof loader> = ({ data }) =>
  data && !data.sandbox
    ? [
        {
          tagName: "link",
          rel: "stylesheet",
          href: "https://cdn.shopify.com/static/fonts/inter/v4/styles.css",
        },
      ]
    : [];

export default function Admin() {
  const { locale, timeZone, apiKey, appBridgeUrl } = useLoaderData<typeof loader>();
  const { t, i18n } = useTranslation();
  const navigation = useNavigation();
  const { pathname } = useLocation();
  const away = navigation.state === "loading";
  const elsewhere = away && navigation.location.pathname !== pathname;
  const slow = useSlow(elsewhere);

  useEffect(() => {
    globalThis.shopify?.loading?.(away);
  }, [away]);

  return (
    <AppProvider
      isEmbeddedApp
      apiKey={apiKey}
      i18n={i18n.getResourceBundle(locale, POLARIS)}
      __APP_BRIDGE_URL={appBridgeUrl}
    >
      <ShopFormattersProvider locale={locale} timeZone={timeZone}>
        <UploadsProvider>
          <NavMenu>
            <Link to="/app" rel="home">
              {t("common.nav.home")}
            </Link>
            <Link to="/app/library">{t("common.nav.library")}</Link>
            <Link to="/app/playlists">{t("common.nav.playlists")}</Link>
            <Link to="/app/placements">{t("common.nav.placements")}</Link>
            <Link to="/app/review">{t("common.nav.review")}</Link>
            <Link to="/app/sold-out">{t("common.nav.soldOut")}</Link>
            <Link to="/app/comments">{t("common.nav.comments")}</Link>
            <Link to="/app/analytics">{t("common.nav.analytics")}</Link>
            <Link to="/app/settings">{t("common.nav.settings")}</Link>
          </NavMenu>
          {slow ? <ScreenSkeleton /> : null}
          <div hidden={slow}>
            <Outlet />
          </div>
        </UploadsProvider>
      </ShopFormattersProvider>
    </AppProvider>
  );
}

const SLOW_MS = 250;

/** True once `busy` has lasted long enough that a person would wonder. */
function useSlow(busy: boolean): boolean {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    if (!busy) return;
    const timer = setTimeout(() => setSlow(true), SLOW_MS);
    return () => {
      clearTimeout(timer);
      setSlow(false);
    };
  }, [busy]);
  return slow;
}

export { adminHeaders as headers } from "./admin/admin-headers.ts";
export { LayoutError as ErrorBoundary } from "./admin/screen-error.tsx";
