import type { Product } from "./types.ts";

/**
 * The product as a shopper of this locale reads it: option names, their values and the variants'
 * titles in the shopper's words, where the shop has them. Ids, prices and stock are untouched.
 */
export function productInLocale(product: Product, locale: string): Product {
  const words = product.translations[locale]?.options;
  if (!words) return product;
  const say = (word: string) => words[word] ?? word;
  return {
    ...product,
    options: product.options.map(({ name, values }) => ({
      name: say(name),
      values: values.map(say),
    })),
    variants: product.variants.map((variant) => {
      const options = variant.options.map(say);
      return {
        ...variant,
        options,
        title: variant.title === "Default Title" ? variant.title : options.join(" / "),
      };
    }),
  };
}
