r"""Rows for spreadsheets and `cut`: csv, tsv, ids.

CSV is RFC 4180 with `\n` between rows; a line break in a cell is kept, in quotes. In TSV every row
is one line: tabs and line breaks in a cell become spaces, and a cell with a quote is quoted. A cell
that a spreadsheet would run as a formula gets an apostrophe in front; a reader who wants the bare
text takes away one apostrophe from cells that begin with apostrophes and such a sign.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from searcher.render.look import Look
from searcher.results import FacetAnswer, Hit, Results

COLUMNS = (
    "rank",
    "id",
    "score",
    "title",
    "authors",
    "source",
    "date",
    "precision",
    "topics",
    "language",
    "kind",
    "url",
    "snippet",
)

# The signs that OWASP lists, their full-width forms, and the mathematical minus.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠−]")
_BREAKS = re.compile(r"[\t\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")


def results_csv(results: Results, _look: Look) -> Iterator[str]:
    """Give a header and one row a hit."""
    return csv_rows(chain((COLUMNS,), map(_row, results.hits)))


def results_tsv(results: Results, _look: Look) -> Iterator[str]:
    """Give a header and one line a hit."""
    for row in chain((COLUMNS,), map(_row, results.hits)):
        yield "\t".join(tsv_cell(cell) for cell in row)


def results_ids(results: Results, _look: Look) -> Iterator[str]:
    """Give one id a line."""
    for hit in results.hits:
        yield hit.article.id


def facet_csv(answer: FacetAnswer, _look: Look) -> Iterator[str]:
    """Give one row a value; the missing bucket has an empty value and key."""
    rows = (
        (guarded(c.value or ""), guarded(c.key or ""), str(c.count), "yes" if c.selected else "")
        for c in answer.facet.counts
    )
    return csv_rows((("value", "key", "count", "selected"), *rows))


def csv_rows(rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """Give each row as text; a row with a line break in a cell spans lines."""
    for row in rows:
        yield ",".join(csv_cell(cell) for cell in row)


def _row(hit: Hit) -> tuple[str, ...]:
    article, published = hit.article, hit.article.published
    texts = (
        article.title,
        "; ".join(author.name for author in article.authors),
        article.source,
        published.text if published else None,
        published.precision if published else None,
        "; ".join(topic.path for topic in article.topics),
        article.language,
        article.kind,
        article.url,
        hit.snippet.text,
    )
    score = "" if hit.score is None else f"{hit.score:.4f}"
    return (str(hit.rank), article.id, score, *(guarded(text or "") for text in texts))


def guarded(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet would run; else give the same object back."""
    # Most cells begin with a letter or digit, which none of the signs is.
    return f"'{cell}" if not cell[:1].isalnum() and _FORMULA.match(cell) else cell


def csv_cell(cell: str) -> str:
    """Quote a cell where CSV needs it."""
    # One by one: of a long text that takes a fiftieth of a regular expression's time.
    special = "," in cell or '"' in cell or "\n" in cell or "\r" in cell
    # A spreadsheet that splits at these must not find a formula behind them.
    special = special or ";" in cell or "\t" in cell
    return _quoted(cell) if special or cell[:1].isspace() or cell[-1:].isspace() else cell


def tsv_cell(cell: str) -> str:
    """Give a cell on one line, without tabs; quoted where it has a quote."""
    line = _BREAKS.sub(" ", cell)
    return _quoted(line) if '"' in line else line


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'
