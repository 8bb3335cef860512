/* Shapes cut out of a background by a mask that have no colour but the page's: where colours are forced, they vanish. */
() => {
  const page = ["rgba(0, 0, 0, 0)", getComputedStyle(document.body).backgroundColor];
  const shapes = [...document.querySelectorAll("body *")].flatMap((element) =>
    ["", "::before", "::after"].map((part) => [element, part, getComputedStyle(element, part || undefined)]));
  return shapes
    .filter(([, part, { maskImage, content }]) => maskImage !== "none" && (!part || content !== "none"))
    .filter(([, , { backgroundColor }]) => page.includes(backgroundColor))
    .map(([{ localName, className }, part]) => `${localName}.${className}${part} has the colour of the page`);
}
