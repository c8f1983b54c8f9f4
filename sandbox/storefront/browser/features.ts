/**
 * `Shopify.loadFeatures` and `Shopify.customerPrivacy`, as Shopify documents them. Without a consent
 * banner everything is allowed; with one, nothing is until the visitor chooses.
 */
interface Consent {
  analytics: boolean;
  marketing: boolean;
  preferences: boolean;
  sale_of_data: boolean;
}

(() => {
  const COOKIE = "_tracking_consent";
  const banner = document.currentScript?.dataset.consentBanner === "true";
  const shopify = (window as unknown as { Shopify: Record<string, unknown> }).Shopify;

  const stored = (): Consent | null => {
    const found = document.cookie.split("; ").find((part) => part.startsWith(`${COOKIE}=`));
    if (!found) return null;
    try {
      return JSON.parse(decodeURIComponent(found.slice(COOKIE.length + 1))) as Consent;
    } catch {
      return null;
    }
  };
  const allowed = (kind: keyof Consent) => stored()?.[kind] ?? !banner;
  const spell = (value: boolean | undefined) => (value === undefined ? "" : value ? "yes" : "no");

  const setTrackingConsent = (
    given: Partial<Consent>,
    done: (error?: { error: string }) => void = () => {},
  ) => {
    const kinds = ["analytics", "marketing", "preferences", "sale_of_data"] as const;
    if (kinds.every((kind) => typeof given[kind] !== "boolean")) {
      done({ error: "At least one of analytics, marketing, preferences, sale_of_data is needed" });
      return;
    }
    const consent = Object.fromEntries(kinds.map((kind) => [kind, given[kind] ?? allowed(kind)]));
    const text = encodeURIComponent(JSON.stringify(consent));
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store is asynchronous, and this is not.
    document.cookie = `${COOKIE}=${text}; path=/; max-age=31536000; samesite=lax`;
    document.querySelector("[data-consent-banner-element]")?.remove();
    document.dispatchEvent(
      new CustomEvent("visitorConsentCollected", {
        detail: {
          analyticsAllowed: allowed("analytics"),
          marketingAllowed: allowed("marketing"),
          preferencesAllowed: allowed("preferences"),
          saleOfDataAllowed: allowed("sale_of_data"),
          thirdPartyMarketingAllowed: allowed("marketing"),
          firstPartyMarketingAllowed: allowed("marketing"),
        },
      }),
    );
    done();
  };

  const customerPrivacy = {
    analyticsProcessingAllowed: () => allowed("analytics"),
    marketingAllowed: () => allowed("marketing"),
    preferencesProcessingAllowed: () => allowed("preferences"),
    saleOfDataAllowed: () => allowed("sale_of_data"),
    userCanBeTracked: () => allowed("analytics") && allowed("marketing"),
    userDataCanBeSold: () => allowed("sale_of_data"),
    thirdPartyMarketingAllowed: () => allowed("marketing"),
    firstPartyMarketingAllowed: () => allowed("marketing"),
    currentVisitorConsent: () => {
      const consent = stored();
      return {
        analytics: spell(consent?.analytics),
        marketing: spell(consent?.marketing),
        preferences: spell(consent?.preferences),
        sale_of_data: spell(consent?.sale_of_data),
      };
    },
    shouldShowBanner: () => banner && stored() === null,
    shouldShowGDPRBanner: () => banner && stored() === null,
    saleOfDataRegion: () => false,
    getRegion: () => String(shopify.country ?? ""),
    getShopPrefs: () => ({ limit: [] as string[] }),
    setTrackingConsent,
  };

  shopify.loadFeatures = (
    features: { name: string; version: string; onLoad?: () => void }[],
    done?: (error?: Error) => void,
  ) => {
    // Shopify fetches a script here: the answer never comes within the call.
    setTimeout(() => {
      const unknown = features.find((feature) => feature.name !== "consent-tracking-api");
      for (const feature of features)
        if (feature.name === "consent-tracking-api") {
          shopify.customerPrivacy = customerPrivacy;
          feature.onLoad?.();
        }
      done?.(unknown ? new Error(`Could not load feature ${unknown.name}`) : undefined);
    }, 0);
  };

  if (!banner) return;
  shopify.customerPrivacy = customerPrivacy;
  document.addEventListener("DOMContentLoaded", () => {
    if (!customerPrivacy.shouldShowBanner()) return;
    const chinese = String(shopify.locale).startsWith("zh");
    const dialog = document.createElement("div");
    dialog.dataset.consentBannerElement = "";
    dialog.setAttribute("role", "dialog");
    dialog.setAttribute("aria-label", chinese ? "隐私设置" : "Privacy");
    dialog.style.cssText =
      "position:fixed;inset:auto 16px 16px 16px;max-width:420px;padding:20px;background:#fff;color:#222;border:1px solid #0002;border-radius:12px;font:15px/1.5 system-ui,sans-serif;z-index:9000;box-shadow:0 8px 30px #0002";
    dialog.innerHTML = `<p style="margin:0 0 12px">${
      chinese
        ? "我们用 Cookie 了解访客如何使用本店。您可以接受或拒绝。"
        : "We use cookies to learn how our shop is used. You can accept or decline."
    }</p>`;
    const button = (label: string, yes: boolean) => {
      const element = document.createElement("button");
      element.type = "button";
      element.textContent = label;
      element.dataset.consent = yes ? "accept" : "decline";
      element.style.cssText =
        "min-height:44px;padding:0 18px;margin-right:8px;border-radius:8px;border:1px solid #222;background:#fff;color:#222;font:inherit;cursor:pointer";
      element.addEventListener("click", () =>
        setTrackingConsent({ analytics: yes, marketing: yes, preferences: yes, sale_of_data: yes }),
      );
      return element;
    };
    dialog.append(
      button(chinese ? "接受" : "Accept", true),
      button(chinese ? "拒绝" : "Decline", false),
    );
    document.body.append(dialog);
  });
})();
