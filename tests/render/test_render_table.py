"""The table for people."""

import re

import pytest

from answers import answer, hostile
from searcher.dates import Published
from searcher.query.model import SearchRequest
from searcher.render import Look
from searcher.render.columns import width
from searcher.render.table import byline, date_text, results_table
from searcher.results import CorpusState, Hit, Results, Snippet
from searcher.testing import article, published

ANSI = re.compile(r"\x1b\[[\d;]*m")


def _plain(results: Results, columns: int = 80, *, colour: bool = False) -> list[str]:
    return list(results_table(results, Look(columns, colour)))


def _results(*hits: Hit, total: int | None = None, **request: int) -> Results:
    found = len(hits) if total is None else total
    return Results(
        SearchRequest(**request),  # type: ignore[arg-type]
        found,
        hits,
        CorpusState("", 9),
        took_ms=2.13,
    )


HIT = Hit(1, 1.0, article(title="Willows", authors=["Ada Smith"], source="The Reed"), Snippet("b"))


@pytest.mark.parametrize(
    ("expected", "when"),
    [
        ("2026", published("2026")),
        ("2026-01", published("2026-01")),
        ("2026-01-30", published("2026-01-30")),
        ("undated", published("some day")),
        ("undated", None),
    ],
)
def test_a_date_says_no_more_than_is_known(expected: str, when: Published | None) -> None:
    """Precision is visible in the date itself."""
    assert expected == date_text(when)


@pytest.mark.parametrize("confidence", ["medium", "low"])
def test_an_uncertain_date_is_marked(confidence: str) -> None:
    """What is less than certain has a tilde."""
    sure = published("2026-01-30")
    unsure = Published(sure.raw, sure.date, "day", None, "weekday", confidence)  # type: ignore[arg-type]
    assert "~2026-01-30" == date_text(unsure)


def test_a_hit_shows_what_it_is() -> None:
    """Rank, title and date; authors, source and id; the passage."""
    lines = _plain(answer())
    assert re.fullmatch(r"1  Treasury holdings reach a record +2026-01-30", lines[0])
    assert f"   Mara Lindqvist · Harbour Ledger · {answer().hits[0].article.id[:8]}" == lines[1]
    assert lines[2].startswith("   Treasury holdings of listed companies")


@pytest.mark.parametrize("columns", range(20, 50))
def test_a_date_is_never_broken(columns: int) -> None:
    """On the narrowest screen it has a line of its own."""
    dated = article(title="Willows", authors=["Ada Smith"], published="2026-01-30")
    hits = [Hit(rank, 1.0, dated, Snippet("b")) for rank in (1, 1000)]
    lines = _plain(_results(*hits), columns)
    assert 2 == sum("2026-01-30" in line for line in lines)
    assert [] == [line for line in lines if width(line) > columns or line.strip()[:1] == "·"]


def test_found_words_are_marked_in_colour_only() -> None:
    """With colour the spans are set off; without, there is no sequence at all."""
    coloured = "\n".join(_plain(answer(), colour=True))
    assert "\x1b[1;33mTreasury\x1b[0m \x1b[1;33mholdings\x1b[0m of" in coloured
    assert "\n".join(_plain(answer())) == ANSI.sub("", coloured)


def test_spans_move_with_collapsed_spaces() -> None:
    """Line breaks in a passage become one space, and the marks stay on their words."""
    snippet = Snippet("one\n\n\ntwo   three", ((6, 9), (12, 17)))
    hit = Hit(1, 1.0, article(title="t"), snippet)
    lines = _plain(_results(hit), colour=True)
    assert "   one \x1b[1;33mtwo\x1b[0m \x1b[1;33mthree\x1b[0m" == lines[2]


def test_a_span_over_a_line_break_is_marked_on_both_lines() -> None:
    """A phrase that is folded stays marked to its end."""
    words = "aaaaaaaa bbbbbbbb cccccccc"
    hit = Hit(1, 1.0, article(title="t"), Snippet(words, ((0, len(words)),)))
    lines = _plain(_results(hit), 22, colour=True)
    assert ["\x1b[1;33maaaaaaaa bbbbbbbb\x1b[0m", "\x1b[1;33mcccccccc\x1b[0m"] == [
        line.strip() for line in lines[-4:-2]
    ]


@pytest.mark.parametrize("columns", [20, 40, 80, 200])
def test_no_line_is_wider_than_the_screen(columns: int) -> None:
    """Whatever an article holds, with wide characters and marks counted."""
    for results in (answer(), hostile()):
        lines = [ANSI.sub("", line) for line in _plain(results, columns, colour=True)]
        assert [] == [line for line in lines if width(line) > columns]


def test_many_authors_are_counted() -> None:
    """Three names, then how many more."""
    many = article(title="t", authors=["A", "B", "C", "D", "E"])
    assert "A, B, C and 2 more" == byline(many, 3)
    assert "unsigned" == byline(article(title="t"))


def test_an_outlet_that_signs_is_named_once() -> None:
    """Author and source of one name are not repeated."""
    own = article(title="t", authors=["The Reed"], source="The Reed")
    lines = _plain(_results(Hit(1, 1.0, own, Snippet("b"))))
    assert f"   The Reed · {own.id[:8]}" == lines[1]


@pytest.mark.parametrize(
    ("expected", "results"),
    [
        ("1 article, 2.1 ms", _results(HIT)),
        ("no articles, 2.1 ms", _results()),
        ("1-1 of 12,345 articles, 2.1 ms", _results(HIT, total=12345)),
        ("none of 6 articles after the first 50, 2.1 ms", _results(total=6, offset=50)),
    ],
)
def test_the_last_line_has_total_and_time(expected: str, results: Results) -> None:
    """How many there are, which are shown, and how long it took."""
    assert expected == _plain(results)[-1]


def test_the_index_is_named_where_asked() -> None:
    """On a terminal the reader sees which index answered."""
    lines = list(results_table(_results(HIT), Look(80, index="news")))
    assert "1 article, 2.1 ms · index news" == lines[-1]
