import { trusted } from "../transport/trusted.ts";

/**
 * For the page of videos that comes through the app proxy: it cannot hand over sentences as the blocks do,
 * so they are fetched, in the page's language, before the elements wake up. Without them the page stays as
 * it was drawn, which is complete.
 */
for (const placement of document.querySelectorAll<HTMLElement>("[data-words]:not(script)")) {
  const answer = await fetch(placement.dataset.words ?? "");
  // As the blocks write it: a page that takes no plain strings refuses a script element that is filled by hand.
  const words = (await answer.text()).replaceAll("<", "\\u003c");
  const script = `<script type="application/json" data-words>${words}</script>`;
  placement.insertAdjacentHTML("beforeend", trusted(script));
}
const loader = "./clipshelf.js";
await import(loader);
