/**
 * The first file of every command: `node scripts/first.mjs <script> [arguments]`.
 *
 * It runs under whatever Node (20 or newer) the machine has, with no node_modules, so it uses nothing but
 * Node's own modules. It installs what the lock file asks for and is not there yet, generates the Prisma
 * client, and hands over to the Node 24 that npm brought (TypeScript runs on it as it is).
 */
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dirname ?? new URL(".", import.meta.url).pathname, "..");
const modules = join(root, "node_modules");
const windows = process.platform === "win32";

const [script, ...parameters] = process.argv.slice(2);
if (!script) throw new Error("Usage: node scripts/first.mjs <script> [arguments]");

const [major] = process.versions.node.split(".").map(Number);
if (major < 20) fail(`Clipshelf needs Node 20 or newer; this is ${process.version}.`);

await withLock(join(root, ".cache", "setup.lock"), () => {
  stamped("install", ["package-lock.json", "package.json"], () => {
    say("Installing packages (a minute or two the first time) …");
    run(windows ? "npm.cmd" : "npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
  });
  stamped("prisma", ["prisma/schema.prisma", "package-lock.json"], () => {
    run(node24(), [join(root, "scripts", "generate-client.ts")]);
  });
});

const child = spawn(node24(), ["--disable-warning=ExperimentalWarning", script, ...parameters], {
  cwd: root,
  stdio: "inherit",
  env: {
    ...process.env,
    PATH: `${join(modules, ".bin")}${windows ? ";" : ":"}${process.env.PATH}`,
  },
});
// A terminal sends Ctrl-C to the whole group, a supervisor to this process alone: pass it on, and wait.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
child.on("exit", (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));

/** Runs `work` when one of `files` changed since it last succeeded. */
function stamped(name, files, work) {
  const hash = createHash("sha256").update(process.arch + process.platform);
  for (const file of files) hash.update(readFileSync(join(root, file)));
  const digest = hash.digest("hex");
  const stamp = join(modules, `.clipshelf-${name}`);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === digest) return;
  work();
  writeFileSync(stamp, digest);
}

/** Node 24 from npm; the machine's own where npm has none for it and it is new enough. */
function node24() {
  const brought = join(modules, ".bin", windows ? "node.cmd" : "node");
  if (existsSync(brought)) return brought;
  if (major >= 24) return process.execPath;
  return fail(
    `There is no Node 24 on npm for ${process.platform} ${process.arch}. Install Node 24 or newer and try again.`,
  );
}

function run(command, args) {
  const done = spawnSync(command, args, {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    shell: windows,
  });
  if (done.status !== 0) fail(`${command} ${args[0]} did not succeed; see above.`);
}

/** One set-up at a time: two commands started together must not install into each other. */
async function withLock(path, work) {
  mkdirSync(join(path, ".."), { recursive: true });
  for (let said = false; ; ) {
    try {
      writeFileSync(path, String(process.pid), { flag: "wx" });
      break;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
      if (abandoned(path)) {
        rmSync(path, { force: true });
        continue;
      }
      if (!said) say("Waiting for another command to finish its set-up …");
      said = true;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
  const release = () => rmSync(path, { force: true });
  process.once("exit", release);
  work();
  release();
  process.off("exit", release);
}

function abandoned(path) {
  try {
    process.kill(Number(readFileSync(path, "utf8")), 0);
    return Date.now() - statSync(path).mtimeMs > 20 * 60_000;
  } catch (error) {
    return error.code !== "EPERM";
  }
}

function say(text) {
  process.stderr.write(`${text}\n`);
}

function fail(text) {
  say(text);
  process.exit(1);
}
