import type { ReviewDoor, RightsDoor } from "../../domains/clearance/index.server.ts";
import type { ModerationDoor } from "../../domains/engagement/index.server.ts";
import type { IntakeDoor } from "../../domains/intake/index.server.ts";
import type { LibraryDoor } from "../../domains/library/index.server.ts";
import type { EditsDoor, FilmsDoor, MediaDoor } from "../../domains/media/index.server.ts";
import type { PlacementsDoor } from "../../domains/placements/index.server.ts";
import type { PlaylistsDoor } from "../../domains/playlists/index.server.ts";
import type { Fault } from "../../kernel/result.ts";

type KindOf<Answer> = Answer extends { ok: false; fault: Fault<infer Kind> } ? Kind : never;

/** The kinds that the verbs of a door may refuse with. */
type KindsOf<Door> = {
  [Verb in keyof Door]: Door[Verb] extends (...input: never[]) => Promise<infer Answer>
    ? KindOf<Answer>
    : never;
}[keyof Door];

/** Every expected fault of the admin's doors, and the one of a request that no form of ours sends. */
export type FaultKind =
  | KindsOf<MediaDoor>
  | KindsOf<EditsDoor>
  | KindsOf<FilmsDoor>
  | KindsOf<IntakeDoor>
  | KindsOf<LibraryDoor>
  | KindsOf<RightsDoor>
  | KindsOf<ReviewDoor>
  | KindsOf<PlaylistsDoor>
  | KindsOf<PlacementsDoor>
  | KindsOf<ModerationDoor>
  | "request-invalid";

/** The one place that says which HTTP status a fault answers with. */
export function statusOf(kind: FaultKind): 400 | 404 | 409 | 413 | 415 | 422 | 503 {
  switch (kind) {
    case "request-invalid":
      return 400;
    case "video-not-found":
    case "playlist-not-found":
    case "placement-not-found":
    case "comment-not-found":
    case "edit-not-found":
    case "import-not-found":
    case "category-not-found":
    case "bulk-edit-not-found":
    case "account-not-found":
    case "archive-not-found":
      return 404;
    case "connect-expired":
    case "connect-denied":
    case "connect-refused":
    case "account-scope-missing":
    case "account-has-no-channel":
    case "account-lapsed":
    case "video-not-failed":
    case "file-not-wanted":
    case "archive-not-read":
    case "upload-incomplete":
    case "upload-missing":
    case "too-many-clips":
    case "plan-storage-full":
    case "playlist-in-use":
    case "playlist-empty":
    case "nothing-ready":
    case "edit-not-prepared":
    case "edit-clip-not-ready":
    case "edit-under-way":
    case "edit-not-under-way":
    case "edit-not-rendered":
    case "captions-off":
    case "captions-under-way":
    case "captions-not-under-way":
    case "captions-written":
    case "original-elsewhere":
    case "film-here":
    case "film-not-under-way":
    case "film-not-failed":
    case "bulk-edit-over":
    case "suggestion-not-taken":
    case "rights-changed":
    case "permission-over":
    case "review-moved":
      return 409;
    case "upload-too-large":
    case "edit-file-too-large":
    case "list-too-large":
    case "archive-too-large":
      return 413;
    case "upload-not-video":
    case "archive-not-zip":
    case "edit-file-unknown":
      return 415;
    case "upload-empty":
    case "video-too-long":
    case "links-missing":
    case "too-many-links":
    case "link-invalid":
    case "link-not-https":
    case "link-is-folder":
    case "list-empty":
    case "list-too-long":
    case "list-no-link-column":
    case "list-unreadable":
    case "list-nothing-sound":
    case "title-empty":
    case "title-too-long":
    case "description-too-long":
    case "tag-too-long":
    case "too-many-tags":
    case "too-many-products":
    case "product-not-found":
    case "range-invalid":
    case "too-many-moments":
    case "moment-text-empty":
    case "moment-text-too-long":
    case "moment-outside-clip":
    case "moment-range-empty":
    case "moments-meet":
    case "too-many-bars":
    case "link-unsafe":
    case "link-product-gone":
    case "countdown-not-a-time":
    case "choice-count":
    case "choice-leads-nowhere":
    case "choice-leads-to-itself":
    case "choice-clip-gone":
    case "quiz-has-no-answer":
    case "discount-not-found":
    case "discount-over":
    case "playlist-too-long":
    case "playlist-needed":
    case "reply-empty":
    case "reply-too-long":
    case "too-many-blocked-words":
    case "blocked-word-too-long":
    case "edit-empty":
    case "edit-too-many-parts":
    case "edit-too-many-overlays":
    case "edit-too-many-versions":
    case "edit-part-too-short":
    case "edit-range-invalid":
    case "edit-reversed-too-long":
    case "edit-too-long":
    case "captions-unreadable":
    case "captions-too-many":
    case "captions-language-invalid":
    case "captions-language-unheard":
    case "edit-text-empty":
    case "edit-text-too-long":
    case "edit-source-missing":
    case "edit-file-missing":
    case "film-no-pictures":
    case "film-too-many-pictures":
    case "film-words-too-long":
    case "category-name-empty":
    case "category-name-too-long":
    case "category-name-taken":
    case "category-too-deep":
    case "category-inside-itself":
    case "too-many-categories":
    case "view-name-empty":
    case "view-name-too-long":
    case "view-too-long":
    case "too-many-views":
    case "nothing-chosen":
    case "rights-text-too-long":
    case "rights-link-invalid":
    case "rights-day-invalid":
    case "rights-days-reversed":
    case "rights-no-channel":
    case "rights-no-country":
    case "permission-until-past":
    case "too-many-permissions":
    case "review-reason-missing":
    case "review-reason-too-long":
    case "too-many-review-words":
    case "review-word-too-long":
    case "text-missing":
      return 422;
    case "platform-not-configured":
    case "platform-unavailable":
    case "engine-unavailable":
    case "storage-full":
    case "discount-unreadable":
      return 503;
    default:
      return kind satisfies never;
  }
}
