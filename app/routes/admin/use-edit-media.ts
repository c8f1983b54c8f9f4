import { useAppBridge } from "@shopify/app-bridge-react";
import { useCallback, useMemo, useRef, useState } from "react";
import type {
  EditFile,
  EditOverlay,
  EditSource,
  EditSourceState,
  Size,
} from "../../domains/media/index.ts";
import type { Fault } from "../../kernel/result.ts";
import type { OverlayImage } from "../../ui/editor/composer.ts";

const ASK_AGAIN_MS = 1_500;

/** What the editor fetches beside its page: other clips, files, and texts as they will look. */
export function useEditMedia(first: EditFile[]) {
  const shopify = useAppBridge();
  const [added, setAdded] = useState<EditFile[]>([]);
  const [joined, setJoined] = useState<EditSource[]>([]);
  const files = useMemo(
    () => [...added, ...first.filter(({ id }) => !added.some((each) => each.id === id))],
    [added, first],
  );
  const known = useRef(files);
  known.current = files;

  const ask = useCallback(
    async (path: string, init: RequestInit = {}) =>
      fetch(path, {
        ...init,
        headers: { ...init.headers, Authorization: `Bearer ${await shopify.idToken()}` },
      }),
    [shopify],
  );

  /** Waits until a clip can be edited. Null when it cannot. */
  const loadSource = useCallback(
    async (id: string): Promise<EditSource | null> => {
      for (;;) {
        const response = await ask(`/app/library/edit-source?id=${id}`);
        const state = response.ok ? ((await response.json()) as EditSourceState) : null;
        if (state?.status === "ready") {
          setJoined((before) => [...before.filter((each) => each.id !== id), state.source]);
          return state.source;
        }
        if (state?.status !== "preparing") return null;
        await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
      }
    },
    [ask],
  );

  const addFile = useCallback(
    async (file: File): Promise<EditFile | Fault> => {
      try {
        const response = await ask(
          `/app/library/edit-files?name=${encodeURIComponent(file.name)}`,
          { method: "POST", body: file, headers: { "Content-Type": "application/octet-stream" } },
        );
        const body = (await response.json()) as
          | { ok: true; value: EditFile }
          | { ok: false; fault: Fault };
        if (!body.ok) return body.fault;
        setAdded((before) => [body.value, ...before]);
        return body.value;
      } catch {
        return { kind: navigator.onLine ? "request-failed" : "request-offline" };
      }
    },
    [ask],
  );

  const overlayImage = useCallback(
    async (overlay: EditOverlay, frame: Size): Promise<OverlayImage | null> => {
      if (overlay.kind === "image") {
        const file = known.current.find(({ id }) => id === overlay.file);
        return file ? sized(await loadImage(file.url)) : null;
      }
      const { text, weight, size, width, colour, background, align } = overlay;
      if (text.trim() === "") return null;
      const response = await ask("/app/library/edit-text", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({
          style: { text, weight, size, width, colour, background, align },
          frame,
        }),
      });
      if (!response.ok) return null;
      const image = await createImageBitmap(await response.blob());
      return { image, size: { width: image.width, height: image.height } };
    },
    [ask],
  );

  return { files, joined, loadSource, addFile, overlayImage };
}

function loadImage(url: string): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const image = new Image();
    image.crossOrigin = "anonymous";
    image.onload = () => resolve(image);
    image.onerror = reject;
    image.src = url;
  });
}

function sized(image: HTMLImageElement): OverlayImage {
  return { image, size: { width: image.naturalWidth, height: image.naturalHeight } };
}
