/* The results page. The address is the state: ?q= and one key per facet. Every filter is a link. */

import { facets, find } from "./search-engine.js";
import { chosenIn, counted as countedFacet, grouped, narrowed, voiceIn } from "./search-facets.js";
import { counted, el, excerpt, help, part, say, titleOf, whereabouts } from "./search-parts.js";

const FIRST = 5;
const MORE = 20;

let parts = null;
let latest = 0;

export async function follow(root) {
  parts = {
    root,
    input: root.querySelector("input[name=q]"),
    filters: root.querySelector("[data-filters]"),
    hits: root.querySelector("[data-hits]"),
    status: root.querySelector("[role=status]"),
  };
  root.querySelector("form").addEventListener("submit", submit);
  root.addEventListener("click", choose);
  addEventListener("popstate", () => {
    parts.input.value = asked();
    draw();
  });
  /* Somebody may be typing while this was loading. */
  if (document.activeElement !== parts.input) parts.input.value ||= asked();
  await draw();
}

function asked() {
  return (new URLSearchParams(location.search).get("q") ?? "").trim();
}

function submit(event) {
  event.preventDefault();
  const query = parts.input.value.trim();
  go(query ? `?${new URLSearchParams({ q: query })}` : location.pathname);
}

/* A filter, followed without loading the page again; the focus stays on it. */
async function choose(event) {
  const link = event.target.closest("a[data-choice]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const { choice } = link.dataset;
  await go(link.href);
  parts.filters.querySelector(`a[data-choice="${CSS.escape(choice)}"]`)?.focus();
}

function go(address) {
  history.pushState(null, "", address);
  return draw();
}

async function draw() {
  const own = ++latest;
  const parameters = new URLSearchParams(location.search);
  const query = asked();
  if (!query) return clear("");
  parts.status.textContent = say("loading");
  try {
    const [results, table] = await Promise.all([find(query), facets()]);
    const chosen = chosenIn(parameters, table);
    const kept = narrowed(results, table, chosen);
    const groups = grouped(kept, voiceIn(table));
    const sections = await Promise.all(groups.map(([voice, some]) => section(voice, some, groups.length === 1)));
    if (own !== latest) return undefined;
    parts.status.replaceChildren(...summary(kept.length, query));
    parts.filters.replaceChildren(...filters(results, table, chosen));
    parts.filters.closest("aside").hidden = !results.length;
    return parts.hits.replaceChildren(...(kept.length ? sections : [help(parts.root.dataset.index)]));
  } catch {
    return own === latest ? clear(say("error"), help(parts.root.dataset.index)) : undefined;
  }
}

function clear(message, ...more) {
  parts.status.textContent = message;
  parts.filters.closest("aside").hidden = true;
  parts.filters.replaceChildren();
  parts.hits.replaceChildren(...more);
}

function summary(total, query) {
  if (!total) return [say("none", { q: query })];
  return [el("strong", {}, counted("count", total)), ` ${say("for", { q: query })}`];
}

/* A facet is worth showing when it has something to choose. */
function filters(results, table, chosen) {
  return Object.keys(table.values).flatMap((facet) => {
    const values = countedFacet(results, table, chosen, facet);
    if (values.length < 2 && !chosen[facet]) return [];
    const name = `dk-filter-${table.parameters[facet]}`;
    const others = { ...chosen, [facet]: undefined };
    const all = { word: "", label: say("everything"), count: narrowed(results, table, defined(others)).length };
    return [el("nav", { "aria-labelledby": name }, el("h2", { id: name }, say(`facet_${facet}`)),
      el("ul", {}, [all, ...values].map((value) => el("li", {}, choice(facet, value, chosen, table.parameters[facet])))))];
  });
}

function defined(chosen) {
  return Object.fromEntries(Object.entries(chosen).filter(([, word]) => word));
}

function choice(facet, { word, label, count }, chosen, key) {
  const address = new URL(location.href);
  if (word) address.searchParams.set(key, word);
  else address.searchParams.delete(key);
  const current = (chosen[facet] ?? "") === word ? "true" : null;
  return el("a", { href: address.href, "data-choice": `${facet}:${word}`, "aria-current": current },
    `${label} `, el("span", { class: "count" }, String(count)));
}

async function section(voice, results, alone) {
  const name = `dk-hits-${voice || "other"}`;
  const list = el("ul", { class: "hits" });
  const box = el("section", { class: `hit-group${voice ? ` voice-${voice}` : ""}`, "aria-labelledby": name },
    el("h2", { id: name }, part(voice || "other"), " ", el("span", { class: "count" }, counted("count", results.length))), list);
  await extend(list, results, alone ? MORE : FIRST);
  return box;
}

/* More hits into a list, and a button for the rest. */
async function extend(list, results, number) {
  const shown = list.children.length;
  const hits = await Promise.all(results.slice(shown, shown + number).map(({ hit }) => hit()));
  list.append(...hits.map(item));
  const left = results.length - list.children.length;
  if (left < 1) return;
  const button = el("button", { type: "button", class: "button button--line button--small" }, counted("more", left));
  const line = el("p", {}, button);
  button.addEventListener("click", async () => {
    await extend(list, results, MORE);
    line.remove();
    list.children[shown + number].querySelector("a").focus();
  });
  list.after(line);
}

function item(hit) {
  const turn = hit.place?.type === "turn";
  const words = excerpt(hit);
  return el("li", {},
    turn ? el("p", { class: "hit-at" }, part("play"), whereabouts(hit)) : [],
    el("h3", {}, el("a", { class: "title-link", href: hit.url }, titleOf(hit))),
    el("p", {}, turn ? [say("quote_open"), ...words, say("quote_close")] : words),
    el("p", { class: "meta" }, turn ? say("transcript") : whereabouts(hit)));
}
