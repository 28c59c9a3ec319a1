// How does the search page change in place? The page of the new address is fetched as a browser
// without scripts would, and its parts put in place of the old: there is one way to draw a page.

import { stops } from "./bars.js";

const PARTS = ["carried", "main", "filters"];
const PAUSE = 150; // ms without a key, before the words are asked
const PATIENCE = 700; // ms before a mistake in words that are still typed is shown
const RUN = 3000; // ms within which what is typed is one step back in the history

export function updates(form) {
  let asking = null; // the request on its way
  let timer = 0;
  let typedAt = -Infinity; // when words were last shown, with nothing else shown since
  let shown = location.pathname + location.search;

  // The address that the form asks for, without what is empty or usual.
  function address() {
    const usual = { sort: "relevance", limit: "10" };
    const given = new URLSearchParams();
    for (const [name, value] of new FormData(form))
      if (value.trim() && usual[name] !== value) given.append(name, value);
    return here(given);
  }

  function here(given) {
    const query = given.toString();
    return location.pathname + (query ? "?" + query : "");
  }

  // Show another address. `how`: push and replace are about the history, pop came from it. What is
  // typed replaces what was typed a moment before, and only once that has its place there.
  async function show(target, { how = "push", typing = false, focus = null, top = false } = {}) {
    clearTimeout(timer);
    asking?.abort();
    const mine = (asking = new AbortController());
    const main = document.getElementById("main");
    main.setAttribute("aria-busy", "true");
    let answer, text;
    try {
      answer = await fetch(target, { signal: mine.signal, headers: { accept: "text/html" } });
      text = await answer.text();
    } catch (problem) {
      if (problem.name === "AbortError") return;
      // The browser says best what is wrong.
      location.assign(target);
      return;
    }
    if (mine.signal.aborted) return;
    const page = new DOMParser().parseFromString(text, "text/html");
    if (!page.getElementById("search")) {
      location.assign(target);
      return;
    }
    if (typing && !answer.ok) {
      await new Promise((done) => setTimeout(done, PATIENCE));
      if (mine.signal.aborted) return;
    }
    asking = null;
    const now = performance.now();
    const goesOn = how === "replace" || (how === "type" && now - typedAt < RUN);
    if (goesOn) history.replaceState(null, "", target);
    else if (how !== "pop" && target !== location.pathname + location.search)
      history.pushState(null, "", target);
    if (how !== "replace") typedAt = how === "type" ? now : -Infinity;
    shown = target;
    place(page, { typing, focus, top });
  }

  function place(page, { typing, focus, top }) {
    const kept = held(focus);
    const query = form.elements.q;
    for (const id of PARTS) {
      const old = document.getElementById(id);
      const scrolled = old.scrollTop;
      const made = document.importNode(page.getElementById(id), true);
      stops(made);
      old.replaceWith(made);
      made.scrollTop = scrolled;
    }
    document.title = page.title;
    const fresh = page.getElementById("search").elements;
    if (!typing && document.activeElement !== query) query.value = fresh.q.value;
    if (form.elements.any) form.elements.any.checked = fresh.any.checked;
    kept();
    if (top) window.scrollTo(0, 0);
    const said = document.querySelector("#main .count p, #main .problem p");
    document.getElementById("live").textContent = said ? said.textContent : "";
  }

  // Remember where the user is, for elements that are replaced; gives what goes back there.
  function held(wanted) {
    const active = document.activeElement;
    const lost = active && PARTS.some((id) => document.getElementById(id).contains(active));
    const find = wanted ?? (lost && active.name ? selector(active) : null);
    const edge = lost && active.type === "search" ? [active.selectionStart, active.selectionEnd] : null;
    const value = edge ? active.value : null;
    return () => {
      if (!lost && !wanted) return;
      const now = find && document.querySelector(find);
      if (!now) {
        // What was chosen is gone, as a chip is: go on where the hits begin.
        const main = document.getElementById("main");
        main.tabIndex = -1;
        main.focus({ preventScroll: true });
        return;
      }
      now.focus({ preventScroll: true });
      if (edge) {
        now.value = value;
        now.setSelectionRange(...edge);
      }
    };
  }

  function selector(element) {
    const name = `[name="${CSS.escape(element.name)}"]`;
    return element.type === "checkbox" ? `${name}[value="${CSS.escape(element.value)}"]` : name;
  }

  // Words are asked as they are typed.
  form.elements.q.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => show(address(), { how: "type", typing: true }), PAUSE);
  });

  form.addEventListener("input", (event) => {
    if (!event.target.classList.contains("find")) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      // What else was typed or ticked may not be shown yet; if all is, the page of hits stays.
      const now = new URLSearchParams(location.search);
      const given = new URLSearchParams(address().split("?")[1]);
      const same = (now.get("q") ?? "").trim() === (given.get("q") ?? "").trim();
      for (const name of ["offset", "after"]) {
        const place = now.get(name);
        if (place && same && !asking) given.append(name, place);
      }
      show(here(given), { how: same ? "replace" : "push", typing: true });
    }, PAUSE);
  });

  form.addEventListener("change", (event) => {
    const changed = event.target;
    if (changed === form.elements.q || changed.classList.contains("find")) return;
    if (changed.name === "index") form.requestSubmit();
    else show(address());
  });

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const index = form.elements.index;
    if (!index || index.value === served()) show(address());
    else location.assign(address());
  });

  // The index that the page is of: of an address without one it is the first.
  function served() {
    const given = new URLSearchParams(location.search).get("index");
    return given ?? form.elements.index.querySelector("option").textContent;
  }

  // Back from another index the browser may still show that one as chosen.
  window.addEventListener("pageshow", () => {
    if (form.elements.index) form.elements.index.value = served();
  });

  // Links that lead to the search page itself.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("#search a[href]");
    if (!link || event.defaultPrevented || event.button !== 0) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const href = link.href.baseVal ?? link.getAttribute("href");
    if (!href.startsWith("./?") && href !== "./") return;
    event.preventDefault();
    const target = new URL(href, location.href);
    const paged = link.rel === "next" || link.rel === "prev";
    const asked = new URLSearchParams(location.search).get("q") ?? "";
    const words = form.elements.q.value;
    if ((target.searchParams.get("q") ?? "") === asked && words.trim() !== asked.trim()) {
      // What was typed is not shown yet, and the link is of what is.
      target.searchParams.delete("q");
      if (words.trim()) target.searchParams.set("q", words);
      target.searchParams.delete("offset");
      target.searchParams.delete("after");
    }
    const focus = target.hash ? `${target.hash} input` : null;
    show(target.pathname + target.search, { top: paged, focus });
  });

  window.addEventListener("popstate", () => {
    // A link within the page, such as the one to its content, is no other address.
    if (location.pathname + location.search === shown && !asking) return;
    form.elements.q.blur();
    show(location.pathname + location.search, { how: "pop" });
  });

  return { show, address, here };
}
