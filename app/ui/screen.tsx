import { TitleBar } from "@shopify/app-bridge-react";
import { Page, type PageProps } from "@shopify/polaris";

/** A page of the admin: its title stands in Shopify's own bar as well. */
export function Screen({ children, ...page }: PageProps & { title: string }) {
  return (
    <Page {...page}>
      <TitleBar title={page.title} />
      {children}
    </Page>
  );
}
