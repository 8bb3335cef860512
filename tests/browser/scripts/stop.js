/* Judges where the focus is: {at: its place among the stops (-1: not among them), name, wrong: [what is wrong]};
   null when nothing in the page has it. */
() => {
  const e = document.activeElement;
  if (!e || e === document.body || e === document.documentElement) return null;
  const wrong = [];
  if (!e.checkVisibility({ visibilityProperty: true, opacityProperty: true })) wrong.push("is invisible");
  const boxes = [...e.getClientRects()].filter(({ width, height }) => width >= 1 && height >= 1);
  if (!boxes.length) wrong.push("has no box");
  const seen = boxes.some(({ left, right, top, bottom }) => {
    const [x, y] = [(Math.max(left, 0) + Math.min(right, innerWidth)) / 2, (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2];
    const hit = document.elementFromPoint(x, y);
    return hit && (e.contains(hit) || hit.closest("label")?.control === e);
  });
  if (boxes.length && !seen) wrong.push("is covered or outside the window");
  const changed = (box) => window.dkLook(box).some(([outline, shadow], i) => {
    const [was, cast] = window.dkLooks.get(box)?.[i] || ["none", "none"];
    return (outline !== "none" && outline !== was && parseFloat(outline.split(" ")[1]) >= 1) || (shadow !== "none" && shadow !== cast);
  });
  /* A field may show it on the frame it shares with its button. */
  if (!changed(e) && !(e.localName === "input" && changed(e.parentElement))) wrong.push("does not show the focus");
  return { at: window.dkStops.indexOf(e), name: window.dkName(e), wrong };
}
