"""The shapes of days, and those of pictures."""

from collections.abc import Callable

import pytest
from lxml import html as lxml_html

from searcher.article import RawArticle
from searcher.readers import html
from searcher.readers.pages.days import pictured

pytest_plugins = ("reader_fixtures",)

TEXT = "<p>The weir at Dunmore was opened on Monday, and the water fell before noon.</p>" * 4


def test_days_in_captions() -> None:
    """Each day of each caption."""
    tree = lxml_html.document_fromstring(
        "<figure><figcaption>The weir on 4 March 2019, and on 2020-05-06</figcaption></figure>"
        "<p>7 May 2024</p>"
    )
    assert ["4 March 2019", "2020-05-06"] == list(pictured(tree))


@pytest.mark.parametrize(
    "caption",
    ["The weir on 4 March 2019.", 'The weir, <time datetime="2019-03-04">4 March 2019</time>'],
)
def test_a_picture_dates_no_article(read_one: Callable[..., RawArticle], caption: str) -> None:
    """Better no day than that of its picture."""
    picture = f"<figure><img src='a.jpg'><figcaption>{caption}</figcaption></figure>"
    page = f"<html><body><article><h1>Weir opens</h1>{picture}{TEXT}</article></body></html>"
    assert () == read_one(html, page.encode()).dates
