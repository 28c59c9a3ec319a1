"""The list of Substack's export."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searcher.readers.substack import Listed, is_list, is_page, listed, page_of
from searcher.readers.text_tables import TooLarge

HEAD = "post_id,post_date,is_published,email_sent_at,type,audience,title,subtitle,podcast_url\n"


def test_rows_say_what_posts_are() -> None:
    """By their ids; an odd row is passed over."""
    text = (
        f'\ufeff{HEAD}1.a,2026-01-30,TRUE,,newsletter,everyone,"A, b",C,\n'
        "2.b,,false,,,,,,\nbroken\n../x,2026,true,,,,X,,\n1.a,,,,,,Again,,\n"
    )
    expected = {"1.a": Listed("A, b", "C", "2026-01-30", True), "2.b": Listed("", "", "", False)}
    assert expected == listed(lambda: io.BytesIO(text.encode()))
    assert expected == listed(lambda: io.BytesIO(text.encode("utf-16")))


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("posts/140001.first-letter.html", True),
        ("a/b/posts/1.x.html", True),
        ("posts/1.x.opens.csv", False),
        ("posts/first-letter.html", False),
        ("1.x.html", False),
        ("posts/a/1.x.html", False),
    ],
)
def test_pages_are_told_by_their_names(file: str, *, expected: bool) -> None:
    """So that of a folder of pages few are looked at."""
    assert expected == is_page(file)


def test_page_lies_beside_the_list() -> None:
    """Whatever folder that is."""
    assert is_list("a/posts.csv")
    assert not is_list("a/posts.tsv")
    assert ["posts/1.a.html", "x/y/posts/1.a.html"] == [page_of(f, "1.a") for f in ("", "x/y")]


def test_posts_of_a_few_characters_count_as_what_they_take() -> None:
    """Else millions of them would be held."""
    data = (HEAD + "".join(f"{n}.a,,,,,,,,\n" for n in range(100))).encode()
    assert 100 == len(listed(lambda: io.BytesIO(data), 11_000))
    with pytest.raises(TooLarge):
        listed(lambda: io.BytesIO(data), 10_999)


@given(st.binary(max_size=300))
def test_any_bytes_are_read(data: bytes) -> None:
    """Nothing raises."""
    listed(lambda: io.BytesIO(data))
    listed(lambda: io.BytesIO(HEAD.encode() + data))
