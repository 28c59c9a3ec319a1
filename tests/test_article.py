"""Keys under which names are compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searcher.article import fold


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("José  ÁLVAREZ", "jose alvarez"),
        ("Łukasz Yılmaz", "lukasz yilmaz"),
        ("Ærø Đặng Þór", "aero dang thor"),
        ("İpek IŞIK", "ipek isik"),
        ("Straßer", "strasser"),
        ("علی کریمی", "علي كريمي"),
        ("مُحَمَّـد", "محمد"),
        ("Ελένη Παππάς", "ελενη παππασ"),
        ("שָׁלוֹם", "שלום"),
        ("", ""),
    ],
)
def test_keys_of_names(name: str, key: str) -> None:
    """No case, no marks, one letter for all its forms, single spaces."""
    assert key == fold(name)


@given(st.text() | st.text("øłıæþ\u0649\u06cc\u0640\u200cİﷲﻯ\u0301 ", max_size=12))
def test_a_key_is_its_own_key(name: str) -> None:
    """Folding twice changes nothing more."""
    assert fold(name) == fold(fold(name))
