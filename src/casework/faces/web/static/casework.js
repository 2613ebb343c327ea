// Comfort only: every page does the same without it.
"use strict";

// A form is sent once, however often its button is pressed.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "yes";
});
// Back again from another page, it may be sent anew; its key tells the office that it is the same.
window.addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});

// Filters take effect when chosen.
for (const choice of document.querySelectorAll("form[data-at-once] select")) {
  choice.addEventListener("change", () => choice.form.requestSubmit());
}

// Who has written something is asked before leaving it.
for (const form of document.querySelectorAll("form[data-keep]")) {
  let written = false;
  form.addEventListener("input", () => { written = true; });
  form.addEventListener("submit", () => { written = false; });
  window.addEventListener("beforeunload", (event) => { if (written) event.preventDefault(); });
}

// What was refused is where one reads next.
const refused = document.querySelector("[data-focus]");
if (refused) refused.focus();

// Everything is printed, also what is closed.
window.addEventListener("beforeprint", () => {
  for (const part of document.querySelectorAll("details")) part.open = true;
});
