import {
  Badge,
  BlockStack,
  Box,
  Button,
  InlineError,
  InlineStack,
  Select,
  Text,
  Thumbnail,
} from "@shopify/polaris";
import { DeleteIcon, ImageIcon } from "@shopify/polaris-icons";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ProductCard } from "../domains/catalog/index.ts";
import type { TaggedProduct } from "../domains/media/index.ts";
import { ClockField } from "./clock-field.tsx";
import { useFaultText } from "./fault-text.ts";
import { moved } from "./moved.ts";
import { OrderButtons } from "./order-buttons.tsx";
import { useFormatters } from "./shop-context.tsx";

interface TagFault {
  kind: string;
  params?: Record<string, string | number>;
}

/**
 * The products a clip sells: which variant, and while which part of the clip plays. A `fault` about one
 * of them says in `at` which; it is shown there, any other above.
 */
export function ProductTags({
  products,
  fault,
  onChange,
}: {
  products: TaggedProduct[];
  fault: TagFault | null;
  onChange: (products: TaggedProduct[]) => void;
}) {
  const put = (at: number, part: Partial<TaggedProduct>) =>
    onChange(products.map((one, index) => (index === at ? { ...one, ...part } : one)));
  const say = useFaultText();
  const faulty = fault?.params?.at;
  return (
    <>
      {fault && faulty === undefined ? <InlineError message={say(fault)} fieldID="" /> : null}
      <ol className="cs-rows">
        {products.map((tagged, at) => (
          <li
            key={`${tagged.product.id} ${tagged.variantId}`}
            data-fault={at === faulty || undefined}
          >
            <ProductTag
              tagged={tagged}
              error={fault && at === faulty ? say(fault) : null}
              onChange={(part) => put(at, part)}
              onRemove={() => onChange(products.filter((_, index) => index !== at))}
              order={
                <OrderButtons
                  name={tagged.product.title}
                  at={at}
                  count={products.length}
                  onMove={(to) => onChange(moved(products, at, to))}
                />
              }
            />
          </li>
        ))}
      </ol>
    </>
  );
}

function ProductTag({
  tagged,
  error,
  order,
  onChange,
  onRemove,
}: {
  tagged: TaggedProduct;
  error: string | null;
  order: ReactNode;
  onChange: (part: Partial<TaggedProduct>) => void;
  onRemove: () => void;
}) {
  const { t } = useTranslation();
  const { product } = tagged;
  return (
    <Box paddingBlock="300">
      <BlockStack gap="300">
        <InlineStack gap="300" blockAlign="center" wrap={false}>
          <Thumbnail size="small" source={product.image ?? ImageIcon} alt="" />
          <div className="cs-grow">
            <Text as="p" fontWeight="semibold" breakWord>
              {product.title}
            </Text>
            <InlineStack gap="200" blockAlign="center">
              <Price product={product} variantId={tagged.variantId} />
              <Stock product={product} variantId={tagged.variantId} />
            </InlineStack>
          </div>
          {order}
          <Button
            icon={DeleteIcon}
            variant="tertiary"
            accessibilityLabel={t("clip.products.remove", { title: product.title })}
            onClick={onRemove}
          />
        </InlineStack>
        <div className="cs-tag-settings">
          {product.variants.length > 1 ? (
            <Select
              label={t("clip.products.variant")}
              options={[
                { value: "", label: t("clip.products.allVariants") },
                ...product.variants.map(({ id, title }) => ({ value: id, label: title })),
              ]}
              value={tagged.variantId ?? ""}
              onChange={(value) => onChange({ variantId: value || null })}
            />
          ) : null}
          <ClockField
            label={t("clip.products.from")}
            placeholder={t("clip.products.start")}
            value={tagged.from}
            onChange={(from) => onChange({ from })}
          />
          <ClockField
            label={t("clip.products.to")}
            placeholder={t("clip.products.end")}
            value={tagged.to}
            onChange={(to) => onChange({ to })}
          />
        </div>
        {error ? <InlineError message={error} fieldID="" /> : null}
      </BlockStack>
    </Box>
  );
}

function Price({ product, variantId }: { product: ProductCard; variantId: string | null }) {
  const { t } = useTranslation();
  const format = useFormatters();
  const variant = product.variants.find(({ id }) => id === variantId);
  const text = variant
    ? format.money(variant.price)
    : product.priceFrom.amount === product.priceTo.amount
      ? format.money(product.priceFrom)
      : t("common.range", {
          from: format.money(product.priceFrom),
          to: format.money(product.priceTo),
        });
  return (
    <Text as="span" tone="subdued" variant="bodySm">
      {text}
    </Text>
  );
}

function Stock({ product, variantId }: { product: ProductCard; variantId: string | null }) {
  const { t } = useTranslation();
  const variant = product.variants.find(({ id }) => id === variantId);
  if (product.status !== "active")
    return <Badge tone="attention">{t(`clip.products.status.${product.status}`)}</Badge>;
  return (variant ?? product).available ? (
    <Badge tone="success">{t("clip.products.inStock")}</Badge>
  ) : (
    <Badge tone="warning">{t("clip.products.soldOut")}</Badge>
  );
}
