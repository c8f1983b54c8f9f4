// Built by scripts/build-extension.ts. Edit src/ and build again.
var KEY = Symbol.for("clipshelf.policy"), page = globalThis;
function trusted(markup) {
  try {
    page[KEY] ??= page.trustedTypes?.createPolicy("clipshelf", { createHTML: (text) => text });
  } catch {
  }
  return page[KEY]?.createHTML(markup) ?? markup;
}
for (let placement of document.querySelectorAll("[data-words]:not(script)")) {
  let script = `<script type="application/json" data-words>${(await (await fetch(placement.dataset.words ?? "")).text()).replaceAll("<", "\\u003c")}<\/script>`;
  placement.insertAdjacentHTML("beforeend", trusted(script));
}
var loader = "./clipshelf.js";
await import(loader);
