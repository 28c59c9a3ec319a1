// Which time is drawn in the chart? From the bar where the pointer goes down to the one where it
// goes up; a click on one bar stays the link that it is.

export function brushes(page) {
  let drawn = null; // the chart, its names, where it began, where it is, the rectangle

  function place(event, chart, count) {
    const box = chart.getBoundingClientRect();
    const at = Math.floor(((event.clientX - box.left) / box.width) * count);
    return Math.min(Math.max(at, 0), count - 1);
  }

  document.addEventListener("pointerdown", (event) => {
    const chart = event.target.closest?.("svg.chart");
    if (!chart || event.button !== 0) return;
    const names = chart.dataset.bars.split(" ");
    const from = place(event, chart, names.length);
    drawn = { chart, names, from, to: from, shape: null };
  });

  document.addEventListener("pointermove", (event) => {
    if (!drawn) return;
    drawn.to = place(event, drawn.chart, drawn.names.length);
    if (drawn.to === drawn.from && !drawn.shape) return;
    if (!drawn.shape) {
      drawn.shape = document.createElementNS("http://www.w3.org/2000/svg", "rect");
      drawn.shape.setAttribute("class", "brush");
      drawn.shape.setAttribute("height", "100%");
      drawn.chart.append(drawn.shape);
      drawn.chart.setPointerCapture(event.pointerId);
    }
    const [first, last] = [Math.min(drawn.from, drawn.to), Math.max(drawn.from, drawn.to)];
    drawn.shape.setAttribute("x", first * 10);
    drawn.shape.setAttribute("width", (last - first + 1) * 10);
  });

  // Bars are links, and links are dragged.
  document.addEventListener("dragstart", (event) => {
    if (event.target.closest?.("svg.chart")) event.preventDefault();
  });

  document.addEventListener("pointercancel", () => {
    drawn?.shape?.remove();
    drawn = null;
  });

  document.addEventListener("pointerup", () => {
    const { names, from, to, shape } = drawn ?? {};
    drawn = null;
    if (!shape) return;
    shape.remove();
    // The click that follows is none.
    const stop = (event) => {
      event.preventDefault();
      event.stopPropagation();
    };
    document.addEventListener("click", stop, { capture: true, once: true });
    setTimeout(() => document.removeEventListener("click", stop, { capture: true }));
    const given = new URLSearchParams(location.search);
    given.delete("offset");
    given.delete("after");
    given.delete("published");
    given.delete("date");
    const [first, last] = [names[Math.min(from, to)], names[Math.max(from, to)]];
    given.set("date", first === last ? first : `${first}..${last}`);
    page.show(page.here(given));
  });
}
