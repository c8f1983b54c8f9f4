import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname } from "node:path";

export const TYPES: Record<string, string> = {
  ".js": "text/javascript",
  ".mp4": "video/mp4",
  ".m4s": "video/mp4",
  ".m3u8": "application/vnd.apple.mpegurl",
  ".vtt": "text/vtt; charset=utf-8",
  ".jpg": "image/jpeg",
};

export async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString("utf8");
}

export async function sendFile(response: ServerResponse, path: string): Promise<void> {
  send(response, TYPES[extname(path)] ?? "", await readFile(path));
}

export function sendJson(response: ServerResponse, status: number, body: object): void {
  response.statusCode = status;
  send(response, "application/json", JSON.stringify(body));
}

export function send(response: ServerResponse, type: string, body: string | Buffer): void {
  response.setHeader("content-type", type);
  response.end(body);
}
