import { Banner } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

/** Says that tags or moments stand in what the shown version leaves out; nothing where none do. */
export function SetAside({ products, moments }: { products: number; moments: number }) {
  const { t } = useTranslation();
  if (products + moments === 0) return null;
  return (
    <Banner tone="info" title={t("clip.aside.title")}>
      <ul className="cs-plain">
        {products > 0 ? <li>{t("clip.aside.products", { count: products })}</li> : null}
        {moments > 0 ? <li>{t("clip.aside.moments", { count: moments })}</li> : null}
      </ul>
      <p>{t("clip.aside.text")}</p>
    </Banner>
  );
}
