/** Tells our entries from those of a player that was open before. */
let mark = 0;
/** What closes each layer: the player, then what lies over it. */
let layers: (() => void)[] = [];
/** How many of our entries lie under the one where the browser is, that one included. */
let depth = 0;
let stepping = false;

/**
 * The back button closes the layer on top instead of leaving the page: each has a history entry. A step back
 * that we take ourselves takes its time, and would take with it what is pushed meanwhile: whatever opens
 * or closes until then is caught up with once the step has been made.
 * What is returned is to be called when the layer has gone in another way than by that button.
 */
export function addLayer(close: () => void): () => void {
  layers.push(close);
  catchUp();
  return () => {
    layers = layers.filter((other) => other !== close);
    catchUp();
  };
}

/** Nothing of ours is open over the page any more. */
export function clearLayers(): void {
  layers = [];
  catchUp();
}

function stepped(): void {
  const [whose, at] = history.state?.clipshelf ?? [];
  depth = whose === mark ? at + 1 : 0;
  if (!stepping) for (const close of layers.splice(depth)) close();
  stepping = false;
  catchUp();
}

function catchUp(): void {
  if (stepping) return;
  const missing = layers.length - depth;
  if (missing < 0) {
    stepping = true;
    history.go(missing);
    return;
  }
  if (layers.length > 0) addEventListener("popstate", stepped);
  else removeEventListener("popstate", stepped);
  try {
    for (; depth < layers.length; depth++) {
      if (depth === 0) mark = Math.random();
      history.pushState({ ...history.state, clipshelf: [mark, depth] }, "");
    }
  } catch {
    // A sandboxed frame may refuse: closing works all the same.
  }
}
