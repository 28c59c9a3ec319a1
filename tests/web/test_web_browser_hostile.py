"""200 articles that mean harm, in a real Chromium: no script runs, none leaves its box."""

import itertools
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from browsing import opened, screenshot, served
from searcher.article import Article
from searcher.testing import article
from searcher.web.app import create_app
from tantivy_index import indexed

pytest_plugins = ["browser_fixtures"]
pytestmark = [pytest.mark.browser, pytest.mark.slow]

RUN = "window.harmed=1"
TEXTS = (
    f"<script>{RUN}</script>",
    f"</title><script>{RUN}</script>",
    f"</mark></a></h2></article><script>{RUN}</script>",
    f"<img src=x onerror={RUN}>",
    f'"><svg onload="{RUN}">',
    f"' autofocus onfocus='{RUN}",
    f'" style="position:fixed;inset:0;background:red" onmouseover="{RUN}',
    f"<iframe srcdoc='<script>parent.{RUN}</script>'></iframe>",
    f"<a href='javascript:{RUN}'>click</a>",
    "<base href='https://evil.example/'><form action='https://evil.example/'><input name=q>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "<link rel=stylesheet href=https://evil.example/x.css><style>*{display:none}</style>",
    f"{{{{ {RUN} }}}} {{% raw %}} ${{{RUN}}} <%= {RUN} %>",
    f"<math><mi xlink:href='javascript:{RUN}'>x</mi></math><!--><img src=x onerror={RUN}>-->",
    "\u202e\u2066\u2067 gnol os dna \u202d\u2069\u200f\u061c right to left",
    "nul\x00 escape\x1b[31m bell\x07 backspace\x08 c1\x9b31m line\u2028break\u2029",
    "x" * 1_000_000,
    "word " * 200_000,
    "ﷺ" * 3_000 + "\u0301" * 3_000,
    "W" * 400 + "\u00a0" * 400,
)
ADDRESSES = (
    f"javascript:{RUN}",
    f"data:text/html,<script>{RUN}</script>",
    f"https://home.example/'\"><script>{RUN}</script>",
    "vbscript:x",
    f"\x01javascript:{RUN}",
    f"java\tscript:{RUN}",
    "file:///etc/passwd",
    "//evil.example/x",
    "https://user:secret@evil.example/",
    "blob:https://evil.example/1",
)


def harmful() -> Iterator[Article]:
    """Give 200: every text as title, body, author, source and topic, with every address."""
    for at, (text, address) in enumerate(itertools.product(TEXTS, ADDRESSES)):
        short = text[:2_000]
        made = article(
            title=f"needle {at} {text if at % 10 < 2 else short}",
            body=f"needle\n\n{short}\n{short}",
            authors=[short[:500], "Eve"] if at % 2 else [f"{short[:400]} needle"],
            source=short[:500],
            topics=[f"{short[:200]}/{at % 3}"],
            language=short[:30] if at % 5 == 0 else "en",
            url=address,
        )
        # Many share their address.
        yield replace(made, id=f"{at:032x}")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve them."""
    path = tmp_path_factory.mktemp("harm") / "hay"
    corpus = list(harmful())
    assert 200 == len({one.id for one in corpus})
    with indexed(path, corpus, languages=("en",)), served(create_app(path)) as url:
        yield url


def unharmed(page: Any) -> None:
    """Look whether anything ran, leads elsewhere, or is wider than the window."""
    page.wait_for_selector("#main:not([aria-busy])")
    assert page.evaluate("window.harmed") is None
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    for what in (
        "iframe",
        "form:not(#search):not([method=dialog])",
        "base",
        "main img",
        "#main svg",
    ):
        assert not page.locator(what).count(), what
    schemes = page.evaluate("[...new Set([...document.links].map(link => link.protocol))]")
    assert {"http:", "https:"} >= set(schemes)
    outside = page.evaluate(
        "[...document.links].filter(link => link.origin !== location.origin).map(link => link.rel)"
    )
    assert {"noopener noreferrer nofollow"} >= set(outside)


@pytest.mark.parametrize("width", [360, 1280])
def test_pages_of_hits(browser: Any, address: str, width: int) -> None:
    """Both pages, the long lists of facets, and what is drawn in place while one types."""
    with opened(browser, viewport={"width": width, "height": 900}) as page:
        page.on("dialog", lambda dialog: pytest.fail(dialog.message))
        for query in ("?limit=100&sort=newest", "?limit=100&sort=newest&offset=100", "?q=needle"):
            page.goto(f"{address}/{query}")
            unharmed(page)
            # Every hit stays within the column of hits.
            column = page.locator("#main").bounding_box()
            for box in page.locator(".hits > li").evaluate_all(
                "all => all.map(one => { const b = one.getBoundingClientRect();"
                " return [b.left, b.right, one.scrollWidth - one.clientWidth, b.height] })"
            ):
                assert column["x"] <= box[0]
                assert box[1] <= column["x"] + column["width"] + 1
                assert box[2] <= 1
                assert box[3] < 900
        screenshot(page, f"hostile-{width}")
        for field in ("author", "source", "topic"):
            page.goto(f"{address}/?q=needle&more={field}")
            unharmed(page)
        page.goto(f"{address}/")
        page.locator("#q").press_sequentially("author:", delay=10)
        page.wait_for_selector("#suggest li")
        unharmed(page)
        page.fill("#q", "")
        page.locator("#q").press_sequentially(f"<img src=x onerror={RUN}> scr", delay=5)
        page.wait_for_timeout(1_000)
        unharmed(page)
        page.goto(f"{address}/?q=needle")
        page.fill("[name=find-author]", "<script>")
        page.wait_for_url("**find-author=**")
        unharmed(page)


def test_pages_of_articles(browser: Any, address: str) -> None:
    """All 200 are read, with their words marked."""
    with opened(browser, viewport={"width": 360, "height": 740}) as page:
        page.on("dialog", lambda dialog: pytest.fail(dialog.message))
        links: list[str] = []
        for offset in (0, 100):
            page.goto(f"{address}/?q=needle&limit=100&offset={offset}")
            links += page.locator(".hits h2 a").evaluate_all("all => all.map(one => one.href)")
        assert 200 == len(set(links))
        for at, link in enumerate(links):
            page.goto(link)
            unharmed(page)
            assert page.locator("mark").count()
            if at == 0:
                screenshot(page, "hostile-article")
