/** Pixels of a picture, or null when the bytes are none of JPEG, PNG, GIF or WebP. */
export function imageSize(bytes: Buffer): { width: number; height: number; type: string } | null {
  const found = png(bytes) ?? gif(bytes) ?? webp(bytes) ?? jpeg(bytes);
  return found && found.width > 0 && found.height > 0 ? found : null;
}

type Size = ReturnType<typeof imageSize>;

function png(bytes: Buffer): Size {
  if (bytes.length < 33 || bytes.toString("latin1", 1, 4) !== "PNG") return null;
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20), type: "image/png" };
}

function gif(bytes: Buffer): Size {
  if (bytes.length < 13 || bytes.toString("latin1", 0, 4) !== "GIF8") return null;
  return { width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8), type: "image/gif" };
}

/** The three kinds of https://developers.google.com/speed/webp/docs/riff_container */
function webp(bytes: Buffer): Size {
  if (bytes.length < 30 || bytes.toString("latin1", 8, 12) !== "WEBP") return null;
  const type = "image/webp";
  switch (bytes.toString("latin1", 12, 16)) {
    case "VP8 ":
      return {
        width: bytes.readUInt16LE(26) & 0x3fff,
        height: bytes.readUInt16LE(28) & 0x3fff,
        type,
      };
    case "VP8L": {
      const bits = bytes.readUInt32LE(21);
      return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1, type };
    }
    case "VP8X":
      return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1, type };
    default:
      return null;
  }
}

/** Walks the segments to the frame header; a file cut off before its picture data has none. */
function jpeg(bytes: Buffer): Size {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return null;
  let at = 2;
  while (at + 9 < bytes.length) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    const frame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (frame)
      return {
        width: bytes.readUInt16BE(at + 7),
        height: bytes.readUInt16BE(at + 5),
        type: "image/jpeg",
      };
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return null;
}
