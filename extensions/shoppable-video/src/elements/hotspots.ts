import { pictureBox, pointInFrame } from "../core/picture-fit.ts";
import { isOn } from "../core/tag-times.ts";
import { say, type Words } from "../core/words.ts";
import type { ProductClient } from "../transport/product-client.ts";
import text from "./hotspots.css";
import type { Hotspots, ProductSeed } from "./product-setup.ts";
import { html } from "./template.ts";

export const styles: string = text;

/** Half a touch target: a hotspot at the very edge stays whole, also where the picture is cropped. */
const EDGE = 22;

/**
 * Buttons on the picture, each in its time range. They are in the clip's own place in the tab order; one
 * that holds the focus stays until the focus has moved on.
 */
export function openHotspots(
  root: ShadowRoot,
  words: Words,
  products: Pick<ProductClient, "get">,
  pick: (at: number) => void,
): Hotspots {
  const layer = document.createElement("div");
  layer.className = "hotspots";
  layer.setAttribute("role", "group");
  layer.setAttribute("part", "hotspots");
  layer.ariaLabel = say(words, "product.others");
  let seeds: readonly ProductSeed[] = [];
  let at = 0;
  const spots = () => [...layer.querySelectorAll<HTMLElement>(".hotspot")];
  const seedOf = (spot: HTMLElement) => seeds[Number(spot.dataset.spot)];

  const place = () => {
    const frame = layer.parentElement;
    const video = frame?.querySelector("video");
    if (!frame || !video) return;
    const size = { width: frame.clientWidth, height: frame.clientHeight };
    const ratio = video.videoWidth / video.videoHeight || size.width / size.height;
    const fit = getComputedStyle(video).objectFit === "cover" ? "cover" : "contain";
    const picture = pictureBox(size, ratio, fit);
    for (const spot of spots()) {
      const { x, y } = seedOf(spot) ?? {};
      const { left, top } = pointInFrame({ x: x ?? 0, y: y ?? 0 }, picture, size, EDGE);
      Object.assign(spot.style, { left: `${left}px`, top: `${top}px` });
      spot.dataset.side = left < 90 ? "left" : left > size.width - 90 ? "right" : "middle";
    }
  };
  const resized = new ResizeObserver(place);

  const move = (ms: number) => {
    at = ms;
    for (const spot of spots()) {
      const seed = seedOf(spot);
      const on = seed !== undefined && isOn(seed, ms);
      if (on || root.activeElement !== spot) spot.hidden = !on;
      if (on) name(spot, seed);
    }
  };
  /** The clip knows titles in the shop's own language, the theme in the shopper's. */
  const name = (spot: HTMLElement, { handle }: ProductSeed) => {
    if (spot.dataset.handle) return;
    spot.dataset.handle = handle;
    products.get(handle).then(
      ({ title }) => {
        spot.ariaLabel = say(words, "product.hotspot", { title });
        if (spot.firstChild) spot.firstChild.textContent = title;
      },
      () => {},
    );
  };
  layer.addEventListener("click", (event) => {
    const spot =
      event.target instanceof Element ? event.target.closest<HTMLElement>(".hotspot") : null;
    if (!spot) return;
    // The picture beneath would pause.
    event.stopPropagation();
    pick(Number(spot.dataset.spot));
  });
  layer.addEventListener("focusout", () => setTimeout(() => move(at)));

  return {
    show(next) {
      seeds = next;
      const frame = root.querySelector(".slide:not([inert]) .frame");
      resized.disconnect();
      layer.remove();
      layer.innerHTML = html`${seeds.map(
        (seed, index) =>
          (seed.x ?? null) !== null &&
          (seed.y ?? null) !== null &&
          html`<button type="button" class="hotspot" part="hotspot" data-spot="${index}" aria-label="${say(words, "product.hotspot", { title: seed.title })}" hidden><span aria-hidden="true">${seed.title}</span></button>`,
      )}`.text;
      if (!frame || !layer.innerHTML) return;
      frame.append(layer);
      resized.observe(frame);
      frame.querySelector("video")?.addEventListener("loadedmetadata", place, { once: true });
      place();
      move(0);
    },
    move,
  };
}
