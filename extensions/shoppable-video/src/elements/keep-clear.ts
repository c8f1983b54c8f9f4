/** After a change of the page, before it is looked at again. */
const CALM_MS = 150;
/** Pixels between ours and what lies below it. */
const GAP = 8;
/** What the theme fixes at the window's lower edge ends no farther from it. */
const NEAR_EDGE = 40;
/** Taller than this share of the window it is a drawer or a dialog, over which nothing has to stand. */
const TALL = 0.5;

/** They give way to the theme, and not to one another. */
const OURS = "clipshelf-dock, clipshelf-player";

/**
 * Keeps what stands in a lower corner of the window above what the theme has fixed there: a bar that sells the
 * product, a notice about cookies, a chat. `stand` is told by how many pixels to rise from the edge, 0 where
 * nothing is. Looks once the page rests, and never while it scrolls.
 */
export function keepClear(corner: Element, stand: (px: number) => void, signal: AbortSignal): void {
  let timer = 0;
  let last = 0;
  const look = () => {
    const lift = heightBelow(corner, last);
    if (lift !== last) stand(lift);
    last = lift;
  };
  const later = () => {
    clearTimeout(timer);
    timer = window.setTimeout(look, CALM_MS);
  };
  for (const type of ["scroll", "resize", "load"])
    addEventListener(type, later, { passive: true, signal });
  // Bars slide in, and notices go away.
  for (const type of ["transitionend", "animationend", "click"])
    document.addEventListener(type, later, { signal });
  const added = new MutationObserver(later);
  added.observe(document.body, { childList: true });
  signal.addEventListener("abort", () => {
    clearTimeout(timer);
    added.disconnect();
  });
  later();
}

function heightBelow(corner: Element, lift: number): number {
  const { left, right, top, bottom, width } = corner.getBoundingClientRect();
  const isLow = bottom + lift > innerHeight / 2 && top > 0;
  if (!width || !isLow) return 0;
  const fixed = new Set<Element>();
  // What ends near the edge is met on one of so few lines: each look has the browser lay the page out.
  for (const x of [left + 1, (left + right) / 2, right - 1])
    for (let y = 2; y <= NEAR_EDGE + 2; y += NEAR_EDGE / 2)
      for (const element of document.elementsFromPoint(x, innerHeight - y)) {
        const bar = element.closest(OURS) ? null : fixedParent(element);
        if (bar) fixed.add(bar);
      }
  const heights = [...fixed].map((bar) => {
    const box = bar.getBoundingClientRect();
    const counts = box.bottom > innerHeight - NEAR_EDGE && box.height < innerHeight * TALL;
    return counts ? Math.round(innerHeight - box.top) + GAP : 0;
  });
  return Math.max(0, ...heights);
}

/** Itself or what holds it, where that stays at the window's edge while the page moves. */
function fixedParent(element: Element): Element | null {
  for (let at: Element | null = element; at && at !== document.body; at = at.parentElement) {
    const { position, bottom } = getComputedStyle(at);
    if (position === "fixed" || (position === "sticky" && bottom !== "auto")) return at;
  }
  return null;
}
