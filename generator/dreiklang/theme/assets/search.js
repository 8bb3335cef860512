/* The search, loaded when a reader first opens it.

   openSearch(dialog)  opens #dk-search; wires it on the first call. Focus returns by itself.
   resultsPage(root)   fills the results page from the address (?q=…&art=…), and follows it.
   find(query)         everything found, best first: [{id, score, hit()}]; hit() gives what is shown.

   Everything is relative to this file's address, so it works below any path. */

export { find } from "./search-engine.js";

export async function openSearch(dialog) {
  const { open } = await import("./search-dialog.js");
  open(dialog);
}

export async function resultsPage(root) {
  const { follow } = await import("./search-results.js");
  await follow(root);
}
