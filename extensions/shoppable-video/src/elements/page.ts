/**
 * For the page of videos that comes through the app proxy: it cannot hand over sentences as the blocks do,
 * so they are fetched, in the page's language, before the elements wake up. Without them the page stays as
 * it was drawn, which is complete.
 */
for (const placement of document.querySelectorAll<HTMLElement>("[data-words]:not(script)")) {
  const answer = await fetch(placement.dataset.words ?? "");
  const words = document.createElement("script");
  words.type = "application/json";
  words.dataset.words = "";
  // Data, not code: a page that refuses plain strings for scripts takes it as a child.
  words.append(await answer.text());
  placement.append(words);
}
const loader = "./clipshelf.js";
await import(loader);

export {};
