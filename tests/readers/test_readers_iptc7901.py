"""Messages of IPTC 7901: each is an article, with its headline, keywords and date."""

import pytest

from exported import records
from searcher.article import RawArticle, RawTopic, Skipped
from searcher.readers import detect

ONE = (
    b"\x01bdt0123 4 pl  180 qn 0456\r\nWeir/Harbour/\r\n"
    b"\x02Weir at Dunmore opens \r\nafter a year =\r\n"
    b"  Dunmore (qn) - The weir was opened\r\non Monday, and the water fell.\r\n"
    b"  Boys walked to the ford = and back.\r\nThey had dry knees.\r\n"
    b"\x03\r\n301015 GMT Jan 26\r\n\x04\r\n"
)
TWO = (
    b"\x01qn0007 5 i 20\r\nM\xfchle/\r\n\x02The mill stands\r\n\r\nThe miller sold it.\r\n"
    b"qn ab cd 051730 Mai 98\r\n\x03\x04"
)


def test_each_message_is_an_article() -> None:
    """In one file, with its own range of bytes; what is sent between them is none."""
    data = b"\x16\x16" + ONE + b"NNNN\r\n\r\nZCZC\r\n" + TWO
    one, two = records(data)
    assert isinstance(one, RawArticle)
    assert isinstance(two, RawArticle)
    assert ("Weir at Dunmore opens after a year", "30 Jan 2026 10:15 GMT") == (
        one.title,
        one.dates[0].text,
    )
    assert ["Dunmore (qn) - The weir was opened\non Monday, and the water fell.",
            "Boys walked to the ford = and back.\nThey had dry knees."] == [
        part.strip() for part in (one.body or "").split("\n\n")
    ]  # fmt: skip
    assert (RawTopic("Weir", "keyword"), RawTopic("Harbour", "keyword")) == one.topics
    assert ("The mill stands", "The miller sold it.") == (two.title, two.body)
    # The form was made in 1979, and a message is no older.
    assert ("5 Mai 1998 17:30", "Mühle") == (
        two.dates[0].text.lstrip("0"),
        getattr(two.topics[0], "text", ""),
    )
    start, end = two.provenance.start, two.provenance.end
    assert data[start:end].startswith(b"\x01qn0007")
    assert [1, 2] == [one.provenance.record, two.provenance.record]


@pytest.mark.parametrize("file", ["wire.txt", "wire.iptc", "wire", "wire.001", "wire.dat"])
def test_messages_are_told_by_their_heads(file: str) -> None:
    """Whatever the file is called, and though short ones are full of control characters."""
    found = detect(file, b"\x16\x16" + TWO)
    assert found is not None
    assert "iptc7901" == found.name


@pytest.mark.parametrize(
    "data",
    [
        b"\x01\x02\x03\x04" * 50,
        b"The weir \x01 was opened \x02 at noon. " + b"It held. " * 99,
        "Āāĉ bdt0123 4 pl 180 Ăċ".encode("utf-16"),
    ],
)
def test_other_control_characters_are_no_message(data: bytes) -> None:
    """A head has its line of numbers."""
    found = detect("a.txt", data)
    assert found is None or found.name != "iptc7901"


def test_what_is_no_message_is_a_text() -> None:
    """Nothing is lost: a cut text, one without a head, one without a date."""
    cut, bare, empty = records(
        ONE[:120]
        + b"\x01bdt0124 4 pl 9\r\nThe tide is high.\r\n\x01bdt0125 4 pl 9\r\n\x02 \r\n\x03\x04",
    )
    assert isinstance(cut, RawArticle)
    assert isinstance(bare, RawArticle)
    assert "Dunmore (qn)" in (cut.body or "")
    assert () == cut.dates
    assert "The tide is high." in f"{bare.title} {bare.body}"
    assert isinstance(empty, Skipped)


def test_fields_are_mapped() -> None:
    """By the names of what a message has."""
    (found,) = records(ONE, summary="date")
    assert "30 Jan 2026 10:15 GMT" == getattr(found, "summary", None)
