import { Icon } from "@shopify/polaris";
import { PlayIcon } from "@shopify/polaris-icons";
import { type PointerEvent, useEffect, useState } from "react";

/** What a poster needs of a clip. */
export interface PosterClip {
  title: string;
  poster: string | null;
  placeholder: string | null;
  preview: string | null;
}

/**
 * A clip's still picture in a portrait frame, or its moving preview. The picture says nothing that the
 * text beside it does not: its alt is empty.
 */
export function Poster({ clip, moving = false }: { clip: PosterClip; moving?: boolean }) {
  return (
    <span
      className="cs-poster"
      style={clip.placeholder ? { backgroundImage: `url("${clip.placeholder}")` } : undefined}
    >
      {clip.poster ? (
        <img src={clip.poster} alt="" loading="lazy" decoding="async" />
      ) : (
        <span className="cs-poster__none">
          <Icon source={PlayIcon} tone="subdued" />
        </span>
      )}
      {moving && clip.preview ? (
        <video
          src={clip.preview}
          muted
          loop
          autoPlay
          playsInline
          tabIndex={-1}
          aria-hidden="true"
        />
      ) : null}
    </span>
  );
}

/** Moves a poster while the link around it is pointed at or focused. Spread `handlers` on that link. */
export function useMovingPoster() {
  const [moving, setMoving] = useState(false);
  const start = () => setMoving(wantsMotion());
  const stop = () => setMoving(false);
  return {
    moving,
    handlers: {
      onPointerEnter: (event: PointerEvent) => event.pointerType === "mouse" && start(),
      onPointerLeave: stop,
      onFocus: start,
      onBlur: stop,
    },
  };
}

/** True in the browser unless the person asked for less motion; false while the server renders. */
export function useMotion(): boolean {
  const [motion, setMotion] = useState(false);
  useEffect(() => setMotion(wantsMotion()), []);
  return motion;
}

function wantsMotion(): boolean {
  return !matchMedia("(prefers-reduced-motion: reduce)").matches;
}
