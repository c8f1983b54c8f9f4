import { TitleBar } from "@shopify/app-bridge-react";
import { Page, type PageProps } from "@shopify/polaris";
import { useEffect } from "react";

const APP = "Clipshelf";

/** A page of the admin. Shopify's bar above names it too, beside the app's icon. */
export function Screen({ children, ...page }: PageProps & { title: string }) {
  const { title } = page;
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
