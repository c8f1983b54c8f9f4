/** The numeric id that Shopify would have given the app. */
export const APP_ID = "314159265";

/**
 * The stored name of a metafield namespace: `$app:clipshelf` is `app--314159265--clipshelf`, `$app` is
 * `app--314159265`, every other one is itself.
 */
export function storedNamespace(namespace: string): string {
  if (namespace === "$app") return `app--${APP_ID}`;
  if (namespace.startsWith("$app:")) return `app--${APP_ID}--${namespace.slice("$app:".length)}`;
  return namespace;
}
