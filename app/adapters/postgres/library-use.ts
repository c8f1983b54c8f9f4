import { roomFault } from "../../domains/media/library-room.ts";
import type { LibraryRoom, LibraryUse, RoomFault } from "../../domains/media/ports.ts";
import { AdvisoryLock } from "./advisory-locks.ts";
import type { Transaction } from "./database.ts";

/**
 * Why so much more does not fit into a library; null: it does. Where there is a limit, the transaction holds
 * the shop's library until it ends, so that two who ask at once are counted one after the other.
 */
export async function takeRoom(
  tx: Transaction,
  shopId: string,
  more: LibraryUse,
  room: LibraryRoom | undefined,
): Promise<RoomFault | null> {
  if (!room || (room.clips === null && room.bytes === null)) return null;
  await tx.$executeRaw`
    SELECT pg_advisory_xact_lock(${AdvisoryLock.libraryRoom}::int, hashtext(${shopId}))`;
  return roomFault(await libraryUse(tx, shopId), more, room);
}

export async function libraryUse(
  tx: Pick<Transaction, "$queryRaw">,
  shopId: string,
): Promise<LibraryUse> {
  const [row] = await tx.$queryRaw<{ clips: bigint; bytes: bigint | null }[]>`
    SELECT count(*) AS clips, sum(source_bytes)::bigint AS bytes
    FROM videos WHERE shop_id = ${shopId}`;
  return { clips: Number(row?.clips ?? 0), bytes: Number(row?.bytes ?? 0) };
}
