/* Narrowing what was found, and counting what would remain. */

/* {facet: word} of the facets that an address narrows by; the table names each facet's key there. */
export function chosenIn(parameters, table) {
  const chosen = {};
  for (const [facet, key] of Object.entries(table.parameters)) if (parameters.get(key)) chosen[facet] = parameters.get(key);
  return chosen;
}

function wordsOf(table, id, facet) {
  const row = table.pages[id]?.[Object.keys(table.values).indexOf(facet)] ?? [];
  return row.map((place) => table.values[facet][place][0]);
}

/* The results that have all chosen values. */
export function narrowed(results, table, chosen) {
  const wanted = Object.entries(chosen);
  return results.filter(({ id }) => wanted.every(([facet, word]) => wordsOf(table, id, facet).includes(word)));
}

/* How many results each value of a facet would leave, the other choices kept: [{word, label, count}] */
export function counted(results, table, chosen, facet) {
  const others = Object.fromEntries(Object.entries(chosen).filter(([name]) => name !== facet));
  const counts = new Map();
  for (const { id } of narrowed(results, table, others)) {
    for (const word of wordsOf(table, id, facet)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return table.values[facet]
    .map(([word, label]) => ({ word, label, count: counts.get(word) ?? 0 }))
    .filter(({ word, count }) => count || chosen[facet] === word);
}

/* The results of each voice, the group with the best result first; "" holds what speaks with none. */
export function grouped(results, voiceOf) {
  const groups = new Map();
  for (const result of results) {
    const voice = voiceOf(result);
    groups.set(voice, [...(groups.get(voice) ?? []), result]);
  }
  return [...groups];
}

export function voiceIn(table) {
  return ({ id }) => wordsOf(table, id, "voice").filter((word) => word !== "other")[0] ?? "";
}
