// How does one get through a chart without a stop at each bar? It is one stop of the tab key, and
// arrows lead from bar to bar. Without the script each bar is a stop, and a link leads past them.

const CHARTS = "svg.chart, svg.plot";
// Where on the axis of time a bar or a point stands.
const place = (link) => {
  const back = link.querySelector(".back");
  return back.getAttribute("cx") ?? back.getAttribute("x");
};

/** Leave each chart within an element one stop: the time that is chosen, else the first. */
export function stops(within) {
  for (const chart of within.querySelectorAll(CHARTS)) {
    const links = chart.querySelectorAll("a");
    const stop = chart.querySelector("a.on") ?? links[0];
    for (const link of links) link.setAttribute("tabindex", link === stop ? "0" : "-1");
  }
}

/** Move with arrows, Home and End; up and down lead to what another series has of the same time. */
export function bars() {
  stops(document);

  document.addEventListener("focusin", (event) => {
    const link = event.target.closest?.("a");
    const chart = link?.closest(CHARTS);
    if (!chart) return;
    // Back here the tab key leads to where one was.
    chart.querySelector('a[tabindex="0"]')?.setAttribute("tabindex", "-1");
    link.setAttribute("tabindex", "0");
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const link = event.target.closest?.("a");
    const chart = link?.closest(CHARTS);
    if (!chart) return;
    const links = [...chart.querySelectorAll("a")];
    const alike = links.filter((other) => place(other) === place(link));
    const from = (among, by) => among[among.indexOf(link) + by];
    const next = {
      ArrowLeft: () => from(links, -1),
      ArrowRight: () => from(links, 1),
      ArrowUp: () => from(alike, -1),
      ArrowDown: () => from(alike, 1),
      Home: () => links[0],
      End: () => links.at(-1),
    }[event.key];
    // Where there is but one series, up and down move the page.
    if (!next || (alike.length < 2 && /Up|Down/.test(event.key))) return;
    event.preventDefault();
    next()?.focus();
  });
}
