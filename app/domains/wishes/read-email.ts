import { EMAIL_MAX_LENGTH } from "../../contract/wishes.ts";

/** What could be an address: one @, a domain with a point, nothing that breaks a mail's head. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const EMAIL = /^[^\s@"'(),:;<>[\]\\\x00-\x1f]+@[^\s@.,;:<>"'()]+(\.[^\s@.,;:<>"'()]+)+$/u;

/** The address in small letters, or null when it cannot be one. Whether it exists only a mail would tell. */
export function readEmail(text: string): string | null {
  const address = text.normalize("NFC").trim().toLowerCase();
  return address.length <= EMAIL_MAX_LENGTH && EMAIL.test(address) ? address : null;
}
