"""Which tables and line breaks are there for looks?"""

import time
from typing import Any

import pytest
from lxml import html as lxml_html

from searcher.readers.pages.layout import unlay

P1 = "The weir at Dunmore was opened on Monday, and the water fell by a hand's breadth."
P2 = "The miller counted eleven boats on the mud, and lent their owners a plank."
P3 = "By the evening the weir was shut again, and nobody had drowned in the ford."
P4 = "On Tuesday he took his plank back, and was paid in eels and in a pot of honey."
TEXTS = [P1, P2, P3, P4]


def unlaid(body: str) -> Any:
    """Parse a page with this body and undo its layout."""
    tree = lxml_html.document_fromstring(f"<html><body>{body}</body></html>")
    unlay(tree)
    return tree


def paragraphs(tree: Any) -> list[str]:
    """Give the texts of the paragraphs."""
    return [" ".join(p.text_content().split()) for p in tree.iter("p")]


@pytest.mark.parametrize(
    "body",
    [
        f"<div>{'<br><br>'.join(TEXTS)}</div>",
        f"<font face='Arial'>{'<br> <br>'.join(TEXTS)}</font>",
        f"<div>{'<br>&nbsp;&nbsp;'.join(TEXTS)}</div>",
        f"<center><span>{'<BR><BR>'.join(TEXTS)}</span></center>",
    ],
)
def test_lines_become_paragraphs(body: str) -> None:
    """Where two breaks part them, or one where lines are long."""
    assert TEXTS == paragraphs(unlaid(body))


def test_a_line_keeps_its_elements_and_single_breaks() -> None:
    """A block between lines stands alone, in its place."""
    tree = unlaid(f"<div>{P1}<br>So it <b>was</b>.<br><br>{P2}<hr>{P3} <i>He</i> left.</div>")
    assert [f"{P1}So it was.", P2, f"{P3} He left."] == paragraphs(tree)
    assert ["p", "p", "hr", "p"] == [child.tag for child in tree.find(".//div")]


def test_a_line_with_a_style_of_its_own_is_one() -> None:
    """The headline and the byline of an old page."""
    tree = unlaid(f"<td><b>Weir opens</b><br><i>Ann Lee</i><br>{'<br><br>'.join(TEXTS)}</td>")
    assert ["Weir opens", "Ann Lee", *TEXTS] == paragraphs(tree)


@pytest.mark.parametrize(
    "body",
    [
        "<div>Weir Lane 1<br>Dunmore<br><br>Open daily</div>",
        f"<div>{'<br>'.join(['the mud was deep,', 'the boats asleep,'] * 10)}</div>",
        f"<div>{'<br><br>'.join(f'<a href=/{n}>{text}</a>' for n, text in enumerate(TEXTS))}</div>",
    ],
)
def test_what_is_no_paragraph_stays(body: str) -> None:
    """Addresses, poems, and menus."""
    assert [] == paragraphs(unlaid(body))


def test_cells_of_a_layout_are_boxes() -> None:
    """Such a table holds tables, or a text of several paragraphs."""
    text = "<br><br>".join(TEXTS * 2)
    tree = unlaid(
        f"<table><tr><td><table><tr><td>Menu</td></tr></table></td><td>{text}</td></tr></table>"
    )
    assert ["Menu"] == [td.text for td in tree.iter("td")]
    assert TEXTS * 2 == paragraphs(tree)


@pytest.mark.parametrize(
    "table",
    [
        "<table><tr><td>Rovers</td><td>29</td></tr></table>",
        f"<table><tr><th>Day</th></tr><tr><td>{'<br>'.join(TEXTS * 2)}</td></tr></table>",
    ],
)
def test_data_stay_in_their_table(table: str) -> None:
    """Short cells, and cells below heads."""
    assert unlaid(table).find(".//td") is not None


@pytest.mark.parametrize(
    "body",
    [
        "<table><tr><td>text <br> of it" * 3_000,
        "<div>" + f"{P1}<br><br>" * 3_000,
        "<font>" + f"{P1}<br>" * 3_000,
        "<b>x<br>y<br>" * 3_000,
    ],
)
def test_hostile_pages_end_soon(body: str) -> None:
    """No page takes long."""
    start = time.thread_time()
    unlaid(body)
    assert time.thread_time() - start < 3
