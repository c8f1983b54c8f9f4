/** Turns the library's answers, which point at Shopify, towards the sandbox that stands in for it. */
export interface SandboxAnswers {
  appBridgeUrl: string;
  adapt(answer: Response): Promise<Response>;
  adaptHeaders(headers: Headers): void;
}

const APP_BRIDGE = "https://cdn.shopify.com/shopifycloud/app-bridge.js";

export function createSandboxAnswers(sandboxUrl: string): SandboxAnswers {
  const appBridgeUrl = `${sandboxUrl}/app-bridge.js`;

  const adaptHeaders = (headers: Headers) => {
    const policy = headers.get("Content-Security-Policy");
    if (policy?.includes("frame-ancestors"))
      headers.set(
        "Content-Security-Policy",
        policy.replace("frame-ancestors", `frame-ancestors ${sandboxUrl}`),
      );
    const link = headers.get("Link");
    if (link) headers.set("Link", link.replaceAll(APP_BRIDGE, appBridgeUrl));
    const location = headers.get("Location");
    if (location) headers.set("Location", adminLocation(location));
  };

  /** `https://admin.shopify.com/store/{name}/apps/{key}` and `https://{shop}/admin/…` → the sandbox's. */
  const adminLocation = (location: string): string => {
    if (!URL.canParse(location)) return location;
    const url = new URL(location);
    const store = /^\/store\/([^/]+)/.exec(url.pathname)?.[1];
    const shop =
      url.hostname === "admin.shopify.com" && store ? `${store}.myshopify.com` : url.hostname;
    if (!shop.endsWith(".myshopify.com")) return location;
    const page = new URL("/admin", sandboxUrl);
    page.searchParams.set("shop", shop);
    return page.href;
  };

  return {
    appBridgeUrl,
    adaptHeaders,
    async adapt(answer) {
      const headers = new Headers(answer.headers);
      adaptHeaders(headers);
      const isPage = headers.get("Content-Type")?.startsWith("text/html");
      const body = isPage
        ? (await answer.text()).replaceAll(APP_BRIDGE, appBridgeUrl)
        : answer.body;
      return new Response(body, { status: answer.status, statusText: answer.statusText, headers });
    },
  };
}
