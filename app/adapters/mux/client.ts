import Mux from "@mux/mux-node";

export interface MuxOptions {
  tokenId: string;
  tokenSecret: string;
  webhookSecret: string;
  /** Only tests set these. */
  baseUrl?: string;
  imageUrl?: string;
  streamUrl?: string;
}

/** Mux's own client. It asks again by itself, twice, when Mux is busy. */
export function openMux({ tokenId, tokenSecret, webhookSecret, baseUrl }: MuxOptions): Mux {
  return new Mux({
    ...{ tokenId, tokenSecret, webhookSecret },
    baseURL: baseUrl ?? null,
    logLevel: "off",
    timeout: 30_000,
  });
}

/** Where Mux hands out what it made. */
export const MUX_STREAM = "https://stream.mux.com";
export const MUX_IMAGE = "https://image.mux.com";

/** What is asked for with a new asset: captions in whatever language Mux hears. */
export const CAPTIONS_BY_THEMSELVES = [{ language_code: "auto" as const, name: "Auto" }];
