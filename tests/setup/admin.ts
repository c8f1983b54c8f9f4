import { buildAdmin } from "../../scripts/build-admin.ts";

/** Once for the whole run: files side by side must not build over one another. */
export default async function setup(): Promise<void> {
  await buildAdmin();
}
