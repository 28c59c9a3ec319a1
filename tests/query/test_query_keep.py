"""A question that is kept means on another day what it would mean if it were typed then."""

import datetime as dt
from typing import Any

import pytest

from searcher.errors import DateError, QueryError, UsageError, ValueNotKnown
from searcher.query.keep import checked, kept
from searcher.query.params import build, from_params


@pytest.mark.parametrize(
    ("words", "filters", "params"),
    [
        ("reef  OR oyster", {}, {"q": ["reef  OR oyster"]}),
        ("", {"date": "last week"}, {"date": ["last week"]}),
        ("a", {"date": ["2026", "undated"]}, {"q": ["a"], "date": ["2026", "none"]}),
        ("a", {"not_date": "yesterday"}, {"q": ["a"], "not-date": ["yesterday"]}),
        (
            "",
            {"since": " last month ", "until": "today"},
            {"since": ["last month"], "until": ["today"]},
        ),
        ("", {"since": dt.date(2026, 1, 2)}, {"since": ["2026-01-02"]}),
        ("", {"until": dt.datetime(2026, 1, 2, 3, tzinfo=dt.UTC)}, {"until": ["2026-01-02"]}),
        ("a", {"author": ["Ana Roe", "none"]}, {"q": ["a"], "author": ["ana roe", "none"]}),
        (
            "a",
            {"any_word": True, "no_inferred": True},
            {"q": ["a"], "any": ["1"], "no-inferred": ["1"]},
        ),
        ("date:yesterday", {}, {"q": ["date:yesterday"]}),
    ],
)
def test_times_stay_as_they_are_typed(
    words: str, filters: dict[str, Any], params: dict[str, list[str]]
) -> None:
    """All else as links have it."""
    assert params == kept(words, **filters)
    for day in (dt.date(2026, 2, 1), dt.date(2027, 7, 9)):
        typed = build(words, today=day, **filters)
        again = from_params(params, today=day)
        assert (typed.query, typed.filters, typed.within) == (
            again.query,
            again.filters,
            again.within,
        )


@pytest.mark.parametrize(
    ("words", "filters", "error"),
    [
        ('"open', {}, QueryError),
        ("autor:x", {}, QueryError),
        ("", {"date": "2025-13"}, DateError),
        ("", {"kind": "letter"}, ValueNotKnown),
        ("", {"since": "2026", "until": "2025"}, UsageError),
        ("", {"author": [""]}, UsageError),
    ],
)
def test_a_mistake_is_never_kept(
    words: str, filters: dict[str, Any], error: type[Exception]
) -> None:
    """Nor repaired: nobody reads along when it is asked again."""
    with pytest.raises(error):
        kept(words, **filters)


@pytest.mark.parametrize(
    "params",
    [{"q": "a"}, {"q": [1]}, {"q": None}, {"limit": ["0"]}, {"sort": ["newest"]}, {"q": [["a"]]}],
)
def test_parameters_of_anybody_are_checked(params: dict[str, object]) -> None:
    """Lists of texts, and nothing that belongs to one answer."""
    with pytest.raises(UsageError):
        checked(params)
    assert {"q": ["a"], "x": []} == checked({"q": ["a"], "x": []})
