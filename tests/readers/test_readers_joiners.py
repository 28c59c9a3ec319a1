"""Words keep the joiners that shape them."""

from collections.abc import Callable

from lxml import html as lxml_html

from searcher.article import RawArticle
from searcher.readers import html
from searcher.readers.pages.joiners import rejoined

pytest_plugins = ("reader_fixtures",)

WORD = "می\u200cخواهد"
LINE = f"آسیابان {WORD} آب\u200cبند را فردا دوباره باز کند، و مردم ده منتظر آن هستند."


def test_a_page_in_persian_keeps_them(read_one: Callable[..., RawArticle]) -> None:
    """An extractor takes them for invisible."""
    page = (
        f'<html lang="fa"><body><article><h1>آب</h1>{f"<p>{LINE}</p>" * 4}</article></body></html>'
    )
    assert WORD in (read_one(html, page.encode()).body or "")
    named = page.replace("\u200c", "&zwnj;")
    assert WORD in (read_one(html, named.encode()).body or "")


def test_what_the_page_has_in_two_ways_stays_as_found() -> None:
    """Nothing is put where it may not have been."""
    bare = WORD.replace("\u200c", "")
    tree = lxml_html.document_fromstring(f"<p>{WORD}</p><p>{bare} {WORD}</p>")
    assert [bare] == rejoined([bare], tree)
    assert [f"{WORD} b"] == rejoined([f"{bare} b"], lxml_html.document_fromstring(f"<p>{WORD}</p>"))
