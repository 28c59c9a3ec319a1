"""Marks of links and their list are no text; other numbers in brackets are."""

import time

from searcher.readers.lines.footnotes import without_links

LIST = "\nReferences\n\n   Visible links\n   1. https://weir.example/ada\n   2. https://weir.example/2\n"


def test_links_of_a_terminal_browser_go() -> None:
    """With the menu above the text."""
    page = f"#[1]alternate\n\n[1]Home [2]News\n\nMill opens\n\nBy [1]Ada Weir, see [7].\n{LIST}"
    assert "Mill opens\n\nBy Ada Weir, see [7].\n" == without_links(page)


def test_references_of_a_paper_stay() -> None:
    """A list without addresses, or with text below it, is text."""
    for page in ("By [1].\n\nReferences\n\n1. Weir, A.: Mills.", f"A [1]\n{LIST}\nMore text here."):
        assert page == without_links(page)


def test_hostile_lists_cost_little() -> None:
    """The time grows with the text."""
    begin = time.thread_time()
    without_links("[1]a [2]b\n" * 20_000 + "References\n" + "1. http://a\n" * 20_000)
    assert time.thread_time() - begin < 1
