import { Card, Layout, SkeletonBodyText, SkeletonPage } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

/** Stands where a screen will be, so that a click is answered at once. */
export function ScreenSkeleton() {
  const { t } = useTranslation();
  return (
    <div aria-busy="true">
      <p className="cs-visually-hidden" role="status">
        {t("common.loading")}
      </p>
      <SkeletonPage>
        <Layout>
          <Layout.Section>
            <Card>
              <SkeletonBodyText lines={6} />
            </Card>
          </Layout.Section>
        </Layout>
      </SkeletonPage>
    </div>
  );
}
