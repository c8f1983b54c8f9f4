import { href } from "../visit.ts";
import { type Call, defineAll, escapeHtml } from "./define.ts";

/** Nobody is signed in here: these write the links that lead to Shopify's account pages. */
const link =
  (path: string, id: string) =>
  (value: unknown, { scope }: Call) =>
    `<a href="${href(scope.visit, path)}" id="${id}">${escapeHtml(value)}</a>`;

export const customerFilters = defineAll({
  avatar: () => "",
  customer_login_link: link("/account/login", "customer_login_link"),
  customer_logout_link: link("/account/logout", "customer_logout_link"),
  customer_register_link: link("/account/register", "customer_register_link"),
  login_button: (_value, { scope }) => `<a href="${href(scope.visit, "/account/login")}">Shop</a>`,
});
