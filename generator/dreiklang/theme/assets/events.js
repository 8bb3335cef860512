/* What time changes on a page, without a rebuild. Without this file the page stands as it was built.

   [data-until="2026-12-03T16:00+01:00"]   hidden from that moment on
   [data-from="…"]                         shown from that moment on (and not after its data-until)
   [data-end="…"][data-moves="rueckblick"] moved to the front of the list with that id, whose [data-list] is shown
   [data-count="kommend"]                  how many entries the list with that id holds
   [data-empty="kommend"]                  shown while that list is empty; other empty [data-list] are hidden
   [data-sorted]                           a list in the order of the moments that its entries show: [data-at="…"]

   What is shown in place (events-filter.js) is put right as it arrives: "dk-shown". */
(function () {
  "use strict";
  const LONGEST = 2 ** 31 - 1;
  let timer;
  const all = (selector) => [...document.querySelectorAll(selector)];
  const moment = (node, name) => {
    const time = Date.parse(node.getAttribute(name));
    return Number.isNaN(time) ? null : time;
  };

  function show(now) {
    for (const node of all("[data-from], [data-until]")) {
      const from = moment(node, "data-from"), until = moment(node, "data-until");
      node.hidden = (from !== null && now < from) || (until !== null && now >= until);
    }
  }

  function move(now) {
    for (const node of all("[data-end][data-moves]")) {
      const end = moment(node, "data-end"), list = document.getElementById(node.dataset.moves);
      if (end === null || now < end || !list || list === node.parentElement) continue;
      list.prepend(node);
    }
    for (const section of all("[data-list]")) {
      section.hidden = !section.querySelector("ul > li") && !section.querySelector("[data-empty]");
    }
  }

  /* What comes again shows another date by now, and stands where that belongs. */
  function sort() {
    const at = (node) => {
      const shown = [...node.querySelectorAll("[data-at]")].find((date) => !date.hidden);
      return shown ? moment(shown, "data-at") : Number.MAX_SAFE_INTEGER;
    };
    for (const list of all("[data-sorted]")) {
      const nodes = [...list.children], sorted = [...nodes].sort((a, b) => at(a) - at(b));
      if (sorted.every((node, i) => node === nodes[i])) continue;
      const focused = document.activeElement;
      list.append(...sorted);
      if (list.contains(focused)) focused.focus({ preventScroll: true });
    }
  }

  function count() {
    for (const node of all("[data-count]")) {
      const list = document.getElementById(node.dataset.count);
      if (list) node.textContent = String(list.children.length);
    }
    for (const node of all("[data-empty]")) {
      const list = document.getElementById(node.dataset.empty);
      node.hidden = Boolean(list && list.children.length);
    }
  }

  /* The next moment at which something changes; the page may stay open for days. */
  function next(now) {
    const times = ["data-from", "data-until", "data-end"].flatMap((name) => all(`[${name}]`).map((n) => moment(n, name)));
    const later = times.filter((time) => time !== null && time > now);
    clearTimeout(timer);
    if (later.length) timer = setTimeout(update, Math.min(LONGEST, Math.min(...later) - now + 500));
  }

  function update() {
    const now = Date.now();
    show(now);
    move(now);
    sort();
    count();
    next(now);
  }

  document.addEventListener("dk-shown", update);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", update);
  else update();
})();
