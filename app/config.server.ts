import { z } from "zod";

/** Everything that can be set from outside; the table in README.md says it in words. */
const port = z.coerce.number().int().min(1).max(65535);
const count = z.coerce.number().int().min(1);
const url = z.url().transform((value) => value.replace(/\/+$/, ""));

/** Keys of 32 bytes in base64, separated by commas: the first seals, all open. */
const sealKeys = z.string().transform((text, context) => {
  const keys = text.split(",").map((key) => Buffer.from(key.trim(), "base64"));
  if (keys.some((key) => key.length !== 32))
    context.addIssue({ code: "custom", message: "must be base64 of 32 bytes each" });
  return keys;
});

const common = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
  PORT: port.default(3000),
  /** Where the worker answers health and metrics. */
  WORKER_PORT: port.default(3001),
  HOST: z.string().default("0.0.0.0"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  DATABASE_POOL: count.default(10),
  /** Public origin of this app, e.g. https://clipshelf.example.com. */
  SHOPIFY_APP_URL: url,
  SHOPIFY_API_KEY: z.string().min(1),
  SHOPIFY_API_SECRET: z.string().min(1),
  SCOPES: z.string().default(""),
  /** Only for local work: origin of the sandbox shop that stands in for Shopify. */
  SANDBOX_URL: url.optional(),
  /** Who sells plans: nobody, so that there are no limits, or Shopify's page of plans. */
  PLANS: z.enum(["off", "shopify"]).default("off"),
  /** Where shoppers fetch media from: a CDN in front of `/media`, or this app. */
  MEDIA_BASE_URL: url.optional(),
  VIDEO_ENGINE: z.enum(["ffmpeg", "mux"]).default("ffmpeg"),
  FFMPEG_PATH: z.string().optional(),
  /** Videos processed at the same time by one worker process. */
  WORKER_VIDEOS: count.default(1),
  MUX_TOKEN_ID: z.string().optional(),
  MUX_TOKEN_SECRET: z.string().optional(),
  MUX_WEBHOOK_SECRET: z.string().optional(),
  /** Only for tests: origin of a stand-in for api.mux.com. */
  MUX_BASE_URL: url.optional(),
  TIKTOK_CLIENT_KEY: z.string().optional(),
  TIKTOK_CLIENT_SECRET: z.string().optional(),
  INSTAGRAM_APP_ID: z.string().optional(),
  INSTAGRAM_APP_SECRET: z.string().optional(),
  GOOGLE_CLIENT_ID: z.string().optional(),
  GOOGLE_CLIENT_SECRET: z.string().optional(),
  /** Tells more of a YouTube link than its title, where no account is connected. */
  YOUTUBE_API_KEY: z.string().optional(),
  /** Seals the tokens of connected accounts. */
  TOKEN_KEYS: sealKeys.optional(),
  /** Of a speech service, up to and without `/audio/transcriptions`; none: captions are not made. */
  SPEECH_URL: url.optional(),
  SPEECH_KEY: z.string().optional(),
  SPEECH_MODEL: z.string().default("whisper-1"),
  /** Of a moderation service, up to and without `/moderations`; none: nudity is not looked for. */
  NUDITY_URL: url.optional(),
  NUDITY_KEY: z.string().optional(),
  NUDITY_MODEL: z.string().default("omni-moderation-latest"),
  BLOB_STORE: z.enum(["disk", "s3"]).default("disk"),
  BLOB_DIR: z.string().default(".data/blobs"),
  S3_ENDPOINT: url.optional(),
  S3_REGION: z.string().default("auto"),
  S3_BUCKET: z.string().optional(),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
});

const schema = common.superRefine((value, context) => {
  const need = (key: keyof typeof value, because: string) => {
    if (!value[key])
      context.addIssue({ code: "custom", path: [key], message: `is needed ${because}` });
  };
  if (value.VIDEO_ENGINE === "mux")
    for (const key of ["MUX_TOKEN_ID", "MUX_TOKEN_SECRET", "MUX_WEBHOOK_SECRET"] as const)
      need(key, "when VIDEO_ENGINE is mux");
  if (value.BLOB_STORE === "s3")
    for (const key of [
      "S3_ENDPOINT",
      "S3_BUCKET",
      "S3_ACCESS_KEY_ID",
      "S3_SECRET_ACCESS_KEY",
    ] as const)
      need(key, "when BLOB_STORE is s3");
  for (const [id, secret] of [
    ["TIKTOK_CLIENT_KEY", "TIKTOK_CLIENT_SECRET"],
    ["INSTAGRAM_APP_ID", "INSTAGRAM_APP_SECRET"],
    ["GOOGLE_CLIENT_ID", "GOOGLE_CLIENT_SECRET"],
  ] as const) {
    if (value[id]) for (const key of [secret, "TOKEN_KEYS"] as const) need(key, `with ${id}`);
    else if (value[secret]) need(id, `with ${secret}`);
  }
  if (value.SANDBOX_URL && value.NODE_ENV === "production" && !isLoopback(value.SANDBOX_URL))
    context.addIssue({
      code: "custom",
      path: ["SANDBOX_URL"],
      message: "must be on this machine: the sandbox accepts test sign-ins",
    });
});

export type Config = z.infer<typeof common>;

/**
 * Reads the environment once, at boot. Throws one error that lists every fault, each with its
 * variable, so that a deployment is put right in one go.
 */
export function readConfig(environment: Record<string, string | undefined> = process.env): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ""),
  );
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => {
    const name = issue.path.join(".");
    return `  ${name}: ${given[name] === undefined ? "is missing. " : ""}${issue.message}`;
  });
  throw new Error(`The configuration cannot be used:\n${faults.join("\n")}`);
}

function isLoopback(origin: string): boolean {
  return ["localhost", "127.0.0.1", "[::1]"].includes(new URL(origin).hostname);
}
