import { Prisma } from "@prisma/client";
import { TRIES_A_ROUND } from "../../domains/media/ports.ts";

/** The `attempt` with which work is queued: see TRIES_A_ROUND. `table`: where it stands now. */
export function nextRound(table: string): Prisma.Sql {
  const attempt = Prisma.raw(`"${table}".attempt`);
  return Prisma.sql`${attempt} - ${attempt} % ${TRIES_A_ROUND} + ${TRIES_A_ROUND}`;
}
