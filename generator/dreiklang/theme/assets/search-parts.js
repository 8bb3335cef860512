/* Words and small pieces of markup, both from the page: nothing here speaks a language. */

function dialog() {
  return document.getElementById("dk-search");
}

let words = null;

/* The sentence for a key, its {values} filled in. */
export function say(key, values = {}) {
  words ??= JSON.parse(dialog().dataset.words);
  return words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

export function counted(key, n, values = {}) {
  return say(n === 1 ? `${key}_one` : `${key}_many`, { n: new Intl.NumberFormat(document.documentElement.lang).format(n), ...values });
}

/* A copy of a piece of the page's template: a symbol, a voice with its symbol. */
export function part(name) {
  return [...dialog().querySelector("template").content.querySelector(`[data-part="${name}"]`).cloneNode(true).childNodes];
}

export function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== null) made.setAttribute(name, value);
  made.append(...children.flat());
  return made;
}

/* [{text, marked}] as nodes. */
function marked(parts) {
  return parts.map(({ text, marked: on }) => (on ? el("mark", {}, text) : text));
}

/* The words around what was found, with an ellipsis where they were cut. */
export function excerpt({ excerpt: parts, cut: [before, after] }) {
  return [before ? "… " : "", ...marked(parts), after ? " …" : ""];
}

/* „Folge 3 · 12:40 · Jette Brandhorst“, „Abschnitt Umsetzung“ or the page's line of facts. */
export function whereabouts(hit) {
  const { place } = hit;
  if (place?.type === "turn") return [hit.label || hit.kind, place.time, place.speaker].filter(Boolean).join(" · ");
  if (place?.type === "section") return `${hit.kind} · ${say("section", { title: place.title })}`;
  return hit.note;
}

export function titleOf(hit) {
  const number = hit.label.startsWith("#") ? `${hit.label} ` : "";
  return [number, ...marked(hit.title)];
}

/* The help where nothing was found, and where nothing works. */
export function help(index) {
  return el("p", {}, `${say("none_help")} `, el("a", { href: index }, say("index")));
}
