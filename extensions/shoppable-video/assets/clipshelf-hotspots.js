// Built by scripts/build-extension.ts. Edit src/ and build again.
function pictureBox(frame, ratio, fit) {
  let wider = ratio > frame.width / frame.height, byWidth = fit === "contain" ? wider : !wider, width = byWidth ? frame.width : frame.height * ratio, height = byWidth ? frame.width / ratio : frame.height;
  return { left: (frame.width - width) / 2, top: (frame.height - height) / 2, width, height };
}
function pointInFrame({ x, y }, picture, frame, edge) {
  let between = (value, most) => Math.max(edge, Math.min(most - edge, value));
  return { left: between(picture.left + x * picture.width, frame.width), top: between(picture.top + y * picture.height, frame.height) };
}
function isOn({ from, to }, ms) {
  return ms >= (from ?? 0) && ms < (to ?? Number.POSITIVE_INFINITY);
}
function say(words, key, fill = {}) {
  return (words[key] ?? key).replace(/\[(\w+)\]/g, (mark, name) => String(fill[name] ?? mark));
}
var hotspots_default = `.hotspots{position:absolute;inset:0;z-index:1;pointer-events:none}.hotspot{--ring: #fff;position:absolute;display:grid;place-items:center;width:44px;height:44px;margin:-22px 0 0 -22px;padding:0;border:0;border-radius:50%;background:none;pointer-events:auto;animation:appear .2s}.hotspot:before{content:"";width:16px;height:16px;border:3px solid #fff;border-radius:50%;background:#171717;box-shadow:0 0 0 6px #ffffff59,0 1px 6px #0000007f}.hotspot span{position:absolute;inset-block-start:40px;width:max-content;max-width:160px;padding:4px 10px;border-radius:999px;background:#141414cc;color:#fff;font-size:13px;line-height:1.3;overflow:hidden;text-overflow:ellipsis;white-space:nowrap;pointer-events:none}.hotspot[data-side=left] span{left:8px}.hotspot[data-side=right] span{right:8px}@keyframes appear{0%{opacity:0;scale:.6}}@media(prefers-reduced-motion:reduce){.hotspot{animation:none}}@media(forced-colors:active){.hotspot:before{border-color:ButtonText;background:ButtonFace}}
`;
var KEY = Symbol.for("clipshelf.policy"), page = globalThis;
function trusted(markup) {
  try {
    page[KEY] ??= page.trustedTypes?.createPolicy("clipshelf", { createHTML: (text) => text });
  } catch {
  }
  return page[KEY]?.createHTML(markup) ?? markup;
}
var ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
function html(parts, ...values) {
  let text = parts.reduce((sum, part, index) => sum + show(values[index - 1]) + part);
  return new Markup(text);
}
var MARK = Symbol.for("clipshelf.markup"), Markup = class {
  [MARK] = true;
  text;
  constructor(text) {
    this.text = trusted(text);
  }
};
function show(value) {
  return typeof value == "object" && value !== null && MARK in value ? value.text : Array.isArray(value) ? value.map(show).join("") : value == null || value === false ? "" : String(value).replace(/[&<>"']/g, (character) => ESCAPES[character] ?? "");
}
var styles = hotspots_default, EDGE = 22;
function openHotspots(root, words, products, pick) {
  let layer = document.createElement("div");
  layer.className = "hotspots", layer.setAttribute("role", "group"), layer.setAttribute("part", "hotspots"), layer.ariaLabel = say(words, "product.others");
  let seeds = [], at = 0, spots = () => [...layer.querySelectorAll(".hotspot")], seedOf = (spot) => seeds[Number(spot.dataset.spot)], place = () => {
    let frame = layer.parentElement, video = frame?.querySelector("video");
    if (!frame || !video) return;
    let size = { width: frame.clientWidth, height: frame.clientHeight }, ratio = video.videoWidth / video.videoHeight || size.width / size.height, fit = getComputedStyle(video).objectFit === "cover" ? "cover" : "contain", picture = pictureBox(size, ratio, fit);
    for (let spot of spots()) {
      let { x, y } = seedOf(spot) ?? {}, { left, top } = pointInFrame({ x: x ?? 0, y: y ?? 0 }, picture, size, EDGE);
      Object.assign(spot.style, { left: `${left}px`, top: `${top}px` }), spot.dataset.side = left < 90 ? "left" : left > size.width - 90 ? "right" : "middle";
    }
  }, resized = new ResizeObserver(place), move = (ms) => {
    at = ms;
    for (let spot of spots()) {
      let seed = seedOf(spot), on = seed !== void 0 && isOn(seed, ms);
      (on || root.activeElement !== spot) && (spot.hidden = !on), on && name(spot, seed);
    }
  }, name = (spot, { handle }) => {
    spot.dataset.handle || (spot.dataset.handle = handle, products.get(handle).then(({ title }) => {
      spot.ariaLabel = say(words, "product.hotspot", { title }), spot.firstChild && (spot.firstChild.textContent = title);
    }, () => {
    }));
  };
  return layer.addEventListener("click", (event) => {
    let spot = event.target instanceof Element ? event.target.closest(".hotspot") : null;
    spot && (event.stopPropagation(), pick(Number(spot.dataset.spot)));
  }), layer.addEventListener("focusout", () => setTimeout(() => move(at))), { show(next) {
    seeds = next;
    let frame = root.querySelector(".slide:not([inert]) .frame");
    resized.disconnect(), layer.remove(), layer.innerHTML = html`${seeds.map((seed, index) => (seed.x ?? null) !== null && (seed.y ?? null) !== null && html`<button type="button" class="hotspot" part="hotspot" data-spot="${index}" aria-label="${say(words, "product.hotspot", { title: seed.title })}" hidden><span aria-hidden="true">${seed.title}</span></button>`)}`.text, !(!frame || !layer.innerHTML) && (frame.append(layer), resized.observe(frame), frame.querySelector("video")?.addEventListener("loadedmetadata", place, { once: true }), place(), move(0));
  }, move };
}
export { openHotspots, styles };
