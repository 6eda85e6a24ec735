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

// A meeting in session: the parts of the page follow as they change. What somebody is writing in is left alone.
for (const room of document.querySelectorAll("[data-live]")) {
  const stream = new EventSource(room.dataset.live);
  stream.addEventListener("message", (event) => {
    const fresh = new DOMParser().parseFromString(event.data, "text/html");
    for (const part of fresh.querySelectorAll("[data-part]")) {
      const shown = document.getElementById(part.id);
      if (!shown || shown.isEqualNode(part) || shown.contains(document.activeElement)) continue;
      const next = document.adoptNode(part);
      next.classList.add("just-changed");
      shown.replaceWith(next);
    }
  });
  stream.addEventListener("over", () => stream.close());
}

// What is typed in a meeting is kept in this tab until it is saved, also when the network is gone.
for (const form of document.querySelectorAll("form[data-kept]")) {
  const place = (field) => `samrad:${form.dataset.kept}:${field.name}`;
  const typed = () => form.querySelectorAll("textarea, input[type=text]");
  for (const field of typed()) {
    const kept = sessionStorage.getItem(place(field));
    if (kept !== null && kept !== field.value && field.value === field.defaultValue) field.value = kept;
    field.addEventListener("input", () => sessionStorage.setItem(place(field), field.value));
  }
  form.addEventListener("submit", (event) => {
    if (!navigator.onLine) return event.preventDefault();
    for (const field of typed()) sessionStorage.removeItem(place(field));
  });
}
