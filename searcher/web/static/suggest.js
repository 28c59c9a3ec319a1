// What may be meant by what is typed? A list below the words, as a combobox has one.

const PAUSE = 90; // ms without a key

export function suggests(input, page) {
  const list = document.createElement("ul");
  list.className = "suggest";
  list.id = "suggest";
  list.role = "listbox";
  list.ariaLabel = "Suggestions";
  list.hidden = true;
  input.after(list);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");
  let offered = [];
  let chosen = -1;
  let timer = 0;
  let asking = null;

  function close() {
    clearTimeout(timer);
    asking?.abort();
    list.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  // The list in which one moves is the one that stays: what was asked for later comes too late.
  function move(at) {
    clearTimeout(timer);
    asking?.abort();
    mark(at);
  }

  function mark(at) {
    chosen = at;
    [...list.children].forEach((one, place) => one.setAttribute("aria-selected", place === at));
    if (at < 0) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", list.children[at].id);
      list.children[at].scrollIntoView({ block: "nearest" });
    }
  }

  function open(found) {
    offered = found;
    list.replaceChildren(
      ...found.map((one, at) => {
        const line = document.createElement("li");
        line.id = `suggest-${at}`;
        line.role = "option";
        line.setAttribute("aria-selected", "false");
        for (const [name, text] of [
          ["kind", one.kind],
          ["what", one.text],
          ["n", one.count.toLocaleString("en")],
        ]) {
          const part = document.createElement(name === "what" ? "bdi" : "span");
          part.className = name;
          part.textContent = text;
          line.append(part, " ");
        }
        return line;
      }),
    );
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(found.length > 0));
    mark(-1);
  }

  function take(one) {
    close();
    input.value = one.query + (one.query && one.key === null ? " " : "");
    const given = new URLSearchParams(page.address().split("?")[1]);
    if (one.key !== null) given.append(one.kind, one.key);
    page.show(page.here(given), { typing: true });
  }

  async function ask() {
    const words = input.value;
    if (!words.trim() || input.selectionStart !== words.length) return close();
    asking?.abort();
    asking = new AbortController();
    const given = new URLSearchParams({ q: words });
    const index = new URLSearchParams(location.search).get("index");
    if (index) given.set("index", index);
    try {
      const answer = await fetch(`${input.dataset.suggest}?${given}`, { signal: asking.signal });
      if (!answer.ok) return close();
      const found = (await answer.json()).suggestions;
      if (input.value === words && document.activeElement === input) open(found);
    } catch {
      // Nothing to suggest is no problem.
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  input.addEventListener("blur", close);
  input.form.addEventListener("submit", close);
  // A press takes the focus away before it is a click.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const line = event.target.closest("li");
    if (line) take(offered[[...list.children].indexOf(line)]);
  });
  input.addEventListener("keydown", (event) => {
    if (list.hidden || event.isComposing) return;
    const last = offered.length - 1;
    if (event.key === "ArrowDown") move(chosen === last ? -1 : chosen + 1);
    else if (event.key === "ArrowUp") move(chosen < 0 ? last : chosen - 1);
    else if (event.key === "Enter" && chosen >= 0) take(offered[chosen]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
}
