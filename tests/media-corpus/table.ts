import { writeFileSync } from "node:fs";
import { join } from "node:path";
import faults from "../../app/locales/en/faults.json" with { type: "json" };
import { CORPUS } from "./corpus.ts";
import type { Expectation } from "./make-file.ts";

export const TABLE = join(import.meta.dirname, "../../docs/media-corpus.md");

/** The corpus as people read it: what each file is, and what the app says of it. */
export function corpusTable(): string {
  return `${[
    "# Odd and hostile files, and what becomes of them",
    "",
    `${CORPUS.length} files that the tests make (\`tests/media-corpus/\`) and put through the real engine.`,
    "Uploads, links, lists and Shopify all end in that engine. A refused file leaves nothing behind.",
    "This table is written by `node tests/media-corpus/table.ts`, and a test holds it against the corpus.",
    "",
    "| file | what is odd about it | what it becomes |",
    "| --- | --- | --- |",
    ...CORPUS.map(({ name, about, expect }) => `| \`${name}\` | ${about} | ${outcome(expect)} |`),
  ].join("\n")}\n`;
}

function outcome(expected: Expectation): string {
  if (!("fault" in expected)) {
    const { width, height, seconds, hasAudio } = expected;
    return `playable: ${width} × ${height}, ${seconds} s, ${hasAudio ? "with sound" : "silent"}`;
  }
  const kinds = [expected.fault].flat();
  return `refused: ${kinds.map((kind) => faults[kind].replace(/\{\{(\w+)[^}]*\}\}/g, "…")).join(" Or: ")}`;
}

if (process.argv[1] === import.meta.filename) writeFileSync(TABLE, corpusTable());
