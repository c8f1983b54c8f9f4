import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, sep } from "node:path";
import type { Template } from "liquidjs";
import { createEngine, type Engine, type Problem } from "./engine.ts";
import { parseThemeJson, readSource, type Source } from "./source.ts";

export interface LiquidFile extends Source {
  path: string;
  templates: Template[];
}

/**
 * A theme's or an extension's folder. Files are read again when they change on disk, so an edit shows
 * at the next reload.
 */
export class LiquidFolder {
  readonly dir: string;
  readonly engine: Engine;
  private readonly report: (problem: Problem) => void;
  private readonly texts = new Map<string, { stamp: string; text: string }>();
  private readonly parsed = new Map<string, { stamp: string; file: LiquidFile }>();
  private readonly json = new Map<string, { stamp: string; value: unknown }>();

  constructor(dir: string, report: (problem: Problem) => void) {
    this.dir = dir;
    this.report = report;
    this.engine = createEngine({
      snippet: (name) => this.liquid(`snippets/${name}.liquid`)?.templates ?? null,
      report,
    });
  }

  /** Names of the files of one folder with this ending, without it, sorted. */
  names(folder: string, ending: string): string[] {
    let found: string[];
    try {
      found = readdirSync(join(this.dir, folder));
    } catch {
      return [];
    }
    return found
      .filter((name) => name.endsWith(ending))
      .map((name) => name.slice(0, -ending.length))
      .sort();
  }

  /** Null when there is no such file, or the path leaves the folder. */
  stamp(path: string): string | null {
    const full = join(this.dir, path);
    if (!full.startsWith(this.dir + sep)) return null;
    const stat = statSync(full, { throwIfNoEntry: false });
    return stat?.isFile() ? `${stat.mtimeMs}-${stat.size}` : null;
  }

  text(path: string): string | null {
    const stamp = this.stamp(path);
    if (stamp === null) return null;
    const known = this.texts.get(path);
    if (known?.stamp === stamp) return known.text;
    const text = readFileSync(join(this.dir, path), "utf8");
    this.texts.set(path, { stamp, text });
    return text;
  }

  liquid(path: string): LiquidFile | null {
    const stamp = this.stamp(path);
    if (stamp === null) return null;
    const known = this.parsed.get(path);
    if (known?.stamp === stamp) return known.file;
    const source = readSource(this.text(path) ?? "");
    if (source.schemaFault) this.report({ file: path, ...source.schemaFault });
    const file = { ...source, path, templates: this.engine.parse(source.liquid, path) };
    this.parsed.set(path, { stamp, file });
    return file;
  }

  /** A JSON file with Shopify's comments allowed. Null when it is missing or broken (which is reported). */
  data(path: string): unknown {
    const stamp = this.stamp(path);
    if (stamp === null) return null;
    const known = this.json.get(path);
    if (known?.stamp === stamp) return known.value;
    let value: unknown = null;
    try {
      value = parseThemeJson(this.text(path) ?? "");
    } catch (error) {
      this.report({ file: path, line: 1, message: `Invalid JSON: ${(error as Error).message}` });
    }
    this.json.set(path, { stamp, value });
    return value;
  }

  /** Parses every Liquid file, so that what is wrong is said at start and not at the first visit. */
  check(folders: string[]): void {
    for (const folder of folders)
      for (const name of this.names(folder, ".liquid")) this.liquid(`${folder}/${name}.liquid`);
  }
}
