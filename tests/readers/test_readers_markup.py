"""Fields that hold HTML become text."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searcher.readers.records.markup import plain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("No markup, 3 < 4 & 5 > 2.", "No markup, 3 < 4 & 5 > 2."),
        ("<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
        ("One.<br><br/>Two.", "One.\n\nTwo."),
        ("<div>One <b>bold</b>\n   word.</div>tail", "One bold word.\n\ntail"),
        ("<ul><li>a</li><li>b</li></ul>", "a\n\nb"),
        ("<p>x</p><style>p{}</style><script>1<2</script>", "x"),
        ("Fish &amp; chips &#8211; caf&eacute;", "Fish & chips – café"),
        ("AT&T and R&D;", "AT&T and R&D;"),
        ("<p>a\x00b</p>", "ab"),
        ("an <unknown> word", "an <unknown> word"),
        ("Use the <script> tag. Then more.", "Use the <script> tag. Then more."),
        ("The <title> and the <b>bold</b> one. Rest.", "The <title> and the bold one. Rest."),
        ("<p>one <iframe src='x'> two</p> three", "one two\n\nthree"),
        ("<p>one</p><script>var a = 1;", "one"),
        ("<p>one</p><style>b {}</style><svg>a</svg><p>two</p>", "one\n\ntwo"),
        ("İ <SVG>a</svg><b>and</b> <svg>, it said", "İ and <svg>, it said"),
        (
            "One <b>bold</b>\nline.\n \nTwo <i>and.\n\n\nThree</i>.",
            "One bold line.\n\nTwo and.\n\nThree.",
        ),
        ("<p>one <b>bold</b>\n\nline</p>\n\n<p>two</p>", "one bold line\n\ntwo"),
        ("Its <iframe> tag.\n\nTwo <em>and</em>.", "Its <iframe> tag.\n\nTwo and."),
        ("Its <script> tag; and\n\nTwo <em>and</em>.", "Its <script> tag; and\n\nTwo and."),
        ("<p>One</p><script>var a = 1; if (a<b) {", "One"),
        ("<p>One</p><style>.a b {", "One"),
    ],
)
def test_plain(text: str, expected: str) -> None:
    """Blocks are paragraphs, tags and entities go, and text with a `<` stays."""
    assert expected == plain(text)


@given(st.text(st.sampled_from("<>/pbr&;a \n\"'=!-"), max_size=60))
def test_any_text_is_converted(text: str) -> None:
    """Broken markup never raises."""
    assert isinstance(plain(text), str)


@pytest.mark.parametrize("end", ["", "</", "</script"])
def test_countless_tags_that_may_swallow_cost_no_more_than_others(end: str) -> None:
    """What follows one is not looked through for each."""
    begun = time.thread_time()
    plain("<script>" * 30_000 + end)
    assert time.thread_time() - begun < 2


def test_deep_markup_is_converted() -> None:
    """Nesting beyond Python's stack is no danger."""
    assert "x" in plain("<div>" * 20_000 + "x") or plain("<div>" * 20_000 + "x") == ""


def test_a_field_of_countless_tags_is_cleared_without_a_tree() -> None:
    """Its paragraphs are lost, its words are kept, and it costs no memory."""
    assert ["one", "two & three"] == plain("<p>one" + "<br>" * 200_001 + "two &amp; three").split(
        " " * 200_001
    )
