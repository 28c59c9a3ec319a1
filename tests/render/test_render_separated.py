"""CSV, TSV and ids."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answers import answer, counted
from searcher.query.model import SearchRequest
from searcher.render import Look
from searcher.render.separated import (
    COLUMNS,
    csv_rows,
    facet_csv,
    results_csv,
    results_ids,
    results_tsv,
)
from searcher.results import CorpusState, Hit, Results, Snippet
from searcher.testing import article

LOOK = Look()


def _one(title: str) -> Results:
    hit = Hit(1, 1.0, article(title=title, body="b"), Snippet("b"))
    return Results(SearchRequest(), 1, (hit,), CorpusState("", 1))


def _read(text: str, dialect: str = "excel") -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), dialect))


def _title(title: str) -> str:
    return _read("\n".join(results_csv(_one(title), LOOK)))[1][COLUMNS.index("title")]


def test_the_columns_are_stable() -> None:
    """Scripts rely on these names and their order."""
    expected = "rank,id,score,title,authors,source,date,precision,topics,language,kind,url,snippet"
    assert expected == next(results_csv(answer(), LOOK))
    assert expected.split(",") == next(results_tsv(answer(), LOOK)).split("\t")


def test_missing_values_are_empty_cells() -> None:
    """No author, no date, no score: an empty cell, not the word None."""
    rows = _read("\n".join(results_csv(answer(), LOOK)))
    unsigned = dict(zip(rows[0], rows[3], strict=True))
    assert ("", "", "", "") == tuple(unsigned[n] for n in ("authors", "source", "date", "url"))
    assert "" == dict(zip(rows[0], rows[4], strict=True))["score"]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠", "−"])
def test_a_formula_is_disarmed(sign: str) -> None:
    """A cell that a spreadsheet would run begins with an apostrophe."""
    assert f"'{sign}1+1" == _title(f"{sign}1+1")


def test_an_apostrophe_before_a_sign_gets_another() -> None:
    """So that taking one away always gives the text back."""
    assert "''=1" == _title("'=1")
    assert "'tis the season" == _title("'tis the season")


@given(st.lists(st.lists(st.text(st.characters(exclude_characters="\0")), min_size=1), min_size=1))
def test_csv_reads_back(rows: list[list[str]]) -> None:
    """Any cell, with any line break, comes back as it was."""
    rows = [["head", *row] for row in rows]
    assert rows == _read("\n".join(csv_rows(rows)))


@given(st.text(st.characters(exclude_characters="\0")))
def test_a_tsv_row_is_one_line(title: str) -> None:
    """Whatever the text holds, a hit is one line with all its columns."""
    lines = list(results_tsv(_one(title), LOOK))
    assert 2 == len("\n".join(lines).splitlines())
    assert len(COLUMNS) == len(lines[1].split("\t"))
    assert len(COLUMNS) == len(_read(lines[1], "excel-tab")[0])


def test_ids_are_one_a_line() -> None:
    """Nothing but ids, to be piped on."""
    assert [hit.article.id for hit in answer().hits] == list(results_ids(answer(), LOOK))


def test_a_facet_is_one_row_a_value() -> None:
    """The missing bucket has no value; what is selected says so."""
    assert [
        "value,key,count,selected",
        "Mara Lindqvist,mara lindqvist,4,yes",
        "王小明,王小明,1,",
        ",,2,",
    ] == list(facet_csv(counted("author"), LOOK))
