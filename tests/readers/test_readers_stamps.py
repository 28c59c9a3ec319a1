"""The stamp that a page shows beside its headline."""

import time

import pytest
from lxml import html

from searcher.readers.stamps import shown

TITLE = "Weir opens at Dunmore"
HEADING = f"<h1>{TITLE}</h1>"
PROSE = "<p>The miller remembered 3 May 1987 well.</p>"


def stamps(body: str) -> list[str]:
    """Give what is found in a page with this body."""
    return shown(html.document_fromstring(f"<html><body>{body}</body></html>"), TITLE)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"{HEADING}<p>7 May 2024</p>", "7 May 2024"),
        (f"{HEADING}<p>By Jane Roe, 7 May 2024, 10:30 am</p>", "7 May 2024, 10:30 am"),
        (f"{HEADING}<p>Hamburg, 7. Mai 2024 | Anzeige</p>", "7. Mai 2024"),
        (f"{HEADING}<p>2024年5月7日</p>", "2024年5月7日"),
        (f"{HEADING}<p>Updated: 7 May 2024</p>", "Updated: 7 May 2024"),
        (f"{HEADING}<ul><li><b>Date</b> 07.05.2024</li></ul>", "07.05.2024"),
        (f"<p>07.05.2024</p>{HEADING}<p class='post-date'>08.05.2024</p>", "08.05.2024"),
        (f"<h1>The Paper</h1><i>1.1.2020</i>{'<br>' * 90}{HEADING}<i>7.5.2024</i>", "7.5.2024"),
        # Said by its label, it may stand far off or in a block with an odd name.
        (
            f"{HEADING}{'<i>.</i>' * 90}<p class='footer-line'>Published: 7 May 2024</p>",
            "Published: 7 May 2024",
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
