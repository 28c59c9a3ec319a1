"""trafilatura's look for an author is spared where it can find none."""

import re

import pytest
from lxml import html as lxml_html
from trafilatura.xpaths import AUTHOR_XPATHS

from searcher.readers.pages.extractors import _may_name_author, guessed_author

_QUOTED = re.compile(r"(@?[\w-]+)(?:\s*,\s*|\s*=\s*)'([^']*)'")


def test_no_name_that_trafilatura_knows_is_passed_over() -> None:
    """Each name in its expressions, in the attribute that they look at, is seen here too."""
    asked = [found for path in AUTHOR_XPATHS for found in _QUOTED.findall(path.path)]
    assert {"@class", "@id", "@itemprop", "@rel", "@data-testid", "@data-component", "rel"} == {
        where for where, _ in asked
    }
    for where, names in asked:
        for name in names.replace("-?", "-").replace("[Aa]", "A").replace("[Bb]", "B").split("|"):
            page = lxml_html.fromstring("<html><body><p>By Jane Roe</p></body></html>")
            assert not _may_name_author(page)
            if where.startswith("@"):
                page.find(".//p").set(where[1:], name)
            else:
                page.find(".//p").append(page.makeelement(where))
            assert _may_name_author(page), (where, name)


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ('<span class="screenname">Jane Roe</span>', ["Jane Roe"]),
        ("<author>Jane Roe</author>", ["Jane Roe"]),
        ("<span class='title'>Jane Roe</span>", []),
    ],
)
def test_an_author_is_guessed(markup: str, expected: list[str]) -> None:
    """By names of classes, and by an element of that name."""
    page = lxml_html.document_fromstring(f"<html><body>{markup}</body></html>")
    assert expected == guessed_author(page)
