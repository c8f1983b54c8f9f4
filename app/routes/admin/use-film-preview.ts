import { useAppBridge } from "@shopify/app-bridge-react";
import { useEffect, useMemo, useState } from "react";
import { type FilmRecipe, type FilmWords, planFilm } from "../../domains/media/index.ts";
import type { Fault } from "../../kernel/result.ts";
import type { LayerImage, ShotImage } from "../../ui/films/draw-film.ts";
import type { StagedFilm } from "../../ui/films/film-stage.tsx";

/** Typing rests this long before words are drawn. */
const REST_MS = 350;

interface Shots {
  accent: string;
  shots: (ShotImage & { focus: { x: number; y: number } })[];
}

/** The preview of a film: its drawings come from the server, what is seen when is counted here. */
export function useFilmPreview(productId: string | null, recipe: FilmRecipe | null) {
  const shopify = useAppBridge();
  const [shots, setShots] = useState<{ key: string; made: Shots } | null>(null);
  const [layers, setLayers] = useState<{ words: FilmWords; made: LayerImage[] } | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const ask = useMemo(
    () =>
      async <T>(body: object, signal: AbortSignal): Promise<T | null> => {
        const response = await fetch("/app/library/films", {
          method: "POST",
          signal,
          headers: {
            "Content-Type": "application/json",
            Authorization: `Bearer ${await shopify.idToken()}`,
          },
          body: JSON.stringify(body),
        });
        const said = (await response.json()) as
          | { ok: true; value: T }
          | { ok: false; fault: Fault };
        setFault(said.ok ? null : said.fault);
        return said.ok ? said.value : null;
      },
    [shopify],
  );
  const failed = (error: unknown) => {
    if ((error as Error).name !== "AbortError")
      setFault({ kind: navigator.onLine ? "request-failed" : "request-offline" });
  };

  const key = recipe && productId ? JSON.stringify([productId, recipe.style, recipe.pictures]) : "";
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` says which shots are wanted
  useEffect(() => {
    if (!recipe || !productId || recipe.pictures.length === 0) return;
    const control = new AbortController();
    const { style, pictures } = recipe;
    ask<{ accent: string; shots: (Omit<Shots["shots"][0], "image"> & { src: string })[] }>(
      { deed: "shots", product: productId, style, pictures },
      control.signal,
    )
      .then(async (drawn) => {
        if (!drawn) return;
        const made = await Promise.all(drawn.shots.map(loaded));
        if (!control.signal.aborted) setShots({ key, made: { accent: drawn.accent, shots: made } });
      })
      .catch(failed);
    return () => control.abort();
  }, [key, ask]);

  const ready = shots?.key === key ? shots.made : null;
  const words = recipe?.words ?? null;
  const style = recipe?.style;
  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn anew for other shots or words only
  useEffect(() => {
    if (!ready || !words) return;
    const control = new AbortController();
    const timer = setTimeout(() => {
      ask<(Omit<LayerImage, "image"> & { src: string })[]>(
        { deed: "words", style, words, accent: ready.accent },
        control.signal,
      )
        .then(async (drawn) => {
          const made = await Promise.all((drawn ?? []).map(loaded));
          if (!control.signal.aborted) setLayers({ words, made });
        })
        .catch(failed);
    }, REST_MS);
    return () => {
      clearTimeout(timer);
      control.abort();
    };
  }, [ready, words, ask]);

  const film = useMemo((): StagedFilm | null => {
    if (!ready || !style || !layers) return null;
    const plan = planFilm(style, ready.shots, layers.words, ready.accent);
    const fits = plan.layers.length === layers.made.length;
    return { plan, shots: ready.shots, layers: fits ? layers.made : [] };
  }, [ready, style, layers]);
  return { film, fault, busy: key !== "" && !fault && (!ready || !film) };
}

async function loaded<T extends { src: string }>({ src, ...rest }: T) {
  const image = new Image();
  image.src = src;
  await image.decode();
  return { ...rest, image };
}
