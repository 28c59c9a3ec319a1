"""Hits for a person at a terminal: calm, legible, and never wider than the screen.

Rank, title and date; a byline with authors, source and the beginning of the id; a passage.
"""

from bisect import bisect_left
from collections.abc import Iterator

from searcher.article import Article, fold
from searcher.dates import Published
from searcher.render.columns import clip, lines_of, width
from searcher.render.columns import fold as folded
from searcher.render.facets import facet_table
from searcher.render.headline import headline
from searcher.render.look import BOLD, DATE, DIM, MARK, Look, counted, took
from searcher.render.safety import one_line, safe
from searcher.results import Hit, Results, Snippet

ID_SHOWN = 8  # hex digits; `searcher show` takes any unique prefix
_TITLE_LINES = 2
_PASSAGE_LINES = 3
_AUTHORS_SHOWN = 3
_NARROW = 46  # below, the date stands in the byline


def results_table(results: Results, look: Look) -> Iterator[str]:
    """Give hits, facets, and a last line with the total and the time."""
    margin = len(str(results.hits[-1].rank)) if results.hits else 1
    for hit in results.hits:
        yield from hit_lines(hit, look, margin)
        yield ""
    for facet in results.facets.values():
        yield from facet_table(facet, look)
        yield ""
    yield results_footer(results, look)


def date_text(published: Published | None) -> str:
    """`2026`, `2026-01` or `2026-01-30`, `~` before it if uncertain; or `undated`."""
    if published is None or published.text is None:
        return "undated"
    return published.text if published.confidence == "high" else f"~{published.text}"


def byline(article: Article, limit: int | None = None) -> str:
    """`A, B, C and 2 more`; `unsigned` where nobody signs."""
    names = [one_line(author.name) for author in article.authors]
    if not names:
        return "unsigned"
    if limit is not None and len(names) > limit:
        return f"{', '.join(names[:limit])} and {len(names) - limit} more"
    return ", ".join(names)


def outlet(article: Article) -> str:
    """Give the source; none where an outlet signs its own articles, to name it once."""
    source = article.source or ""
    return "" if [fold(source)] == [author.key for author in article.authors] else source


def hit_lines(hit: Hit, look: Look, margin: int) -> Iterator[str]:
    """Give title, byline and passage of a hit; ranks take `margin` columns."""
    article = hit.article
    indent = " " * (margin + 2)
    columns = look.columns - len(indent)
    date = date_text(article.published)
    narrow = columns < _NARROW
    title_columns = columns if narrow else columns - len("~2026-01-30") - 2
    title = lines_of(headline(article), title_columns, _TITLE_LINES)
    for number, line in enumerate(title):
        start = look.paint(f"{hit.rank:>{margin}}  ", DIM) if number == 0 else indent
        right = ""
        if number == 0 and not narrow:
            gap = columns - width(line) - len(date)
            right = " " * gap + look.paint(date, DATE)
        yield start + look.paint(line, BOLD) + right
    room = columns - ID_SHOWN - 3
    beside = narrow and width(f"{date} ·") <= room
    if narrow and not beside:
        yield indent + date
    about = " · ".join(_about(hit, [date] if beside else []))
    *above, last = lines_of(about, room, 2 if narrow else 1)
    for line in above:
        yield indent + line
    yield f"{indent}{last}{look.paint(f' · {article.id[:ID_SHOWN]}', DIM)}"
    for snippet in hit.snippets or (hit.snippet,):
        for line in _passage(snippet, look, columns):
            yield indent + line


def _about(hit: Hit, dates: list[str]) -> list[str]:
    article = hit.article
    parts = [*dates, byline(article, _AUTHORS_SHOWN)]
    # An outlet that signs its own articles is named once.
    if source := outlet(article):
        parts.append(one_line(source))
    if article.kind != "article":
        parts.append(article.kind)
    if hit.copies:
        parts.append(copies_text(hit))
    return parts


def copies_text(hit: Hit) -> str:
    """`+ 7 copies in 5 outlets`; outlets are left out where none is printed."""
    copies = f"+ {counted(hit.copies, 'copy', 'copies')}"
    return f"{copies} in {counted(hit.outlets, 'outlet')}" if hit.outlets else copies


def _passage(snippet: Snippet, look: Look, columns: int) -> Iterator[str]:
    text, spans = _single_spaced(snippet)
    ranges, more = folded(text, columns, _PASSAGE_LINES)
    for number, (start, end) in enumerate(ranges):
        ending = "…" if more and number == len(ranges) - 1 else ""
        yield _marked(text, start, end, spans, look) + ending


def _marked(text: str, start: int, end: int, spans: list[tuple[int, int]], look: Look) -> str:
    pieces, at = [], start
    for first, last in spans:
        first, last = max(first, at), min(last, end)  # noqa: PLW2901
        if first < last:
            pieces += [text[at:first], look.paint(text[first:last], MARK)]
            at = last
    return "".join((*pieces, text[at:end]))


def _single_spaced(snippet: Snippet) -> tuple[str, list[tuple[int, int]]]:
    """Give the passage on one line with single spaces, the spans moved along."""
    text = safe(snippet.text)
    kept = [n for n, c in enumerate(text) if c != " " or (n > 0 and text[n - 1] != " ")]
    if len(kept) == len(text):
        return text, list(snippet.spans)
    spans = [(bisect_left(kept, start), bisect_left(kept, end)) for start, end in snippet.spans]
    return "".join(text[n] for n in kept), spans


def results_footer(results: Results, look: Look) -> str:
    """Give the total and the time in a line."""
    total, shown = results.total, len(results.hits)
    found = counted(total, "article") if total else "no articles"
    if results.request.count == "stories":
        found = counted(total, "story", "stories") if total else "no stories"
    if shown and shown < total:
        found = f"{results.hits[0].rank:,}-{results.hits[-1].rank:,} of {found}"
    elif total and not shown and results.request.limit != 0 and results.request.offset:
        found = f"none of {found} after the first {results.request.offset:,}"
    where = f" · index {one_line(look.index)}" if look.index else ""
    return look.paint(clip(f"{found}, {took(results.took_ms)}{where}", look.columns), DIM)
