// The theme's search dialog has no name for screen readers.
document.querySelector(".md-search[role=dialog]")?.setAttribute("aria-label", "Search");
// A printed page shows what is folded.
addEventListener("beforeprint", () => document.querySelectorAll(".md-typeset details:not([open])").forEach((one) => { one.open = true; one.dataset.folded = ""; }));
addEventListener("afterprint", () => document.querySelectorAll("details[data-folded]").forEach((one) => { one.open = false; delete one.dataset.folded; }));
