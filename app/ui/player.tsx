import { type ReactNode, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

const HLS = "application/vnd.apple.mpegurl";

/**
 * Plays a clip's HLS: natively where the browser can, else with hls.js, which is fetched on the first
 * play and not before. The full build, because our sound is a track of its own.
 */
export function Player({
  hls,
  poster,
  title,
  ratio,
  children,
  onVideo,
}: {
  hls: string;
  poster: string | null;
  title: string;
  /** Width by height of the picture. */
  ratio: number;
  /** Lies over the picture. */
  children?: ReactNode;
  /** The video element, once it is there. */
  onVideo?: (video: HTMLVideoElement | null) => void;
}) {
  const { t } = useTranslation();
  const video = useRef<HTMLVideoElement>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    onVideo?.(video.current);
    return () => onVideo?.(null);
  }, [onVideo]);

  useEffect(() => {
    const element = video.current;
    if (!element) return;
    let engine: { destroy(): void } | null = null;
    let gone = false;
    setFailed(false);

    const withEngine = async () => {
      const { default: Hls } = await import("hls.js");
      if (gone) return;
      if (!Hls.isSupported()) {
        setFailed(true);
        return;
      }
      const player = new Hls({ capLevelToPlayerSize: true, backBufferLength: 30 });
      engine = player;
      player.on(Hls.Events.ERROR, (_event, error) => {
        if (error.fatal) setFailed(true);
      });
      player.loadSource(hls);
      player.attachMedia(element);
      await element.play().catch(() => {});
    };

    const start = () => {
      if (engine || element.src) return;
      if (element.canPlayType(HLS) === "") void withEngine();
      else {
        element.src = hls;
        element.play().catch(() => {});
      }
    };
    // Chromium says that it may play HLS natively and sometimes cannot: then hls.js takes over.
    const takeOver = () => {
      if (engine || !element.src) return;
      element.removeAttribute("src");
      void withEngine();
    };
    const control = new AbortController();
    element.addEventListener("play", start, { signal: control.signal });
    element.addEventListener("error", takeOver, { signal: control.signal });
    return () => {
      gone = true;
      control.abort();
      engine?.destroy();
      element.removeAttribute("src");
    };
  }, [hls]);

  return (
    <div className="cs-player" style={{ aspectRatio: Math.max(ratio, 9 / 16) }}>
      {/* biome-ignore lint/a11y/useMediaCaption: merchants look at their own clip; captions come with it once it has some */}
      <video
        ref={video}
        controls
        playsInline
        preload="none"
        poster={poster ?? undefined}
        aria-label={t("clip.player", { title })}
      />
      {children}
      {failed ? (
        <p className="cs-player__failed" role="alert">
          {t("clip.cannotPlay")}
        </p>
      ) : null}
    </div>
  );
}
