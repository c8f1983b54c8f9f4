/**
 * Rows as RFC 4180 writes them, with the mark by which spreadsheets know UTF-8. A cell that a
 * spreadsheet would take for a formula is made text with an apostrophe: titles come from outside.
 */
export function writeCsv(rows: string[][]): string {
  const cell = (text: string) => {
    const harmless = /^[=+@\t\r]|^-(?!\d)/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
  };
  return `\ufeff${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}
