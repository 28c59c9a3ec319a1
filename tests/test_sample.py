"""The sample corpus through the whole pipeline: what docs/sample.md promises is there."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import searcher

SAMPLE = Path(__file__).resolve().parent.parent / "docs" / "sample"
REFERENCE = dt.date(2026, 2, 1)

Taken = tuple[searcher.Index, searcher.IngestReport, list[searcher.Rejection | searcher.Skipped]]


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Taken]:
    """Ingest the sample once: the index, the report and the problems."""
    problems: list[searcher.Rejection | searcher.Skipped] = []
    with searcher.Index.create(tmp_path_factory.mktemp("sample") / "index") as index:
        report = index.ingest([SAMPLE], reference_date=REFERENCE, on_problem=problems.append)
        yield index, report, problems


@pytest.fixture(scope="module")
def articles(taken: Taken) -> list[searcher.Article]:
    """List every article of the sample."""
    return list(taken[0].scan())


def titled(articles: list[searcher.Article], start: str) -> searcher.Article:
    """Find the one article whose title begins so; cards have titles of their own."""
    (found,) = [a for a in articles if a.title.startswith(start)]
    return found


def test_every_record_becomes_an_article(taken: Taken) -> None:
    """Sixty articles and twenty-two cards, none skipped, rejected or taken for a duplicate."""
    _, report, problems = taken
    assert [] == problems
    assert (82, 82, 82) == (report.seen, report.added, report.articles)


def test_articles_and_cards_are_told_apart(articles: list[searcher.Article]) -> None:
    """A card is a teaser, and only page dumps have cards."""
    assert {"article": 60, "teaser": 22} == Counter(a.kind for a in articles)
    readers = {a.provenance.reader for a in articles if a.kind == "teaser"}
    assert 1 == len(readers)


def test_every_file_yields_an_article(articles: list[searcher.Article]) -> None:
    """No file of the sample is there in vain."""
    files = {p.relative_to(SAMPLE).as_posix() for p in SAMPLE.rglob("*") if p.is_file()}
    assert files == {a.provenance.file for a in articles}


def test_folders_hold_what_the_page_says(articles: list[searcher.Article]) -> None:
    """docs/sample.md counts the records of each folder."""
    counts = Counter(a.provenance.file.split("/")[0] for a in articles)
    assert {"pages": 29, "text": 9, "json": 34, "html": 10} == counts
    page = (SAMPLE.parent / "sample.md").read_text(encoding="utf-8")
    for folder, count in counts.items():
        files = sum(path.is_file() for path in (SAMPLE / folder).iterdir())
        assert f"| `{folder}/` | {files} | {count} |" in page


def test_readme_search_finds_its_article_first(taken: Taken) -> None:
    """`search "Treasury holdings" --author Cryptopolitan` puts the main article first."""
    results = taken[0].search("Treasury holdings", author="Cryptopolitan")
    assert "Stablecoin issuers’ Treasury holdings now rival" == results.hits[0].article.title[:47]
    assert "article" == results.hits[0].article.kind


def test_author_filter_matters_in_readme_search(taken: Taken) -> None:
    """Without the filter there is another outlet's article on Treasury holdings."""
    sources = {hit.article.source for hit in taken[0].search("Treasury holdings").hits}
    assert {"Cryptopolitan", "Harbour Ledger"} <= sources


def test_undated_articles(articles: list[searcher.Article]) -> None:
    """Seven page dumps and five others print no date; every date that is printed is settled."""
    undated = [a for a in articles if a.published is None]
    assert 12 == len(undated)
    assert 7 == sum(a.provenance.file.startswith("pages/") for a in undated)
    assert [] == [a.title for a in articles if a.published and a.published.date is None]


def test_unsigned_articles(articles: list[searcher.Article]) -> None:
    """Four articles are signed by nobody and name no outlet."""
    expected = [
        "A room full of fog",
        "How to read a tide table",
        "Letters: the clock on the customs house",
        "Minutes of the committee on minutes",
    ]
    assert expected == sorted(a.title for a in articles if not a.authors)


def test_cards_get_their_year_from_the_reference(articles: list[searcher.Article]) -> None:
    """Every card's `Jan 30, Fri` is settled by its weekday, two of them in the year before."""
    cards = [a.published for a in articles if a.kind == "teaser"]
    assert {"weekday": 22} == Counter(when.method for when in cards if when)
    dates = Counter(when.text for when in cards if when)
    assert 3 == dates["2026-01-30"]
    assert (1, 1) == (dates["2025-12-29"], dates["2025-12-22"])
    assert 20 == sum(count for day, count in dates.items() if day and day.startswith("2026-01"))


def test_cards_are_cut_where_the_summary_begins(articles: list[searcher.Article]) -> None:
    """Title and summary of a card, glued on the page, come apart."""
    card = titled(articles, "Krone price outlook")
    assert "Krone price outlook: buyers defend the winter low for a third week" == card.title
    assert "The krone held above its winter low" == card.summary[:35]
    assert ["Mira Solano"] == [author.name for author in card.authors]


def test_page_chrome_is_no_text(articles: list[searcher.Article]) -> None:
    """Promotions, disclaimers, menus and footers are in no body."""
    chrome = ("goTop", "Disclaimer", "Learn More", "newsletter:", "placeholder", "Subscribe")
    found = [(a.title, c) for a in articles for c in chrome if c in a.body]
    assert [] == found
    assert "moving out." == titled(articles, "Stablecoin").body[-11:]


def test_lines_that_name_the_author_are_no_text(articles: list[searcher.Article]) -> None:
    """The text begins below the byline, on a page that marks it and in a file that prints it."""
    assert "Two million" == titled(articles, "Oysters put to work").body[:11]
    assert "The Perpetua" == titled(articles, "The last ferry").body[:12]


@pytest.mark.parametrize(
    ("title", "date"),
    [
        ("Bond desk at Mercer", "2025-10-14"),
        ("Central banks’ gold", "2024-06-14"),
        ("Marathon route changed", "2022-03-09"),
        ("Four in ten cellars", "2020-11-12"),
        ("Flea market trader", "2019-06-25"),
        ("“I tune the piano", "2023-12"),
        ("Die Orgel", "2021-03-12"),
        ("Au marché aux livres", "2024-05-05"),
        ("La cosecha de sal", "2020-08-18"),
        ("مكتبة الميناء", "2022-09-20"),
        ("潮力発電所", "2025-04-22"),
        ("Chess club adjourns", "2019-10-05"),
        ("Oysters put to work", "2024-05-21"),
        ("The night train", "2022-12-11"),
        ("Die Deichgräfin", "2025-10-02"),
    ],
)
def test_dates_in_many_shapes(articles: list[searcher.Article], title: str, date: str) -> None:
    """A date is read as it was printed, no more precisely, whatever its shape and language."""
    published = titled(articles, title).published
    assert published is not None
    assert date == published.text


@pytest.mark.parametrize(
    ("title", "authors"),
    [
        ("Bond desk at Mercer", ["Ines Calloway"]),
        ("Interest rate rise", ["Ines Calloway", "Oskar Nyberg"]),
        ("Shipyard apprentices", ["Oskar Nyberg"]),
        ("Bakers’ strike", ["Tomas Lindgren", "Priya Raman"]),
        ("Small satellites", ["Kofi Mensah", "Ana Beltrão"]),
        ("Treasury bill auction", ["Leonie Marchetti", "Teun Verhoeven"]),
        ("Die Orgel", ["Jonas Brandt"]),
        ("Au marché aux livres", ["Camille Aubert"]),
        ("La cosecha de sal", ["Lucía Ferrer"]),
        ("مكتبة الميناء", ["ليلى الحداد"]),
        ("潮力発電所", ["佐藤 美咲"]),
        ("Chess club adjourns", ["R. J. Whitcombe"]),
        ("“I tune the piano", ["Beatrix Lowe"]),
        ("Orchestra rehearses", ["Beatrix Lowe", "Priya Raman"]),
        ("The night train", ["Priya Raman"]),
        ("Stablecoin issuers", ["Cryptopolitan"]),
        ("Lending desk Osier", ["Mira Solano", "Teun Verhoeven"]),
    ],
)
def test_authors_in_many_bylines(
    articles: list[searcher.Article], title: str, authors: list[str]
) -> None:
    """Bylines are taken apart into names, without the words around them."""
    assert authors == [author.name for author in titled(articles, title).authors]


def test_an_agency_is_no_person(articles: list[searcher.Article]) -> None:
    """The news agency signs its stories, but not as a person."""
    signed = [author for a in articles for author in a.authors if "Agency" in author.name]
    assert 4 == len(signed)
    assert "person" not in {author.role for author in signed}


def test_topics_are_paths(taken: Taken) -> None:
    """A declared topic is found by itself and by the one above it."""
    index = taken[0]
    titles = {hit.article.title for hit in index.search(topic="climate/adaptation", limit=0).hits}
    assert "Four in ten cellars still wet a year after the flood" in titles
    above = {hit.article.title for hit in index.search(topic="climate", limit=0).hits}
    assert titles < above


def test_languages(articles: list[searcher.Article]) -> None:
    """Eight languages are told apart, also where nothing declares them."""
    expected = {"en": 50, "de": 2, "fr": 2, "es": 2, "ar": 1, "fa": 1, "ja": 1, "zh": 1}
    assert expected == Counter(a.language for a in articles if a.kind == "article")


def test_near_duplicates_are_both_kept(articles: list[searcher.Article]) -> None:
    """The agency story and its shortened reprint are two articles of one text, nearly."""
    pair = [a for a in articles if a.title == "Tidal barrage turns its first turbine"]
    assert 2 == len(pair)
    one, other = (set(a.body.split("\n\n")) for a in pair)
    assert 3 <= len(one & other) < len(one | other)


def test_second_ingest_changes_nothing(taken: Taken) -> None:
    """The same files are unchanged, and the corpus keeps its digest."""
    index, report, _ = taken
    again = index.ingest([SAMPLE], reference_date=REFERENCE)
    assert (82, report.digest) == (again.unchanged, again.digest)


def test_without_reference_the_cards_stay_undated(tmp_path: Path) -> None:
    """No year is invented; the printed date is kept, and the report names the option."""
    with searcher.Index.create(tmp_path / "index") as index:
        report = index.ingest([SAMPLE / "pages"])
        cards = [a for a in index.scan() if a.kind == "teaser"]
    assert {None} == {card.published.date for card in cards if card.published}
    assert "Jan 30, Fri" in {card.published.raw for card in cards if card.published}
    assert any("--reference-date" in note for note in report.notes)
