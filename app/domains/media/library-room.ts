import type { LibraryRoom, LibraryUse, RoomFault } from "./ports.ts";

/** Why a library that holds `use` cannot take so much more; null: it can. */
export function roomFault(
  use: LibraryUse,
  more: LibraryUse,
  room: LibraryRoom = { clips: null, bytes: null },
): RoomFault | null {
  if (room.clips !== null && more.clips > 0 && use.clips + more.clips > room.clips)
    return { kind: "too-many-clips", params: { limit: room.clips } };
  if (room.bytes !== null && more.bytes > 0 && use.bytes + more.bytes > room.bytes)
    return {
      kind: "plan-storage-full",
      params: { limit: room.bytes, used: use.bytes, bytes: more.bytes },
    };
  return null;
}
