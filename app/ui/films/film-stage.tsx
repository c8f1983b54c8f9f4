import { BlockStack, Button, InlineStack, Spinner, Text } from "@shopify/polaris";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import {
  FILM_RATE,
  type FilmMood,
  type FilmPlan,
  MUSIC_HERTZ,
  makeMusic,
} from "../../domains/media/index.ts";
import { useFormatters } from "../shop-context.tsx";
import { drawFilm, type LayerImage, type ShotImage } from "./draw-film.ts";

/** What a preview shows: a plan and its drawings. */
export interface StagedFilm {
  plan: FilmPlan;
  shots: ShotImage[];
  layers: LayerImage[];
}

/** A film as it will be, going round. Still for who asked for less motion, until it is played. */
export function FilmStage({
  film,
  busy,
  music,
}: {
  film: StagedFilm | null;
  busy: boolean;
  music: FilmMood | null;
}) {
  const { t } = useTranslation();
  const format = useFormatters();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [playing, setPlaying] = useState(true);
  const [sound, setSound] = useState(false);
  const at = useRef(0);
  const shown = useRef(film);
  shown.current = film;

  useEffect(() => {
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) setPlaying(false);
  }, []);
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (!context || !film) return;
    const draw = () => {
      const now = shown.current;
      if (now) drawFilm(context, now.plan, now.shots, now.layers, Math.floor(at.current));
    };
    if (!playing) {
      // The last picture says everything.
      at.current = film.plan.count - 1;
      return draw();
    }
    let before: number | null = null;
    let request = requestAnimationFrame(function step(time) {
      const passed = before === null ? 0 : ((time - before) * FILM_RATE.num) / FILM_RATE.den / 1000;
      before = time;
      at.current = (at.current + passed) % film.plan.count;
      draw();
      request = requestAnimationFrame(step);
    });
    return () => cancelAnimationFrame(request);
  }, [film, playing]);
  useMusic(sound && playing ? music : null);

  return (
    <BlockStack gap="200">
      <div className="cs-film" aria-busy={busy}>
        <canvas
          ref={canvas}
          width={540}
          height={960}
          role="img"
          aria-label={t("films.preview.label")}
        />
        {busy || !film ? (
          <div className="cs-film__wait">
            {busy ? (
              <Spinner size="small" accessibilityLabel={t("films.preview.drawing")} />
            ) : (
              <Text as="p" tone="subdued">
                {t("films.preview.none")}
              </Text>
            )}
          </div>
        ) : null}
      </div>
      <InlineStack gap="200" align="center" blockAlign="center">
        <Button size="slim" disabled={!film} onClick={() => setPlaying(!playing)}>
          {playing ? t("films.preview.pause") : t("films.preview.play")}
        </Button>
        {music ? (
          <Button size="slim" disabled={!film} pressed={sound} onClick={() => setSound(!sound)}>
            {sound ? t("films.preview.soundOff") : t("films.preview.soundOn")}
          </Button>
        ) : null}
        {film ? (
          <Text as="span" tone="subdued" variant="bodySm">
            {format.duration((film.plan.count / FILM_RATE.num) * FILM_RATE.den * 1000)}
          </Text>
        ) : null}
      </InlineStack>
    </BlockStack>
  );
}

/** Plays a piece round and round, made by the same arithmetic as the film's. */
function useMusic(mood: FilmMood | null) {
  useEffect(() => {
    if (!mood) return;
    const context = new AudioContext({ sampleRate: MUSIC_HERTZ });
    const { left, right } = makeMusic(mood);
    const buffer = context.createBuffer(2, left.length, MUSIC_HERTZ);
    buffer.copyToChannel(left as Float32Array<ArrayBuffer>, 0);
    buffer.copyToChannel(right as Float32Array<ArrayBuffer>, 1);
    const source = new AudioBufferSourceNode(context, { buffer, loop: true });
    source.connect(context.destination);
    source.start();
    return () => void context.close();
  }, [mood]);
}
