"""Markdown."""

import pytest

from searcher.query.model import SearchRequest
from searcher.render import Look
from searcher.render.markdown import escape, results_markdown
from searcher.results import CorpusState, Hit, Results, Snippet
from searcher.testing import article

NONE = Snippet("")


def _text(title: str = "Title", url: str | None = None, snippet: Snippet = NONE) -> str:
    hit = Hit(1, 1.0, article(title=title, url=url), snippet)
    return "\n".join(
        results_markdown(Results(SearchRequest(), 1, (hit,), CorpusState("", 1)), Look())
    )


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (r"\*b\* \_i\_ \`c\` \[l\](u)", "*b* _i_ `c` [l](u)"),
        (r"\<script\> \&amp; a \| b \\", "<script> &amp; a | b \\"),
        (r"\# heading", "# heading"),
        (r"\- item", "- item"),
        (r"1\. item", "1. item"),
        (r"\> quote", "> quote"),
        ("plain text, U.S. (2026)", "plain text, U.S. (2026)"),
        (
            r"\{\{ site.x \}\} \{\% raw %\} \{\: .a\} 5% x\^2",
            "{{ site.x }} {% raw %} {: .a} 5% x^2",
        ),
        ("2026-01-30", "2026-01-30"),
        ("one two", "one\n\ntwo"),
    ],
)
def test_markup_means_itself(expected: str, text: str) -> None:
    """What an article says is shown and never interpreted."""
    assert expected == escape(text)


def test_a_link_cannot_be_left() -> None:
    """Parentheses, spaces and brackets in an address are percent-encoded."""
    link = "[Title](https://x.example/a%20%28b%29%3Cc%3E)"
    assert link in _text(url="https://x.example/a (b)<c>")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "/relative", None])
def test_only_web_addresses_are_linked(url: str | None) -> None:
    """Other schemes would run or lead nowhere; the title stands alone."""
    assert _text(url=url).startswith("1. **Title**")


def test_found_words_are_bold() -> None:
    """The passage is a quote, with the spans marked and the rest escaped."""
    text = _text(snippet=Snippet("a *star* and\n\nmore stars", ((2, 8), (19, 24))))
    assert r"   > a **\*star\*** and more **stars**" in text
