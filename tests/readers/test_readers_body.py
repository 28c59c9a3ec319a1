"""Which extraction is the article's text, and which of its lines?"""

import time

import pytest
from lxml import html

from searcher.readers.pages.body import article_lines, better
from searcher.readers.pages.paragraphs import densest

P1 = "The weir at Dunmore was opened on Monday, and the water fell by a hand's breadth."
P2 = "The miller counted eleven boats on the mud, and lent their owners a plank."
P3 = "By the evening the weir was shut again, and nobody had drowned in the ford."
PARAGRAPHS = f"<p>{P1}</p><p>{P2}</p><p>{P3}</p>"


def tree(body: str) -> object:
    """Parse a page with this body."""
    return html.document_fromstring(f"<html><body>{body}</body></html>")


def test_what_was_found_stays_where_nothing_was_lost() -> None:
    """A second opinion needs a reason."""
    found = [P1, P2, P3]
    assert found == better(found, tree(f"<div>{PARAGRAPHS}</div>"), None)


def test_lost_paragraphs_are_found_again() -> None:
    """Most of the page's paragraphs are not in the text: they are it."""
    page = tree(f"<div class='banner'><p>{P1}</p></div><section>{PARAGRAPHS * 3}</section>")
    assert [P1, P2, P3] * 3 == better([P1], page, None)


def test_a_few_more_paragraphs_elsewhere_are_no_loss() -> None:
    """What stands elsewhere and is not much more may be anything."""
    page = tree(f"<div><p>{P1}</p></div><section><p>{P2}</p><p>{P3}</p></section>")
    assert [P1] == better([P1], page, None)


def test_the_declared_text_is_taken_where_it_is_longer() -> None:
    """JSON-LD holds the whole where the page shows a part; its excerpts are not taken."""
    page = tree(f"<div><p>{P1}</p></div>")
    assert [P1, P2, P3] == better([P1], page, f"{P1}\n\n{P2}\n{P3}")
    assert [P1] == better([P1], page, P1[:40])


def test_other_pages_below_the_text_are_left_out() -> None:
    """The second opinion ends at the heading of a list of other pages."""
    page = tree(f"<div><p>{P1}</p><h3>You may also like</h3>{'<p>' + P2 + '</p>'}</div>" * 1)
    assert [P1] == better([], page, None)


LIST = "<ul><li>Each boat had lain there for a week, or longer.</li><li>Two were new.</li></ul>"
ITEMS = ["- Each boat had lain there for a week, or longer.", "- Two were new."]


def test_a_list_between_paragraphs_is_the_articles() -> None:
    """An extractor may have taken the paragraphs alone; what is below them is left."""
    one, two, three = P1 * 2, P2 * 2, P3 * 2
    page = tree(f"<div><p>{one}</p>{LIST}<p>{two}</p><p>{three}</p>{LIST}</div>")
    assert [one, *ITEMS, two, three] == better([one, two, three], page, None)


@pytest.mark.parametrize(
    ("between", "found"),
    [
        # One item is no list, nor are labels; and what lies between other lines is unknown.
        ("<ul><li>Each boat had lain there for a week, or longer.</li></ul>", [P1, P2, P3]),
        ("<ul><li>Boats</li><li>Planks</li></ul>", [P1, P2, P3]),
        (LIST, [P1, "A line from elsewhere on the page.", P2, P3]),
        (LIST, [P2, P1, P3]),
    ],
)
def test_what_is_no_list_of_the_article(between: str, found: list[str]) -> None:
    """The text stays as it was found."""
    page = tree(f"<div><p>{P1}</p>{between}<p>{P2}</p><p>{P3}</p></div>")
    assert found == better(found, page, None)


def test_scripts_within_an_item_are_no_text() -> None:
    """A script may stand anywhere."""
    item = f"<li>Boats <b>lie<script>if (a) {{ b() }}</script> on</b> the mud. {P1}</li>"
    assert [P1, P2, P3, f"- Boats lie on the mud. {P1}"] == densest(
        tree(f"<div>{PARAGRAPHS}<ul>{item}</ul></div>")
    )


@pytest.mark.parametrize(
    ("name", "kept"),
    [("sidebar", False), ("related-stories", False), ("has-sidebar", True), ("story", True)],
)
def test_boxes_by_their_names(name: str, kept: bool) -> None:
    """A small box with the name of an aside is one; a part of a name is none."""
    page = tree(
        f"<div>{PARAGRAPHS}<div class='{name}'><p>Twelve boats more lay there.</p></div></div>"
    )
    assert kept == ("Twelve boats more lay there." in densest(page))


def test_a_box_with_most_of_the_text_is_the_articles() -> None:
    """Whatever it is called."""
    assert [P1, P2, P3] == densest(tree(f"<div class='widget'>{PARAGRAPHS}</div>"))


def test_text_behind_inner_elements_is_text() -> None:
    """A link or an emphasis in a paragraph ends nothing."""
    page = tree(
        "<div><p>The <b>weir</b> at <a href='/d'>Dunmore</a> was opened on Monday.</p></div>"
    )
    assert ["The weir at Dunmore was opened on Monday."] == densest(page)


def test_comments_are_longer_than_the_article_and_none_of_it() -> None:
    """Where readers have more to say, they still are no authors of the page."""
    comments = f"<div id='comments'>{PARAGRAPHS * 5}</div>"
    page = tree(f"<section><p>{P1}</p></section>{comments}")
    assert [P1] == better([P1], page, None)
    assert [P1] == densest(page)


def test_parts_in_boxes_of_a_kind_belong_together() -> None:
    """Advertisements part an article into boxes."""
    parts = "".join(f"<section><div class='part'><p>{p}</p></div></section>" for p in (P1, P2, P3))
    assert [P1, P2, P3] == densest(tree(parts))


def test_headlines_of_other_pages_are_no_paragraphs() -> None:
    """Links and lines without an end are not told."""
    teasers = "<a href='/x'><p>Boats lie on the mud at Dunmore since Monday noon</p></a>" * 9
    lines = "<p>Boats lie on the mud at Dunmore since Monday noon</p>" * 9
    assert [P1, P2, P3] == densest(
        tree(f"<div>{teasers}</div><section>{lines}</section><div id='a'>{PARAGRAPHS}</div>")
    )
    assert [] == densest(tree(lines))


def test_lines_that_are_not_the_articles() -> None:
    """Headline, byline and stamp at the head; captions and links anywhere; promotion at the end."""
    page = tree(
        "<figure><img alt='Boats on the mud at Dunmore'><figcaption>The miller, with his plank"
        "</figcaption></figure><p><a href='/mill'>The mill at Dunmore is for sale again</a></p>"
        "<p><a href='#end'>To the end of this long article</a></p>"
    )
    lines = [
        "Weir opens at Dunmore", "7 May 2024, 10:30", "Jane Roe", P1, "Boats on the mud at Dunmore",
        "- The mill at Dunmore is for sale again", "Read more: Eleven boats", P2,
        "The miller, with his plank", "To the end of this long article", "Jane Roe",
        "Sign up for our newsletter.",
    ]  # fmt: skip
    assert [P1, P2, "To the end of this long article", "Jane Roe"] == article_lines(
        lines, page, ["Weir opens at Dunmore", "Jane Roe"]
    )


def test_a_link_behind_a_label_is_none_of_the_text() -> None:
    """Short as it may be; the same words that link nowhere are text."""
    page = tree("<p><b>READ ALSO</b> <a href='/mill'>Mill sold</a></p>")
    assert [P1, "Read also Mill's log"] == article_lines(
        [P1, "READ ALSO Mill sold", "Read also Mill's log"], page, []
    )


def test_text_that_was_run_together_is_parted_again() -> None:
    """An extractor that finds no paragraphs gives all there is as one line."""
    page = tree(f"<article><h1>Weir</h1>{PARAGRAPHS}</article>")
    assert [P1, P2, P3] == better([f"Weir {P1} {P2} {P3}"], page, None)
    assert [P1 + P2] == better([P1 + P2], page, None)


def test_paragraphs_of_dense_scripts_are_shorter() -> None:
    """Chinese, Japanese and Korean say as much in fewer letters."""
    dense = "粉屋は泥の上に十一そうの舟を数え、持ち主に板を貸した。"
    assert [dense, dense] == densest(tree(f"<div><p>{dense}</p><p>{dense}</p></div>"))


def test_who_signs_is_no_line_of_the_text() -> None:
    """Above it with a word before the name and a day behind; below it alone."""
    lines = ["Words: Jane Roe", "By Jane Roe | 7 May 2024", "- 2 min read", "Date:", P1, P2]
    assert [P1, P2] == article_lines([*lines, "Jane Roe"], tree(""), [], ["Jane Roe"])
    above = ["From our river desk", "Jane Roe, miller", P1, P2]
    assert [P1, P2] == article_lines(above, tree(""), [], ["Jane Roe"])
    told = ["Nobody at the weir knew Jane Roe", P1, "Jane Roe, Dunmore"]
    assert told == article_lines(told, tree(""), [], ["Jane Roe"])
    assert [P1] == article_lines([P1, "Published on 7 May 2024"], tree(""), [])


def test_a_long_caption_is_known_as_a_whole() -> None:
    """A line that only begins as one is text."""
    caption = f"{P1} {P2}"
    page = tree(f"{PARAGRAPHS}<figure><figcaption>{caption}</figcaption></figure>")
    assert [P1, P3] == article_lines([P1, caption, P3], page, [])
    assert [P1, caption + " Again.", P3] == article_lines([P1, caption + " Again.", P3], page, [])


def test_a_page_of_links_keeps_them() -> None:
    """Where most of the text is links, it is what the page tells."""
    page = tree(f"<p><a href='/1'>{P1}</a></p><p><a href='/2'>{P2}</a></p>")
    assert [P1, P2] == article_lines([P1, P2], page, [])


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 400 + PARAGRAPHS * 3_000,
        f"<p>{P1}</p>" * 30_000,
        "<div class='a'>" + f"<div class='a'><p>{P1}</p>" * 240,
        f"<a href='/x'>{P1}</a>" * 20_000,
        "<li>" * 240 + "x" * 100_000,
        f"<p>{'x. ' * 300_000}</p>",
    ],
    ids=["deep", "long", "nested", "links", "lists", "one"],
)
def test_hostile_pages_end_soon(body: str) -> None:
    """No work grows with the square of a page."""
    page = tree(body)
    start = time.perf_counter()
    article_lines(better([P1], page, None), page, [])
    assert time.perf_counter() - start < 6
