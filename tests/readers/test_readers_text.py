"""A text file is one article with a title, if its first line looks like one."""

from collections.abc import Callable

import pytest

from searcher.article import RawArticle, RawDate, Skipped
from searcher.readers import text
from searcher.readers.base import Record

pytest_plugins = ("reader_fixtures",)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("Title\n\nBody one.\nBody two.\n", ("Title", "Body one.\nBody two.")),
        ("Title\r\nBody.\r\n", ("Title", "Body.")),
        ("\n\nTitle\nBody.", ("Title", "Body.")),
        ("Only one line.", (None, "Only one line.")),
        (
            "A sentence that goes on\nin the next line.",
            (None, "A sentence that goes on\nin the next line."),
        ),
        ("Of mills,\nWheels and men.", (None, "Of mills,\nWheels and men.")),
        ("x" * 201 + "\n\nBody.", (None, "x" * 201 + "\n\nBody.")),
    ],
)
def test_title_and_body(content: str, expected: tuple[str | None, str]) -> None:
    """The first line is the title unless it is long, alone, or runs on."""
    assert expected == text.title_and_body(content)


def test_whole_file_is_the_record(read_one: Callable[..., RawArticle]) -> None:
    """The byte range covers the file, in its own encoding."""
    data = "Café\n\nGeöffnet.".encode("cp1252")
    record = read_one(text, data, file="a/cafe.txt")
    assert ("Café", "Geöffnet.", 0, len(data)) == (
        record.title,
        record.body,
        record.provenance.start,
        record.provenance.end,
    )


@pytest.mark.parametrize(
    "name",
    [
        "README",
        "docs/readme.txt",
        "LICENSE",
        "Licence.txt",
        "README_EXTRA.txt",
        "hts-log.txt",
        "cookies.txt",
        "mirror/hts-cache/new.txt",
    ],
)
def test_companions_of_a_corpus_are_skipped(read: Callable[..., list[Record]], name: str) -> None:
    """Readmes and licences are no articles."""
    (record,) = read(text, b"About these files\n\nThey are free.", file=name)
    assert isinstance(record, Skipped)
    assert "no-article" == record.reason


@pytest.mark.parametrize(
    "name",
    [
        "license-to-fish.txt",
        "robots-at-sea.txt",
        "notices.txt",
        "security-at-sea.txt",
        "changes_at_sea",
    ],
)
def test_articles_with_similar_names_are_read(
    read_one: Callable[..., RawArticle], name: str
) -> None:
    """Only the usual names are companions."""
    assert "Fish" == read_one(text, b"Fish\n\nThey swim.", file=name).title


def test_addresses_alone_are_no_article(read: Callable[..., list[Record]]) -> None:
    """What was to be fetched lies beside what was."""
    listed = b"https://a.example/1\nhttps://a.example/2\n"
    (record,) = read(text, listed, file="urls.txt")
    assert isinstance(record, Skipped)
    assert "no-text" == record.reason
    (record,) = read(text, listed + b"\nThe wall held through the night.\n", file="urls.txt")
    assert isinstance(record, RawArticle)


def test_empty_file_is_skipped(read: Callable[..., list[Record]]) -> None:
    """An empty file holds no article."""
    assert ["empty", "empty"] == [
        record.reason
        for data in (b"", b"\xef\xbb\xbf \n")
        for record in read(text, data)
        if isinstance(record, Skipped)
    ]


def test_labels_below_the_title_are_no_text(read_one: Callable[..., RawArticle]) -> None:
    """Author and date are taken; paragraphs stay as they are."""
    data = b"Harbour lights\nBy Ines Calloway\n14 June 2023\n\nOne.\n\nTwo."
    found = read_one(text, data)
    assert (("Ines Calloway",), "One.\n\nTwo.") == (found.authors, found.body)
    assert (RawDate("14 June 2023"),) == found.dates


def test_day_without_a_year_alone_is_text(read_one: Callable[..., RawArticle]) -> None:
    """The hour of a match is no date of publication."""
    found = read_one(text, b"Ormsey v Faro\n\nSaturday 12 February\n\nKick-off at noon.")
    assert ((), "Saturday 12 February\n\nKick-off at noon.") == (found.dates, found.body)


BODY = "The wheel had stood for thirty years.\n\nOn Monday it turned."


@pytest.mark.parametrize(
    "above",
    [
        "Skip to content\nMenu\nSearch\nSign in\n",
        "Home\nWorld\nBusiness\nSport\n\n",
        "We use cookies to improve your visit.\nAccept all\n\n",
        "MILLS\n\n",
        "Home > Valley > Mills\n\n",
        "",
    ],
)
@pytest.mark.parametrize("between", ["", "Share\nFacebook\nTwitter\n"])
def test_title_stands_below_menus_and_buttons_are_no_text(
    read_one: Callable[..., RawArticle], above: str, between: str
) -> None:
    """A byline or a date below it shows which line is the title."""
    found = f"{above}Mill wheel turns again\nBy Ada Weir\n{between}30 January 2026\n\n{BODY}\n"
    record = read_one(text, found.encode())
    assert ("Mill wheel turns again", BODY) == (record.title, record.body)
    assert (("Ada Weir",), (RawDate("30 January 2026"),)) == (record.authors, record.dates)


def test_a_day_above_the_title_is_the_date(read_one: Callable[..., RawArticle]) -> None:
    """It is not the title."""
    record = read_one(text, f"30 January 2026\n\nMill wheel turns again\n\n{BODY}".encode())
    assert ("Mill wheel turns again", BODY) == (record.title, record.body)
    assert (RawDate("30 January 2026"),) == record.dates


def test_the_day_of_a_diary_is_its_title(read_one: Callable[..., RawArticle]) -> None:
    """A sentence below a day is no title."""
    record = read_one(text, b"30 January 2026\n\nIt rained.\n\nThe wheel stood.")
    assert ("30 January 2026", "It rained.\n\nThe wheel stood.") == (record.title, record.body)


def test_an_update_alone_is_given_as_such(read_one: Callable[..., RawArticle]) -> None:
    """The word stays with it, so that the date is known for what it is."""
    record = read_one(text, f"Mill turns\nUpdated 2 February 2026\n\n{BODY}".encode())
    assert (RawDate("Updated 2 February 2026"),) == record.dates
    assert "2 February 2026" == record.stamp


def test_fields_above_a_text_are_read(read_one: Callable[..., RawArticle]) -> None:
    """A mail's head says who, when and what about."""
    head = "From: ada@weir.example (Ada Weir)\nSubject: Mill turns\nDate: 30 Jan 2026\nLines: 3\n\n"
    record = read_one(text, f"{head}{BODY}".encode(), file="rec.mills/51060")
    assert ("Mill turns", BODY, ("Ada Weir",)) == (record.title, record.body, record.authors)
    assert ("30 Jan 2026",) == tuple(date.text for date in record.dates)


@pytest.mark.parametrize("joint", ["|", "\t"])
def test_pieces_of_a_page_may_be_joined(read_one: Callable[..., RawArticle], joint: str) -> None:
    """As `get_text` of a parser joins them."""
    pieces = ("Weir opens", "By Ada Weir", "30 January 2026", "It opened at dawn.", "It closed.")
    found = read_one(text, joint.join(pieces).encode())
    assert ("Weir opens", ("Ada Weir",)) == (found.title, found.authors)
    assert "It opened at dawn.\nIt closed." == found.body


def test_a_day_in_the_name_stands_where_there_is_no_other(
    read_one: Callable[..., RawArticle],
) -> None:
    """With its own origin, so that it is known for what it is."""
    found = read_one(text, b"Weir opens\n\nIt opened.", file="2026-01-30-weir.txt")
    assert [("2026-01-30", "file")] == [(date.text, date.origin) for date in found.dates]


def test_a_name_alone_signs_above_a_full_date_only(read_one: Callable[..., RawArticle]) -> None:
    """`Griffin Park` above `Tuesday, 1 March` is where a match is played."""
    signed = read_one(text, b"Weir opens again\nAda Weir\n30 January 2026\n\nIt opened.\n")
    assert (("Ada Weir",), "It opened.") == (signed.authors, signed.body)
    match = read_one(text, b"Weir v Pool\n\nGriffin Park\n\nTuesday, 1 March\n\nIt is on.\n")
    assert () == match.authors


@pytest.mark.parametrize(
    ("byline", "stamp"),
    [
        ("Door Ada Weir", "30 januari 2026 om 10:05"),
        ("di Ada Weir", "Pubblicato il 30 gennaio 2026 alle 10:05"),
        ("Por Ada Weir", "Publicado em 30/01/2026 às 10h05"),
        ("Text: Ada Weir", "Stand: 30.01.2026"),
        ("By Ada Weir", "30 Jan 2026 | 10:05 | 5 min read"),
        ("By Ada Weir", "hace 3 días"),
    ],
)
def test_labels_in_other_languages_are_no_text(
    read_one: Callable[..., RawArticle], byline: str, stamp: str
) -> None:
    """Whoever signs, and whenever it was."""
    found = read_one(
        text, f"Weir opens again\n\n{byline}\n{stamp}\n\nShare\n\nIt opened.\n".encode()
    )
    assert (("Ada Weir",), "It opened.") == (found.authors, found.body)
    assert found.dates
