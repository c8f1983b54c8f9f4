import type { Wiring } from "./wiring.server.ts";

/** What app/server.ts hands to every Remix loader and action. */
declare module "@remix-run/server-runtime" {
  interface AppLoadContext {
    wiring: Wiring;
  }
}
