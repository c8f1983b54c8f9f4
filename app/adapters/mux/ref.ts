/** What of Mux's a row points at. */
export interface MuxRef {
  kind: "upload" | "asset";
  id: string;
}

export function toRef(kind: MuxRef["kind"], id: string): string {
  return `${kind}:${id}`;
}

export function parseRef(reference: string): MuxRef {
  const match = /^(upload|asset):([A-Za-z0-9_-]+)$/.exec(reference);
  if (!match) throw new Error(`Not a reference to Mux: ${reference}`);
  return { kind: match[1] as MuxRef["kind"], id: match[2]! };
}
