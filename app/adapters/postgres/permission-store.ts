import type {
  PermissionAnswer as AnswerRow,
  PrismaClient,
  PermissionRequest as RequestRow,
} from "@prisma/client";
import type {
  PermissionAnswer,
  PermissionLanguage,
  PermissionRequest,
} from "../../domains/clearance/index.ts";
import type { PermissionStore } from "../../domains/clearance/rights-ports.ts";
import { NO_RIGHTS, type RightsChannel } from "../../domains/media/index.ts";
import type { EnqueueWithin, Transaction } from "./database.ts";
import { dateOf, dayOf, holdClips, judgeClips, toTerms, writeTerms } from "./rights-rows.ts";

/** Requests to creators and their answers in PostgreSQL. Answers are added and never changed. */
export function createPermissionStore({
  prisma,
  enqueue,
}: {
  prisma: PrismaClient;
  enqueue: EnqueueWithin;
}): PermissionStore {
  return {
    ask: (shopId, { at, until, territory, expiresAt, ...request }, limit, judge) =>
      prisma.$transaction(async (tx) => {
        const { videoId } = request;
        const held = await holdClips(tx, shopId, [videoId]);
        if (held.length === 0) return "gone";
        if ((await tx.permissionRequest.count({ where: { shopId, videoId } })) >= limit)
          return "too-many";
        await tx.permissionRequest.create({
          data: {
            ...request,
            shopId,
            territory: territory ?? [],
            untilDay: dateOf(until),
            askedAt: new Date(at),
            expiresAt: new Date(expiresAt),
          },
        });
        const terms = (await termsOf(tx, shopId, videoId)) ?? NO_RIGHTS;
        if (terms.status === "none") {
          const creator = terms.creator || request.creator;
          const asked = { ...terms, status: "requested" as const, creator };
          await writeTerms(tx, shopId, videoId, asked, new Date(at));
          await judgeClips(tx, enqueue, shopId, held, judge);
        }
        return "asked";
      }),

    async ofVideo(shopId, videoId) {
      const [requests, answers] = await Promise.all([
        prisma.permissionRequest.findMany({
          where: { shopId, videoId },
          orderBy: { id: "desc" },
        }),
        prisma.permissionAnswer.findMany({ where: { shopId, videoId } }),
      ]);
      const said = new Map(answers.map((row) => [row.requestId, row]));
      return requests.map((row) => toRequest(row, said.get(row.id) ?? null));
    },

    find: (shopId, id) => findRequest(prisma, shopId, id),

    revoke: (shopId, id, at) =>
      prisma.$transaction(async (tx) => {
        if (!(await holdRequest(tx, shopId, id))) return false;
        const request = await findRequest(tx, shopId, id);
        if (!request || request.answer || request.revokedAt !== null) return false;
        await tx.permissionRequest.update({
          where: { shopId_id: { shopId, id } },
          data: { revokedAt: new Date(at) },
        });
        return true;
      }),

    answer: (shopId, id, at, decide, judge) =>
      prisma.$transaction(async (tx) => {
        const videoId = await holdRequest(tx, shopId, id);
        const request = videoId && (await findRequest(tx, shopId, id));
        if (!videoId || !request) return null;
        if (request.answer) return request;
        const decided = decide(request, await termsOf(tx, shopId, videoId));
        if (!decided) return request;
        const { answer, terms } = decided;
        await tx.permissionAnswer.create({
          data: { ...answer, shopId, requestId: id, videoId, at: new Date(answer.at) },
        });
        if (terms) {
          await writeTerms(tx, shopId, videoId, terms, new Date(at));
          await judgeClips(tx, enqueue, shopId, [videoId], judge);
        }
        return { ...request, answer };
      }),
  };
}

/** Holds the request's clip, as everybody does who changes its rights. Null: there is no such request. */
async function holdRequest(tx: Transaction, shopId: string, id: string): Promise<string | null> {
  const row = await tx.permissionRequest.findUnique({ where: { shopId_id: { shopId, id } } });
  if (!row) return null;
  const [held] = await holdClips(tx, shopId, [row.videoId]);
  return held ?? null;
}

async function termsOf(tx: Transaction, shopId: string, videoId: string) {
  const row = await tx.rightsRecord.findUnique({
    where: { shopId_videoId: { shopId, videoId } },
  });
  return row && toTerms(row);
}

async function findRequest(
  tx: Pick<Transaction, "permissionRequest" | "permissionAnswer">,
  shopId: string,
  id: string,
): Promise<PermissionRequest | null> {
  const row = await tx.permissionRequest.findUnique({ where: { shopId_id: { shopId, id } } });
  if (!row) return null;
  const answer = await tx.permissionAnswer.findUnique({
    where: { shopId_requestId: { shopId, requestId: id } },
  });
  return toRequest(row, answer);
}

function toRequest(row: RequestRow, answer: AnswerRow | null): PermissionRequest {
  return {
    id: row.id,
    videoId: row.videoId,
    language: row.language as PermissionLanguage,
    creator: row.creator,
    channels: row.channels as RightsChannel[],
    territory: row.territory.length > 0 ? row.territory : null,
    until: dayOf(row.untilDay),
    shopName: row.shopName,
    clipTitle: row.clipTitle,
    askedAt: row.askedAt.getTime(),
    expiresAt: row.expiresAt.getTime(),
    revokedAt: row.revokedAt?.getTime() ?? null,
    answer: answer && toAnswer(answer),
  };
}

export function toAnswer(row: AnswerRow): PermissionAnswer {
  return {
    decision: row.decision as PermissionAnswer["decision"],
    name: row.name,
    statement: row.statement,
    language: row.language as PermissionLanguage,
    at: row.at.getTime(),
  };
}
