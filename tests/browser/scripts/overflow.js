/* What reaches beyond the page: the page itself scrolling sideways, and text or controls outside it or cut off.
   What lies in a box that scrolls by keyboard is inside. */
() => {
  const width = document.documentElement.clientWidth;
  const found = [];
  scrollTo(9999, scrollY);
  if (scrollX > 0) found.push(`the page scrolls sideways by ${scrollX} px`);
  scrollTo(0, scrollY);
  for (const box of [document.documentElement, document.body])
    if (box.scrollWidth > width) found.push(`${box.localName} is ${box.scrollWidth} px wide`);

  const clipped = (style) => style.clipPath === "inset(50%)" || style.clip === "rect(0px, 0px, 0px, 0px)";
  const hidden = (element) => {
    for (let e = element; e; e = e.parentElement) if (clipped(getComputedStyle(e))) return true;
    return !element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  };
  const name = (e) => `${e.localName}${e.id ? `#${e.id}` : ""}${[...e.classList].map((c) => `.${c}`).join("")}`;
  const judge = (element, { left, right, bottom }) => {
    if (right <= 0 || bottom + scrollY <= 0) return;
    for (let box = element; box && box !== document.body; box = box.parentElement) {
      const { overflowX } = getComputedStyle(box);
      if (overflowX === "visible") continue;
      const edge = box.getBoundingClientRect();
      if (/auto|scroll/.test(overflowX) && box.scrollWidth > box.clientWidth) return;
      if (right > edge.right + 1 || left < edge.left - 1) return found.push(`${name(element)} is cut off by ${name(box)}`);
    }
    if (left < -1 || right > width + 1) found.push(`${name(element)} reaches from ${Math.round(left)} to ${Math.round(right)}`);
  };
  const pieces = "img, svg:not([aria-hidden]), input, select, textarea, button, video, audio, iframe, table";
  for (const element of document.body.querySelectorAll("*")) {
    const texts = [...element.childNodes].filter((n) => n.nodeType === 3 && n.data.trim());
    const piece = element.matches(pieces);
    if ((!texts.length && !piece) || hidden(element)) continue;
    if (piece) judge(element, element.getBoundingClientRect());
    for (const text of texts) {
      const range = document.createRange();
      range.selectNodeContents(text);
      for (const rect of range.getClientRects()) judge(element, rect);
    }
  }
  return [...new Set(found)];
}
