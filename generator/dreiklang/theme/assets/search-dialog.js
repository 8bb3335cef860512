/* The dialog: a combobox whose list shows the best hits, grouped by voice (WAI-ARIA APG, combobox
   with listbox popup). The focus stays in the field; the options are links, so that they can be
   opened in a new tab. Escape closes the native dialog, which gives the focus back. */

import { facets, find } from "./search-engine.js";
import { counted as countedFacet, grouped, narrowed } from "./search-facets.js";
import { counted, el, excerpt, help, part, say, titleOf, whereabouts } from "./search-parts.js";

const MOST = 5;
const PAUSE = 120;

let parts = null;
let results = [];
let latest = 0;
let timer = 0;

export function open(dialog) {
  parts ??= wire(dialog);
  if (!dialog.open) dialog.showModal();
  parts.input.focus();
  parts.input.select();
}

function wire(dialog) {
  const one = (selector) => dialog.querySelector(selector);
  const found = {
    dialog,
    form: one("form"),
    input: one("#dk-search-input"),
    list: one("#dk-search-list"),
    status: one("#dk-search-status"),
    after: one("#dk-search-after"),
    narrow: one("#dk-search-narrow"),
  };
  found.input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(search, PAUSE);
  });
  found.input.addEventListener("keydown", keys);
  found.form.addEventListener("submit", (event) => {
    event.preventDefault();
    location.assign(page(found.input.value.trim()));
  });
  found.narrow.addEventListener("toggle", () => found.narrow.open && fill());
  found.narrow.addEventListener("change", search);
  dialog.addEventListener("click", ({ target }) => {
    if (target === dialog || target.closest("[data-close]") || target.closest("[role=option], #dk-search-after a")) dialog.close();
  });
  return found;
}

/* The lists of the facets in which something is chosen; each is named by the facet's key in addresses. */
function choices() {
  return [...parts.narrow.querySelectorAll("select")].filter((select) => select.value);
}

function chosen() {
  return Object.fromEntries(choices().map((select) => [select.dataset.facet, select.value]));
}

async function search() {
  const { input } = parts;
  const own = ++latest;
  const query = input.value.trim();
  if (!query) {
    results = [];
    return show([], 0, "");
  }
  if (!results.length) parts.status.textContent = say("loading");
  try {
    const all = await find(query);
    const choice = chosen();
    const kept = Object.keys(choice).length ? narrowed(all, await facets(), choice) : all;
    const hits = await Promise.all(kept.slice(0, MOST).map(({ hit }) => hit()));
    if (own !== latest) return undefined;
    results = all;
    if (parts.narrow.open) await fill();
    return show(hits, kept.length, query);
  } catch {
    if (own === latest) fail();
    return undefined;
  }
}

function fail() {
  show([], 0, "");
  parts.status.textContent = say("error");
  parts.after.replaceChildren(help(parts.dialog.dataset.index));
}

/* The hits, how many there are in all, and where to go on. */
function show(hits, total, query) {
  const { input, list, status, after } = parts;
  const groups = grouped(hits, ({ voice }) => voice).map(([voice, some]) => group(voice, some));
  list.replaceChildren(...groups);
  list.hidden = !hits.length;
  input.setAttribute("aria-expanded", String(hits.length > 0));
  list.querySelectorAll("[role=option]").forEach((option, i) => (option.id = `dk-search-option-${i}`));
  activate(null);
  status.textContent = !query ? "" : total ? counted("found", total, { q: query }) : say("none", { q: query });
  if (!query) after.replaceChildren();
  else if (!total) after.replaceChildren(help(parts.dialog.dataset.index));
  else after.replaceChildren(el("p", {}, el("a", { class: "text-link", href: page(query) }, say("all"))));
}

function page(query) {
  const address = new URL(parts.form.action);
  address.searchParams.set("q", query);
  for (const { name, value } of choices()) address.searchParams.set(name, value);
  return address.href;
}

function group(voice, hits) {
  const name = `dk-search-group-${voice || "other"}`;
  const look = voice ? `voice-${voice}` : null;
  return el("div", { role: "group", "aria-labelledby": name },
    el("h3", { id: name, role: "presentation", class: look }, part(voice || "other")),
    el("ul", { role: "presentation", class: look }, hits.map((hit) => el("li", { role: "presentation" }, option(hit)))));
}

function option(hit) {
  return el("a", { role: "option", href: hit.url, tabindex: "-1", "aria-selected": "false" },
    el("b", {}, titleOf(hit)), " ",
    el("span", { class: "meta" }, whereabouts(hit)), " ",
    el("span", { class: "search-dialog__excerpt" }, excerpt(hit)));
}

function keys(event) {
  const options = [...parts.list.querySelectorAll("[role=option]")];
  const at = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && options.length) {
    event.preventDefault();
    /* One place more than options: the field itself, between the last and the first. */
    const places = options.length + 1;
    activate(options[(at + 1 + step + places) % places - 1] ?? null);
  } else if (event.key === "Enter" && at >= 0) {
    event.preventDefault();
    options[at].click();
  } else if (event.key === "Escape") {
    event.preventDefault();
    parts.dialog.close();
  }
}

function activate(option) {
  parts.list.querySelector("[aria-selected=true]")?.setAttribute("aria-selected", "false");
  if (!option) return parts.input.removeAttribute("aria-activedescendant");
  option.setAttribute("aria-selected", "true");
  option.scrollIntoView({ block: "nearest" });
  return parts.input.setAttribute("aria-activedescendant", option.id);
}

/* The choices of the two lists, with what each would leave of the hits. */
async function fill() {
  try {
    const table = await facets();
    parts.narrow.querySelectorAll("select").forEach((select) => {
      const facet = select.dataset.facet;
      const values = countedFacet(results.length ? results : everything(table), table, chosen(), facet);
      const now = select.value;
      select.replaceChildren(select.options[0],
        ...values.map(({ word, label, count }) => el("option", { value: word }, `${label} (${count})`)));
      select.value = values.some(({ word }) => word === now) ? now : "";
    });
  } catch {
    fail();
  }
}

function everything(table) {
  return Object.keys(table.pages).map((id) => ({ id }));
}

