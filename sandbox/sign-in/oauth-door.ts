import type { ServerResponse } from "node:http";
import { type Door, readFields, sendJson } from "../http.ts";
import type { Sandbox } from "../sandbox.ts";
import { grantToken, refreshToken } from "./access-tokens.ts";
import { readSessionToken } from "./session-token.ts";

const EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
const ID_TOKEN = "urn:ietf:params:oauth:token-type:id_token";
const OFFLINE = "urn:shopify:params:oauth:token-type:offline-access-token";

/**
 * `POST /admin/oauth/access_token`: token exchange and refresh of expiring offline tokens, as
 * https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/token-exchange has it.
 */
export function createOauthDoor(sandbox: Sandbox): Door {
  return async (request, response, url, shopDomain) => {
    if (url.pathname !== "/admin/oauth/access_token") return false;
    if (request.method !== "POST") {
      sendJson(response, 404, { errors: "Not Found" });
      return true;
    }
    const fields = await readFields(request);
    const refuse = (error: string, description: string) =>
      refuseGrant(response, error, description);
    if (fields.client_id !== sandbox.apiKey || fields.client_secret !== sandbox.apiSecret) {
      refuse("invalid_client", "Client authentication failed due to unknown client or bad secret.");
      return true;
    }
    const shop = sandbox.store.shop(shopDomain);
    const now = Date.now();
    if (fields.grant_type === "refresh_token") {
      const answer = shop.installation
        ? refreshToken(shop, String(fields.refresh_token ?? ""), now)
        : null;
      if (answer) sendJson(response, 200, answer);
      else refuse("invalid_grant", "This refresh token is unknown, expired or was replaced.");
    } else if (fields.grant_type !== EXCHANGE) {
      refuse("unsupported_grant_type", `The grant type ${String(fields.grant_type)} is not known.`);
    } else if (fields.subject_token_type !== ID_TOKEN) {
      refuse("invalid_request", "The subject_token_type must be an id_token.");
    } else if (fields.requested_token_type !== OFFLINE) {
      refuse("invalid_request", "The sandbox grants offline access tokens only.");
    } else if (fields.expiring !== "1") {
      refuse("invalid_request", "Public apps must ask for expiring offline tokens: expiring=1.");
    } else if (!readSessionToken(sandbox, shopDomain, String(fields.subject_token ?? ""), now)) {
      refuse("invalid_subject_token", "The session token is not valid for this app and shop.");
    } else if (!shop.installation) {
      refuse("application_not_installed", "The app is not installed on this shop.");
    } else {
      sendJson(response, 200, grantToken(shop, now));
    }
    sandbox.store.changed();
    return true;
  };
}

function refuseGrant(response: ServerResponse, error: string, description: string): void {
  sendJson(response, 400, { error, error_description: description });
}
