"""One page without an index: understood as an ingest would, or refused by name."""

import datetime as dt
from pathlib import Path

import pytest

import searcher
from searcher import Index, NoArticle, UsageError

PAGE = b"""<!doctype html><html lang="en"><head><title>Sea wall holds - Harbour Ledger</title>
<meta property="og:site_name" content="Harbour Ledger">
<meta property="og:type" content="article">
<meta name="author" content="By Mara Lindqvist">
<link rel="canonical" href="/2026/sea-wall">
</head><body><h1>Sea wall holds</h1><time datetime="Jan 30, Fri">Jan 30, Fri</time>
<article><p>The wall at the old harbour held through the night, the port said, and the market
opened at nine. Two boats were lost, and nobody was hurt.</p>
<p>Repairs begin next week. The port has set aside a sum that it did not name.</p></article>
</body></html>"""


def test_a_page_is_understood_as_an_ingest_does(tmp_path: Path) -> None:
    """The same article, but for where it was found."""
    (tmp_path / "page.html").write_bytes(PAGE)
    day = dt.date(2026, 2, 1)
    with Index.create(tmp_path / "index") as index:
        index.ingest(tmp_path / "page.html", reference_date=day)
        [expected] = index.scan()
    assert expected == searcher.extract(PAGE, reference=day)


def test_its_place_resolves_its_addresses() -> None:
    """A relative canonical address, and none at all."""
    found = searcher.extract(PAGE, url="https://ledger.example/x?utm_source=a")
    assert found.url == "https://ledger.example/2026/sea-wall"
    bare = PAGE.replace(b'<link rel="canonical" href="/2026/sea-wall">', b"")
    assert searcher.extract(bare, url="https://a.example/1?utm_a=1").url == "https://a.example/1"
    assert searcher.extract(bare).url is None


def test_its_address_dates_a_page_that_does_not() -> None:
    """A day under which a site files its pages; not where the page has one."""
    bare = PAGE.replace(b'<time datetime="Jan 30, Fri">Jan 30, Fri</time>', b"")
    bare = bare.replace(b'<link rel="canonical" href="/2026/sea-wall">', b"")
    url = "https://ledger.example/2026/01/28/wall"
    assert None is searcher.extract(bare).published
    assert "2026-01-28" == str(searcher.extract(bare, url=url).published)
    dated = bare.replace(b"<article>", b'<time datetime="2026-01-30">30 January</time><article>')
    assert "2026-01-30" == str(searcher.extract(dated, url=url).published)


def test_without_a_reference_no_year_is_invented() -> None:
    """What was printed is kept."""
    published = searcher.extract(PAGE).published
    assert published is not None
    assert (None, "Jan 30, Fri") == (published.date, published.raw)


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (b"", "empty"),
        (b"<html><body><nav>Menu</nav></body></html>", "no-text"),
        (b"<p " + b"a " * 100_000 + b">", "bad-html"),
        (b"x" * (6 << 20), "too-large"),
    ],
)
def test_what_is_no_article_is_named(page: bytes, reason: str) -> None:
    """An error of ours, with the reason that a report would give."""
    with pytest.raises(NoArticle, match=reason):
        searcher.extract(page)


def test_text_is_refused() -> None:
    """Its encoding may have been guessed wrongly."""
    with pytest.raises(UsageError, match="bytes"):
        searcher.extract("<p>text</p>")  # type: ignore[arg-type]
