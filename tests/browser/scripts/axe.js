/* All rules of axe but the experimental ones; AAA contrast and target size are asked for by name (the rule of AAA
   passes what already fails AA, so both run). `part` is a selector. What was judged in light and is now `dark`
   differs in its colours alone, and is judged by them. `whole` spares nothing: every rule in dark too, and the style
   sheets loaded again for the rules that read them. */
async ([part, dark, whole]) => {
  const colours = ["color-contrast", "color-contrast-enhanced", "link-in-text-block"];
  const found = await axe.run(part || document, {
    resultTypes: ["violations"],
    preload: whole,
    ...(dark && !whole ? { runOnly: colours } : {
      rules: { "color-contrast-enhanced": { enabled: true }, "target-size": { enabled: true } },
    }),
  });
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, any, all, none }) =>
      `${id}: ${target.join(" ")} (${[...any, ...all, ...none].map(({ message }) => message).join("; ")})`));
}
