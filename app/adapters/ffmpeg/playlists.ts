import type { CmafRendition, CmafTrack } from "../../contract/feed.ts";

/** HLS playlists (RFC 8216, version 7) over CMAF segments. */

export function mediaPlaylist(init: string, segments: [file: string, seconds: number][]): string {
  const longest = Math.max(...segments.map(([, seconds]) => seconds));
  return lines(
    "#EXTM3U",
    "#EXT-X-VERSION:7",
    `#EXT-X-TARGETDURATION:${Math.max(1, Math.round(longest))}`,
    "#EXT-X-MEDIA-SEQUENCE:0",
    "#EXT-X-PLAYLIST-TYPE:VOD",
    "#EXT-X-INDEPENDENT-SEGMENTS",
    `#EXT-X-MAP:URI="${init}"`,
    ...segments.flatMap(([file, seconds]) => [`#EXTINF:${seconds.toFixed(6)},`, file]),
    "#EXT-X-ENDLIST",
  );
}

export interface MasterEntry {
  rendition: CmafRendition;
  averageBandwidth: number;
  frameRate: number;
}

/** Playlists of tracks are beside their init segments, as `index.m3u8`. */
export function masterPlaylist(
  entries: MasterEntry[],
  audio: { track: CmafTrack; averageBandwidth: number } | null,
): string {
  return lines(
    "#EXTM3U",
    "#EXT-X-VERSION:7",
    "#EXT-X-INDEPENDENT-SEGMENTS",
    ...(audio
      ? [
          `#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="Sound",DEFAULT=YES,AUTOSELECT=YES,CHANNELS="2",URI="${playlistOf(audio.track)}"`,
        ]
      : []),
    ...entries.flatMap(({ rendition, averageBandwidth, frameRate }) => [
      `#EXT-X-STREAM-INF:${[
        `BANDWIDTH=${rendition.bandwidth + (audio?.track.bandwidth ?? 0)}`,
        `AVERAGE-BANDWIDTH=${averageBandwidth + (audio?.averageBandwidth ?? 0)}`,
        `RESOLUTION=${rendition.width}x${rendition.height}`,
        `CODECS="${[rendition.codec, ...(audio ? [audio.track.codec] : [])].join(",")}"`,
        ...(frameRate > 0 ? [`FRAME-RATE=${frameRate.toFixed(3)}`] : []),
        ...(audio ? ['AUDIO="sound"'] : []),
      ].join(",")}`,
      playlistOf(rendition),
    ]),
  );
}

function playlistOf(track: CmafTrack): string {
  return track.init.replace(/[^/]+$/, "index.m3u8");
}

function lines(...text: string[]): string {
  return `${text.join("\n")}\n`;
}
