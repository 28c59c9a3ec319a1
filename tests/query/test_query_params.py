"""Flags, links and Python arguments: one request, there and back."""

import datetime as dt
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from searcher.dates import DateRange
from searcher.errors import DateError, QueryError, UsageError, ValueNotKnown
from searcher.query.model import And, Everything, FacetRequest, Filter, SearchRequest, Word
from searcher.query.params import FILTERS, SORTS, build, from_params, to_params
from searcher.query.typed_values import to_flags

TODAY = dt.date(2026, 2, 1)


def interval(first: str, last: str) -> DateRange:
    """Shorten the tables."""
    return DateRange(dt.date.fromisoformat(first), dt.date.fromisoformat(last))


def test_nothing_asked_is_everything() -> None:
    """Without arguments the request is the model's own default."""
    assert SearchRequest() == build()


def test_words_are_parsed_and_kept_as_typed() -> None:
    """The request holds the text and its meaning."""
    request = build("a  b")
    assert request.words == "a  b"
    assert And((Word("a"), Word("b"))) == request.query
    assert build("a b", any_word=True).any


def test_notes_come_along_and_strict_refuses() -> None:
    """Repairs are noted in the request; strictly they are errors."""
    assert build('"a').notes == ("closed the quotation mark at the end (column 1)",)
    with pytest.raises(QueryError, match="Strictly read"):
        build('"a', strict=True)


def test_values_may_be_of_any_iterable() -> None:
    """As of an array, which compares itself value by value."""
    names: Any = np.array(["Jo", "Al"])
    assert (Filter("author", ("jo", "al")),) == build(author=names).filters
    assert () == build(author=names[:0]).filters


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"author": "José ÁLVAREZ"}, Filter("author", ("jose alvarez",))),
        ({"author": ["Jo", "jo", "Al"]}, Filter("author", ("jo", "al"))),
        ({"author": "none"}, Filter("author", (None,))),
        ({"author": ["Unsigned", "Jo"]}, Filter("author", (None, "jo"))),
        ({"author": '"none"'}, Filter("author", ("none",))),
        ({"not_author": "Jo"}, Filter("author", ("jo",), exclude=True)),
        ({"source": "None"}, Filter("source", (None,))),
        ({"topic": "Economy / Markets"}, Filter("topic", ("economy/markets",))),
        ({"not_topic": "none"}, Filter("topic", (None,), exclude=True)),
        ({"subject": "Soccer"}, Filter("subject", ("sport/competition discipline/soccer",))),
        ({"not_subject": "medtop:15000000"}, Filter("subject", ("sport",), exclude=True)),
        ({"subject": "No / Such"}, Filter("subject", ("no/such",))),
        ({"language": "en-GB"}, Filter("language", ("en-gb",))),
        ({"kind": "Teaser"}, Filter("kind", ("teaser",))),
        ({"date": "2026-01"}, Filter("date", (interval("2026-01-01", "2026-01-31"),))),
        ({"date": "yesterday"}, Filter("date", (interval("2026-01-31", "2026-01-31"),))),
        (
            {"date": ["undated", "2025"]},
            Filter("date", (None, interval("2025-01-01", "2025-12-31"))),
        ),
        ({"not_date": "none"}, Filter("date", (None,), exclude=True)),
        ({"author": "a\x00b\x1b"}, Filter("author", ("a b",))),
        ({"date": dt.date(2025, 5, 4)}, Filter("date", (interval("2025-05-04", "2025-05-04"),))),
        (
            {"not_date": ["undated", dt.datetime(2025, 5, 4, 23, 59, tzinfo=dt.UTC)]},
            Filter("date", (None, interval("2025-05-04", "2025-05-04")), exclude=True),
        ),
    ],
)
def test_filters(options: dict[str, Any], expected: Filter) -> None:
    """Values are folded like keys; reserved words ask for articles without a value."""
    assert (expected,) == build(today=TODAY, **options).filters


def test_selections_and_exclusions_stand_side_by_side() -> None:
    """Each flag is a filter of its own, selections first, in display order."""
    request = build(date="2025", author="a", not_author="b", not_kind="teaser")
    assert [("author", False), ("date", False), ("author", True), ("kind", True)] == [
        (chosen.field, chosen.exclude) for chosen in request.filters
    ]


@pytest.mark.parametrize(
    ("since", "until", "first", "last"),
    [
        ("2025", None, dt.date(2025, 1, 1), None),
        (None, "2025", None, dt.date(2025, 12, 31)),
        ("2025-12", "yesterday", dt.date(2025, 12, 1), dt.date(2026, 1, 31)),
        ("2025", "2025", dt.date(2025, 1, 1), dt.date(2025, 12, 31)),
        (
            dt.date(2025, 3, 4),
            dt.datetime(2025, 3, 5, 6, tzinfo=dt.UTC),
            dt.date(2025, 3, 4),
            dt.date(2025, 3, 5),
        ),
    ],
)
def test_since_and_until(
    since: str | dt.date | None,
    until: str | dt.date | None,
    first: dt.date | None,
    last: dt.date | None,
) -> None:
    """Since counts from the first day of what it names, until to the last."""
    assert DateRange(first, last) == build(since=since, until=until, today=TODAY).within


@pytest.mark.parametrize("typed", ["medium", " Medium "])
def test_the_confidence_of_dates(typed: str) -> None:
    """One of three, in any case; in links and queries the name has either dash."""
    request = build(date_confidence=typed)
    assert "medium" == request.date_confidence
    assert {"date-confidence": ["medium"]} == to_params(request)
    for name in ("date-confidence", "date_confidence"):
        assert request == from_params({name: typed})
    for wrong in ("sure", ""):
        with pytest.raises(ValueNotKnown, match="Known: high, medium, low"):
            build(date_confidence=wrong)


@pytest.mark.parametrize(
    ("facet", "expected"),
    [
        ("author", (FacetRequest("author", 10),)),
        ("date", (FacetRequest("month", None),)),
        (("lang", "Year"), (FacetRequest("language", 10), FacetRequest("year", None))),
        (("published", "month", "date"), (FacetRequest("month", None),)),
        ("author:20", (FacetRequest("author", 20),)),
        (" lang : 0 ", (FacetRequest("language", None),)),
        (("author:3", "author:10"), (FacetRequest("author", 10),)),
    ],
)
def test_facets(facet: str | tuple[str, ...], expected: tuple[FacetRequest, ...]) -> None:
    """Keyword facets are cut at ten values or as is said, dates are whole; each is counted once."""
    request = build(facet=facet)
    assert expected == request.facets
    assert request == from_params(to_params(request))


def test_page_and_order() -> None:
    """Limit 0 is all hits."""
    request = build(limit=0, offset=20, sort="oldest")
    assert (None, 20, "oldest") == (request.limit, request.offset, request.sort)


def test_none_is_not_given() -> None:
    """A program passes on what it has; a limit of None is none."""
    nothing = dict.fromkeys((*FILTERS, "not_author", "facet", "since", "until", "today"))
    assert SearchRequest(limit=None) == build(limit=None, **nothing)  # type: ignore[arg-type]
    assert SearchRequest() == build(**nothing)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"words": None}, "words needs a text, not None."),
        ({"author": 5}, "author needs a text, not 5."),
        ({"author": b"Jo"}, "author needs a text, not b'Jo'."),
        ({"author": ["Jo", None]}, "author needs a text, not None."),
        ({"not_topic": True}, "not-topic needs a text, not True."),
        ({"author": dt.date(2026, 1, 1)}, "author needs a text, not datetime.date(2026, 1, 1)."),
        ({"date": 2026}, "date needs a text or a datetime.date, not 2026."),
        ({"since": 2026}, "since needs a text or a datetime.date, not 2026."),
        ({"facet": 3}, "facet needs a text, not 3."),
        ({"limit": True}, "limit needs a whole number from 0, not True."),
        ({"limit": "5"}, "limit needs a whole number from 0, not '5'."),
        ({"offset": None}, "offset needs a whole number from 0, not None."),
        ({"sort": None}, "sort needs a text, not None."),
        ({"any_word": "no"}, "any_word needs True or False, not 'no'."),
        ({"strict": 1}, "strict needs True or False, not 1."),
        ({"today": "2026-01-01"}, "today needs a datetime.date, not '2026-01-01'."),
    ],
)
def test_what_is_of_the_wrong_type_is_named(options: dict[str, Any], message: str) -> None:
    """Callers in Python are not always checked by a type checker."""
    with pytest.raises(UsageError) as refused:
        build(**options)
    assert message == str(refused.value)


@pytest.mark.parametrize("name", ["author", "not-topic", "date", "since", "facet"])
def test_a_value_that_is_not_utf_8_is_refused(name: str) -> None:
    """A shell passes any bytes; half a character would match nothing, or break the engine."""
    with pytest.raises(UsageError) as refused:
        build(**{name.replace("-", "_"): "M\udcfcller"})  # type: ignore[arg-type]
    assert f"--{name} “M\ufffdller” is not UTF-8." in str(refused.value)


def test_the_time_of_today_does_not_count() -> None:
    """A datetime is a day too."""
    assert build(date="yesterday", today=TODAY) == build(
        date="yesterday", today=dt.datetime(2026, 2, 1, 12, tzinfo=dt.UTC)
    )


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({"limit": -1}, UsageError, "--limit cannot be negative, as -1 is. 0 is all hits."),
        ({"snippets": -1}, UsageError, "--snippets cannot be negative"),
        ({"snippets": 11}, UsageError, "--snippets 11: 0 to 10 passages"),
        ({"offset": -2}, UsageError, "--offset cannot be negative, as -2 is."),
        ({"sort": "newst"}, ValueNotKnown, "sort order “newst”. Did you mean newest?"),
        ({"facet": "authr"}, ValueNotKnown, "Did you mean author?"),
        ({"facet": "author:many"}, UsageError, "facet author needs a whole number from 0"),
        ({"facet": "author:"}, UsageError, "facet author needs a whole number from 0"),
        ({"facet": "date:5"}, UsageError, "dates are shown whole. Try --facet date."),
        ({"kind": "articles"}, ValueNotKnown, "kind “articles”. Did you mean article?"),
        ({"kind": "none"}, ValueNotKnown, "kind “none”"),
        ({"author": " "}, UsageError, "--author needs a value; none or unsigned finds"),
        ({"not_topic": "/"}, UsageError, "--not-topic needs a value; none finds"),
        ({"since": "2026", "until": "2025"}, UsageError, "--since 2026 is after --until 2025."),
        ({"since": "..2026"}, UsageError, "--since ..2026 is open at that end."),
        ({"until": "2026.."}, UsageError, "--until 2026.. is open at that end."),
        ({"date": "03/02/2026"}, DateError, "03/02/2026"),
        ({"since": "undated"}, DateError, "undated"),
        ({"words": "autor:x"}, QueryError, "Try author:x"),
    ],
)
def test_errors(options: dict[str, Any], error: type[Exception], message: str) -> None:
    """What is wrong is named with its flag, the choices and the near miss."""
    with pytest.raises(error) as refused:
        build(**options)
    assert message in str(refused.value)


def test_a_link_names_what_was_asked() -> None:
    """The flat form uses the flags' names, and leaves defaults out."""
    request = build(
        "a b",
        any_word=True,
        author=["Jo", "none"],
        not_date="2025",
        since="2024",
        facet="date",
        limit=0,
        sort="newest",
        today=TODAY,
    )
    assert {
        "q": ["a b"],
        "any": ["1"],
        "author": ["jo", "none"],
        "not-date": ["2025-01-01..2025-12-31"],
        "since": ["2024-01-01"],
        "sort": ["newest"],
        "limit": ["0"],
        "facet": ["month"],
    } == to_params(request)
    assert {} == to_params(SearchRequest())


def test_what_people_put_into_links() -> None:
    """Synonyms, underscores and single values are understood."""
    expected = build("a", date="2025", not_language="de", limit=5)
    given_by_hand = {"q": "a", "published": "2025", "not_lang": ["de"], "limit": "5", "any": "0"}
    assert expected == from_params(given_by_hand)


@pytest.mark.parametrize(
    ("params", "error", "message"),
    [
        ({"autor": "x"}, ValueNotKnown, "There is no parameter “autor”. Did you mean author?"),
        ({"title": "x"}, ValueNotKnown, "There is no parameter “title”"),
        ({"limit": "many"}, UsageError, "limit needs a whole number from 0, not “many”."),
        ({"offset": "-1"}, UsageError, "offset needs a whole number from 0, not “-1”."),
        ({"limit": "9" * 30}, UsageError, "limit needs a whole number"),
        ({"limit": "٣"}, UsageError, "limit needs a whole number"),
        (
            {"since": ["2026", "2025"]},
            UsageError,
            "since takes one value, and has “2026”, “2025”. Leave all but one out.",
        ),
        ({"until": ["2026", "2025", "2026"]}, UsageError, "until takes one value"),
        ({"date-confidence": ["high", "low"]}, UsageError, "date-confidence takes one value"),
    ],
)
def test_a_parameter_is_never_lost(
    params: dict[str, str | list[str]], error: type[Exception], message: str
) -> None:
    """Unknown names and values are refused, not skipped, and so is one too many."""
    with pytest.raises(error) as refused:
        from_params(params)
    assert message in str(refused.value)


def test_a_value_said_twice_is_one() -> None:
    """And of what only shows hits the last one counts, as in a shell."""
    assert build(since="2025", limit=2) == from_params(
        {"since": ["2025", "2025"], "limit": ["1", "2"]}
    )


_names = st.text(min_size=1, max_size=8).filter(lambda text: bool(text.strip('" /')))
_days = st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)).map(dt.date.isoformat)
_values = {
    "author": st.one_of(_names, st.sampled_from(("none", "unsigned", '"none"', "Jo Roe"))),
    "source": _names,
    "topic": st.sampled_from(("Economy / Markets", "none", "a")),
    "subject": st.sampled_from(("soccer", "medtop:15000000", "no such", "none")),
    "language": st.sampled_from(("en", "de-CH", "none")),
    "kind": st.sampled_from(("article", "teaser")),
    "date": st.one_of(_days, st.sampled_from(("none", "2025", "2026-01.."))),
}
_chosen = st.fixed_dictionaries(
    {},
    optional={
        prefix + name: st.lists(_values[name], max_size=3)
        for name in FILTERS
        for prefix in ("", "not_")
    },
)


@given(
    words=st.sampled_from(("", "a b", '"a b', "title:x -y")),
    any_word=st.booleans(),
    no_inferred=st.booleans(),
    chosen=_chosen,
    since=st.none() | st.just("2024"),
    until=st.none() | st.just("2025-06"),
    sort=st.sampled_from(SORTS),
    limit=st.integers(0, 50),
    offset=st.integers(0, 50),
    snippets=st.integers(0, 10),
    facet=st.lists(st.sampled_from(("author", "date", "year", "kind")), max_size=3),
)
def test_a_request_comes_back_from_its_link(
    *,
    words: str,
    any_word: bool,
    no_inferred: bool,
    chosen: dict[str, Any],
    since: str | None,
    until: str | None,
    sort: str,
    limit: int,
    offset: int,
    snippets: int,
    facet: list[str],
) -> None:
    """Whatever `build` gives survives `to_params` and `from_params`."""
    try:
        request = build(
            words,
            any_word=any_word,
            no_inferred=no_inferred,
            since=since,
            until=until,
            sort=sort,
            limit=limit,
            offset=offset,
            snippets=snippets,
            facet=facet,
            **chosen,
        )
    except UsageError:  # a name of marks and signs alone folds to nothing
        return
    params = to_params(request)
    assert request == from_params(params)
    assert params == to_params(from_params(params))


def test_everything_means_no_query() -> None:
    """A star in a link is all articles."""
    assert Everything() == from_params({"q": "*"}).query


@pytest.mark.parametrize("name", ["no-inferred", "no_inferred"])
def test_a_switch_of_a_link(name: str) -> None:
    """What is on or off is 1 or 0; as a flag it stands alone."""
    request = from_params({name: "1"})
    assert not request.inferred
    assert {"no-inferred": ["1"]} == to_params(request)
    assert ["--no-inferred"] == to_flags(to_params(request))
    assert from_params({name: "0"}).inferred
    with pytest.raises(UsageError, match="no-inferred is 1"):
        from_params({name: "maybe"})
