import { useEffect, useState } from "react";

/** Milliseconds into what a video element plays, as it plays; 0 while there is none. */
export function useVideoTime(video: HTMLVideoElement | null): number {
  const [now, setNow] = useState(0);
  useEffect(() => {
    if (!video) return;
    const move = () => setNow(video.currentTime * 1000);
    const control = new AbortController();
    for (const type of ["timeupdate", "seeking"])
      video.addEventListener(type, move, { signal: control.signal });
    return () => control.abort();
  }, [video]);
  return now;
}
