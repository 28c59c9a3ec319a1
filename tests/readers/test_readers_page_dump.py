"""A scraped page is parted into its article and its cards."""

import time
from collections.abc import Callable

import pytest

from searcher.article import RawArticle, RawDate, RawTopic, Rejection, Skipped
from searcher.readers import page_dump
from searcher.readers.base import MAX_PAGE_BYTES, Record

pytest_plugins = ("reader_fixtures",)

Read = Callable[..., list[Record]]
ReadOne = Callable[..., RawArticle]

SUMMARY = "The miller opened the sluice at dawn and the old wheel began to turn."
MAIN = (
    "Mill wheel turns again\n\nSource Weir Times\n\nThe wheel had stood for thirty years.\n\n"
    "On Monday it turned.\n"
)


def card(title: str = "Mill opens", summary: str = SUMMARY, marker: str = "placeholder\n") -> str:
    """Write a card as scraped."""
    return f"{marker}{title}{summary}\nAuthor\u00a0\u00a0 Ada Weir\nJan 30, Fri\n{summary}\n"


def articles(read: Read, text: str) -> list[RawArticle]:
    """Read a dump that holds articles only."""
    records = read(page_dump, text.encode())
    assert all(isinstance(record, RawArticle) for record in records)
    return [record for record in records if isinstance(record, RawArticle)]


def test_main_article_has_no_date_of_a_card(read: Read) -> None:
    """A card's date says nothing about the article above it."""
    main, teaser = articles(read, MAIN + card())
    assert ((), "Weir Times", ()) == (main.dates, main.source, main.authors)
    assert (RawDate("Jan 30, Fri"),) == teaser.dates


@pytest.mark.parametrize(
    "byline", ["Author\u00a0\u00a0 Ada Weir", "Author: Ada Weir", "By Ada Weir", "AUTHOR\tAda Weir"]
)
def test_card_author_may_be_written_in_several_ways(read: Read, byline: str) -> None:
    """The word before the name and its white space vary."""
    text = card().replace("Author\u00a0\u00a0 Ada Weir", byline)
    (teaser,) = articles(read, text)
    assert ("Mill opens", SUMMARY, ("Ada Weir",)) == (teaser.title, teaser.summary, teaser.authors)


@pytest.mark.parametrize(
    ("missing", "expected"),
    [
        ("Author\u00a0\u00a0 Ada Weir\n", ("Mill opens", SUMMARY, (), ("Jan 30, Fri",))),
        ("Jan 30, Fri\n", ("Mill opens", SUMMARY, ("Ada Weir",), ())),
        ("Author\u00a0\u00a0 Ada Weir\nJan 30, Fri\n", ("Mill opens", SUMMARY, (), ())),
        (
            f"\n{SUMMARY}\n",
            (f"Mill opens{SUMMARY}", None, ("Ada Weir",), ("Jan 30, Fri",)),
        ),
        (f"Mill opens{SUMMARY}\n", (None, SUMMARY, ("Ada Weir",), ("Jan 30, Fri",))),
        (
            f"\nAuthor\u00a0\u00a0 Ada Weir\nJan 30, Fri\n{SUMMARY}\n",
            (f"Mill opens{SUMMARY}", None, (), ()),
        ),
    ],
)
@pytest.mark.parametrize("after", ["", "second"])
def test_card_with_a_part_missing_is_still_a_teaser(
    read: Read, missing: str, expected: tuple[object, ...], after: str
) -> None:
    """Without author, date, title, summary, or all but the first line, a teaser of the rest."""
    broken = card().replace(missing, "\n" if missing.startswith("\n") else "")
    whole = card("Weir falls", "The upper weir fell into the pool behind the church at noon.")
    records = articles(read, MAIN + broken + (whole if after else ""))
    assert ["article", "teaser", "teaser"][: 3 if after else 2] == [r.kind for r in records]
    teaser = records[1]
    dates = tuple(date.text for date in teaser.dates)
    assert expected == (teaser.title, teaser.summary, teaser.authors, dates)


def test_cards_without_a_line_between_them_are_parted(read: Read) -> None:
    """A glued line before an author begins the next card."""
    second = card("Weir falls", "The upper weir fell into the pool at noon.", marker="")
    _, one, two = articles(read, MAIN + card() + second)
    assert ("Mill opens", SUMMARY) == (one.title, one.summary)
    assert ("Weir falls", "The upper weir fell into the pool at noon.") == (two.title, two.summary)


def test_cards_begin_without_any_placeholder(read: Read) -> None:
    """The repeated summary alone tells a card from the article above it."""
    main, teaser = articles(read, MAIN + card(marker=""))
    assert "On Monday it turned." == (main.body or "").splitlines()[-1]
    assert "Mill opens" == teaser.title


def test_dump_of_cards_only_has_no_article(read: Read) -> None:
    """A heading above the list is no article."""
    assert ["teaser", "teaser"] == [
        r.kind for r in articles(read, "Latest from the river\n" + card() + card("Mill shuts"))
    ]


def test_dump_without_cards_is_one_article(read: Read) -> None:
    """`Source …` below the title is enough."""
    (main,) = articles(read, MAIN)
    assert "The wheel had stood for thirty years.\n\nOn Monday it turned." == main.body


def test_placeholder_inside_the_article_begins_no_card(read: Read) -> None:
    """A picture between two paragraphs leaves both in the body."""
    (main,) = articles(read, MAIN + "\nplaceholder\n\nChildren clapped.\n\nThen it rained.\n")
    assert "On Monday it turned.\n\nChildren clapped.\n\nThen it rained." == (main.body or "")[39:]


def test_chrome_words_inside_prose_stay(read: Read) -> None:
    """Only whole short lines are chrome."""
    prose = "Share of the placeholder quote: the newsletter said read more, and he did."
    (main,) = articles(read, MAIN + f"\nAdvertisement\n\n{prose}\n\nRead more\n")
    assert (main.body or "").endswith(f"On Monday it turned.\n\n{prose}")


@pytest.mark.parametrize(
    "tail",
    [
        "Weir Academy: Coming Soon - Swimming for Millers. Learn More",
        "Disclaimer: For information purposes only.",
        "Disclaimer\n\nThe river may differ from what is shown here, and nobody answers for that.",
        "Subscribe to our newsletter for more wheels",
        "We and this site uses cookies to count you",
        "© 2026 Weir Times. All rights reserved.",
        "About us | Contact | Privacy policy",
        "goTop\nquote",
    ],
)
def test_promotions_at_the_end_are_no_text(read: Read, tail: str) -> None:
    """Promotions, disclaimers and footers are cut off the end of the body."""
    (main,) = articles(read, f"{MAIN}\n{tail}\n")
    assert (main.body or "").endswith("On Monday it turned.")


def test_promotion_in_the_middle_stays(read: Read) -> None:
    """What follows a disclaimer and is long enough to be text keeps it in the body."""
    after = "The owner of the mill owns this paper. " * 3 + "He did not read this article."
    (main,) = articles(read, f"{MAIN}\nDisclaimer: he pays us.\n\n{after}\n")
    assert (main.body or "").endswith(after)


def test_labels_below_the_title_are_understood(read: Read) -> None:
    """Byline, date, update, topics and reading time below the title are no text."""
    (main,) = articles(
        read,
        "Mill wheel turns again\nBy Ada Weir and Tom Pool | Jan 30, 2026\nUpdated: Jan 31, 2026\n"
        "Source: Weir Times\n5 min read\nTopics: rivers, mills; Weirs\n"
        "The wheel turned.\nIt stopped.\n",
    )
    assert (
        ("Ada Weir and Tom Pool",),
        (RawDate("Jan 30, 2026"),),
        "Jan 31, 2026",
        "Weir Times",
        tuple(RawTopic(name, "topic") for name in ("rivers", "mills", "Weirs")),
        "The wheel turned.\n\nIt stopped.",
    ) == (main.authors, main.dates, main.stamp, main.source, main.topics, main.body)


def test_line_between_title_and_byline_is_the_summary(read: Read) -> None:
    """A standfirst is kept, but not as text."""
    (main,) = articles(
        read,
        "Mill turns\n\nThirty years on, water.\n\nBy Ada Weir\n\nSource Weir Times\n\nIt did.\n",
    )
    assert ("Thirty years on, water.", ("Ada Weir",), "It did.") == (
        main.summary,
        main.authors,
        main.body,
    )


def test_dates_and_names_in_the_text_are_left_alone(read: Read) -> None:
    """Only lines directly below the title are read as labels."""
    (main,) = articles(read, MAIN + "\nJan 30, 2026\n\nBy Tom Pool\n\nSo it was written.\n")
    assert ((), ()) == (main.dates, main.authors)
    assert "Jan 30, 2026\n\nBy Tom Pool\n\nSo it was written." in (main.body or "")


def test_topics_at_the_end_are_understood(read: Read) -> None:
    """`Tags:` after the text is no text, with chrome around it."""
    (main,) = articles(read, MAIN + "\nTags: mills, rivers\n\nShare\n\n© Weir Times\n")
    assert (RawTopic("mills", "tag"), RawTopic("rivers", "tag")) == main.topics
    assert (main.body or "").endswith("it turned.")


def test_windows_line_ends_and_encoding_are_read(read: Read) -> None:
    """CRLF and Windows-1252 give the same records as LF and UTF-8, at their own places."""
    text = (MAIN + card("Miller’s café opens")).replace("\u00a0", " ")
    data = text.replace("\n", "\r\n").encode("cp1252")
    records = [r for r in read(page_dump, data) if isinstance(r, RawArticle)]
    assert ["Mill wheel turns again", "Miller’s café opens"] == [r.title for r in records]
    where = records[1].provenance
    assert "Miller’s café opens".encode("cp1252") == data[where.start :][:19]


def test_utf16_ranges_slice_the_file(read: Read) -> None:
    """Offsets are bytes of the file, in its own encoding."""
    data = (MAIN + card("Mühle öffnet")).encode("utf-16")
    *_, teaser = (r for r in read(page_dump, data) if isinstance(r, RawArticle))
    where = teaser.provenance
    own = data[where.start : where.end].decode("utf-16-le")
    assert (True, True) == (own.startswith("Mühle öffnet"), own.endswith(SUMMARY))


def test_empty_page_is_skipped(read: Read) -> None:
    """White space is no article, and chrome alone neither."""
    reasons = [read(page_dump, data)[0] for data in (b"", b" \n\n", b"Share\nquote\n")]
    assert ["empty", "empty", "no-text"] == [r.reason for r in reasons if isinstance(r, Skipped)]


def test_page_over_the_limit_is_rejected(read: Read) -> None:
    """The file is not read beyond the limit."""
    (record,) = read(page_dump, b"x" * (MAX_PAGE_BYTES + 1))
    assert isinstance(record, Rejection)
    assert "too-large" == record.reason


def test_many_cards_are_read_in_order(read: Read) -> None:
    """Records count from one, in order of the file."""
    text = MAIN + "".join(card(f"Card {n}", f"{SUMMARY} Number {n}.") for n in range(200))
    records = articles(read, text)
    assert list(range(1, 202)) == [r.provenance.record for r in records]
    assert [f"Card {n}" for n in range(200)] == [r.title for r in records[1:]]


@pytest.mark.parametrize(
    ("before", "line"),
    [
        (card(), "{} a b\n"),  # after a card's summary
        (card() + "placeholder\n", "{} a b\n"),  # a card of short lines only
        (MAIN, "Read more\nstray {}\n"),  # promotions at the end
        (MAIN, "A line {} of plain text.\n"),
    ],
)
def test_many_short_lines_cost_little(read: Read, before: str, line: str) -> None:
    """A page of 20,000 lines is read in time that grows with their number, not its square."""
    text = before + "".join(line.format(number) for number in range(20_000))
    began = time.thread_time()
    assert articles(read, text)
    assert time.thread_time() - began < 10


@pytest.mark.parametrize(
    ("line", "authors", "dates"),
    [
        ("Ada Weir", ("Ada Weir",), ("Jan 30, Fri",)),
        ("by ada weir", (), ("Jan 30, Fri",)),
        ("Source Weir Times", ("Weir Times",), ("Jan 30, Fri",)),
        ("Author", (), ("Jan 30, Fri",)),
        ("Markets", (), ("Jan 30, Fri",)),
    ],
)
def test_what_stands_where_the_author_does_tears_no_card_apart(
    read: Read, line: str, authors: tuple[str, ...], dates: tuple[str, ...]
) -> None:
    """Between a glued line and its summary are labels, whether they are understood or not."""
    first, second = (card().replace("Author\u00a0\u00a0 Ada Weir", line), card("Weir falls"))
    _, teaser, other = articles(read, MAIN + first + second)
    assert ("Mill opens", SUMMARY, authors) == (teaser.title, teaser.summary, teaser.authors)
    assert dates == tuple(date.text for date in teaser.dates)
    assert ("Weir falls", ("Ada Weir",)) == (other.title, other.authors)


@pytest.mark.parametrize(
    "stamp",
    [
        "Fri, 30 January 2026 | 14:05 GMT+2",
        "Posted: 30 January 2026 Updated: 1 February 2026",
        "Friday",
        "Last week",
        "about 3 hours ago",
    ],
)
def test_card_date_may_be_written_in_several_ways(read: Read, stamp: str) -> None:
    """What it means is not for the reader to say."""
    _, teaser = articles(read, MAIN + card().replace("Jan 30, Fri", stamp))
    assert ("Mill opens", SUMMARY, (RawDate(stamp),)) == (
        teaser.title,
        teaser.summary,
        teaser.dates,
    )


LONG = (
    "The wheel had stood for thirty years, and nobody in the valley could say who stopped it.\n\n"
    "On Monday it turned, and the children of the upper school were let out to see the water run.\n"
)


@pytest.mark.parametrize("cards", [1, 2])
@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("Source Weir Times\n\n", ((), ())),
        ("By Bo Lock\n30 January 2026\n\n", (("Bo Lock",), ("30 January 2026",))),
    ],
)
@pytest.mark.parametrize("after", ["", card("Mill shuts")])
def test_an_article_below_cards_is_an_article(
    read: Read, cards: int, head: str, said: tuple[tuple[str, ...], ...], after: str
) -> None:
    """It is not the end of the summary of the last card, nor a card."""
    text = card() * cards + f"\nMill wheel turns again\n\n{head}{LONG}{after}"
    records = articles(read, text)
    kinds = ["teaser"] * cards + ["article"] + ["teaser"] * bool(after)
    assert kinds == [record.kind for record in records]
    assert [SUMMARY] * cards == [record.summary for record in records[:cards]]
    main = records[cards]
    assert ("Mill wheel turns again", LONG.strip()) == (main.title, main.body)
    assert said == (main.authors, tuple(date.text for date in main.dates))


def test_a_list_of_related_articles_with_bylines_is_of_cards(read: Read) -> None:
    """Their authors and dates are none of the article's, nor is their text its own."""
    listed = "Mill opens\nBy Ada Weir\nJan 30, 2026\n" + SUMMARY
    other = "Weir falls\nBy Bo Lock\nJan 29, 2026\nThe upper weir fell into the pool at noon."
    main, one, two = articles(read, f"{MAIN}\nRelated articles\n\n{listed}\n\n{other}\n")
    assert "The wheel had stood for thirty years.\n\nOn Monday it turned." == main.body
    assert ((), ()) == (main.authors, main.dates)
    assert ("Mill opens", SUMMARY, ("Ada Weir",)) == (one.title, one.summary, one.authors)
    assert ("Weir falls", ("Bo Lock",)) == (two.title, two.authors)


@pytest.mark.parametrize("above", ["30 January 2026", "MILLS", "Home > Valley > Mills"])
def test_the_title_stands_below_a_day_or_a_section(read: Read, above: str) -> None:
    """What is above it is no title."""
    (main,) = articles(read, f"{above}\n\n{MAIN}")
    assert ("Mill wheel turns again", "Weir Times") == (main.title, main.source)
    section = (RawTopic("MILLS", "section"),) if above == "MILLS" else ()
    assert section == main.topics


def test_a_list_of_related_headlines_is_no_text(read: Read) -> None:
    """Each is a teaser of no more than a title, as long as nothing but headlines follows."""
    listed = "Related articles\n\nMill on Weir Lane opens\nUpper weir falls again\n\nShare\n"
    main, one, two = articles(read, f"{MAIN}\n{listed}© 2026 Weir Times\n")
    assert "The wheel had stood for thirty years.\n\nOn Monday it turned." == main.body
    assert ["Mill on Weir Lane opens", "Upper weir falls again"] == [one.title, two.title]
    assert ["teaser", "teaser"] == [one.kind, two.kind]


def test_text_below_a_list_of_headlines_is_kept(read: Read) -> None:
    """A list in the middle of an article parts nothing."""
    listed = (
        "Related articles\n\nMill on Weir Lane opens\nUpper weir falls again\n\nThen it rained.\n"
    )
    (main,) = articles(read, f"{MAIN}\n{listed}")
    assert (main.body or "").endswith("Then it rained.")


@pytest.mark.parametrize(
    ("line", "author", "date"),
    [
        ("By Ada Weir | Jan 30, 2026", "Ada Weir", "Jan 30, 2026"),
        ("By Ada Weir, Jan 30, 2026", "Ada Weir", "Jan 30, 2026"),
        ("Ada Weir • 3h", "Ada Weir", "3h"),
        ("Ada Weir · 30 Jan 2026", "Ada Weir", "30 Jan 2026"),
    ],
)
@pytest.mark.parametrize("marker", ["placeholder\n", ""])
def test_author_and_date_of_a_card_may_share_a_line(
    read: Read, line: str, author: str, date: str, marker: str
) -> None:
    """Each is given as such."""
    text = card(marker=marker).replace("Author\u00a0\u00a0 Ada Weir\nJan 30, Fri", line)
    main, teaser = articles(read, MAIN + text)
    assert () == main.dates
    assert ("Mill opens", SUMMARY, (author,)) == (teaser.title, teaser.summary, teaser.authors)
    assert (RawDate(date),) == teaser.dates


@pytest.mark.parametrize(
    "day", ["3. 3. 2024", "Publié le 3 mars 2024 à 14h05", "입력 2024.03.03 14:05", "३ मार्च २०२४"]
)
def test_days_of_cards_in_other_languages(read: Read, day: str) -> None:
    """They end a card, with a label or without one."""
    text = card().replace("Jan 30, Fri", day)
    teaser = articles(read, MAIN + text)[1]
    assert ("Mill opens", (RawDate(day),)) == (teaser.title, teaser.dates)
