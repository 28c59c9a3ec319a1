"""The formats, in display order: these tables stand behind the options, their help and the docs.

A renderer is loaded when it is used: a search that prints a table loads no other.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from searcher.record import Record, record
from searcher.render.look import Look


@record
class Format(Record):
    """A row of a table.

    `home` is module and function in this package: a function of a record and a `Look` to lines.
    `facets` says that facets have a place in it; `data`, that it is made for programs.
    """

    name: str
    title: str
    home: str
    facets: bool = False
    data: bool = True

    def render(self, record: Any, look: Look) -> Iterator[str]:
        """Give the record's lines."""
        from importlib import import_module

        module, _, function = self.home.partition(".")
        lines: Iterator[str] = getattr(import_module(f"searcher.render.{module}"), function)(
            record, look
        )
        return lines


# Of `Results`.
FORMATS = (
    Format("table", "for reading on a terminal", "table.results_table", facets=True, data=False),
    Format("json", "the whole answer as one JSON object", "contract.results_json", facets=True),
    Format("jsonl", "one JSON object a hit, on a line of its own", "contract.results_jsonl"),
    Format("csv", "comma-separated, with a header", "separated.results_csv"),
    Format("tsv", "tab-separated, with a header, one line a hit", "separated.results_tsv"),
    Format("markdown", "a numbered list for a document", "markdown.results_markdown"),
    Format("ids", "one article id a line", "separated.results_ids"),
)
# Of a `FacetAnswer`.
FACET_FORMATS = (
    Format("table", "for reading on a terminal", "facets.answer_table", data=False),
    Format("json", "one JSON object", "contract.facet_json"),
    Format("csv", "comma-separated, with a header", "separated.facet_csv"),
)
# Of a `Trend`.
TREND_FORMATS = (
    Format("table", "for reading on a terminal", "trend.trend_table", data=False),
    Format("json", "one JSON object", "trend_data.trend_json"),
    Format("csv", "comma-separated, a row for each series and period", "trend_data.trend_csv"),
    Format("tsv", "tab-separated, a row for each series and period", "trend_data.trend_tsv"),
    Format("svg", "a drawing", "plot.trend_svg"),
)
# Of a `Timeline`.
TIMELINE_FORMATS = (
    Format("table", "for reading on a terminal", "timeline.timeline_table", data=False),
    Format("json", "one JSON object", "timeline_data.timeline_json"),
    Format("csv", "comma-separated, a row a story", "timeline_data.timeline_csv"),
    Format("tsv", "tab-separated, one line a story", "timeline_data.timeline_tsv"),
    Format("markdown", "a list for a document", "timeline.timeline_markdown"),
)
# Of an `Article`.
ARTICLE_FORMATS = (
    Format("text", "for reading on a terminal", "article.article_text", data=False),
    Format("json", "the stored record as one JSON object", "article.article_json"),
)
# Of a `Concordance`.
KWIC_FORMATS = (
    Format("table", "for reading on a terminal", "kwic.kwic_table", data=False),
    Format("json", "the whole answer as one JSON object", "kwic.kwic_json"),
    Format("jsonl", "one JSON object a line", "kwic.kwic_jsonl"),
    Format("csv", "comma-separated, with a header", "kwic.kwic_csv"),
    Format("tsv", "tab-separated, with a header", "kwic.kwic_tsv"),
)
# Of a `Similar`.
SIMILAR_FORMATS = (
    Format("table", "for reading on a terminal", "similar.similar_table", data=False),
    Format("json", "the whole answer as one JSON object", "similar.similar_json"),
    Format("jsonl", "one JSON object a hit, on a line of its own", "similar.similar_jsonl"),
    Format("ids", "one article id a line", "similar.similar_ids"),
)


def format_named(name: str, formats: Sequence[Format] = FORMATS) -> Format:
    """Find a format; raises `ValueNotKnown` with those there are."""
    for row in formats:
        if row.name == name:
            return row
    from searcher.query.fields import not_known

    raise not_known("format", name, tuple(row.name for row in formats))
