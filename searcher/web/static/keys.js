// What do single keys do? They go to the words, from hit to hit or match to match, and open.

const OFF = "searcher-keys-off";

export function keys() {
  const help = document.getElementById("keys");
  const on = document.getElementById("keys-on");
  on.checked = stored() !== "1";
  on.addEventListener("change", () => stored(on.checked ? "" : "1"));

  document.getElementById("keys-open").addEventListener("click", () => help.showModal());

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape" && event.target.id === "q" && !event.defaultPrevented) {
      // The words stay: by itself the box would be emptied.
      event.preventDefault();
      event.target.blur();
    }
    if (!on.checked || help.open || isTyping(event.target)) return;
    const act = { "/": words, j: () => step(1), k: () => step(-1), o: open, u: back }[event.key];
    if (event.key === "?") help.showModal();
    else if (!act || !act()) return;
    event.preventDefault();
  });
}

function stored(value) {
  try {
    if (value === undefined) return localStorage.getItem(OFF);
    localStorage.setItem(OFF, value);
  } catch {
    // Where nothing may be kept, keys are on.
  }
  return null;
}

function isTyping(element) {
  const texts = "input:not([type=checkbox]):not([type=radio]),textarea,select,[contenteditable]";
  return element.matches?.(texts);
}

function words() {
  const input = document.getElementById("q");
  if (!input) return false;
  input.focus();
  input.select();
  return true;
}

function step(by) {
  const hits = [...document.querySelectorAll(".hits h2 a")];
  if (hits.length) {
    const at = hits.findIndex((hit) => hit.closest("li").contains(document.activeElement));
    const next = at < 0 ? (by > 0 ? 0 : hits.length - 1) : at + by;
    hits[next]?.focus();
    hits[next]?.closest("li").scrollIntoView({ block: "nearest" });
    return true;
  }
  const last = document.querySelectorAll(".reading mark[id]").length;
  if (!last) return false;
  const at = Number(/^#m(\d+)$/.exec(location.hash)?.[1] ?? 0);
  const next = at ? at + by : by > 0 ? 1 : last;
  // In place of this address: one step back leads to the search, however many were seen.
  if (next >= 1 && next <= last) location.replace(`#m${next}`);
  return true;
}

function open() {
  const hit = document.activeElement?.closest(".hits li")?.querySelector("h2 a");
  hit?.click();
  return Boolean(hit);
}

function back() {
  const link = document.querySelector("nav.back a");
  link?.click();
  return Boolean(link);
}
