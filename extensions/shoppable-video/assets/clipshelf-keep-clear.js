// Built by scripts/build-extension.ts. Edit src/ and build again.
var OURS = "clipshelf-dock, clipshelf-player";
function keepClear(corner, stand, signal) {
  let timer = 0, last = 0, look = () => {
    let lift = heightBelow(corner, last);
    lift !== last && stand(lift), last = lift;
  }, later = () => {
    clearTimeout(timer), timer = window.setTimeout(look, 150);
  };
  for (let type of ["scroll", "resize", "load"]) addEventListener(type, later, { passive: true, signal });
  for (let type of ["transitionend", "animationend", "click"]) document.addEventListener(type, later, { signal });
  let added = new MutationObserver(later);
  added.observe(document.body, { childList: true }), signal.addEventListener("abort", () => {
    clearTimeout(timer), added.disconnect();
  }), later();
}
function heightBelow(corner, lift) {
  let { left, right, top, bottom, width } = corner.getBoundingClientRect(), isLow = bottom + lift > innerHeight / 2 && top > 0;
  if (!width || !isLow) return 0;
  let fixed = /* @__PURE__ */ new Set();
  for (let x of [left + 1, (left + right) / 2, right - 1]) for (let y = 2; y <= 42; y += 40 / 2) for (let element of document.elementsFromPoint(x, innerHeight - y)) {
    let bar = element.closest(OURS) ? null : fixedParent(element);
    bar && fixed.add(bar);
  }
  let heights = [...fixed].map((bar) => {
    let box = bar.getBoundingClientRect();
    return box.bottom > innerHeight - 40 && box.height < innerHeight * 0.5 ? Math.round(innerHeight - box.top) + 8 : 0;
  });
  return Math.max(0, ...heights);
}
function fixedParent(element) {
  for (let at = element; at && at !== document.body; at = at.parentElement) {
    let { position, bottom } = getComputedStyle(at);
    if (position === "fixed" || position === "sticky" && bottom !== "auto") return at;
  }
  return null;
}
export { keepClear };
