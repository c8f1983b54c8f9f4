import { APP_ID } from "../../world/app-namespace.ts";
import { gid } from "../../world/gid.ts";
import type { ShopState, Subscription } from "../../world/types.ts";
import { type AdminContext, type Arguments, type Resolvers, SchemaNode } from "../context.ts";
import { idOf } from "../lookup.ts";

/** An installation's node carries its shop: there is one installation a shop. */
const installationNode = (shop: ShopState) => new SchemaNode("AppInstallation", shop);

const subscriptionNode = (plan: Subscription) => ({
  id: gid("AppSubscription", plan.id),
  name: plan.name,
  status: "ACTIVE",
  test: true,
  createdAt: plan.createdAt,
  lineItems: [
    {
      id: gid("AppSubscriptionLineItem", plan.id),
      plan: { pricingDetails: new SchemaNode("AppRecurringPricing", plan) },
    },
  ],
});

export const appResolvers: Resolvers = {
  QueryRoot: {
    currentAppInstallation: (_root, _args, { shop }) => installationNode(shop),
    appInstallation: (_root, { id }, { shop }) => {
      if (id == null) return installationNode(shop);
      return idOf("AppInstallation", id) === shop.installation?.id ? installationNode(shop) : null;
    },
    /** Null for offline tokens: they belong to nobody. */
    currentStaffMember: () => null,
    webhookSubscriptions: () => ({
      // Subscriptions of the manifest are the app's own and are not listed here, as at Shopify.
      edges: [],
      nodes: [],
      pageInfo: {
        hasNextPage: false,
        hasPreviousPage: false,
        startCursor: null,
        endCursor: null,
      },
    }),
  },
  AppInstallation: {
    id: (shop: ShopState) => gid("AppInstallation", shop.installation?.id ?? ""),
    accessScopes: (shop: ShopState) =>
      (shop.installation?.scopes ?? []).map((handle) => ({
        handle,
        description: handle.replaceAll("_", " "),
      })),
    launchUrl: (shop: ShopState, _args: Arguments, { sandbox }: AdminContext) =>
      `${sandbox.origin}/admin/apps/${sandbox.manifest.handle}?shop=${shop.domain}`,
    activeSubscriptions: ({ installation }: ShopState) =>
      installation?.subscription ? [subscriptionNode(installation.subscription)] : [],
    app: () => new SchemaNode("App", null),
  },
  AppRecurringPricing: {
    planHandle: (plan: Subscription) => plan.handle,
    interval: () => "EVERY_30_DAYS",
    price: (plan: Subscription) => ({ amount: plan.price, currencyCode: "USD" }),
  },
  App: {
    id: () => gid("App", APP_ID),
    apiKey: (_app: null, _args: Arguments, { sandbox }: AdminContext) => sandbox.apiKey,
    handle: (_app: null, _args: Arguments, { sandbox }: AdminContext) => sandbox.manifest.handle,
    title: (_app: null, _args: Arguments, { sandbox }: AdminContext) => sandbox.manifest.name,
    embedded: () => true,
    requestedAccessScopes: (_app: null, _args: Arguments, { sandbox }: AdminContext) =>
      sandbox.manifest.scopes.map((handle) => ({ handle, description: handle })),
  },
};
