"""Canonical web addresses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searcher.address import canonical_url


@pytest.mark.parametrize(
    ("url", "base", "canonical"),
    [
        ("HTTPS://Example.COM:443/A?utm_source=x&b=1&UTM_x=2#f", None, "https://example.com/A?b=1"),
        ("http://example.com:8080?q=1", None, "http://example.com:8080/?q=1"),
        ("/a/b", "https://example.org/c/", "https://example.org/a/b"),
        ("../b", "https://example.org/c/d", "https://example.org/b"),
        ("//example.org/a", "https://example.com/", "https://example.org/a"),
        (" https://example.org/a b ", None, "https://example.org/a%20b"),
        ("http://[::1]:80/x", None, "http://[::1]/x"),
        ("/a", None, None),
        ("a.html", "", None),
        ("mailto:jane@example.org", "https://example.org", None),
        ("javascript:alert(1)", "https://example.org", None),
        ("http://[::1", None, None),
        ("http://example.org:99999/", None, None),
        ("https://", None, None),
        ("", None, None),
        (None, "https://example.org", None),
    ],
)
def test_canonical_urls(url: str | None, base: str | None, canonical: str | None) -> None:
    """Absolute, http(s), without what does not name the article."""
    assert canonical == canonical_url(url, base)


@given(st.text(max_size=40), st.text(max_size=20))
def test_a_canonical_url_is_its_own(tail: str, base: str) -> None:
    """Nothing raises, and a canonical URL stays as it is."""
    for url in (tail, "https://" + tail, "http://example.org/" + tail):
        canonical = canonical_url(url, base)
        assert canonical is None or canonical == canonical_url(canonical)


def test_lone_surrogates_are_replaced() -> None:
    """They cannot be written as UTF-8, and would stop the ingest."""
    assert "https://example.org/\ufffd" == canonical_url("https://example.org/\ud800")
