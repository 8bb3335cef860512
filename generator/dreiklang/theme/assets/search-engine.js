/* The index: Pagefind with the first query, the facets when somebody narrows. */

import { hitOf } from "./search-hits.js";

export const SITE = new URL("../", import.meta.url);
const BUNDLE = new URL("pagefind/", SITE);

let engine = null;
let attempts = 0;
let table = null;

/* What the index is asked for what a reader wrote. A language's own rules belong here. */
export function prepare(query) {
  return query.normalize("NFC").replace(/\s+/g, " ").trim();
}

async function start() {
  /* A failed import stays failed for its address as long as the page lives. */
  const address = new URL(attempts ? `pagefind.js?${attempts}` : "pagefind.js", BUNDLE);
  attempts += 1;
  const { createInstance } = await import(address);
  /* Its worker would load the engine a second time and saves nothing at this size. */
  return createInstance({ basePath: BUNDLE.pathname, noWorker: true });
}

/* Pages with all words; where no page has them all, those with any, by the sum of what each word says. */
async function matches(index, asked) {
  const { results } = await index.search(asked);
  const words = asked.split(" ");
  if (results.length || words.length < 2) return results;
  const pages = new Map();
  for (const word of words) {
    for (const found of (await index.search(word)).results) {
      const page = pages.get(found.id) ?? { ...found, score: 0, words: [] };
      pages.set(found.id, { ...page, score: page.score + found.score, words: [...page.words, ...found.words] });
    }
  }
  return [...pages.values()].sort((a, b) => b.score - a.score);
}

/* Everything found, best first. Rejects when the index cannot be read; the next call tries again. */
export async function find(query) {
  const asked = prepare(query);
  if (!asked) return [];
  try {
    engine ??= start();
    const results = await matches(await engine, asked);
    /* Pagefind takes a part of the index that did not arrive for one without the word. */
    if (!results.length && !navigator.onLine) throw new Error("offline");
    return results.map((result) => ({
      id: result.id,
      score: result.score,
      hit: async () => hitOf(await result.data(), result.words, asked, SITE),
    }));
  } catch (error) {
    engine = null;
    throw error;
  }
}

/* {parameters: {facet: key}, values: {facet: [[word, label], …]}, pages: {id: [[place, …], …]}}, see search/facet_table.py */
export function facets() {
  table ??= fetch(new URL("facets.json", BUNDLE), { cache: "no-cache" })
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.statusText))))
    .catch((error) => {
      table = null;
      throw error;
    });
  return table;
}
