import { TitleBar } from "@shopify/app-bridge-react";
import { Page, type PageProps } from "@shopify/polaris";
import { useEffect } from "react";

const APP = "Clipshelf";

/**
 * A page of the admin. Shopify's bar above names it too, beside the app's icon; `fullTitle` is for there where
 * the page's own has to share a phone's width with its buttons.
 */
export function Screen({
  children,
  fullTitle,
  ...page
}: PageProps & { title: string; fullTitle?: string }) {
  const title = fullTitle ?? page.title;
  useEffect(() => {
    document.title = `${title} · ${APP}`;
  }, [title]);
  return (
    <Page {...page}>
      <TitleBar title={title} />
      {children}
    </Page>
  );
}
