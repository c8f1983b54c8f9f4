import type { JobRequest } from "../../../kernel/job.ts";

export function makeFilmJob(
  shopId: string,
  filmId: string,
): JobRequest<{ shopId: string; filmId: string }> {
  return { name: "media.make-film", payload: { shopId, filmId }, key: filmId };
}
