// Built by scripts/build-extension.ts. Edit src/ and build again.
for (let placement of document.querySelectorAll("[data-words]:not(script)")) {
  let answer = await fetch(placement.dataset.words ?? ""), words = document.createElement("script");
  words.type = "application/json", words.dataset.words = "", words.append(await answer.text()), placement.append(words);
}
var loader = "./clipshelf.js";
await import(loader);
