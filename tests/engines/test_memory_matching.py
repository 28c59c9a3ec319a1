"""Which articles of the haystack match, by hand."""

import datetime as dt

import pytest

from searcher.article import Article
from searcher.dates import DateRange
from searcher.engines.memory import MemoryEngine
from searcher.query.model import Dated, Filter, Pattern, SearchRequest, Word
from searcher.query.parser import parse
from searcher.testing import article, haystack

TODAY = dt.date(2026, 2, 1)


def engine(*articles: Article) -> MemoryEngine:
    """Put articles into an engine that stems English and German."""
    made = MemoryEngine(("en", "de"))
    writer = made.writer()
    for one in articles:
        writer.add(one)
    writer.commit()
    writer.close()
    return made


@pytest.fixture(scope="module")
def whole() -> MemoryEngine:
    """Give the haystack, searchable."""
    return engine(*haystack())


def titles(found: MemoryEngine, request: SearchRequest | str) -> list[str]:
    """Give the titles of all that match, sorted."""
    if isinstance(request, str):
        request = SearchRequest(query=parse(request, today=TODAY).query)
    return sorted(one.title for one in found.scan(request))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("village", ["Holdings of a small treasury"]),
        ("VILLAGES", ["Holdings of a small treasury"]),
        ("=villages", []),
        ("zurich", ["Märkte in Zürich"]),
        ("markte", ["Märkte in Zürich"]),
        ("=markt", ["Märkte in Zürich"]),
        ("title:markt", ["Märkte in Zürich"]),
        ("title:=markt", []),
        ("strasse", ["Häuser am Fluß", "Märkte in Zürich"]),
        ("don't", ["Record treasury holdings, again", "Treasury holdings reach a record"]),
        ("12:30", ["12 30 97", "Open at 12:30"]),
        ('"12 30 97"', ["12 30 97"]),
        ("/vill.ge/^2", ["Holdings of a small treasury"]),
        ("/zürich/", ["Märkte in Zürich"]),
        ("title:/m[aä]rkte/", ["Märkte in Zürich"]),
        ("title:/markt/", []),
        ("市场", ["河边的市场"]),
        ("东市", []),
        ("банк", ["Банк у реки"]),
        ("банка", []),  # Russian is not stemmed here
        ("C++", ["C++ turns forty"]),
        ("summary:bank", ["Central bank holds rates"]),
        ("body:bank title:willows", ["Willows along the river"]),
        ('"treasury holdings"', ["Record treasury holdings, again"]
            + ["Treasury holdings reach a record"] * 2),
        ('"two percent markets"', []),
        ('"two percent markets"~1', ["Central bank holds rates"]),
        ('"willows river"~2', ["River bank restored", "Willows along the river"]),
        ('"bora bora"', ["Bora Bora"]),
        ('"bora wind"~2', ["Bora Bora"]),
        ('"bora wind"~1', []),
        ("wil*ws river", ["River bank restored", "Willows along the river"]),
        ("treasry~", ["Holdings of a small treasury", "Record treasury holdings, again"]
            + ["Treasury holdings reach a record"] * 2),
        ("willow~2 NOT river", ["Bora Bora", "Café owner retires"]),  # willows, will
        ("chess OR village", ["Holdings of a small treasury", "Undated notes on chess"]),
        ("river -bank", []),
        ("author:jose", []),
        ('author:"jose alvarez"',
            ["Café owner retires", "El mercado de los niños", "Open at 12:30"]),
        ("author:(Jon Roe) -source:*", []),
        ("-source:*", ["12 30 97", "An anonymous letter"]),
        ("-author:* -source:*", ["12 30 97", "An anonymous letter"]),
        ("topic:economy/central", []),
        ('topic:"economy/central banks"', ["Central bank holds rates"]),
        ("topic:sport", ["Holdings of a small treasury", "Undated notes on chess"]),
        ("-topic:*", ["12 30 97", "Five ways to bank"]),
        ("lang:de", ["Häuser am Fluß", "Märkte in Zürich"]),
        ("lang:de-ch", ["Häuser am Fluß"]),
        ("-lang:*", ["12 30 97", "Bora Bora"]),
        ("kind:teaser", ["Five ways to bank", "Treasury holdings reach a record"]),
        ("url:https://quay.example/a/1?id=7", ["Record treasury holdings, again"]),
        ("https://bits.example/chess", ["Undated notes on chess"]),
        ("-date:*", ["An anonymous letter", "Five ways to bank", "Undated notes on chess"]),
        ("date:2024-02", ["Open at 12:30"]),
        ("date:2025-06", ["River bank restored", "Willows along the river"]),
        ("date:2025-06-02", ["River bank restored"]),
        ("date:~2025-06-02",
            ["A year of floods", "River bank restored", "Willows along the river"]),
        ("date:<2024", ["C++ turns forty"]),
        ("date:2026-01-31", ["Record treasury holdings, again"]),
        ("date:2026-01-01", ["12 30 97"]),
        ("date:2025-12-31", ["Banks run for the exit"]),
        ("-summary:* kind:teaser", ["Five ways to bank", "Treasury holdings reach a record"]),
        ("NOT *", []),
    ],
)  # fmt: skip
def test_queries(whole: MemoryEngine, query: str, expected: list[str]) -> None:
    """Each clause finds what one can see that it should."""
    assert sorted(expected) == titles(whole, query)


def test_everything(whole: MemoryEngine) -> None:
    """No words are all articles."""
    assert len(haystack()) == whole.count(SearchRequest())


def test_stems_are_those_of_the_articles_own_language() -> None:
    """A word of one language is not found by the stem of another."""
    found = engine(
        article(id="0" * 32, title="running", language="en"),
        article(id="1" * 32, title="running", language="de"),
        article(id="2" * 32, title="running", language=None),
    )
    assert found.count(SearchRequest(query=Word("runs"))) == 1
    assert found.count(SearchRequest(query=Word("running"))) == 3


def test_a_phrase_does_not_mix_exact_forms_and_stems_of_languages() -> None:
    """All words are compared in one way."""
    found = engine(article(title="banks running", language="en"))
    assert titles(found, '"bank runs"') == ["banks running"]
    assert titles(found, '="banks running"') == ["banks running"]
    assert titles(found, '="bank running"') == []


def test_a_phrase_stays_in_its_part() -> None:
    """No phrase goes from title to text, and none without slop from summary to body."""
    found = engine(article(title="one two", summary="three four", body="five six"))
    for query, hits in [('"two three"', 0), ('"two three"~9', 0), ('"four five"', 0),
                        ('"four five"~1', 1), ('summary:"four five"~9', 0),
                        ('"five six"', 1)]:  # fmt: skip
        assert hits == len(titles(found, query)), query


def test_a_word_too_long_keeps_its_place_and_is_not_found() -> None:
    """Its neighbours are two places apart."""
    long = "x" * 255
    found = engine(article(title=f"a {long} b"))
    assert titles(found, '"a b"') == []
    assert len(titles(found, '"a b"~1')) == 1
    assert titles(found, long) == []
    assert titles(found, f'"a {long} b"') == []


@pytest.mark.parametrize("text", ["", "—", "🎉"])
def test_a_word_without_tokens_matches_nothing(whole: MemoryEngine, text: str) -> None:
    """Trees made by hand may hold such words."""
    assert whole.count(SearchRequest(query=Word(text))) == 0


def test_a_pattern_is_folded(whole: MemoryEngine) -> None:
    """Capitals and marks in it do not matter."""
    assert titles(whole, SearchRequest(query=Pattern("ZÜR*"))) == ["Märkte in Zürich"]


def test_an_open_range_holds_all_that_is_dated(whole: MemoryEngine) -> None:
    """Undated articles lie in no interval."""
    request = SearchRequest(query=Dated(DateRange(None, None)))
    assert len(haystack()) - 3 == whole.count(request)


@pytest.mark.parametrize(
    ("chosen", "count"),
    [
        (Filter("author", ("jon roe",)), 3),
        (Filter("author", ("jon roe", "mara lindqvist")), 6),
        (Filter("author", ("jon roe",), exclude=True), 21),
        (Filter("author", (None,)), 6),
        (Filter("author", (None, "jon roe")), 9),
        (Filter("topic", ("economy",)), 9),
        (Filter("date", (None,)), 3),
        (Filter("date", (DateRange(dt.date(2026, 1, 30), dt.date(2026, 1, 31)),)), 4),
        (Filter("date", (None,), exclude=True), 21),
        (Filter("kind", ("teaser",)), 2),
        (Filter("language", ("en",)), 15),
    ],
)
def test_filters(whole: MemoryEngine, chosen: Filter, count: int) -> None:
    """Values of one filter are alternatives; None is the missing value."""
    assert count == whole.count(SearchRequest(filters=(chosen,)))


def test_filters_are_all_required(whole: MemoryEngine) -> None:
    """Filters of several fields narrow each other, and the bounds narrow all."""
    request = SearchRequest(
        filters=(Filter("author", ("mara lindqvist",)), Filter("kind", ("teaser",), exclude=True)),
        within=DateRange(dt.date(2025, 12, 1), None),
    )
    assert titles(whole, request) == [
        "Central bank holds rates",
        "Treasury holdings reach a record",
    ]
