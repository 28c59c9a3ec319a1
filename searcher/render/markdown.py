"""Hits as a list for a document: CommonMark, with nothing of the articles' own markup alive."""

import re
from collections.abc import Iterator

from searcher.article import Article
from searcher.render.headline import headline
from searcher.render.look import Look
from searcher.render.safety import one_line, safe
from searcher.render.table import date_text
from searcher.results import Hit, Results, Snippet

_SPECIAL = re.compile(r"([\\`*_\[\]<>&|~#$!^{}])")
# What makes a block where a line begins.
_BLOCK = re.compile(r"^(\d+(?=[.)])|(?=[-+=:]))")
_LINKED = re.compile(r"https?://", re.IGNORECASE)
_IN_URL = {ord(c): f"%{ord(c):02X}" for c in ' "<>()[]\\^`{|}*_~'} | {
    code: f"%{code:02X}" for code in (*range(0x20), 0x7F)
}


def results_markdown(results: Results, _look: Look) -> Iterator[str]:
    """Give a numbered list: title, linked where it has an address; byline; the passage as quote."""
    for hit in results.hits:
        yield from _item(hit)


def _item(hit: Hit) -> Iterator[str]:
    article = hit.article
    mark = f"{hit.rank}. "
    indent = " " * len(mark)
    authors = ", ".join(author.name for author in article.authors) or "unsigned"
    parts = (authors, article.source or "", date_text(article.published))
    yield f"{mark}{_title(article)}  "
    yield indent + " · ".join(escape(part) for part in parts if part)
    if hit.snippet.text.strip():
        yield ""
        yield f"{indent}> {_passage(hit.snippet)}"
    yield ""


def _title(article: Article) -> str:
    title = escape(headline(article))
    address = web_address(article.url)
    return f"[{title}]({address})" if address else f"**{title}**"


def web_address(url: str | None) -> str | None:
    """Give an address as it can stand in a link; None where it is none of the web."""
    return safe(url).translate(_IN_URL) if url and _LINKED.match(url) else None


def escape(text: str) -> str:
    """Make a text mean itself in Markdown, on one line."""
    return _block(_inner(one_line(text)))


def _passage(snippet: Snippet) -> str:
    pieces, at = [], 0
    text = safe(snippet.text)
    for start, end in snippet.spans:
        pieces += [_inner(text[at:start]), f"**{_inner(text[start:end])}**"]
        at = end
    pieces.append(_inner(text[at:]))
    return _block(re.sub(r" {2,}", " ", "".join(pieces)).strip())


def _block(line: str) -> str:
    """Keep a line from beginning a list, a heading or a rule."""
    return _BLOCK.sub(r"\1\\", line)


def _inner(text: str) -> str:
    text = _SPECIAL.sub(r"\\\1", text)
    # What may follow a brace in templates of site generators: `{% x %}`, `{: .x}`.
    return text.replace("{%", "{\\%").replace("{:", "{\\:") if "{" in text else text
