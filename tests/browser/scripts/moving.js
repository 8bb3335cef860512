/* What moves by itself or would when it is used: running animations, transitions that take time, smooth scrolling. */
() => {
  const name = (e) => `${e.localName}${[...e.classList].map((c) => `.${c}`).join("")}`;
  const seconds = (list) => Math.max(...list.split(",").map(parseFloat));
  const running = document.getAnimations().filter(({ playState }) => playState === "running");
  const found = running.map(({ effect }) => `${name(effect.target)} is animated`);
  for (const element of document.querySelectorAll("*")) {
    const { transitionProperty, transitionDuration, scrollBehavior } = getComputedStyle(element);
    if (transitionProperty !== "none" && seconds(transitionDuration) > 0) found.push(`${name(element)} takes its time`);
    if (scrollBehavior === "smooth") found.push(`${name(element)} scrolls smoothly`);
  }
  return [...new Set(found)];
}
