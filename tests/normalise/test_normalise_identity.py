"""Which records are one article."""

import pytest

from searcher.article import Provenance, RawArticle
from searcher.identity import is_article_id
from searcher.normalise.identity import identify, names_article

WHERE = Provenance(file="a.txt", reader="text")


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


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("urn:newsml:a.example:20260130:ferry", True),
        ("tag:a.example,2026:17", True),
        ("URN:uuid:8d19cf88", True),
        ("17", False),
        ("urn:", False),
        ("tag:no year", False),
        ("javascript:void(0)", False),
    ],
)
def test_a_name_that_is_given_once_is_as_good_as_an_address(name: str, counts: bool) -> None:
    """Wires name their items so, and write updates under the same name."""
    one, two = (RawArticle(WHERE, title=title, url=name) for title in ("One", "Two"))
    assert counts == (identify(one, None) == identify(two, None))
