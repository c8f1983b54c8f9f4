import add from "./add.json" with { type: "json" };
import analytics from "./analytics.json" with { type: "json" };
import clip from "./clip.json" with { type: "json" };
import comments from "./comments.json" with { type: "json" };
import common from "./common.json" with { type: "json" };
import editor from "./editor.json" with { type: "json" };
import faults from "./faults.json" with { type: "json" };
import films from "./films.json" with { type: "json" };
import home from "./home.json" with { type: "json" };
import library from "./library.json" with { type: "json" };
import moments from "./moments.json" with { type: "json" };
import placements from "./placements.json" with { type: "json" };
import playlists from "./playlists.json" with { type: "json" };
import review from "./review.json" with { type: "json" };
import rights from "./rights.json" with { type: "json" };
import settings from "./settings.json" with { type: "json" };
import soldOut from "./sold-out.json" with { type: "json" };
import suggestions from "./suggestions.json" with { type: "json" };

/** A file a screen; keys are used whole: `t("library.title")`. */
export const messages = {
  add,
  analytics,
  clip,
  comments,
  common,
  editor,
  faults,
  films,
  home,
  library,
  moments,
  placements,
  playlists,
  review,
  rights,
  settings,
  soldOut,
  suggestions,
};
