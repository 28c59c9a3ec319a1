"""Canonical URLs and identity."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searcher.article import Provenance, RawArticle, is_article_id
from searcher.normalise.identity import canonical_url, identify, names_article

WHERE = Provenance(file="a.txt", reader="text")


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
        if canonical is not None:
            assert canonical == canonical_url(canonical)
            names_article(canonical)


def raw(**found: str | None) -> RawArticle:
    return RawArticle(WHERE, **found)  # type: ignore[arg-type]


def test_the_url_is_the_identity_whatever_the_text() -> None:
    """A corrected article at the same address is the same article."""
    one, two = raw(title="One", body="Text"), raw(title="One, corrected", body="Other text")
    url = "https://example.org/1"
    assert identify(one, url) == identify(two, url)
    assert is_article_id(identify(one, url))


@pytest.mark.parametrize("url", ["https://example.org/", None])
def test_a_site_root_is_no_identity(url: str | None) -> None:
    """Many articles give the site's address as theirs: then the texts decide."""
    one, two = raw(title="One", body="Text"), raw(title="Two", body="Text")
    assert identify(one, url) != identify(two, url)


def test_a_query_at_the_root_names_an_article() -> None:
    """`/?p=12` is how some systems address their posts."""
    assert names_article("https://example.org/?p=12")
    assert not names_article("https://example.org/")


def test_a_teaser_is_known_by_its_summary() -> None:
    """A card has no body: two cards of one title differ by their summaries."""
    one, two = (
        RawArticle(WHERE, kind="teaser", title="Same", summary=s) for s in ("First.", "Second.")
    )
    assert identify(one, None) != identify(two, None)
