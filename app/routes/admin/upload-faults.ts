import type { UploadDoorFaultKind } from "../../domains/intake/index.ts";
import type { Fault } from "../../kernel/result.ts";

/** What the browser itself finds out about an upload. */
type UploadFaultKind =
  /** {sent}, {bytes}: bytes that had left, of all. */
  | "upload-interrupted"
  | "upload-offline"
  /** The file was moved, renamed or changed since it was chosen. */
  | "upload-file-unreadable"
  /** {bytes}: the store, or a proxy before it, takes no piece of that size. */
  | "upload-too-large-for-store"
  /** {status}: the app or the store answered what it should not. */
  | "upload-unavailable"
  /** All bytes are there, but the app could not be told. */
  | "upload-unfinished";

export type UploadFault = Fault<UploadFaultKind | UploadDoorFaultKind>;

const DOOR_KINDS: readonly string[] = [
  "upload-ticket-invalid",
  "upload-cancelled",
  "storage-full",
] satisfies UploadDoorFaultKind[];

/** Trying the same file again would be refused again. */
const FINAL = [
  "upload-empty",
  "upload-too-large",
  "upload-not-video",
  "archive-not-zip",
  "archive-too-large",
  "video-too-long",
  "upload-file-unreadable",
  "upload-too-large-for-store",
];

export function mayTryAgain(fault: Fault): boolean {
  return !FINAL.includes(fault.kind);
}

/** The app or the store said why it goes no further. */
export class UploadStopped extends Error {
  readonly fault: Fault;

  constructor(fault: Fault) {
    super(fault.kind);
    this.fault = fault;
  }
}

/**
 * Why the place that takes the bytes refused them. Our own door says it in JSON (but not to HEAD, which
 * has no body); an engine's or a proxy's answer is known by its status alone.
 */
export function faultOfAnswer(status: number, body: string, bytes: number): UploadFault {
  const kind = kindInJson(body);
  if (kind) return { kind };
  if (status === 507) return { kind: "storage-full" };
  if (status === 413) return { kind: "upload-too-large-for-store", params: { bytes } };
  if (status === 404 || status === 410) return { kind: "upload-cancelled" };
  if (status === 403) return { kind: "upload-ticket-invalid" };
  return { kind: "upload-unavailable", params: { status } };
}

function kindInJson(body: string): UploadDoorFaultKind | null {
  try {
    const kind = (JSON.parse(body) as { fault?: { kind?: string } } | null)?.fault?.kind;
    return kind && DOOR_KINDS.includes(kind) ? (kind as UploadDoorFaultKind) : null;
  } catch {
    return null;
  }
}

/** Why a request got no answer at all. Browsers do not tell, so it asks what it can. */
export async function faultOfSilence(
  file: Pick<File, "size" | "slice">,
  sent: number,
  online: boolean,
): Promise<UploadFault> {
  if (!online) return { kind: "upload-offline" };
  const readable = await file
    .slice(0, 1)
    .arrayBuffer()
    .then(
      () => true,
      () => false,
    );
  if (!readable) return { kind: "upload-file-unreadable" };
  return { kind: "upload-interrupted", params: { sent, bytes: file.size } };
}
