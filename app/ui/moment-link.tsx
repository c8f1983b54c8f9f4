import { Button, FormLayout, InlineError, Select, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { MomentLink } from "../domains/media/index.ts";

const EMPTY = {
  product: { to: "product", id: "" },
  collection: { to: "collection", handle: "" },
  page: { to: "page", handle: "" },
  url: { to: "url", url: "https://" },
} as const satisfies Record<MomentLink["to"], MomentLink>;

/** Where a call to action leads. */
export function LinkFields({
  link,
  products,
  error,
  onPickProduct,
  onChange,
}: {
  link: MomentLink;
  /** Titles by id. */
  products: Record<string, string>;
  error: string | undefined;
  onPickProduct: () => Promise<{ id: string; title: string } | null | undefined>;
  onChange: (link: MomentLink) => void;
}) {
  const { t } = useTranslation();
  const [picked, setPicked] = useState<Record<string, string>>({});
  const [failed, setFailed] = useState(false);
  const pick = async () => {
    const product = await onPickProduct();
    setFailed(product === undefined);
    if (!product) return;
    setPicked((before) => ({ ...before, [product.id]: product.title }));
    onChange({ to: "product", id: product.id });
  };
  return (
    <FormLayout.Group>
      <Select
        label={t("moments.leadsTo")}
        options={(["product", "collection", "page", "url"] as const).map((to) => ({
          value: to,
          label: t(`moments.links.${to}`),
        }))}
        value={link.to}
        onChange={(to) => onChange(EMPTY[to as MomentLink["to"]])}
      />
      {link.to === "product" ? (
        <>
          <Text as="p" breakWord>
            {link.id ? (picked[link.id] ?? products[link.id] ?? t("moments.productGone")) : ""}
          </Text>
          <Button onClick={pick}>{t("moments.chooseProduct")}</Button>
          {failed || error ? (
            <InlineError
              message={failed ? t("clip.products.pickFailed") : (error ?? "")}
              fieldID=""
            />
          ) : null}
        </>
      ) : link.to === "url" ? (
        <TextField
          label={t("moments.address")}
          autoComplete="off"
          type="url"
          value={link.url}
          error={error}
          onChange={(url) => onChange({ to: "url", url })}
        />
      ) : (
        <TextField
          label={t("moments.handle")}
          autoComplete="off"
          prefix={link.to === "page" ? "/pages/" : "/collections/"}
          value={link.handle}
          error={error}
          onChange={(handle) => onChange({ to: link.to, handle: handle.trim() })}
        />
      )}
    </FormLayout.Group>
  );
}
