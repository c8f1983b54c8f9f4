/** Where a page of the app stands within a shop's admin. `path` begins with a slash. */
export type AdminLink = (shopDomain: string, path: string) => string;

export function createAdminLink(apiKey: string, sandboxUrl: string | undefined): AdminLink {
  return (shopDomain, path) => {
    const url = new URL(`/admin/apps/${apiKey}${path}`, sandboxUrl ?? `https://${shopDomain}`);
    if (sandboxUrl) url.searchParams.set("shop", shopDomain);
    return url.href;
  };
}
