"""Tables in memory, of articles and of hits."""

import sys

import pytest

from answers import answer
from searcher.errors import UsageError, ValueNotKnown
from searcher.exports.frames import to_arrow, to_pandas
from searcher.testing import haystack

pytest.importorskip("pyarrow")


def test_articles_become_rows() -> None:
    """One a row, in their order, from any iterable."""
    table = to_arrow(iter(haystack()), "id,title,date")
    assert [one.id for one in haystack()] == table["id"].to_pylist()
    assert ["id", "title", "date"] == table.column_names
    assert "2026-01" == table["date"][2].as_py()


def test_hits_have_rank_score_and_snippet() -> None:
    """A hit that came by date has no score."""
    table = to_arrow(answer().hits, ["rank", "score", "snippet"])
    assert [1, 2, 3, 4] == table["rank"].to_pylist()
    assert [8.5, 4.25, 8.5 / 3, None] == table["score"].to_pylist()
    assert answer().hits[0].snippet.text == table["snippet"][0].as_py()


def test_no_articles_give_the_same_columns() -> None:
    """The types do not depend on what is in the table."""
    assert to_arrow(haystack()).schema == to_arrow([]).schema
    assert 0 == to_arrow([]).num_rows


@pytest.mark.parametrize("name", ["rank", "score", "snippet", "query"])
def test_what_an_article_does_not_know_is_refused(name: str) -> None:
    """Rank, score and snippet are an answer's; a query has its name in a batch."""
    with pytest.raises(UsageError, match=f"the field {name}"):
        to_arrow(haystack(), name)


def test_other_names_are_refused() -> None:
    """As in an export."""
    with pytest.raises(ValueNotKnown, match="headline"):
        to_arrow([], "headline")


def test_pandas_keeps_whole_numbers() -> None:
    """Also where some are missing, and in a frame without rows."""
    pytest.importorskip("pandas")
    frame = to_pandas(answer().hits, "title,words,story")
    assert ["Int64", "Int64"] == [str(frame[name].dtype) for name in ("words", "story")]
    assert [3] == frame["story"].dropna().tolist()
    assert "Int64" == str(to_pandas([], "words")["words"].dtype)


@pytest.mark.parametrize("missing", ["pyarrow", "pandas"])
def test_a_missing_package_is_named(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the command that installs it."""
    monkeypatch.setitem(sys.modules, missing, None)
    if missing == "pyarrow":
        # Loaded a second time there would be two modules of one name.
        monkeypatch.delitem(sys.modules, "searcher.exports.arrow", raising=False)
    with pytest.raises(
        UsageError, match=rf"{missing}.*pip install 'searcher\[parquet\]'|need pandas"
    ):
        to_pandas(haystack())
