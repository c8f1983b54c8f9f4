import { isId } from "../../kernel/ids.ts";
import type { Fault, Result } from "../../kernel/result.ts";
import type { ShopRef } from "../shop/index.ts";
import { readAttention, readPlatforms, readPost, readWanted } from "./account-views.server.ts";
import type { ArchiveView } from "./archives/archive.ts";
import { readArchive } from "./archives/read-archive.server.ts";
import { archiveView, removeArchive, startArchive } from "./archives/start-archive.server.ts";
import { assembleUpload } from "./assemble-upload.server.ts";
import { beginUpload } from "./begin-upload.server.ts";
import { cancelUpload } from "./cancel-upload.server.ts";
import {
  beginSignIn,
  disconnectAccount,
  finishSignIn,
  readCallback,
} from "./connect-account.server.ts";
import { finishEngineUpload } from "./finish-upload.server.ts";
import { hearPlatform, type PlatformNotice } from "./hear-platform.server.ts";
import type {
  ImportView,
  IntakeAttention,
  ListFaultKind,
  ListPlan,
  Platform,
  PlatformView,
  PostView,
  UnfinishedUpload,
  UploadFile,
  UploadRefusal,
  UploadStart,
  WantedClip,
} from "./index.ts";
import { planList } from "./plan-list.server.ts";
import type { Erasure, IntakeNeighbours, IntakePorts } from "./ports.ts";
import { type ReceiveFault, receiveBytes } from "./receive-part.server.ts";
import { runImport } from "./run-import.server.ts";
import { type ImportOrder, importLinks, importList, importSource } from "./start-import.server.ts";
import { sweepIntake } from "./sweep-intake.server.ts";
import { syncAccount, syncDueAccounts } from "./sync-account.server.ts";
import { takeCaptions } from "./take-captions.server.ts";
import { cancelImport, retryImport, undoImport } from "./undo-import.server.ts";
import { openUploadTicket, type UploadClaims } from "./upload-ticket.server.ts";
import { readImports, unfinishedUploads } from "./views.server.ts";

export { hashtagsOf, titleOfCaption } from "./hashtags.ts";
export type { PlatformNotice } from "./hear-platform.server.ts";
export { readLink } from "./link.ts";
export {
  type AccountSignIn,
  type ArchiveBytes,
  type ArchiveEntry,
  type ArchiveOpener,
  type ClipSource,
  type Erasure,
  FetchStopped,
  type FileFetcher,
  type IntakePorts,
  type ProductFinder,
  SourceFault,
  type SourceItem,
  type SourceReach,
  type Tokens,
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
  /** Stops an upload; the clip goes with it, unless it waits for its file. Idempotent. */
  cancelUpload(id: string): ReturnType<typeof cancelUpload>;

  /** Data exports of platforms, the newest first. */
  archives(): Promise<ArchiveView[]>;
  startArchive(order: { id: string; staff: string }, id: string): ReturnType<typeof startArchive>;
  removeArchive(id: string): ReturnType<typeof removeArchive>;

  platforms(): Promise<PlatformView[]>;
  /** Where this person allows us to read an account. */
  beginSignIn(staff: string, kind: Platform): ReturnType<typeof beginSignIn>;
  /** Hands in what `readCallback` answered to the same person's browser. */
  finishSignIn(
    staff: string,
    handoff: string,
    signal: AbortSignal,
  ): ReturnType<typeof finishSignIn>;
  /** Looks for new posts now. */
  syncAccount(
    order: { id: string; staff: string },
    account: string,
  ): ReturnType<typeof syncAccount>;
  disconnectAccount(id: string, signal: AbortSignal): ReturnType<typeof disconnectAccount>;
  /** Clips whose file somebody has yet to add. */
  wanted(): Promise<{ clips: WantedClip[]; total: number }>;
  /** What somebody should see to, for the home page. */
  attention(): Promise<IntakeAttention>;
  /** The post that a clip is from; null when it is from none. */
  post(videoId: string): Promise<PostView | null>;
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
    cancelUpload: (id) => cancelUpload(ports, neighbours, shop.id, id),
    archives: async () => (await ports.archives.archives(shop.id)).map(archiveView),
    startArchive: (order, id) => startArchive(ports, shop.id, order, id),
    removeArchive: (id) => removeArchive(ports, shop.id, id),
    platforms: () => readPlatforms(ports, shop.id),
    beginSignIn: (staff, kind) => beginSignIn(ports, shop, staff, kind),
    finishSignIn: (staff, handoff, signal) => finishSignIn(ports, shop, staff, handoff, signal),
    syncAccount: ({ id, staff }, account) =>
      syncAccount(ports, shop.id, account, { staff, importId: id }),
    disconnectAccount: (id, signal) => disconnectAccount(ports, shop.id, id, signal),
    wanted: () => readWanted(ports, neighbours.media, shop.id),
    attention: () => readAttention(ports, shop.id),
    post: (videoId) => readPost(ports, shop.id, videoId),
  };
}

/** What the worker and the upload door call; not bound to a shop. Each may be killed at any point. */
export interface IntakeJobsDoor {
  assembleUpload(payload: { shopId: string; videoId: string }, signal: AbortSignal): Promise<void>;
  readArchive(
    payload: { shopId: string; archiveId: string; again: boolean },
    signal: AbortSignal,
  ): Promise<void>;
  runImport(payload: { shopId: string; importId: string }, signal: AbortSignal): Promise<void>;
  takeCaptions(payload: { shopId: string; videoId: string }, signal: AbortSignal): Promise<void>;
  /** Every few minutes. */
  sweep(): Promise<void>;
  /** Every few minutes: looks at the accounts whose time has come. */
  syncAccounts(): Promise<void>;
  /** What a platform sent a browser back with; null when it is not from a sign-in of ours. */
  readCallback(kind: string, query: URLSearchParams): { domain: string; handoff: string } | null;
  /** What a platform says of one of its users, across shops. */
  hearPlatform(
    kind: string,
    notice: PlatformNotice,
    signed: string,
  ): ReturnType<typeof hearPlatform>;
  /** A deletion that was done, by its code. */
  erasure(code: string): Promise<Erasure | null>;
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
    readArchive: (payload, signal) => readArchive(ports, payload, signal),
    async runImport({ shopId, importId }, signal) {
      const shop = await shops.byId(shopId);
      if (shop) await runImport(ports, neighboursOf(shop), shop, importId, signal);
    },
    async takeCaptions({ shopId, videoId }, signal) {
      const shop = await shops.byId(shopId);
      if (shop) await takeCaptions(ports, neighboursOf(shop), shop, videoId, signal);
    },
    sweep: () => sweepIntake(ports, doorsOf),
    syncAccounts: () => syncDueAccounts(ports),
    readCallback: (kind, query) => readCallback(ports, kind, query),
    hearPlatform: (kind, notice, signed) => hearPlatform(ports, kind, notice, signed),
    erasure: async (code) => (isId(code) ? ports.accounts.findErasure(code) : null),
    openTicket: (ticket) => openUploadTicket(ports.uploadSecret, ticket, ports.clock.now()),
    async received({ shopId, staff, of, id, bytes }) {
      if (of === "archive") {
        const archive = await ports.archives.find(shopId, id);
        return archive?.staff === staff && archive.bytes === bytes
          ? { received: archive.received, over: archive.received === bytes }
          : null;
      }
      const upload = await ports.store.findUpload(shopId, id);
      if (upload)
        return upload.staff === staff && upload.bytes === bytes && !upload.url
          ? { received: upload.received, over: false }
          : null;
      // Whole and put together: a browser that missed the last answer learns that it is done.
      const [card] = await neighboursCards(shopId, id);
      return card && !["wanted", "uploading"].includes(card.status)
        ? { received: bytes, over: true }
        : null;
    },
    receive: (claims, offset, body) => receiveBytes(ports, claims, offset, body),
  };

  async function neighboursCards(shopId: string, videoId: string) {
    return (await doorsOf(shopId))?.media.cards([videoId]) ?? [];
  }
}
