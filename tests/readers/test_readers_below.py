"""Who is named right below a headline, without a word such as `By`?"""

import time

import pytest
from lxml import html as lxml_html

from searcher.readers.below import named_below

TITLE = "Weir is open again"


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        ("<div>Jane Roe, Staff Writer</div>", ["Jane Roe"]),
        ("<p>Jean de la Roche | Correspondant</p>", ["Jean de la Roche"]),
        ("<p><span>Jane Roe</span> (Water Editor)</p>", ["Jane Roe"]),
        ("<div>Jane Roe - Dunmore Post</div>", ["Jane Roe"]),
        ("<p>Jane Roe | October 3, 2023</p>", ["Jane Roe"]),
        # Neither a place nor a control nor an aside names anybody; a sentence does not either.
        ("<div>Jane Roe</div>", []),
        ("<div>River News - Dunmore Herald</div>", []),
        ("<p>View Comments | October 3, 2023</p>", []),
        ("<aside>Jane Roe, Staff Writer</aside>", []),
        ("<p>Jane Roe, Staff Writer of the Post, has left the weir.</p>", []),
    ],
)
def test_named_below(shown: str, expected: list[str]) -> None:
    """A role, a stamp or the site's name stands beside a name."""
    tree = lxml_html.document_fromstring(f"<h1>{TITLE}</h1>{shown}<p>The water fell.</p>")
    assert expected == named_below(tree, TITLE, "Dunmore Post")


def test_hostile_pages_end_soon() -> None:
    """Only a few elements are looked at, and short ones."""
    start = time.process_time()
    body = "<div>Jane Roe Jane Roe - " * 200 + "<p>Jane Roe, </p>" * 20_000
    named_below(lxml_html.document_fromstring(f"<h1>{TITLE}</h1>{body}"), TITLE, "Post")
    assert time.process_time() - start < 2
