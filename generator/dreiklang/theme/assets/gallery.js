/* <dk-gallery>: pictures shown large, one after another. Without this file each thumbnail leads to its picture.

   Inside: a.gallery__open around each thumbnail, with data-caption and data-credit, in a figure that may hold a
   details element (the picture in words); one <dialog> with [data-step] (-1 and 1), [data-close], [data-more] and a
   status (position and picture are said as they change) with [data-position], whose data-numbered are
   "Bild {number} von {total}", [data-picture], [data-caption] and [data-credit]. The native dialog keeps the focus
   inside, closes with Escape and gives the focus back; arrows, Home and End leaf through. */
"use strict";

const KEYS = { ArrowLeft: (at) => at - 1, ArrowRight: (at) => at + 1, Home: () => 0, End: () => -1 };

class Gallery extends HTMLElement {
  connectedCallback() {
    this.dialog = this.querySelector("dialog");
    this.links = [...this.querySelectorAll("a.gallery__open")];
    if (!this.dialog?.showModal || this.ready) return;
    this.ready = true;
    this.links.forEach((link, at) => {
      link.setAttribute("aria-haspopup", "dialog");
      link.addEventListener("click", (event) => this.open(event, at));
    });
    this.dialog.addEventListener("click", (event) => this.pressed(event));
    this.dialog.addEventListener("keydown", (event) => this.typed(event));
    this.dialog.addEventListener("close", () => this.opener?.focus());
  }

  /* A link that is to open in another tab or window stays a link. */
  open(event, at) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button) return;
    event.preventDefault();
    this.opener = this.links[at];
    this.show(at);
    this.dialog.showModal();
    this.dialog.querySelector('[data-step="1"]')?.focus();
  }

  pressed({ target }) {
    const step = target.closest("[data-step]");
    if (step) this.show(this.at + Number(step.dataset.step));
    else if (target === this.dialog || target.closest("[data-close]")) this.dialog.close();
  }

  typed(event) {
    const move = KEYS[event.key];
    if (!move || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.show(move(this.at));
  }

  /* After the last picture comes the first again. */
  show(at) {
    const total = this.links.length, part = (name) => this.dialog.querySelector(`[data-${name}]`);
    this.at = (at + total) % total;
    const link = this.links[this.at], { caption, credit } = link.dataset;
    const picture = link.querySelector("img").cloneNode();
    picture.loading = "eager";
    const position = part("position");
    position.textContent = position.dataset.numbered.replace("{number}", this.at + 1).replace("{total}", total);
    part("picture").replaceChildren(picture);
    part("caption").textContent = caption;
    part("credit").textContent = credit;
    const words = link.closest("figure").querySelector("details")?.cloneNode(true);
    part("more").replaceChildren(...(words ? [words] : []));
  }
}

customElements.define("dk-gallery", Gallery);
