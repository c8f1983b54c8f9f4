import { isRouteErrorResponse, useRouteError } from "@remix-run/react";
import { AppProvider, Banner, BlockStack, Button, Card, Page, Text } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { POLARIS } from "../../locales/i18n.ts";
import { Screen } from "../../ui/screen.tsx";

/** Shown in place of a screen that could not be loaded; the rest of the admin keeps standing. */
export function ScreenError() {
  const error = useRouteError();
  const { t } = useTranslation();
  const offline = useOfflineReload(!isRouteErrorResponse(error));
  const markup = shopifyMarkup(error);
  // biome-ignore lint/security/noDangerouslySetInnerHtml: Shopify's sign-in answers with a script that App Bridge runs
  if (markup) return <div dangerouslySetInnerHTML={{ __html: markup }} />;

  const missing = isRouteErrorResponse(error) && error.status === 404;
  const about = missing ? "missing" : offline ? "offline" : "broken";
  return (
    <Screen title={t(`common.error.${about}.title`)} narrowWidth>
      <Card>
        <BlockStack gap="400" inlineAlign="start">
          <Text as="p">{t(`common.error.${about}.text`)}</Text>
          {missing ? (
            <Button url="/app">{t("common.error.home")}</Button>
          ) : (
            <Button onClick={() => location.reload()}>{t("common.error.reload")}</Button>
          )}
        </BlockStack>
      </Card>
    </Screen>
  );
}

/** Whether a request failed for want of a network; then the screen is loaded again when that is back. */
function useOfflineReload(unanswered: boolean): boolean {
  const [offline, setOffline] = useState(false);
  useEffect(() => {
    if (!unanswered || navigator.onLine) return;
    setOffline(true);
    const reload = () => location.reload();
    addEventListener("online", reload);
    return () => removeEventListener("online", reload);
  }, [unanswered]);
  return offline;
}

/** When even the layout could not be loaded: there is no Polaris around it, so it brings its own. */
export function LayoutError() {
  const error = useRouteError();
  const { t, i18n } = useTranslation();
  const markup = shopifyMarkup(error);
  // biome-ignore lint/security/noDangerouslySetInnerHtml: Shopify's sign-in answers with a script that App Bridge runs
  if (markup) return <div dangerouslySetInnerHTML={{ __html: markup }} />;
  return (
    <AppProvider i18n={i18n.getResourceBundle(i18n.language, POLARIS)}>
      <Page narrowWidth>
        <Banner
          tone="critical"
          title={t("common.error.broken.title")}
          action={{ content: t("common.error.reload"), onAction: () => location.reload() }}
        >
          <p>{t("common.error.broken.text")}</p>
        </Banner>
      </Page>
    </AppProvider>
  );
}

/** What Shopify's library throws as a page: a script that leaves the frame or fetches a new token. */
function shopifyMarkup(error: unknown): string | null {
  if (!isRouteErrorResponse(error) || typeof error.data !== "string") return null;
  return error.data.includes("data-api-key") ? error.data : null;
}
