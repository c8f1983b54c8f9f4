import Papa from "papaparse";
import { type Fault, ok, type Result, refuse } from "../../kernel/result.ts";
import {
  LIST_COLUMNS,
  type ListColumn,
  type ListFaultKind,
  MAX_LIST_BYTES,
  MAX_LIST_ROWS,
} from "./index.ts";

export interface ListLine {
  line: number;
  cells: Record<ListColumn, string>;
}

/**
 * Reads a spreadsheet saved as CSV: separated by commas, semicolons or tabs (guessed), in UTF-8, UTF-16
 * or GB 18030 (as Excel saves Chinese). The first row names the columns, in any order and case.
 */
export function readList(
  file: Uint8Array,
): Result<{ lines: ListLine[]; ignored: string[] }, Fault<ListFaultKind>> {
  if (file.byteLength > MAX_LIST_BYTES)
    return refuse("list-too-large", { bytes: file.byteLength, limit: MAX_LIST_BYTES });
  const text = decode(file);
  const parsed = Papa.parse<string[]>(text, { skipEmptyLines: false, preview: MAX_LIST_ROWS * 2 });
  const broken = parsed.errors.find((error) => error.type === "Quotes");
  if (broken) return refuse("list-unreadable", { line: (broken.row ?? 0) + 1 });
  const rows = parsed.data
    .map((cells, index) => ({ line: index + 1, cells }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ""));
  const [head, ...rest] = rows;
  if (!head || rest.length === 0) return refuse("list-empty");
  if (rest.length > MAX_LIST_ROWS)
    return refuse("list-too-long", { rows: rest.length, limit: MAX_LIST_ROWS });

  const places = new Map<ListColumn, number>();
  const ignored: string[] = [];
  for (const [index, given] of head.cells.entries()) {
    const column = columnNamed(given);
    if (column && !places.has(column)) places.set(column, index);
    else if (given.trim()) ignored.push(given.trim());
  }
  if (!places.has("link")) return refuse("list-no-link-column");
  const columns = Object.keys(LIST_COLUMNS) as ListColumn[];
  const lines = rest.map(({ line, cells }) => ({
    line,
    cells: Object.fromEntries(
      columns.map((column) => [column, (cells[places.get(column) ?? -1] ?? "").trim()]),
    ) as Record<ListColumn, string>,
  }));
  return ok({ lines, ignored });
}

function columnNamed(given: string): ListColumn | null {
  const name = given.trim().toLowerCase().replace(/[_-]+/g, " ");
  const found = Object.entries(LIST_COLUMNS).find(([, names]) =>
    (names as readonly string[]).includes(name),
  );
  return (found?.[0] as ListColumn | undefined) ?? null;
}

function decode(file: Uint8Array): string {
  if (file[0] === 0xff && file[1] === 0xfe) return new TextDecoder("utf-16le").decode(file);
  if (file[0] === 0xfe && file[1] === 0xff) return new TextDecoder("utf-16be").decode(file);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(file);
  } catch {
    return new TextDecoder("gb18030").decode(file);
  }
}

/** Words of one cell: separated by commas, semicolons (also the Chinese ones), bars or lines. */
export function wordsOf(cell: string): string[] {
  const words = cell.split(/[,，、;；|\n]/).map((word) => word.trim());
  return [...new Set(words.filter((word) => word !== ""))];
}
