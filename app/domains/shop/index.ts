import type { SoldOutWay } from "../../contract/metafields.ts";

export { PLANS, type PlanLimits, type ShopPlan } from "./plans.ts";

/** The merchant's shop as this app knows it. Everything else belongs to one. */
export interface ShopRef {
  /** Our id: leads every key of every table. */
  id: string;
  /** `something.myshopify.com`. */
  domain: string;
}

export interface ShopProfile extends ShopRef {
  name: string;
  /** ISO 4217 shop currency. */
  currency: string;
  /** IANA zone that days in reports are cut by. */
  timeZone: string;
  /** Where the app proxy is mounted; the merchant can change it. */
  proxyPath: string;
  installedAt: number;
  /** What shoppers see of a sold-out product. */
  soldOut: SoldOutWay;
}
