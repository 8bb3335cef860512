/* Puts the focus on every stop, one after the other, and judges each (`judge` is stop.js): what is wrong, a line each. */
(judge) => window.dkStops.flatMap((stop) => {
  stop.focus();
  const { name, wrong } = judge() ?? { name: window.dkName(stop), wrong: ["takes no focus"] };
  return wrong.map((reason) => `${name} ${reason}`);
})
