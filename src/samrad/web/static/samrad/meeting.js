// Comforts in a meeting: the page follows by itself, and what is typed outlives a lost network. Works without this file.
"use strict";

const say = (what, on) => {
  for (const line of document.querySelectorAll(`[data-when="${what}"]`)) line.hidden = !on;
};

// The parts of the page follow as they change. A part that has the focus waits until the focus moves on.
const follow = (room) => {
  const LONGEST_WAIT = 30000; // milliseconds
  let wait = 500;
  let stream;
  let latest = "";
  const show = () => {
    const fresh = new DOMParser().parseFromString(latest, "text/html");
    for (const part of fresh.querySelectorAll("[data-part]")) {
      const shown = document.getElementById(part.id);
      if (!shown || shown.isEqualNode(part) || shown.contains(document.activeElement)) continue;
      const next = document.adoptNode(part);
      next.classList.add("just-changed");
      shown.replaceWith(next);
    }
  };
  const open = () => {
    stream = new EventSource(room.dataset.live);
    stream.addEventListener("message", (event) => {
      wait = 500;
      latest = event.data;
      say("lost", false);
      show();
    });
    stream.addEventListener("over", () => {
      stream.close();
      say("over", true);
    });
    stream.addEventListener("error", () => {
      say("lost", true);
      if (stream.readyState !== EventSource.CLOSED) return; // the browser tries again by itself
      wait = Math.min(wait * 2, LONGEST_WAIT);
      setTimeout(open, wait);
    });
  };
  room.addEventListener("focusout", () => setTimeout(() => latest && show()));
  window.addEventListener("offline", () => say("lost", true));
  window.addEventListener("online", () => {
    if (stream.readyState === EventSource.OPEN) return;
    stream.close();
    open();
  });
  open();
};

// What is typed and not saved is kept in this browser, written so that only the same person can read it: the key comes
// with the page and is never stored. It is gone when it is saved, when the person logs out, and after half a day.
const KEPT = "samrad:kept:";
const KEPT_FOR = 12 * 60 * 60 * 1000; // milliseconds
const bytes = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
const letters = (buffer) => btoa(Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join(""));

const forgetTheOld = () => {
  for (const name of Object.keys(localStorage).filter((each) => each.startsWith(KEPT))) {
    let at = 0;
    try { at = JSON.parse(localStorage[name]).at; } catch { /* not ours to read: it goes */ }
    if (!(Date.now() - at < KEPT_FOR)) localStorage.removeItem(name);
  }
};

class Keeper {
  constructor(key, who) {
    this.key = key;
    this.who = who;
    this.turn = Promise.resolve();
  }

  static async from(secret) {
    const raw = bytes(secret);
    const who = letters(await crypto.subtle.digest("SHA-256", raw)).slice(0, 16);
    return new Keeper(await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]), who);
  }

  place(name) { return `${KEPT}${this.who}:${name}`; }

  keep(name, fields) {
    this.turn = this.turn.then(async () => {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const plain = new TextEncoder().encode(JSON.stringify(fields));
      const words = letters(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, this.key, plain));
      localStorage.setItem(this.place(name), JSON.stringify({ at: Date.now(), iv: letters(iv), words }));
    });
  }

  forget(name) { this.turn = this.turn.then(() => localStorage.removeItem(this.place(name))); }

  async kept(name) {
    try {
      const { iv, words } = JSON.parse(localStorage.getItem(this.place(name)));
      const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: bytes(iv) }, this.key, bytes(words));
      return JSON.parse(new TextDecoder().decode(plain));
    } catch { return null; } // nothing there, or not readable any more
  }
}

const UNKEPT = new Set(["submit", "button", "file", "password", "checkbox"]);
const fieldsOf = (form) => [...form.elements].filter((field) =>
  field.name && field.name !== "csrfmiddlewaretoken" && !UNKEPT.has(field.type));
const valuesOf = (form) => Object.fromEntries(fieldsOf(form)
  .filter((field) => field.type !== "radio" || field.checked).map((field) => [field.name, field.value]));
const isTyped = (form) => fieldsOf(form).some((field) => {
  if (field.type === "radio") return field.checked !== field.defaultChecked;
  if (field.tagName === "SELECT") return !([...field.options].find((each) => each.defaultSelected) ?? field.options[0])?.selected;
  return field.value !== field.defaultValue;
});
const fill = (form, values) => {
  for (const field of fieldsOf(form)) {
    if (!(field.name in values)) continue;
    if (field.type === "radio") field.checked = field.value === values[field.name];
    else field.value = values[field.name];
  }
};

// Whether Samråd can be reached now. A browser that says it is online may still have nobody at the other end.
const reached = () => fetch(document.querySelector("script[data-reach]").src,
  { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(5000) }).then(() => true, () => false);

const guard = async (form, keeper) => {
  const name = form.dataset.kept;
  const notice = form.querySelector("[data-kept-words]");
  form.addEventListener("input", () => isTyped(form) ? keeper.keep(name, valuesOf(form)) : keeper.forget(name));
  form.addEventListener("submit", async (event) => {
    if (form.dataset.reached) return;
    event.preventDefault();
    const there = await reached();
    say("unsaved", !there);
    if (!there) return;
    form.dataset.reached = "yes";
    form.requestSubmit(event.submitter);
  });
  notice?.querySelector("button").addEventListener("click", () => {
    form.reset();
    keeper.forget(name);
    notice.hidden = true;
  });
  const before = await keeper.kept(name);
  if (form.dataset.typed) return keeper.keep(name, valuesOf(form)); // it came back with its words in it
  if (!before || isTyped(form)) return;
  fill(form, before);
  if (!isTyped(form)) return keeper.forget(name);
  if (notice) notice.hidden = false;
  const folded = form.closest("details");
  if (folded) folded.open = true;
};

const keepAll = async (page) => {
  const keeper = await Keeper.from(page.dataset.keptKey);
  for (const saved of document.querySelectorAll("[data-saved]")) keeper.forget(saved.dataset.saved);
  await keeper.turn;
  for (const form of document.querySelectorAll("form[data-kept]")) await guard(form, keeper);
  page.dataset.keeps = "yes";
};

window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-reached]")) delete form.dataset.reached;
});
forgetTheOld();
for (const room of document.querySelectorAll("[data-live]")) follow(room);
for (const page of document.querySelectorAll("[data-kept-key]")) {
  if (window.crypto?.subtle) keepAll(page);
}
