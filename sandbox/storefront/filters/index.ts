import type { FilterImplOptions } from "liquidjs";
import { arrayFilters } from "./array.ts";
import { colorFilters } from "./color.ts";
import { customerFilters } from "./customer.ts";
import { fontFilters } from "./font.ts";
import { formatFilters } from "./format.ts";
import { linkFilters } from "./link.ts";
import { mathFilters } from "./math.ts";
import { mediaFilters } from "./media.ts";
import { moneyFilters } from "./money.ts";
import { stringFilters } from "./string.ts";

/** Every filter of Shopify's Liquid, and no other: what is missing here is reported as unknown. */
export const FILTERS: Record<string, FilterImplOptions> = {
  ...arrayFilters,
  ...colorFilters,
  ...customerFilters,
  ...fontFilters,
  ...formatFilters,
  ...linkFilters,
  ...mathFilters,
  ...mediaFilters,
  ...moneyFilters,
  ...stringFilters,
};
