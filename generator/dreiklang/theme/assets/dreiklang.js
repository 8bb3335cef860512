/* Small additions. Without this file every page reads, plays and prints as well.

   [data-open-search]   opens the search dialog; its code is fetched then, not before
   [data-search-results] the results page, filled by the same code
   .theme-toggle        system, light, dark; stored only when the reader chooses
   dk-assessment        counts a self-assessment in the browser; sends and stores nothing
   [data-from] [data-until] on pages with notes that time shows (overdue pages)
   [data-print] [data-copy] [data-say] tools at the end of a page; [data-print-part] prints one section */
(function () {
  "use strict";
  const STORE = "dreiklang-farben";
  const root = document.documentElement;
  root.classList.add("js");
  const one = (selector, from = document) => from.querySelector(selector);
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];

  const stored = () => {
    try { return localStorage.getItem(STORE); } catch { return null; }
  };
  const theme = (name) => {
    if (name === "light" || name === "dark") root.dataset.theme = name;
    else delete root.dataset.theme;
  };
  theme(stored());

  function menu() {
    const button = one("button.menu-toggle"), nav = one(".main-nav");
    if (!button || !nav) return;
    const set = (open) => {
      nav.classList.toggle("is-open", open);
      button.setAttribute("aria-expanded", String(open));
    };
    button.addEventListener("click", () => set(button.getAttribute("aria-expanded") !== "true"));
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || one("dialog[open]") || !nav.classList.contains("is-open")) return;
      set(false);
      button.focus();
    });
  }

  /* Three states in a row: as the system has it, light, dark. */
  function themes() {
    const button = one(".theme-toggle");
    if (!button) return;
    const order = ["system", "light", "dark"];
    const show = () => { one(".theme-toggle__text", button).textContent = button.dataset[root.dataset.theme || "system"]; };
    button.addEventListener("click", () => {
      const next = order[(order.indexOf(root.dataset.theme || "system") + 1) % order.length];
      theme(next);
      show();
      try {
        if (next === "system") localStorage.removeItem(STORE);
        else localStorage.setItem(STORE, next);
      } catch { /* locked: holds for this page */ }
    });
    show();
  }

  const fold = () => {
    if (matchMedia("(max-width: 61.99rem)").matches) all("details.fold").forEach((details) => { details.open = false; });
  };

  function search() {
    const dialog = one("#dk-search");
    if (!dialog || !dialog.showModal) return;
    const code = () => import(new URL(dialog.dataset.script, location.href).href);
    all("[data-open-search]").forEach((link) => link.addEventListener("click", async (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      try { (await code()).openSearch(dialog); } catch { location.href = link.href; }
    }));
    const results = one("[data-search-results]");
    if (results) code().then((found) => found.resultsPage(results));
  }

  /* Notes that time shows, on pages without events.js. */
  function overdue() {
    all(".overdue[data-from]").forEach((note) => { note.hidden = Date.now() < Date.parse(note.dataset.from); });
  }

  /* Said in the nearest line for it, so that the words appear where the reader is. */
  const say = (text, from) => {
    let near = from, line = null;
    for (; near && !line; near = near.parentElement) line = one("[data-say]", near);
    if (line) line.textContent = text;
  };
  const copy = (text, done, from) => {
    if (!navigator.clipboard) return say(text, from);
    return navigator.clipboard.writeText(text).then(() => say(done, from), () => say(text, from));
  };

  /* One section alone on paper; style sheets hide the rest. */
  function printPart(section) {
    root.dataset.part = "";
    section.classList.add("is-printed");
    addEventListener("afterprint", () => {
      delete root.dataset.part;
      section.classList.remove("is-printed");
    }, { once: true });
    print();
  }

  function tools() {
    document.addEventListener("click", (event) => {
      const button = event.target.closest("[data-print], [data-print-part], [data-copy]");
      if (!button) return;
      if ("copy" in button.dataset) copy(button.dataset.copy, button.dataset.done, button);
      else if ("print" in button.dataset) print();
      else printPart(button.closest("section"));
    });
  }

  class Assessment extends HTMLElement {
    connectedCallback() {
      this.form = one("form", this);
      if (!this.form) return;
      this.form.addEventListener("change", () => this.show());
      this.form.addEventListener("reset", () => setTimeout(() => this.show()));
      this.form.addEventListener("submit", (event) => event.preventDefault());
      this.show();
    }

    show() {
      const sets = all("fieldset", this), picked = all("input:checked", this);
      const sum = picked.reduce((total, input) => total + Number(input.value), 0);
      const most = sets.reduce((total, set) => total + all("input", set).length, 0);
      const complete = picked.length === sets.length;
      one(".result__bar .fill", this).setAttribute("width", String(Math.round(600 * sum / most)));
      one("[data-sum]", this).textContent = this.form.dataset.points.replace("{sum}", sum).replace("{answered}", picked.length);
      const levels = all(".levels > div", this);
      const level = levels.find((entry) => sum <= Number(entry.dataset.to));
      levels.forEach((entry) => {
        entry.classList.toggle("is-other", !complete || entry !== level);
        entry.toggleAttribute("aria-current", complete && entry === level);
      });
      one("[data-advice]", this).textContent = complete ? "" : this.form.dataset.incomplete;
      this.advise(picked, complete);
    }

    advise(picked, complete) {
      const advice = one("[data-next]", this);
      if (!advice) return;
      const chosen = new Set(picked.map((input) => `${input.name.slice(1)}-${input.value}`));
      all("[data-for]", advice).forEach((line) => { line.hidden = !chosen.has(line.dataset.for); });
      advice.hidden = !complete || !all("[data-for]:not([hidden])", advice).length;
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    [menu, themes, fold, search, overdue, tools].forEach((part) => part());
    customElements.define("dk-assessment", Assessment);
  });
})();
