// Small comforts. Every page works without this file.
"use strict";

// Close the evidence panel with its × or with Escape.
function closeEvidence() {
  const panel = document.getElementById("evidence");
  if (panel) panel.replaceChildren();
  document.querySelectorAll(".m.open").forEach((mark) => mark.classList.remove("open"));
}

document.addEventListener("click", (event) => {
  const close = event.target.closest("[data-close]");
  if (close) {
    event.preventDefault();
    closeEvidence();
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") closeEvidence();
});

// Show which mark the panel speaks of.
document.addEventListener("htmx:beforeRequest", (event) => {
  document.querySelectorAll(".m.open").forEach((mark) => mark.classList.remove("open"));
  event.target.closest(".m")?.classList.add("open");
});
