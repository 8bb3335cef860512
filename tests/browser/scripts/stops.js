/* Lists every control that a keyboard must reach, in the order of the document, and remembers how each looks
   without focus. Of radio buttons with one name, one is reached. Gives their descriptions. */
(root) => {
  const inside = (root && document.querySelector(root)) || document;
  const controls = "a[href], area[href], button, input:not([type=hidden]), select, textarea, summary, audio[controls], video[controls], iframe, [contenteditable], [tabindex]";
  const name = (e) => `${e.localName}${e.id ? `#${e.id}` : ""}${e.className ? `.${[...e.classList].join(".")}` : ""} “${(e.getAttribute("aria-label") || e.textContent || e.name || "").trim().slice(0, 30)}”`;
  const groups = new Set();
  const reachable = (e) => {
    if (e.tabIndex < 0 || e.disabled || e.closest("[inert]") || !e.checkVisibility({ visibilityProperty: true })) return false;
    if (e.type !== "radio") return true;
    const group = [...document.querySelectorAll(`input[type=radio][name="${CSS.escape(e.name)}"]`)].filter((o) => o.form === e.form);
    const one = group.find((o) => o.checked) || group[0];
    return one === e;
  };
  const look = (e) => ["", "::before", "::after"].map((part) => {
    const s = getComputedStyle(e, part || undefined);
    return [s.outlineStyle === "none" ? "none" : `${s.outlineStyle} ${s.outlineWidth} ${s.outlineColor}`, s.boxShadow];
  });
  window.dkStops = [...inside.querySelectorAll(controls)].filter(reachable);
  const focusable = [...document.querySelectorAll("*")].filter((e) => e.tabIndex >= 0);
  window.dkLooks = new Map(focusable.flatMap((e) => [e, e.parentElement]).map((e) => [e, look(e)]));
  window.dkLook = look;
  window.dkName = name;
  return window.dkStops.map(name);
}
