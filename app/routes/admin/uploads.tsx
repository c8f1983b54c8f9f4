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
import type { UploadTicket } from "../../domains/media/index.ts";
import type { Fault } from "../../kernel/result.ts";
import { faultOfAnswer, faultOfSilence, mayTryAgain, type UploadFault } from "./upload-faults.ts";

/** A file on its way: from the moment it was dropped until its video is queued for processing. */
export interface Upload {
  key: string;
  name: string;
  bytes: number;
  /** Bytes that have left. */
  sent: number;
  /** Milliseconds until all have, at the pace so far; null while nobody can tell. */
  left: number | null;
  /** waiting → sending → done; refused cannot be tried again, failed can. */
  state: "waiting" | "sending" | "done" | "refused" | "failed";
  fault: Fault | null;
  videoId: string | null;
}

interface Uploads {
  uploads: Upload[];
  add(files: Iterable<File>): void;
  cancel(key: string): void;
  retry(key: string): void;
  /** Takes a line away whose story has ended. */
  forget(keys: string[]): void;
}

type UploadAnswer = { ok: true; ticket?: UploadTicket } | { ok: false; fault: Fault };

/** Sends of one browser at a time: more would only slow each other down. */
const AT_ONCE = 2;

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
  const files = useRef(new Map<string, File>());
  const requests = useRef(new Map<string, AbortController>());
  /** Videos whose bytes are all there, while the app has not been told yet. */
  const delivered = useRef(new Map<string, string>());

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

  const fail = useCallback(
    (key: string, fault: Fault) =>
      patch(key, { state: mayTryAgain(fault) ? "failed" : "refused", fault }),
    [patch],
  );

  const send = useCallback(
    async (key: string, file: File) => {
      const control = new AbortController();
      requests.current.set(key, control);
      let sent = 0;
      const deliver = async (): Promise<string | null> => {
        const begun = await ask({
          step: "begin",
          name: file.name,
          bytes: file.size,
          contentType: file.type,
        });
        if (!begun.ok) {
          fail(key, begun.fault);
          return null;
        }
        const ticket = begun.ticket!;
        patch(key, { videoId: ticket.videoId });
        if (control.signal.aborted) {
          await ask({ step: "cancel", id: ticket.videoId });
          return null;
        }
        await put(ticket, file, control.signal, (loaded, left) => {
          sent = loaded;
          patch(key, { sent, left });
        });
        delivered.current.set(key, ticket.videoId);
        return ticket.videoId;
      };
      try {
        const videoId = delivered.current.get(key) ?? (await deliver());
        if (!videoId) return;
        const finished = await ask({ step: "finish", id: videoId });
        delivered.current.delete(key);
        if (finished.ok) patch(key, { state: "done", sent: file.size, left: null });
        else if (finished.fault.kind === "video-not-found") fail(key, { kind: "upload-cancelled" });
        else fail(key, finished.fault);
      } catch (error) {
        if (control.signal.aborted) return;
        if (delivered.current.has(key)) fail(key, { kind: "upload-unfinished" });
        else if (error instanceof UploadStopped) fail(key, error.fault);
        else fail(key, await faultOfSilence(file, sent, navigator.onLine));
      } finally {
        requests.current.delete(key);
      }
    },
    [ask, patch, fail],
  );

  useEffect(() => {
    const room = AT_ONCE - uploads.filter((one) => one.state === "sending").length;
    const next = uploads.filter((one) => one.state === "waiting").slice(0, Math.max(0, room));
    for (const { key } of next) {
      const file = files.current.get(key);
      if (!file) continue;
      patch(key, { state: "sending" });
      void send(key, file);
    }
  }, [uploads, patch, send]);

  const busy = uploads.some((one) => one.state === "waiting" || one.state === "sending");
  useEffect(() => {
    if (!busy) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", warn);
    return () => removeEventListener("beforeunload", warn);
  }, [busy]);

  const value = useMemo<Uploads>(() => {
    const forget = (keys: string[]) => {
      for (const key of keys) {
        files.current.delete(key);
        delivered.current.delete(key);
      }
      setUploads((all) => all.filter((one) => !keys.includes(one.key)));
    };
    const dropVideo = (key: string) => {
      const videoId = uploads.find((one) => one.key === key)?.videoId;
      // What cannot be taken back now shows in the library as stopped, and can be deleted there.
      if (videoId) ask({ step: "cancel", id: videoId }).catch(() => {});
    };
    return {
      uploads,
      forget,
      add(chosen) {
        const fresh = [...chosen].map((file): Upload => {
          const key = crypto.randomUUID();
          files.current.set(key, file);
          return {
            key,
            name: file.name,
            bytes: file.size,
            sent: 0,
            left: null,
            state: "waiting",
            fault: null,
            videoId: null,
          };
        });
        setUploads((all) => [...all, ...fresh]);
      },
      cancel(key) {
        requests.current.get(key)?.abort();
        dropVideo(key);
        forget([key]);
      },
      retry(key) {
        if (delivered.current.has(key)) {
          patch(key, { state: "waiting", fault: null });
          return;
        }
        dropVideo(key);
        patch(key, { state: "waiting", sent: 0, left: null, fault: null, videoId: null });
      },
    };
  }, [uploads, ask, patch]);

  useEffect(() => {
    const goOn = () => {
      for (const { key, fault } of value.uploads)
        if (fault?.kind === "upload-offline") value.retry(key);
    };
    addEventListener("online", goOn);
    return () => removeEventListener("online", goOn);
  }, [value]);

  return <UploadsContext.Provider value={value}>{children}</UploadsContext.Provider>;
}

/** The app or the store said why it goes no further. */
class UploadStopped extends Error {
  readonly fault: UploadFault;

  constructor(fault: UploadFault) {
    super(fault.kind);
    this.fault = fault;
  }
}

/** One request, the file as its body. XMLHttpRequest, because fetch tells nothing of what has left. */
function put(
  ticket: UploadTicket,
  file: File,
  signal: AbortSignal,
  onProgress: (sent: number, left: number | null) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const started = performance.now();
    let told = 0;
    request.open(ticket.method, ticket.url);
    for (const [name, value] of Object.entries(ticket.headers))
      request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded }) => {
      const now = performance.now();
      if (now - told < 200) return;
      told = now;
      const spent = now - started;
      const left = spent > 1_500 && loaded > 0 ? (spent / loaded) * (file.size - loaded) : null;
      onProgress(loaded, left);
    };
    request.onload = () =>
      request.status >= 200 && request.status < 300
        ? resolve()
        : reject(new UploadStopped(faultOfAnswer(request.status, request.responseText, file.size)));
    request.onerror = () => reject(new Error("The connection broke"));
    request.onabort = () => reject(new Error("Cancelled"));
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(file);
  });
}
