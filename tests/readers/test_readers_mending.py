"""Which texts of a page stand in no paragraph, and which parts are readers' and no article's?"""

from collections.abc import Callable
from typing import Any

import pytest
from lxml import html as lxml_html

from clocks import work
from searcher.article import RawArticle
from searcher.readers import html
from searcher.readers.pages import extractors
from searcher.readers.pages.mending import mend

pytest_plugins = ("reader_fixtures",)

ReadOne = Callable[..., RawArticle]

P1 = "The weir at Dunmore was opened on Monday, and the water fell by a hand's breadth."
P2 = "The miller counted eleven boats on the mud, and lent their owners a plank."
P3 = "By the evening the weir was shut again, and nobody had drowned in the ford."
PARAGRAPHS = f"<p>{P1}</p><p>{P2}</p><p>{P3}</p>"
READERS = "My aunt had a boat there, and she never paid a penny for any plank at all."


def mended(body: str, summary: str | None = None) -> Any:
    """Parse and mend a page with this body."""
    tree = lxml_html.document_fromstring(f"<html><body>{body}</body></html>")
    mend(tree, summary)
    return tree


def paragraphs(tree: Any) -> list[str]:
    """Give the texts of the paragraphs."""
    return [" ".join(p.text_content().split()) for p in tree.iter("p")]


def test_text_between_paragraphs_becomes_one() -> None:
    """Its links, its bold words and its place among the others stay."""
    tree = mended(
        f"<div>{P1}<p>{P2}</p> By the <b>evening</b> the weir was <a href='/w'>shut</a> again, and"
        f" nobody had drowned in the ford.<p>{P1}</p><hr></div>"
    )
    assert [P1, P2, P3, P1] == paragraphs(tree)


def test_two_breaks_part_paragraphs() -> None:
    """One break is a line of a paragraph."""
    tree = mended(f"<div>{P1}<br>{P2}<br><br>{P3}<p>{P1}</p></div>")
    assert [P1 + P2, P3, P1] == paragraphs(tree)


def test_text_behind_what_a_paragraph_cannot_hold() -> None:
    """A parser ends a paragraph at a box in it; what follows the box was the paragraph's."""
    tree = mended(f"<div><p><div>Photo</div>{P1}</p><p>{P2}</p></div>")
    assert [P1, P2] == [text for text in paragraphs(tree) if text]


def test_nothing_is_made_of_links_and_labels() -> None:
    """A line of links is no paragraph, nor is text that has none beside it."""
    links = "".join(f"<a href='/{n}'>Boats of the year and their masters</a> | " for n in range(3))
    body = f"<div>{links}<p>{P1}</p></div><div>{P2}<ul><li>Boats</li></ul></div>"
    assert [P1] == paragraphs(mended(body))


def test_a_box_between_paragraphs_is_one() -> None:
    """A box of one told text beside paragraphs is a paragraph but for its name."""
    tree = mended(f"<article><div class='lead'>{P1}</div><div><p>{P2}</p></div></article>")
    assert [P1, P2] == paragraphs(tree)


@pytest.mark.parametrize(
    "box",
    [
        "<div class='caption'>{}</div>",
        "<div class='newsletter'>{}</div>",
        "<div><ul><li>{}</li></ul></div>",
    ],
)
def test_a_box_with_another_name_is_none(box: str) -> None:
    """What is called a caption or the like, and lists, stay what they are."""
    tree = mended(f"<article>{box.format(P1)}<p>{P2}</p></article>")
    assert [P2] == paragraphs(tree)


def test_the_summary_is_no_paragraph() -> None:
    """What is kept as the summary needs no second place."""
    tree = mended(f"<article><div>{P1}</div><p>{P2}</p></article>", P1)
    assert [P2] == paragraphs(tree)


@pytest.mark.parametrize(
    ("name", "stays"),
    [
        ("class='comentarios'", False),
        ("id='reader_comment_list'", False),
        ("class='box article-comments'", False),
        ("class='kommentareBereich'", False),
        ("class='lesKommentare'", False),
        ("class='kommentar'", True),  # a kind of article
        ("class='commentary'", True),
        ("class='has-comments'", True),
        ("class='comments-open story'", True),
        ("class='qa-comment'", True),
    ],
)
def test_what_readers_said_goes(name: str, stays: bool) -> None:
    """A box below the text that is named for comments goes, in many languages."""
    tree = mended(f"<div>{PARAGRAPHS}</div><div {name}><p>{READERS}</p></div>")
    assert stays == (READERS in tree.text_content())


def test_nothing_above_the_text_is_what_readers_said() -> None:
    """A box around the text may be named for the comments below it, too."""
    assert P3 in mended(f"<div class='comentarios'>{PARAGRAPHS}</div>").text_content()
    body = f"{PARAGRAPHS}<section class='comentarios'><h1>Weir</h1><p>{READERS}</p></section>"
    assert READERS in mended(body).text_content()


def test_what_a_frame_holds_is_not_shown() -> None:
    """The markup that an old browser would show in place of a frame is no text."""
    tree = mended(f"<p>{P1}</p>")
    frame = tree.makeelement("iframe")
    frame.text = "<a href='/ad'>Boats for hire</a>"
    tree.find("body").append(frame)
    mend(tree, None)
    assert "hire" not in tree.text_content()


def test_a_page_gets_the_texts_between_its_paragraphs(read_one: ReadOne) -> None:
    """The order is the page's."""
    body = f"<div>{P1}<p>{P2} {P2} {P2}</p>{P3}<p>{P1} {P2} {P3}</p></div>"
    page = f"<html><body><h1>Weir opens</h1>{body}</body></html>".encode()
    assert [P1, f"{P2} {P2} {P2}", P3, f"{P1} {P2} {P3}"] == (
        read_one(html, page).body or ""
    ).split("\n\n")


@pytest.mark.parametrize("control", ["\x0b", "\x1f", "\x0c", "\x00", "&#11;", "&#31;", "\ufffe"])
def test_a_control_between_paragraphs_is_a_space_at_most(read_one: ReadOne, control: str) -> None:
    """A tree may hold what it takes from nobody: all of the page is read all the same."""
    page = f"<h1>Weir opens</h1><article><p>{P1}</p>{P2}{control} {P3}<p>{P1[::-1]}</p></article>"
    body = " ".join((read_one(html, page.encode()).body or "").split())
    assert P1 in body
    assert f"{P2} {P3}" in body


def test_the_whole_page_gives_way_to_its_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is mostly menu is looked for again; as much of what is told, and less else, is taken."""
    menu, told = ["Boats", "Weirs", "Mills", "Tides"] * 60, [P1, P2, P3] * 2
    found = {False: menu + told, True: told}

    def extracted(_: object, *, recall: bool) -> list[str]:
        return found[recall]

    monkeypatch.setattr(extractors, "_extracted", extracted)
    assert told == extractors.lines_of(lxml_html.document_fromstring("<p></p>"))
    found[True] = told[:2]
    assert menu + told == extractors.lines_of(lxml_html.document_fromstring("<p></p>"))
    found = {False: menu * 25}  # so much is looked at once
    assert menu * 25 == extractors.lines_of(lxml_html.document_fromstring("<p></p>"))


@pytest.mark.parametrize("name", ["wm-ipp-base", "wm-ipp", "x__google-cache-hdr"])
def test_what_an_archive_puts_above_a_page_goes(read_one: ReadOne, name: str) -> None:
    """Neither its text nor its day is the page's."""
    told = "<p>The weir at Dunmore was opened on Monday, and the water fell before noon.</p>" * 4
    frame = (
        f'<div id="{name}"><h1>success</h1><p>As it appeared on 21 Nov 2018 05:33:12 GMT.</p></div>'
    )
    found = read_one(html, f"<body>{frame}<h1>Weir opens</h1>{told}</body>".encode())
    assert ("Weir opens", ()) == (found.title, found.dates)
    assert "appeared" not in (found.body or "")


def test_mending_is_linear() -> None:
    """Ten times the boxes take no more than some ten times as long."""
    box = f"<div class='comentarios a'>{P1}</div>{P2}<br><p>{P3}</p>"

    def took(count: int) -> float:
        tree = lxml_html.document_fromstring(f"<html><body>{box * count}</body></html>")
        return work(lambda: mend(tree, None))

    assert took(3_000) < 40 * took(300) + 0.1


def test_boxes_in_a_row_are_paragraphs() -> None:
    """Pages that know no paragraph set one box below the other; short ones are of the same text."""
    boxes = f"<div><span>{P1}</span></div><div>Eleven boats</div><div>{P2}</div><div>{P3}</div>"
    assert [P1, "Eleven boats", P2, P3] == paragraphs(mended(f"<div>{boxes}</div>"))


@pytest.mark.parametrize(
    "boxes",
    [
        f"<div>{P1}</div><div>{P2}</div>",
        # Cards of other pages: each is a link.
        "".join(f'<div><a href="/{n}">{text}</a></div>' for n, text in enumerate((P1, P2, P3))),
        "".join(f"<div><h3>Weir opens</h3><div>{text}</div></div>" for text in (P1, P2, P3)),
        '<div class="menu">Home</div><div class="menu">News</div><div class="menu">Sport</div>',
    ],
)
def test_other_boxes_stay(boxes: str) -> None:
    """Two boxes may be anything, and links, cards and menus are no paragraphs."""
    assert [] == paragraphs(mended(f"<div>{boxes}</div>"))


def test_an_article_of_boxes(read_one: ReadOne) -> None:
    """Its text is read to the end, without the cards below it."""
    cards = "".join(
        f'<div><a href="/{n}"><h3>Mill burns at night</h3><span>{P1}</span></a></div>'
        for n in range(3)
    )
    text = "".join(f"<div class='css-p'><span>{one}</span></div>" for one in (P1, P2, P3) * 3)
    page = f"<html><body><h1>Weir opens</h1><div>{text}</div><div>{cards}</div></body></html>"
    found = read_one(html, page.encode())
    assert "\n\n".join((P1, P2, P3) * 3) == found.body
