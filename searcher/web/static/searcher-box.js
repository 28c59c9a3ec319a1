// Which articles answer, as one types, in a page? A module; see docs/embedding.md.
// Titles and snippets are hostile: they become text nodes, never markup. The style is a constructed
// sheet: pages need allow no inline style.

const WAIT = 150; // ms without a key
const NAMES = 3; // authors shown of a hit
const ASKED = "index any no-inferred since until date-confidence sort expand half-life author source topic subject language kind date".split(" ");
ASKED.push(...ASKED.slice(9).map((filter) => `not-${filter}`));
// Ends in a word that may not be whole: where nothing is found, in words that begin so.
const BEGUN = /^[^"“”„()[\]:*?~=]*[\p{L}\p{N}]{2,}$/u;
// What reorders or hides the text around it, as searcher/render/safety.py has it.
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]/g;
const TEXTS = {
  label: "Search the articles",
  placeholder: "Words or “phrases”",
  found: "{n} found; the down arrow leads to them.",
  none: "No article has all of this.",
  all: "All hits: {n}",
  more: "and {n} more",
  untitled: "(untitled)",
  unsigned: "unsigned",
  undated: "undated",
  failed: "The search failed (status {status}).",
  unreachable: "Nothing answers at {url}.",
  foreign: "Nothing answers at {url}, or pages of {origin} may not ask there (searcher serve --origin {origin}).",
};

const sheet = new CSSStyleSheet();
sheet.replaceSync(`
:host{--bg:var(--searcher-background,light-dark(#fcfbf9,#16181b));--text:var(--searcher-text,light-dark(#20242a,#dfe2e6));
--soft:var(--searcher-soft,light-dark(#5c626b,#a2a9b3));--line:var(--searcher-line,light-dark(#dedad2,#363b42));
--link:var(--searcher-link,light-dark(#0a4f91,#8fc1f3));--mark:var(--searcher-mark,light-dark(#ffe59a,#665118));
--round:var(--searcher-radius,6px);
display:block;position:relative;color:var(--text);font:var(--searcher-font,1rem/1.45 system-ui,sans-serif)}
:host([hidden]),[hidden]{display:none!important}
*{box-sizing:border-box;margin:0}
input{width:100%;font:inherit;color:inherit;background:var(--bg);border:1px solid var(--soft);border-radius:var(--round);padding:.5em .7em}
input::placeholder{color:var(--soft);opacity:1}
:focus-visible{outline:2px solid var(--link);outline-offset:-2px}
[role=status]{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
[part=panel]{position:absolute;z-index:10;inset-inline:0;top:calc(100% + .25em);min-width:min(18rem,90vw);max-height:min(70vh,36rem);overflow:auto;overflow-wrap:anywhere;
background:var(--bg);border:1px solid var(--line);border-radius:var(--round);box-shadow:0 6px 24px #0003}
ol{list-style:none;padding:0}
li{position:relative;border-bottom:1px solid var(--line)}
li,[part=panel]>:not(ol){display:block;padding:.55rem .8rem}
a{color:var(--link)}
li a{font-weight:600;text-decoration:none}
li a::after{content:"";position:absolute;inset:0}
li a:hover{text-decoration:underline}
[part=by],[part=note],[part=none]{color:var(--soft);font-size:.88em}
span+span::before{content:" · "}
[part=snippet]{font-size:.92em}
mark{background:var(--mark);color:inherit;border-radius:2px}
[part=problem]{color:light-dark(#9d1c1c,#ff9d93)}
`);

const safe = (text) => String(text).replace(CONTROL, (c) => (/[\t-\r\u0085]/.test(c) ? " " : "\ufffd"));

/** Make an element; its children are elements, or texts that become text nodes. */
function make(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const name in attributes) made.setAttribute(name, attributes[name]);
  made.append(...children);
  return made;
}

const line = (name, ...children) => make("p", { part: name, dir: "auto" }, ...children);

/** Give a snippet's pieces; its spans count characters, where JavaScript counts UTF-16 units. */
function pieces({ text, spans }) {
  const letters = [...text];
  const piece = (from, to) => safe(letters.slice(from, to).join(""));
  const ends = [0, ...spans.map(([, to]) => to)];
  const marked = ([from, to], n) => [piece(ends[n], from), make("mark", { part: "mark" }, piece(from, to))];
  return [...spans.flatMap(marked), piece(ends.at(-1))];
}

class SearcherBox extends HTMLElement {
  static observedAttributes = ["src", "limit", "label", "placeholder", ...ASKED];
  #input = make("input", { type: "search", part: "input", autocomplete: "off", spellcheck: "false", dir: "auto" });
  #said = make("p", { role: "status" });
  #panel = make("div", { part: "panel", tabindex: "-1" });
  #whole = make("div", { role: "search" }, this.#input, this.#said, this.#panel);
  #all = make("a", { part: "all" });
  #asking = new AbortController();
  #timer = 0;
  #asked = null; // the words of the hits that are shown: as typed, and as asked

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open", delegatesFocus: true });
    root.adoptedStyleSheets = [sheet];
    root.append(this.#whole);
    this.#panel.hidden = true;
    this.#input.oninput = (event) => event.isComposing || this.#later();
    this.#input.addEventListener("compositionend", () => this.#later());
    this.#input.onfocus = () => this.#open(true);
    this.#whole.onkeydown = (event) => this.#key(event);
    root.addEventListener("focusout", (event) => root.contains(event.relatedTarget) || this.#open(false));
    this.#all.onclick = (event) => this.#follow(event, null);
  }

  connectedCallback() {
    this.#label();
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
    this.#asking.abort();
  }

  attributeChangedCallback() {
    if (!this.isConnected) return;
    this.#label();
    if (this.#input.value.trim()) this.#later();
  }

  /** The words. Setting them asks, as typing does. */
  get value() {
    return this.#input.value;
  }

  set value(words) {
    this.#input.value = words;
    this.#later();
  }

  /** Where the app is: `src`, else where this script came from. */
  get #base() {
    const src = this.getAttribute("src");
    const url = src === null ? new URL("..", import.meta.url) : new URL(src, document.baseURI);
    url.search = url.hash = "";
    url.pathname = url.pathname.replace(/\/*$/, "/");
    return url;
  }

  #address(path, words, more = {}) {
    const url = new URL(path, this.#base);
    const params = new URLSearchParams({ q: words, ...more });
    for (const name of ASKED) {
      for (const value of this.getAttribute(name)?.split("\n") ?? []) {
        if (value.trim()) params.append(name, value.trim());
        else if (/^(any|no-.*)$/.test(name)) params.append(name, "1");
      }
    }
    url.search = params;
    return url;
  }

  #text(name, values = {}) {
    const text = this.getAttribute(`text-${name}`) ?? this.getAttribute(name) ?? TEXTS[name];
    return text.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);
  }

  #label() {
    this.#input.ariaLabel = this.#whole.ariaLabel = this.#text("label");
    this.#input.placeholder = this.#text("placeholder");
  }

  #later() {
    clearTimeout(this.#timer);
    this.#asking.abort();
    this.#timer = setTimeout(() => this.#ask(this.#input.value.trim()), WAIT);
  }

  async #ask(words) {
    const { signal } = (this.#asking = new AbortController());
    if (!words) return this.#show(null, "", []);
    try {
      let asked = words;
      let answer = await this.#get(asked, signal);
      if (!answer.total && BEGUN.test(words)) {
        const wider = await this.#get(`${words}*`, signal).catch(() => answer);
        if (wider.total) [asked, answer] = [`${words}*`, wider];
      }
      if (!signal.aborted) this.#answer(words, asked, answer);
    } catch (problem) {
      // Else a newer one took its place.
      if (!signal.aborted) this.#tellOf("problem", problem.message);
    }
  }

  #tellOf(kind, text, notes = []) {
    this.#show(null, safe(text), [...notes, line(kind, safe(text))]);
  }

  async #get(words, signal) {
    const limit = this.getAttribute("limit") ?? "8";
    const url = this.#address("api/search", words, { limit });
    const { origin } = location;
    const response = await fetch(url, { signal }).catch(() => {
      // Browsers tell a page nothing more of a site that does not allow it.
      const name = url.origin === origin ? "unreachable" : "foreign";
      throw new Error(this.#text(name, { url: this.#base.href, origin }));
    });
    const answer = await response.json().catch(() => null);
    if (response.ok && Array.isArray(answer?.hits)) return answer;
    throw new Error(answer?.detail ?? this.#text("failed", { status: response.status }));
  }

  #answer(words, asked, answer) {
    const n = answer.total.toLocaleString();
    if (!this.#tell("searcher-results", { words, asked, answer })) return this.#show(null, "", []);
    const notes = answer.notes.map((note) => line("note", safe(note)));
    if (!answer.total) return this.#tellOf("none", this.#text("none"), notes);
    this.#aim(this.#all, this.#address("", asked));
    this.#all.textContent = this.#text("all", { n });
    const list = make("ol", { part: "hits", role: "list" }, ...answer.hits.map((hit) => this.#hit(hit, asked)));
    this.#show({ words, asked }, this.#text("found", { n }), [...notes, list, this.#all]);
  }

  #hit(hit, asked) {
    const link = make("a", { part: "title", dir: "auto" }, safe(hit.title || this.#text("untitled")));
    this.#aim(link, this.#address(`articles/${encodeURIComponent(hit.id)}`, asked));
    link.onclick = (event) => this.#follow(event, hit);
    const { authors, published, source } = hit;
    const names = authors.slice(0, NAMES).join(", ") || this.#text("unsigned");
    const more = authors.length > NAMES ? ` ${this.#text("more", { n: authors.length - NAMES })}` : "";
    const day = published?.date && (published.confidence === "high" ? "" : "~") + published.date;
    const by = [day ?? this.#text("undated"), names + more, source].filter(Boolean);
    const spans = by.map((text) => make("span", {}, make("bdi", {}, safe(text))));
    const made = make("li", { part: "hit" }, link, line("by", ...spans));
    if (hit.snippet.text) made.append(line("snippet", ...pieces(hit.snippet)));
    if (hit.language) made.lang = hit.language;
    return made;
  }

  #show(asked, said, children) {
    this.#asked = asked;
    this.#said.textContent = said;
    this.#panel.replaceChildren(...children);
    this.#open(this.shadowRoot.activeElement !== null);
  }

  #open(wanted) {
    this.#panel.hidden = !wanted || !this.#panel.hasChildNodes();
  }

  #aim(link, url) {
    link.href = url;
    link.target = this.getAttribute("target") ?? "";
  }

  /** Tell the page, which may prevent more. */
  #tell(name, detail) {
    return this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable: true }));
  }

  #follow(event, hit) {
    if (!this.#tell("searcher-open", { hit, url: event.currentTarget.href })) event.preventDefault();
  }

  #key(event) {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const links = [...this.#panel.querySelectorAll("a")];
    const at = links.indexOf(this.shadowRoot.activeElement);
    const typing = at < 0;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[event.key];
    if (event.key === "Escape" && !this.#panel.hidden) {
      this.#input.focus();
      this.#open(false);
    } else if (event.key === "Enter" && typing) {
      this.#search();
    } else if (to === undefined || (typing && event.key !== "ArrowDown")) {
      return;
    } else {
      this.#open(true);
      (to < 0 ? this.#input : links[Math.min(to, links.length - 1)])?.focus();
    }
    event.preventDefault();
  }

  /** Go to the search page, with what is typed. */
  #search() {
    const words = this.#input.value.trim();
    if (!words) return;
    const asked = words === this.#asked?.words ? this.#asked.asked : words;
    this.#aim(this.#all, this.#address("", asked));
    this.#all.click();
  }
}

if (!customElements.get("searcher-box")) customElements.define("searcher-box", SearcherBox);
