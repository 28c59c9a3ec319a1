"""Posts as a weblog stores them are read without what its theme makes of them."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searcher.readers.records.posts import post_text


@pytest.mark.parametrize(
    ("stored", "expected"),
    [
        ("One.\r\n\r\nTwo.", "One.\n\nTwo."),
        ("One\nline <b>of</b>\n \ntwo.", "One line of\n\ntwo."),
        ("<p>One.</p>\n\n<p>Two.</p>", "One.\n\nTwo."),
        ('<!-- wp:paragraph {"a":1} --><p>One.</p><!-- /wp -->Two<!--more-->.', "One.\n\nTwo."),
        ("One.<figure><img/><figcaption>A hat</figcaption></figure>Two.", "One.\n\nTwo."),
        ("One. [caption id='a' width='3']<img/> A hat[/caption] Two.", "One.\n\nTwo."),
        ("One. [embed]https://quay.example/v[/embed] Two.", "One.\n\nTwo."),
        ("[gallery ids='1,2']One.[gallery]", "One."),
        ("[vc_row][vc_column width='1/2']One.[/vc_column][/vc_row]", "One."),
        ("[youtube https://quay.example/v]One. [youtube=https://quay.example/v]", "One."),
        ("“It [the wall] held [sic]”, [he] said.", "“It [the wall] held [sic]”, [he] said."),
        ("a < b and [1] &amp; c", "a < b and [1] & c"),
        ("", ""),
    ],
)  # fmt: skip
def test_text_of_a_post(stored: str, expected: str) -> None:
    """Remarks, captions and shortcodes go; paragraphs and brackets of an editor stay."""
    assert expected == post_text(stored)


def test_a_caption_without_an_end_takes_no_text_with_it() -> None:
    """What may be text is kept."""
    assert "One." in post_text("<p>Zero <figcaption>One.</p><p>Two.</p>")
    far = post_text(f"[caption id='1']{'One. ' * 2_000}[/caption]")
    assert 2_000 == far.count("One.")


@pytest.mark.parametrize(
    "piece",
    ["<!--", "<figcaption>", "[caption a=", "[caption]", "[a b=", "[ab ", "[/", "[ab]", "]", "\n "],
)  # fmt: skip
def test_text_of_a_stranger_takes_no_time(piece: str) -> None:
    """Time grows with the length, whatever is not closed."""
    started = time.thread_time()
    post_text(piece * (400_000 // len(piece)))
    post_text(f"{piece * (100_000 // len(piece))}--></figcaption>[/caption][/ab]")
    assert time.thread_time() - started < 4


def test_many_names_of_shortcodes_take_no_time() -> None:
    """Each is looked up, and none is looked for."""
    started = time.thread_time()
    assert "" == post_text("".join(f"[/name{number}][name{number}]" for number in range(20_000)))
    assert time.thread_time() - started < 4


@given(st.text(alphabet="ab<>![]-/= \n\"'figcaptoncode", max_size=200))
def test_any_text_is_read(text: str) -> None:
    """Nothing raises."""
    assert isinstance(post_text(text), str)
