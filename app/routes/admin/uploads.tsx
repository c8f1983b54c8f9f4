import { useAppBridge } from "@shopify/app-bridge-react";
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { looksLikeArchive, type UploadStart } from "../../domains/intake/index.ts";
import type { Fault } from "../../kernel/result.ts";
import type { ChosenFile } from "../../ui/dropped-files.ts";
import { UploadDock } from "../../ui/upload-dock.tsx";
import type { UploadDeeds, UploadView } from "../../ui/upload-tile.tsx";
import { durationOf, sha256Of } from "./look-at-file.ts";
import { sendBySession, sendByTus } from "./send-file.ts";
import { faultOfSilence, mayTryAgain, UploadStopped } from "./upload-faults.ts";
import { useFolderQuestion } from "./use-folder-question.tsx";

/** A file on its way: from the moment it was chosen until its clip is queued for processing. */
export interface Upload {
  key: string;
  name: string;
  bytes: number;
  /** Bytes that have left; bytes that were compared while `comparing`. */
  sent: number;
  /** Milliseconds until all have, at the pace so far; null while nobody can tell. */
  left: number | null;
  /**
   * waiting → comparing → sending → done. `elsewhere`: another window sends it. `here`: the same file is
   * in the library. refused cannot be tried again, failed can.
   */
  state: UploadView["state"];
  fault: Fault | null;
  /** Of the clip, or of the archive. */
  videoId: string | null;
  /** The clip that is the same file. */
  same: { id: string; title: string } | null;
  /** A platform's data export: looked through when it is whole, and not a clip itself. */
  archive: boolean;
}

interface Uploads extends UploadDeeds {
  uploads: Upload[];
  add(files: ChosenFile[]): void;
}

type UploadAnswer =
  | { ok: true; start?: UploadStart; categories?: (string | null)[] }
  | { ok: false; fault: Fault };
type SendStart = { id: string; protocol: "tus" | "session"; url: string };

/** Sends of one browser at a time: more would only slow each other down. */
const AT_ONCE = 2;
const BUSY: Upload["state"][] = ["comparing", "sending", "elsewhere"];

const UploadsContext = createContext<Uploads | null>(null);

export function useUploads(): Uploads {
  const uploads = useContext(UploadsContext);
  if (!uploads) throw new Error("useUploads needs an UploadsProvider above it");
  return uploads;
}

/** Keeps uploads going while the merchant walks through the admin. */
export function UploadsProvider({ children }: { children: ReactNode }) {
  const shopify = useAppBridge();
  const [uploads, setUploads] = useState<Upload[]>([]);
  const files = useRef(new Map<string, ChosenFile & { anyway?: boolean }>());
  const controls = useRef(new Map<string, AbortController>());

  const patch = useCallback((key: string, change: Partial<Upload>) => {
    setUploads((all) => all.map((one) => (one.key === key ? { ...one, ...change } : one)));
  }, []);

  const ask = useCallback(
    async (body: object): Promise<UploadAnswer> => {
      const response = await fetch("/app/library/uploads", {
        method: "POST",
        headers: {
          "Content-Type": "application/json",
          Authorization: `Bearer ${await shopify.idToken()}`,
        },
        body: JSON.stringify(body),
      });
      if (response.headers.get("Content-Type")?.includes("json")) return response.json();
      throw new UploadStopped({
        kind: "upload-unavailable",
        params: { status: response.status },
      });
    },
    [shopify],
  );

  /** Announces a file, counting its digest when the app asks for it. */
  const announce = useCallback(
    async (key: string, signal: AbortSignal): Promise<Exclude<UploadStart, { step: "digest" }>> => {
      const { file, tags, anyway, wantedBy, category } = files.current.get(key)!;
      const duration = isArchive(file) ? undefined : await durationOf(file);
      const about = {
        step: "begin",
        name: file.name,
        bytes: file.size,
        contentType: file.type,
        modified: file.lastModified,
        tags,
        ...(duration === undefined ? {} : { duration }),
        ...(anyway ? { anyway } : {}),
        ...(wantedBy ? { wantedBy } : {}),
        ...(category ? { category } : {}),
      };
      const tell = async (more: object) => {
        const answer = await ask({ ...about, ...more });
        if (!answer.ok) throw new UploadStopped(answer.fault);
        return answer.start!;
      };
      const first = await tell({});
      if (first.step !== "digest") return first;
      patch(key, { state: "comparing", sent: 0 });
      const sha256 = await sha256Of(file, signal, (read) => patch(key, { sent: read }));
      const second = await tell({ sha256 });
      if (second.step === "digest") throw new UploadStopped({ kind: "request-invalid" });
      return second;
    },
    [ask, patch],
  );

  const send = useCallback(
    async (key: string) => {
      const { file } = files.current.get(key)!;
      const control = new AbortController();
      controls.current.set(key, control);
      const { signal } = control;
      let sent = 0;
      const deliver = async (start: SendStart): Promise<void> => {
        const pace = paceOf(file.size);
        patch(key, { state: "sending", videoId: start.id, fault: null });
        const sending = {
          url: start.url,
          file,
          signal,
          onProgress(now: number) {
            sent = now;
            const left = pace(now);
            if (left !== undefined) patch(key, { sent: now, left });
          },
        };
        if (start.protocol === "tus") await sendByTus(sending);
        else {
          await sendBySession(sending);
          await tellFinished(start.id);
        }
      };
      // An engine has it all; the app is told, and if it does not hear it, its webhook or sweep does.
      const tellFinished = async (id: string) => {
        const finished = await ask({ step: "finish", id });
        if (!finished.ok && finished.fault.kind === "video-not-found")
          throw new UploadStopped({ kind: "upload-cancelled" });
      };
      try {
        for (let again = false; ; again = true) {
          const begun = await announce(key, signal);
          if (signal.aborted) return;
          if (begun.step === "here") {
            patch(key, { state: "here", same: begun.clip, left: null });
            return;
          }
          const start: SendStart =
            begun.step === "archive"
              ? { id: begun.archiveId, protocol: "tus", url: begun.url }
              : { id: begun.videoId, protocol: begun.protocol, url: begun.url };
          try {
            await alone(
              start.id,
              signal,
              () => patch(key, { state: "elsewhere" }),
              () => deliver(start),
            );
            break;
          } catch (error) {
            // A permission that ran out meanwhile is renewed once.
            const stale =
              error instanceof UploadStopped && error.fault.kind === "upload-ticket-invalid";
            if (!stale || again) throw error;
          }
        }
        patch(key, { state: "done", sent: file.size, left: null });
      } catch (error) {
        if (signal.aborted) return;
        const fault =
          error instanceof UploadStopped
            ? error.fault
            : await faultOfSilence(file, sent, navigator.onLine);
        patch(key, { state: mayTryAgain(fault) ? "failed" : "refused", fault, left: null });
      } finally {
        if (controls.current.get(key) === control) controls.current.delete(key);
      }
    },
    [announce, ask, patch],
  );

  useEffect(() => {
    const room = AT_ONCE - uploads.filter((one) => BUSY.includes(one.state)).length;
    const next = uploads.filter((one) => one.state === "waiting").slice(0, Math.max(0, room));
    for (const { key } of next) {
      if (!files.current.has(key)) continue;
      patch(key, { state: "sending" });
      void send(key);
    }
  }, [uploads, patch, send]);

  const busy = uploads.some((one) => one.state === "waiting" || BUSY.includes(one.state));
  useEffect(() => {
    if (!busy) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", warn);
    return () => removeEventListener("beforeunload", warn);
  }, [busy]);

  const begin = useCallback((chosen: ChosenFile[]) => {
    const fresh = chosen.map((one): Upload => {
      const key = crypto.randomUUID();
      files.current.set(key, one);
      return {
        ...{ key, name: one.file.name, bytes: one.file.size, sent: 0, left: null },
        ...{ state: "waiting", fault: null, videoId: null, same: null },
        archive: isArchive(one.file),
      };
    });
    setUploads((all) => [...all, ...fresh]);
  }, []);
  const { take, question } = useFolderQuestion(ask, begin);

  const value = useMemo<Uploads>(() => {
    const stop = (key: string) => {
      controls.current.get(key)?.abort();
      controls.current.delete(key);
    };
    const forget = (keys: string[]) => {
      for (const key of keys) files.current.delete(key);
      setUploads((all) => all.filter((one) => !keys.includes(one.key)));
    };
    const again = (key: string) =>
      patch(key, { state: "waiting", left: null, fault: null, same: null });
    return {
      uploads,
      forget,
      add: take,
      pause(key) {
        stop(key);
        patch(key, { state: "paused", left: null });
      },
      async retry(key) {
        const one = uploads.find((each) => each.key === key);
        // What the place of its bytes does not know any more begins anew, in another place.
        if (one?.videoId && one.fault?.kind === "upload-cancelled")
          await ask({ step: "cancel", id: one.videoId }).catch(() => {});
        again(key);
      },
      sendAnyway(key) {
        const file = files.current.get(key);
        if (file) files.current.set(key, { ...file, anyway: true });
        again(key);
      },
      cancel(key) {
        stop(key);
        const videoId = uploads.find((one) => one.key === key)?.videoId;
        // What cannot be taken back now shows in the library as stopped, and can be deleted there.
        if (videoId) ask({ step: "cancel", id: videoId }).catch(() => {});
        forget([key]);
      },
    };
  }, [uploads, ask, patch, take]);

  useEffect(() => {
    const goOn = () => {
      for (const { key, fault } of value.uploads)
        if (fault?.kind === "upload-offline") value.retry(key);
    };
    // A request on its way may hang for minutes before the browser gives it up.
    const stop = () => {
      for (const { key, state } of value.uploads)
        if (state === "sending") {
          value.pause(key);
          patch(key, { state: "failed", fault: { kind: "upload-offline" } });
        }
    };
    addEventListener("online", goOn);
    addEventListener("offline", stop);
    return () => {
      removeEventListener("online", goOn);
      removeEventListener("offline", stop);
    };
  }, [value, patch]);

  return (
    <UploadsContext.Provider value={value}>
      {children}
      {question}
      <UploadDock uploads={uploads} />
    </UploadsContext.Provider>
  );
}

function isArchive({ name, type }: File): boolean {
  return looksLikeArchive(name, type);
}

/**
 * Lets one window of this browser send an upload at a time; the others wait, and take over when it is
 * closed. Two would push each other aside at every piece.
 */
async function alone(
  videoId: string,
  signal: AbortSignal,
  onWait: () => void,
  work: () => Promise<void>,
): Promise<void> {
  if (!navigator.locks) return work();
  const name = `clipshelf-upload-${videoId}`;
  const taken = await navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
    if (lock) await work();
    return lock !== null;
  });
  if (taken) return;
  onWait();
  await navigator.locks.request(name, { signal }, work);
}

/** Tells how long the rest will take; undefined while it was told a moment ago. */
function paceOf(bytes: number) {
  let first: { at: number; sent: number } | null = null;
  let told = 0;
  return (sent: number): number | null | undefined => {
    const now = performance.now();
    first ??= { at: now, sent };
    if (now - told < 200 && sent < bytes) return undefined;
    told = now;
    const spent = now - first.at;
    const moved = sent - first.sent;
    return spent > 1_500 && moved > 0 ? (spent / moved) * (bytes - sent) : null;
  };
}
