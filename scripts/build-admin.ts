import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ROOT } from "./processes.ts";

/** What the bundle of the admin is made of. */
const SOURCES = [
  "app/**/*.{ts,tsx,css,json}",
  "public/**/*",
  "vite.config.ts",
  "remix.config.js",
  "package-lock.json",
];

/** `vite build` of the Remix app into build/, unless what is there was made from these very sources. */
export async function buildAdmin(
  log: (line: string) => void = () => {},
): Promise<"built" | "kept"> {
  const stamp = join(ROOT, "build", ".sources");
  const digest = digestSources();
  if (
    existsSync(stamp) &&
    readFileSync(stamp, "utf8") === digest &&
    existsSync(join(ROOT, "build/server/index.js"))
  )
    return "kept";
  log("Building the admin …");
  // Vite makes production pages whatever runs it (vitest sets another NODE_ENV).
  const child = spawn(
    process.execPath,
    [join(ROOT, "node_modules/@remix-run/dev/dist/cli.js"), "vite:build", "--logLevel", "warn"],
    {
      cwd: ROOT,
      env: { ...process.env, NODE_ENV: "production" },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => said.push(text));
  const code = await new Promise((resolve) => child.once("exit", resolve));
  if (code !== 0) throw new Error(`The admin could not be built:\n${said.join("")}`);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, digest);
  return "built";
}

function digestSources(): string {
  const hash = createHash("sha256");
  for (const file of globSync(SOURCES, { cwd: ROOT }).sort()) {
    if (/\.test\.tsx?$/.test(file)) continue;
    const path = join(ROOT, file);
    try {
      hash.update(file).update(readFileSync(path));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EISDIR") throw error;
    }
  }
  return hash.digest("hex");
}
