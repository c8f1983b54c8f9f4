import {
  changePart,
  cutOut,
  type EditDocument,
  type EditOverlay,
  type EditPart,
  type EditSource,
  freshId,
  type ImageOverlay,
  LIMITS,
  type partAt,
  splitAt,
  type TextOverlay,
  timeOf,
  trimPart,
} from "../../domains/media/index.ts";

type NewOverlay = Omit<TextOverlay, "id"> | Omit<ImageOverlay, "id">;

export const STICKER = { from: null, to: null, x: 0.5, y: 0.5, width: 0.35, opacity: 1 };
export const WATERMARK = { from: null, to: null, x: 0.86, y: 0.07, width: 0.2, opacity: 0.6 };
export const TEXT: Omit<TextOverlay, "id" | "text"> = {
  kind: "text",
  ...{ from: null, to: null, x: 0.5, y: 0.8, width: 0.85, opacity: 1 },
  ...{ size: 0.08, colour: "#ffffff", background: null },
  weight: 700,
  align: "centre",
};

/** Two places to look at nearer than this to each other are one, milliseconds. */
const FOCUS_APART = 20;

/**
 * What people do to an edit, each one step of `change`: changes with the same name close together are one
 * step that is undone. Times are milliseconds of the finished clip unless they are a part's.
 */
export function documentDeeds({
  document,
  rate,
  change,
  sourceOf,
}: {
  document: EditDocument;
  rate: EditSource["rate"];
  change: (next: (document: EditDocument) => EditDocument, name?: string) => void;
  sourceOf: (id: string) => EditSource | null;
}) {
  return {
    split: (now: number) => change((doc) => splitAt(doc, rate, now)),
    cut: (range: { from: number; to: number }) => change((doc) => cutOut(doc, rate, range)),

    /** An end of a part is moved to that time of its source. */
    trim(id: string, end: "from" | "to", time: number) {
      const part = document.parts.find((each) => each.id === id);
      if (!part) return;
      const length = sourceOf(part.source)?.length ?? 0;
      const range = { from: part.from, to: part.to, [end]: time };
      change((doc) => trimPart(doc, id, range, length), `${id} ${end} handle`);
    },
    editPart(part: EditPart, fields: Partial<Omit<EditPart, "id">>, what: string) {
      change((doc) => {
        const { from, to, ...rest } = fields;
        const changed = changePart(doc, part.id, rest);
        if (from === undefined && to === undefined) return changed;
        const range = { from: from ?? part.from, to: to ?? part.to };
        return trimPart(changed, part.id, range, sourceOf(part.source)?.length ?? 0);
      }, `${part.id} ${what}`);
    },
    /** The part looks there from here on; null: no longer. */
    lookAt(here: NonNullable<ReturnType<typeof partAt>>, point: { x: number; y: number } | null) {
      const { part } = here.placed;
      const at = Math.round(timeOf(here.sourceFrame, rate));
      const others = part.focus.filter((each) => Math.abs(each.at - at) > FOCUS_APART);
      const focus = point ? [...others, { at, ...point }].slice(-LIMITS.focusPoints) : [];
      change((doc) => changePart(doc, part.id, { focus }), `${part.id} focus`);
    },

    /** Answers its id. */
    addOverlay(added: NewOverlay): string {
      const id = freshId(document);
      change((doc) => ({ ...doc, overlays: [...doc.overlays, { ...added, id } as EditOverlay] }));
      return id;
    },
    changeOverlay(id: string, fields: Partial<EditOverlay>, what: string) {
      const changed = (each: EditOverlay) =>
        each.id === id ? ({ ...each, ...fields } as EditOverlay) : each;
      change((doc) => ({ ...doc, overlays: doc.overlays.map(changed) }), what);
    },
    removeOverlay(id: string) {
      change((doc) => ({ ...doc, overlays: doc.overlays.filter((each) => each.id !== id) }));
    },
    setMusic(file: string) {
      const music = { file, volume: 0.5, replaces: false };
      change((doc) => ({ ...doc, sound: { ...doc.sound, music } }));
    },
  };
}
