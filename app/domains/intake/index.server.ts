import type { Fault, Result } from "../../kernel/result.ts";
import type { ShopRef } from "../shop/index.ts";
import { assembleUpload } from "./assemble-upload.server.ts";
import { beginUpload } from "./begin-upload.server.ts";
import { finishEngineUpload } from "./finish-upload.server.ts";
import type {
  ImportView,
  ListFaultKind,
  ListPlan,
  UnfinishedUpload,
  UploadFile,
  UploadRefusal,
  UploadStart,
} from "./index.ts";
import { planList } from "./plan-list.server.ts";
import type { IntakeNeighbours, IntakePorts } from "./ports.ts";
import { type ReceiveFault, receiveBytes } from "./receive-part.server.ts";
import { runImport } from "./run-import.server.ts";
import { type ImportOrder, importLinks, importList, importSource } from "./start-import.server.ts";
import { sweepIntake } from "./sweep-intake.server.ts";
import { cancelImport, retryImport, undoImport } from "./undo-import.server.ts";
import { openUploadTicket, type UploadClaims } from "./upload-ticket.server.ts";
import { readImports, unfinishedUploads } from "./views.server.ts";

export { readLink } from "./link.ts";
export {
  type ClipSource,
  FetchStopped,
  type FileFetcher,
  type IntakePorts,
  type ProductFinder,
  type SourceItem,
} from "./ports.ts";
export type { UploadClaims } from "./upload-ticket.server.ts";

/** Bringing clips in, bound to one shop. */
export interface IntakeDoor {
  beginUpload(staff: string, file: UploadFile): Promise<Result<UploadStart, UploadRefusal>>;
  /** The browser says that an engine has it all. Uploads to ourselves need no such word. Idempotent. */
  finishUpload(id: string): Promise<Result<void, Fault<"video-not-found" | "upload-incomplete">>>;
  unfinished(staff: string): Promise<UnfinishedUpload[]>;

  planList(file: Uint8Array): Promise<Result<ListPlan, Fault<ListFaultKind>>>;
  importLinks(order: ImportOrder, links: string[]): ReturnType<typeof importLinks>;
  importList(
    order: ImportOrder,
    list: { name: string; file: Uint8Array },
  ): ReturnType<typeof importList>;
  importShopify(order: ImportOrder): Promise<void>;
  /** The latest, newest first. */
  imports(): Promise<ImportView[]>;
  cancelImport(id: string): ReturnType<typeof cancelImport>;
  retryImport(id: string): ReturnType<typeof retryImport>;
  undoImport(id: string): ReturnType<typeof undoImport>;
}

export function createIntakeDoor(
  ports: IntakePorts,
  neighbours: IntakeNeighbours,
  shop: ShopRef,
): IntakeDoor {
  return {
    beginUpload: (staff, file) => beginUpload(ports, neighbours, shop, staff, file),
    finishUpload: (id) => finishEngineUpload(ports, neighbours, shop.id, id),
    unfinished: async (staff) => unfinishedUploads(await ports.store.uploads(shop.id), staff),
    async planList(file) {
      const planned = await planList(ports, shop, file);
      return planned.ok ? { ok: true, value: planned.value.plan } : planned;
    },
    importLinks: (order, links) => importLinks(ports, shop, order, links),
    importList: (order, list) => importList(ports, shop, order, list),
    importShopify: (order) => importSource(ports, shop, order, "shopify"),
    imports: () => readImports(ports, shop.id),
    cancelImport: (id) => cancelImport(ports, shop.id, id),
    retryImport: (id) => retryImport(ports, shop.id, id),
    undoImport: (id) => undoImport(ports, neighbours, shop.id, id),
  };
}

/** What the worker and the upload door call; not bound to a shop. Each may be killed at any point. */
export interface IntakeJobsDoor {
  assembleUpload(payload: { shopId: string; videoId: string }, signal: AbortSignal): Promise<void>;
  runImport(payload: { shopId: string; importId: string }, signal: AbortSignal): Promise<void>;
  /** Every few minutes. */
  sweep(): Promise<void>;
  /** Null when the ticket is forged, damaged or too old. */
  openTicket(ticket: string): UploadClaims | null;
  /** How much of an upload is here; null when it is no more. */
  received(claims: UploadClaims): Promise<{ received: number; over: boolean } | null>;
  receive(
    claims: UploadClaims,
    offset: number,
    body: AsyncIterable<Uint8Array>,
  ): Promise<Result<number, ReceiveFault>>;
}

export function createIntakeJobs(
  ports: IntakePorts,
  shops: { byId(id: string): Promise<ShopRef | null> },
  neighboursOf: (shop: ShopRef) => IntakeNeighbours,
): IntakeJobsDoor {
  const doorsOf = async (shopId: string) => {
    const shop = await shops.byId(shopId);
    return shop && neighboursOf(shop);
  };
  return {
    async assembleUpload({ shopId, videoId }, signal) {
      const doors = await doorsOf(shopId);
      if (doors) await assembleUpload(ports, doors, shopId, videoId, signal);
    },
    async runImport({ shopId, importId }, signal) {
      const shop = await shops.byId(shopId);
      if (shop) await runImport(ports, neighboursOf(shop), shop, importId, signal);
    },
    sweep: () => sweepIntake(ports, doorsOf),
    openTicket: (ticket) => openUploadTicket(ports.uploadSecret, ticket, ports.clock.now()),
    async received({ shopId, staff, videoId, bytes }) {
      const upload = await ports.store.findUpload(shopId, videoId);
      if (upload)
        return upload.staff === staff && upload.bytes === bytes && !upload.url
          ? { received: upload.received, over: false }
          : null;
      // Whole and put together: a browser that missed the last answer learns that it is done.
      const [card] = await neighboursCards(shopId, videoId);
      return card && card.status !== "uploading" ? { received: bytes, over: true } : null;
    },
    receive: (claims, offset, body) => receiveBytes(ports, claims, offset, body),
  };

  async function neighboursCards(shopId: string, videoId: string) {
    return (await doorsOf(shopId))?.media.cards([videoId]) ?? [];
  }
}
