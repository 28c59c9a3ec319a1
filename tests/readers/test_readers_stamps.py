"""The stamp that a page shows beside its headline."""

import time

import pytest
from lxml import html

from searcher.readers.pages.stamp_lines import (
    is_labelled_stamp,
    is_stamp,
    is_stamp_label,
    without_label,
)
from searcher.readers.pages.stamps import is_update, shown

TITLE = "Weir opens at Dunmore"
HEADING = f"<h1>{TITLE}</h1>"
LONG = "the weir was opened at noon and nobody came to see it, said the miller. " * 6
LINK = "<a href='/mill'>Mill burns down at night</a>"
ROW = f"<li>{LINK} <b>7 May 2024</b></li>"
PROSE = "<p>The miller remembered 3 May 1987 well.</p>"


def stamps(body: str) -> list[str]:
    """Give what is found in a page with this body."""
    stamp, _ = shown(html.document_fromstring(f"<html><body>{body}</body></html>"), TITLE)
    return [stamp] if stamp else []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"{HEADING}<p>7 May 2024</p>", "7 May 2024"),
        (f"{HEADING}<p>By Jane Roe, 7 May 2024, 10:30 am</p>", "7 May 2024, 10:30 am"),
        (f"{HEADING}<p>Hamburg, 7. Mai 2024 | Anzeige</p>", "7. Mai 2024"),
        (f"{HEADING}<p>2024年5月7日</p>", "2024年5月7日"),
        (f"{HEADING}<p>Par Solène Marchetti, le 7 mai 2024</p>", "7 mai 2024"),
        (f"{HEADING}<p>Par Solène Marchetti, publié le mardi 7 mai 2024</p>", "7 mai 2024"),
        (f"{HEADING}<p>By Jane Roe and Tom Low, Tuesday, May 7, 2024</p>", "May 7, 2024"),
        (f"{HEADING}<p>Von Anna-Lena Müller und Jan Ott, Berlin, 7.5.2024</p>", "7.5.2024"),
        (f"{HEADING}<p>Di, 07.05.24, 14:05</p>", "Di, 07.05.24, 14:05"),
        # A headline that is no heading.
        (f"<div><b>{TITLE}</b></div><p>7 May 2024</p><p>Story</p>", "7 May 2024"),
        (f"{HEADING}<p>Napsal Jan Vrba dne 7. května 2024</p>", "7. května 2024"),
        (f"{HEADING}<p>Được đăng: 7 Tháng 5 2024</p>", "7 Tháng 5 2024"),
        (f"{HEADING}<p>Published in The River Post on May 7, 2024</p>", "May 7, 2024"),
        (f"{HEADING}<p>Updated: 7 May 2024</p>", "Updated: 7 May 2024"),
        (f"{HEADING}<ul><li><b>Date</b> 07.05.2024</li></ul>", "07.05.2024"),
        (f"<p>07.05.2024</p>{HEADING}<p class='post-date'>08.05.2024</p>", "08.05.2024"),
        (f"<h1>The Paper</h1><i>1.1.2020</i>{'<br>' * 90}{HEADING}<i>7.5.2024</i>", "7.5.2024"),
        # Said by its label, it may stand far off or in a block with an odd name.
        (
            f"{HEADING}{'<i>.</i>' * 90}<p class='footer-line'>Published: 7 May 2024</p>",
            "Published: 7 May 2024",
        ),
        # In other scripts, calendars and orders.
        (f"{HEADING}<p>2025年3月14日10:12 | 来源：河报</p>", "2025年3月14日10:12"),
        (f"{HEADING}<p>2025. március 14. 10:12</p>", "2025. március 14. 10:12"),
        (f"{HEADING}<p>2025. 3. 14. 10:12</p>", "2025. 3. 14. 10:12"),
        (f"{HEADING}<p>14.mar.2025 às 10h12</p>", "14.mar.2025 às 10h12"),
        (f"{HEADING}<p>14 มี.ค. 2568 10:12 น.</p>", "14 มี.ค. 2568 10:12 น."),
        (f"{HEADING}<p>جمعه ۲۴ اسفند ۱۴۰۳</p>", "۲۴ اسفند ۱۴۰۳"),
        (f"{HEADING}<p>۱۴۰۳/۱۲/۲۴ - ۱۰:۱۲</p>", "۱۴۰۳/۱۲/۲۴ - ۱۰:۱۲"),
        (f"{HEADING}<p>2025 m. kovo 14 d. 10:12</p>", "2025 m. kovo 14 d. 10:12"),
        (f"{HEADING}<p>令和7年3月14日</p>", "令和7年3月14日"),
        (f"{HEADING}<p>民國114年3月14日</p>", "民國114年3月14日"),
        # What stands behind a year or a time; a time before the day, and the day of the week.
        (f"{HEADING}<p>14 марта 2025 г.</p>", "14 марта 2025"),
        (f"{HEADING}<p>14 март 2025, 10:12 ч.</p>", "14 март 2025, 10:12"),
        (
            f"{HEADING}<p>Published 9:15 a.m. ET May 7, 2024 | Updated 7 p.m. ET May 9, 2024</p>",
            "May 7, 2024",
        ),
        (f"{HEADING}<p>Submitted by ada on Tue, 05/07/2024 - 10:12</p>", "Tue, 05/07/2024 - 10:12"),
        (f"{HEADING}<p>Erstellt: 07.05.2024Aktualisiert: 09.05.2024, 10:12 Uhr</p>", "07.05.2024"),
        # The publication before the update, on either side of it.
        (f"{HEADING}<p>Updated: 9 May 2024</p><p>Published: 7 May 2024</p>", "7 May 2024"),
        (f"{HEADING}<p>Updated 9 May 2024 – Published 7 May 2024</p>", "7 May 2024"),
        (f"{HEADING}<p>7 maart 2025 • Laatst gewijzigd: 9 maart 2025, 09:00</p>", "7 maart 2025"),
        (f"{HEADING}<p>Updated: <b>7 May 2024</b></p>", "Updated: 7 May 2024"),
        (f"{HEADING}<p class='date-modified'>9 May 2024</p><p>7 May 2024</p>", "7 May 2024"),
        (f"{HEADING}<p><span class='itemDateCreated'>7 May 2024</span></p>", "7 May 2024"),
        # The block right above the headline; a press release's first words.
        (f"<p>07.05.2024 10:16 Uhr - 1. Bundesliga - Vereine</p>{HEADING}", "07.05.2024 10:16 Uhr"),
        (f"{HEADING}<p>Dunmore, 7 May 2024 – {LONG}</p>", "7 May 2024"),
        (f"{HEADING}<p>Dunmore (07.05.2024). {LONG}</p>", "07.05.2024"),
        # Below the text, where it is said what it is.
        (
            f"{HEADING}<p>{LONG}</p><p>Letzte Änderung: 9.5.2024<br>Erschienen am: 7.5.2024</p>",
            "7.5.2024",
        ),
        # Beside the headline a block may be called what it likes.
        (f"<div class='teaser'>{HEADING}<i>7 May 2024</i></div>", "7 May 2024"),
    ],
)
def test_a_stamp_beside_the_headline(body: str, expected: str) -> None:
    """A short text that is a stamp, near the headline or named as a date."""
    assert [expected.removeprefix("Published: ")] == stamps(body)


@pytest.mark.parametrize(
    "body",
    [
        f"{HEADING}{PROSE}",
        f"{HEADING}<p>He was born on <i>x</i> 3 May 1987, and so on{' and on' * 30}</p>",
        f"{HEADING}{'<i>.</i>' * 90}<p>7 May 2024</p>",
        f"{HEADING}<table><tr><td>7 May 2024</td></tr></table>",
        f"{HEADING}<aside><p class='date'>7 May 2024</p></aside>",
        f"{HEADING}{'<i>.</i>' * 40}<div class='related'><p class='date'>7 May 2024</p></div>",
        f"{HEADING}<p>17:30, 12.5 million, 3/4, 1.2.3.4</p>",
        f"{HEADING}<p>The weir will next be opened on 7 May 2024</p>",
        f"{HEADING}{'<i>.</i>' * 90}<p>Data from 7 May 2024</p>",
        # Behind the text: comments, lists and cards of other pages, coming events.
        f"{HEADING}<p>{LONG}</p>" + "<div><b>Ann</b> <i class='date'>7 May 2024</i></div>" * 2,
        f"{HEADING}<p>{LONG}</p><h3>4 comments</h3><div><i class='date'>7 May 2024</i></div>",
        f"{HEADING}<p>{LONG}</p><h3>Events</h3><div><i class='date'>7 May 2024</i></div>",
        f"{HEADING}<p>{LONG}</p><ul>{ROW}</ul>",
        f"{HEADING}<p>{LONG}</p><div><h3>{LINK}</h3><i class='date'>7 May 2024</i></div>",
        # Today, at the head of each page; a caption; the day of an event.
        f"<header><p class='date'>7 May 2024</p></header>{HEADING}",
        f"<div class='topbar'><p class='date'>7 May 2024</p></div>{HEADING}",
        f"{HEADING}<figure><figcaption class='date'>7 May 2024</figcaption></figure>",
        f"{HEADING}<p><b>When:</b> 7 May 2024</p>",
        f"{HEADING}<dl><dt>Event date</dt><dd class='date'>7 May 2024</dd></dl>",
        f"{HEADING}<p>On Tuesday, 7 May 2024 – {LONG}</p>",
        "",
    ],
)
def test_prose_and_other_stamps_are_none(body: str) -> None:
    """Dates in sentences, tables, asides and far from any headline are of something else."""
    assert not stamps(body)


@pytest.mark.parametrize(
    "body",
    [
        f"{HEADING}{'<i>7 May 2024</i>' * 20_000}",
        "<i>x</i>7 May 2024" * 20_000,
        "<div>" * 200 + "<p class='date'>7 May 2024</p>" * 10_000,
        f"{HEADING}<p>{'May ' * 2_000_000}</p>",
        f"{HEADING}{'<p>' + 'a ' * 39 + '</p>'}" * 5_000,
    ],
    ids=["dates", "tails", "deep", "long", "words"],
)
def test_hostile_pages_end_soon(body: str) -> None:
    """Bounded by the number of stamps and the length of a text."""
    start = time.perf_counter()
    stamps(body)
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Published:", (False, True)),
        ("Published , updated", (False, True)),
        ("Fecha", (False, True)),
        ("Published on 7 May 2024", (True, False)),
        ("7 May 2024", (False, False)),
        ("Published, and sold", (False, False)),
    ],
)
def test_labels_of_stamps(line: str, expected: tuple[bool, bool]) -> None:
    """With their stamp, and without it: where it stood in an element that was left out."""
    assert expected == (is_labelled_stamp(line), is_stamp_label(line))


def test_the_sites_own_update_is_no_articles() -> None:
    """Its day is told as one of something else."""
    page = html.document_fromstring(f"{HEADING}<p>{LONG}</p><p>Site last updated: 7 May 2024</p>")
    stamp, others = shown(page, TITLE)
    assert (None, True) == (stamp, any("7 May 2024" in other for other in others))


def test_what_is_of_something_else_is_told() -> None:
    """Days of comments and cards, unless the article has the same, are no guesses either."""
    tree = html.document_fromstring(f"<html>{HEADING}<p>{LONG}</p><ul>{ROW * 2}</ul></html>")
    assert (None, ["7 May 2024"] * 2) == shown(tree, TITLE)
    tree = html.document_fromstring(
        f"<html>{HEADING}<p>7 May 2024</p><p>{LONG}</p><ul>{ROW * 2}</ul></html>"
    )
    assert ("7 May 2024", []) == shown(tree, TITLE)


@pytest.mark.parametrize(
    ("element", "expected"),
    [
        ("<time class='updated'>x</time>", True),
        ("<time class='entry-date updated'>x</time>", False),
        ("<time class='published'>x</time>", False),
        ("<time itemprop='dateModified'>x</time>", True),
        ("<p>Zuletzt aktualisiert: <time>x</time></p>", True),
        ("<p>Veröffentlicht: <time>x</time></p>", False),
    ],
)
def test_updates(element: str, expected: bool) -> None:
    """Told by a name, a mark or a label."""
    tree = html.document_fromstring(f"<html><body>{element}</body></html>")
    assert expected == is_update(next(tree.iter("time")))


def test_a_day_below_the_text_is_no_other_pages() -> None:
    """What stands among paragraphs is not a card's, though links to other pages are above it."""
    text = f"<p>{LONG}</p><h3>Related stories</h3><p>{LINK}</p><p>{LONG}</p>"
    for day, others in (("<p>7 May 2024</p>", []), (ROW, ["7 May 2024"])):
        page = f"<html><body>{HEADING}<div>{text}{day}</div></body></html>"
        assert others == shown(html.document_fromstring(page), TITLE)[1]


@pytest.mark.parametrize(
    "line",
    [
        "By Jane Roe was born on 7 May 1987",
        "By Jane Roe wrote to the council on 7 May 2024",
        "Von Anna Müller wurde am 7. Mai 2024",
        "By Monday evening the weir on the river stood open, 7 May 2024",
        "By Jane Roe, who was there, 7 May 2024",
    ],
)
def test_a_sentence_that_begins_as_a_byline(line: str) -> None:
    """Names, a label and a weekday make a stamp; verbs make a sentence."""
    assert not is_stamp(line)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Jane Roe Updated", "Jane Roe"),
        ("Sara Müller Stand", "Sara Müller"),
        ("Jane Stand", "Jane Stand"),
        ("Jane van Stanton", "Jane van Stanton"),
    ],
)
def test_labels_behind_names(name: str, expected: str) -> None:
    """The label of the stamp that follows is cut off, if a name of two words is left."""
    assert expected == without_label(name)
