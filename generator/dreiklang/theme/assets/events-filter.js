/* Archives of events shown in place. Without this file, and whenever something fails, links are links.

   dk-events               what a page and the one that follows it have of their own
   a[data-swap]            leads to another archive, whose dk-events takes the place of this one
   [data-said]             what is announced then: the archive and how many events it holds
   [data-events-said]      where it is announced
   [data-lists]            takes the focus where the filters fold away */
(function () {
  "use strict";
  const HEAD = 'link[rel="canonical"], head link[rel="alternate"]';
  const ADDRESSES = ["href", "src", "action", "data-script", "data-index"];
  const one = (selector, from = document) => from.querySelector(selector);
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const page = (address) => address.href.slice(0, address.href.length - address.hash.length);

  /* Relative addresses become whole ones: the page's own address is about to change. */
  function settle(root, base) {
    for (const name of ADDRESSES) {
      for (const node of all(`[${name}]`, root)) {
        const written = node.getAttribute(name);
        const whole = new URL(written, base).href;
        if (!written.startsWith("#") && written !== whole) node.setAttribute(name, whole);
      }
    }
  }

  class Events extends HTMLElement {
    connectedCallback() {
      this.shown = page(location);
      this.addEventListener("click", this);
      addEventListener("popstate", this);
    }

    disconnectedCallback() {
      removeEventListener("popstate", this);
    }

    handleEvent(event) {
      if (event.type === "popstate") {
        if (page(location) !== this.shown) this.show(new URL(location.href));
        return;
      }
      const link = event.target.closest("a[data-swap]");
      if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      const address = new URL(link.href);
      if (address.origin !== location.origin) return;
      event.preventDefault();
      this.show(address, link);
    }

    /* Shows an archive; `link` was followed, without one the reader went back or forward. */
    async show(address, link) {
      this.asked?.abort();
      const asked = this.asked = new AbortController();
      try {
        const answer = await fetch(address, { signal: asked.signal, headers: { Accept: "text/html" } });
        const parsed = new DOMParser().parseFromString(answer.ok ? await answer.text() : "", "text/html");
        const fresh = one("dk-events", parsed);
        if (!fresh || answer.redirected) throw new Error("no archive");
        if (asked.signal.aborted) return;
        this.take(parsed, fresh, address, link);
      } catch {
        if (asked.signal.aborted) return;
        if (link) location.assign(address);
        else location.reload();
      }
    }

    take(parsed, fresh, address, link) {
      settle(document.body, this.shown);
      settle(parsed, address);
      if (link && page(address) !== this.shown) history.pushState(null, "", address);
      this.shown = page(address);
      const crumbs = one(".crumbs"), folded = this.fold(fresh);
      crumbs?.replaceChildren(...one(".crumbs", parsed).childNodes);
      all(HEAD).forEach((node) => node.remove());
      document.head.append(...all(HEAD, parsed));
      document.title = parsed.title;
      this.replaceChildren(...fresh.childNodes);
      document.dispatchEvent(new Event("dk-shown"));
      one("[data-events-said]").textContent = fresh.dataset.said;
      this.focusAt(address, folded, Boolean(link));
    }

    /* Small screens fold the filters again, so that the list is seen. */
    fold(fresh) {
      const summary = one("summary", this), folds = Boolean(summary?.offsetParent);
      if (folds) all("details.fold", fresh).forEach((details) => { details.open = false; });
      return folds;
    }

    /* The filter that was chosen keeps the focus; where it is folded away, the list gets it. */
    focusAt(address, folded, moves) {
      const same = all("a[data-swap]", this).find((link) => link.href === address.href && link.offsetParent);
      if (same && !folded) return same.focus({ preventScroll: true });
      one("[data-lists]", this)?.focus({ preventScroll: !moves });
    }
  }

  customElements.define("dk-events", Events);
})();
