/** What films need from outside: pictures, somebody who draws, somebody who renders, and rows. */
import type { JobRequest } from "../../../kernel/job.ts";
import type { Fault, Result } from "../../../kernel/result.ts";
import type { CatalogDoor } from "../../catalog/index.server.ts";
import type { ShopRef } from "../../shop/index.ts";
import type { ClaimedWork } from "../claimed-work.ts";
import type { Size } from "../edits/geometry.ts";
import type { SayProgress } from "../edits/ports.ts";
import type { MediaFault, MediaPorts } from "../ports.ts";
import type { FilmMood, FilmRecipe, FilmStatus, FilmStyle } from "./film.ts";
import type { DrawnShot, FilmLayerStyle, FilmPlan, Shot } from "./plan-film.ts";

/** Fetches a picture of a product: from the public internet, and of a size that can be drawn. */
export interface PictureFetcher {
  fetch(
    url: string,
    signal: AbortSignal,
  ): Promise<Result<Uint8Array, Fault<"film-picture-missing">>>;
}

/** A picture that was looked at: how it can stand in a frame of another shape. */
export interface SeenPicture extends Size {
  /** At most so large as a frame needs, upright. */
  bytes: Uint8Array;
  /** A thing on nothing, on white, on one colour up to its edges; or a photograph. */
  kind: "clear" | "white" | "plain" | "photo";
  /** Where what matters is, 0…1. */
  focus: { x: number; y: number };
  /** #rrggbb: its liveliest colour, neither too light nor too dark. */
  accent: string;
}

export interface FilmShot extends DrawnShot {
  image: Uint8Array;
}

/** PNG with transparency. `room`: pixels around what is drawn that only hold its shadow. */
export interface FilmLayerPicture extends Size {
  png: Uint8Array;
  room: number;
}

/** Draws what the preview shows and the renderer moves over. */
export interface FilmDrawer {
  look(picture: Uint8Array): Promise<Result<SeenPicture, Fault<"film-picture-unreadable">>>;
  /** `sharp`: as PNG for the film; else as a small JPEG for the preview. */
  drawShot(
    style: FilmStyle,
    picture: SeenPicture,
    shot: Shot,
    accent: string,
    sharp: boolean,
  ): Promise<FilmShot>;
  drawLayer(style: FilmLayerStyle): Promise<FilmLayerPicture>;
}

export interface FilmInput {
  plan: FilmPlan;
  /** One for each of the plan's shots and layers, in their order. */
  shots: FilmShot[];
  layers: FilmLayerPicture[];
  music: FilmMood | null;
  /** Where the finished file goes. */
  outKey: string;
}

/** May be called again at any time after a kill and starts over. */
export interface FilmRenderer {
  render(
    input: FilmInput,
    say: SayProgress,
    signal: AbortSignal,
  ): Promise<Result<{ bytes: number } | "superseded", MediaFault>>;
}

export interface StoredFilm {
  id: string;
  productId: string;
  recipe: FilmRecipe;
  status: FilmStatus;
  progress: number;
  failure: Fault | null;
  attempt: number;
  createdAt: number;
  updatedAt: number;
}

/** Every method is of one shop; jobs are enqueued in the same transaction. */
export interface FilmStore extends ClaimedWork<StoredFilm> {
  /** As `queued`. A film that is there already is left as it is. */
  insert(
    shopId: string,
    film: { id: string; productId: string; recipe: FilmRecipe; createdBy: string; at: number },
    jobs: JobRequest[],
  ): Promise<void>;
  find(shopId: string, id: string): Promise<StoredFilm | null>;
  /** Newest first: those under way, and those that ended since. */
  recent(shopId: string, since: number, limit: number): Promise<StoredFilm[]>;
  /** A film of that product in that style that is under way or whose clip is still there. */
  alike(shopId: string, productId: string, style: FilmStyle): Promise<string | null>;
  /** From failed or cancelled. */
  queue(shopId: string, id: string, at: number, jobs: JobRequest[]): Promise<boolean>;
  /** From queued or making. */
  cancel(shopId: string, id: string, at: number): Promise<boolean>;
  /** Fenced by the attempt, as `progress`. */
  settle(
    shopId: string,
    id: string,
    attempt: number,
    end: "done" | Fault,
    at: number,
  ): Promise<boolean>;
  /** Across shops: films in work that nothing has touched since `before`. */
  stale(before: number, limit: number): Promise<{ shopId: string; id: string }[]>;
}

export interface FilmPorts extends MediaPorts {
  films: FilmStore;
  pictures: PictureFetcher;
  drawer: FilmDrawer;
  filmRenderer: FilmRenderer;
}

/** What films use of the rooms before this one. */
export interface FilmNeighbours {
  shop: ShopRef;
  catalog: Pick<CatalogDoor, "products" | "pictures">;
}
