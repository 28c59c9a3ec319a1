"""Bytes become characters without loss."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searcher.readers.encoding import charset, decode, in_utf8, lines

TEXT = "Müller’s café — “naïve”"
RUSSIAN = "Плотину открыли в понедельник, и вода упала на ладонь."
JAPANESE = "月曜日に堰が開かれ、水は手のひらほど下がった。粉屋は舟を数えた。"


@pytest.mark.parametrize(
    ("data", "declared", "codec", "certain"),
    [
        (TEXT.encode(), None, "utf-8", True),
        (TEXT.encode("utf-8-sig"), None, "utf-8", True),
        (TEXT.encode("utf-16"), None, "utf-16-le", True),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), None, "utf-16-be", True),
        (TEXT.encode("utf-32"), None, "utf-32-le", True),
        (TEXT.encode("cp1252"), None, "cp1252", False),
        (TEXT.encode("cp1252"), "ISO-8859-1", "cp1252", True),
        ("Привет".encode("koi8-r"), "koi8-r", "koi8-r", True),
        ("日本".encode("shift_jis"), "Shift_JIS", "cp932", True),
        # Declared wrongly, not at all, or as no charset: the bytes decide.
        (TEXT.encode(), "iso-8859-1", "utf-8", True),
        (TEXT.encode("cp1252"), "unicode_escape", "cp1252", False),
        (TEXT.encode("cp1252"), "no-such-thing", "cp1252", False),
        (RUSSIAN.encode("koi8-r"), None, "koi8-u", False),
        (RUSSIAN.encode("cp1251"), "utf-8", "cp1251", False),
        (JAPANESE.encode("shift_jis"), None, "cp932", False),
        (b"\xc4" * 70 + b"\nK\xe4se, \xd6l\n" + b"\xcd" * 70, None, "cp1252", False),
        (b"", None, "utf-8", True),
    ],
)
def test_charset(data: bytes, declared: str | None, codec: str, certain: bool) -> None:
    """BOM, UTF-8, the declaration, what letters tell, Windows-1252, in this order."""
    chosen = charset(data, declared)
    assert (codec, certain) == (chosen.codec, chosen.certain)


def test_latin_bytes_in_utf8_cost_only_themselves() -> None:
    """One foreign byte does not turn the rest of a UTF-8 text into mojibake."""
    assert f"{TEXT} é {TEXT}" == decode(TEXT.encode() + b" \xe9 " + TEXT.encode())


@given(st.binary(max_size=200))
def test_no_byte_is_lost(data: bytes) -> None:
    """Where no BOM promises another encoding, nothing is replaced by U+FFFD."""
    if data[:2] not in {b"\xff\xfe", b"\xfe\xff"} and b"\xef\xbf\xbd" not in data:
        assert "\ufffd" not in decode(data)


@given(st.binary(max_size=50), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]))
def test_a_document_in_utf8_is_its_text(broken: bytes, codec: str) -> None:
    """Bytes that are UTF-8 already are given as they are, all others are decoded first."""
    for data in (TEXT.encode(codec), TEXT.encode(codec) + broken, broken):
        assert decode(data).encode() == in_utf8(data, charset(data))


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_lines_slice_the_data(codec: str) -> None:
    """Each line's bytes decode to its text, whatever the line breaks."""
    text = "Zoë\r\nĊ\n\n中\rend" if codec != "cp1252" else "Zoë\r\né\n\nü\rend"
    data = text.encode(codec)
    wide = codec in {"utf-16", "utf-32"}
    expected = text.replace("\r\n", "\n").replace("\r", "\r" if wide else "\n").split("\n")
    found = list(lines(data))
    assert expected == [line.text for line in found]
    plain = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}.get(codec, codec)
    assert expected == [data[line.start : line.end].decode(plain) for line in found]


@given(st.text(st.characters(exclude_characters="\r", codec="utf-8")))
def test_lines_hold_the_whole_text(text: str) -> None:
    """Joined again, the lines are the text."""
    data = text.encode()
    if not text.startswith("\ufeff"):
        assert text.removesuffix("\n") == "\n".join(line.text for line in lines(data))
