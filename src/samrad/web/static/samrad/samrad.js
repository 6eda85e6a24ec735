// Comforts only: every page works without this file.
"use strict";

const openMenus = () => document.querySelectorAll("details.menu[open]");

document.addEventListener("click", (event) => {
  for (const menu of openMenus()) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of openMenus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// A form that htmx puts back with errors moves the focus as a whole page would.
document.addEventListener("htmx:afterSwap", (event) => {
  event.detail.target.querySelector(".error-summary")?.focus();
});
