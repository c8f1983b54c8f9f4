/**
 * The parts of ISO/IEC 14496-12 (boxes), -14 (esds) and -15 (avcC) that packaging needs. Offsets are
 * bytes from the start of the given buffer.
 */

export interface Box {
  type: string;
  /** Of the box itself, header included. */
  start: number;
  /** Of what follows the header. */
  body: number;
  end: number;
}

/** Boxes side by side in `data` between two offsets. Throws when one reaches beyond its parent. */
export function boxesIn(data: Buffer, from = 0, to = data.length): Box[] {
  const boxes: Box[] = [];
  let at = from;
  while (at + 8 <= to) {
    const header = boxHeader(data.subarray(at, Math.min(at + 16, to)));
    const end = header.size === 0 ? to : at + header.size;
    if (header.size !== 0 && header.size < header.length) throw new Error("A box of no size");
    if (end > to) throw new Error(`Box ${header.type} reaches beyond its parent`);
    boxes.push({ type: header.type, start: at, body: at + header.length, end });
    at = end;
  }
  return boxes;
}

/** Reads the 8 or 16 bytes that lead a box. `size` 0 means "to the end of the file". */
export function boxHeader(data: Buffer): { type: string; size: number; length: number } {
  const size = data.readUInt32BE(0);
  const type = data.toString("latin1", 4, 8);
  if (size !== 1) return { type, size, length: 8 };
  if (data.length < 16) throw new Error("A box header is cut short");
  return { type, size: Number(data.readBigUInt64BE(8)), length: 16 };
}

/** Follows a path of box types down from the given range; null when a step is missing. */
export function findBox(data: Buffer, path: string[], from = 0, to = data.length): Box | null {
  const [head, ...rest] = path;
  const found = boxesIn(data, from, to).find((box) => box.type === head);
  if (!found) return null;
  return rest.length === 0 ? found : findBox(data, rest, found.body, found.end);
}

export interface InitTrack {
  kind: "video" | "audio";
  /** RFC 6381. */
  codec: string;
  /** Units a second. */
  timescale: number;
  /** trex defaults, for fragments that leave theirs out. */
  defaultDuration: number;
  defaultSize: number;
  width: number;
  height: number;
}

/** What an init segment (`ftyp` + `moov` of one track) says of its track. */
export function readInit(init: Buffer): InitTrack {
  const trak = need(findBox(init, ["moov", "trak"]), "trak");
  const mdhd = need(findBox(init, ["mdia", "mdhd"], trak.body, trak.end), "mdhd");
  const stsd = need(findBox(init, ["mdia", "minf", "stbl", "stsd"], trak.body, trak.end), "stsd");
  const trex = findBox(init, ["moov", "mvex", "trex"]);
  const timescale = init.readUInt32BE(mdhd.body + (init[mdhd.body] === 1 ? 20 : 12));
  const entry = need(boxesIn(init, stsd.body + 8, stsd.end)[0] ?? null, "sample entry");
  const common = {
    timescale,
    defaultDuration: trex ? init.readUInt32BE(trex.body + 12) : 0,
    defaultSize: trex ? init.readUInt32BE(trex.body + 16) : 0,
  };
  if (entry.type === "avc1" || entry.type === "avc3") {
    const avcC = need(findBox(init, ["avcC"], entry.body + 78, entry.end), "avcC");
    return {
      kind: "video",
      codec: `${entry.type}.${init.toString("hex", avcC.body + 1, avcC.body + 4)}`,
      width: init.readUInt16BE(entry.body + 24),
      height: init.readUInt16BE(entry.body + 26),
      ...common,
    };
  }
  if (entry.type === "mp4a") {
    const esds = need(findBox(init, ["esds"], entry.body + 28, entry.end), "esds");
    return {
      kind: "audio",
      codec: mp4aCodec(init.subarray(esds.body + 4, esds.end)),
      width: 0,
      height: 0,
      ...common,
    };
  }
  throw new Error(`An init segment with sample entry ${entry.type}`);
}

/** `mp4a.<object type indication>.<audio object type>` from the descriptors of esds. */
function mp4aCodec(data: Buffer): string {
  let at = 0;
  const descriptor = (): { tag: number; length: number } => {
    const tag = data.readUInt8(at++);
    let length = 0;
    for (let i = 0; i < 4; i++) {
      const byte = data.readUInt8(at++);
      length = length * 128 + (byte & 0x7f);
      if ((byte & 0x80) === 0) break;
    }
    return { tag, length };
  };
  if (descriptor().tag !== 3) throw new Error("esds does not start with an ES descriptor");
  const flags = data.readUInt8(at + 2);
  at += 3;
  if (flags & 0x80) at += 2;
  if (flags & 0x40) at += 1 + data.readUInt8(at);
  if (flags & 0x20) at += 2;
  if (descriptor().tag !== 4) throw new Error("esds has no decoder configuration");
  const object = data.readUInt8(at);
  at += 13;
  if (descriptor().tag !== 5) return `mp4a.${object.toString(16)}`;
  let audioObject = data.readUInt8(at) >> 3;
  if (audioObject === 31) audioObject = 32 + ((data.readUInt16BE(at) >> 5) & 0x3f);
  return `mp4a.${object.toString(16)}.${audioObject}`;
}

export interface FragmentTiming {
  /** Track units: decode time of the first sample, and the sum of all samples' durations. */
  decodeTime: number;
  duration: number;
  /** Earliest presentation time of its samples, track units. */
  presentationTime: number;
  samples: number;
}

/** Times of one `moof` (the buffer starts with it). */
export function readFragment(moof: Buffer, track: InitTrack): FragmentTiming {
  const traf = need(findBox(moof, ["moof", "traf"]), "traf");
  const parts = boxesIn(moof, traf.body, traf.end);
  const tfdt = need(parts.find((box) => box.type === "tfdt") ?? null, "tfdt");
  const decodeTime =
    moof[tfdt.body] === 1
      ? Number(moof.readBigUInt64BE(tfdt.body + 4))
      : moof.readUInt32BE(tfdt.body + 4);
  let fallback = track.defaultDuration;
  const tfhd = parts.find((box) => box.type === "tfhd");
  if (tfhd) {
    const flags = moof.readUInt32BE(tfhd.body) & 0xffffff;
    let at = tfhd.body + 8;
    if (flags & 0x1) at += 8;
    if (flags & 0x2) at += 4;
    if (flags & 0x8) fallback = moof.readUInt32BE(at);
  }
  let clock = decodeTime;
  let earliest = Number.POSITIVE_INFINITY;
  let samples = 0;
  for (const trun of parts) {
    if (trun.type !== "trun") continue;
    const version = moof[trun.body];
    const flags = moof.readUInt32BE(trun.body) & 0xffffff;
    const count = moof.readUInt32BE(trun.body + 4);
    let at = trun.body + 8;
    if (flags & 0x1) at += 4;
    if (flags & 0x4) at += 4;
    for (let i = 0; i < count; i++) {
      let duration = fallback;
      let offset = 0;
      if (flags & 0x100) {
        duration = moof.readUInt32BE(at);
        at += 4;
      }
      if (flags & 0x200) at += 4;
      if (flags & 0x400) at += 4;
      if (flags & 0x800) {
        offset = version === 0 ? moof.readUInt32BE(at) : moof.readInt32BE(at);
        at += 4;
      }
      earliest = Math.min(earliest, clock + offset);
      clock += duration;
      samples++;
    }
  }
  return {
    decodeTime,
    duration: clock - decodeTime,
    presentationTime: samples > 0 ? earliest : decodeTime,
    samples,
  };
}

function need<T>(value: T | null, name: string): T {
  if (value === null) throw new Error(`The file has no ${name}`);
  return value;
}
