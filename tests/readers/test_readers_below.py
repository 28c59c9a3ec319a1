"""Who is named right below a headline, without a word such as `By`?"""

import time

import pytest
from lxml import html as lxml_html

from searcher.readers.pages.below import named_below, named_last

TITLE = "Weir is open again"


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        ("<div>Jane Roe, Staff Writer</div>", ["Jane Roe"]),
        ("<p>Jean de la Roche | Correspondant</p>", ["Jean de la Roche"]),
        ("<p><span>Jane Roe</span> (Water Editor)</p>", ["Jane Roe"]),
        ("<div>Jane Roe - Dunmore Post</div>", ["Jane Roe"]),
        ("<p>Jane Roe | October 3, 2023</p>", ["Jane Roe"]),
        # Behind a stamp, and above one.
        ("<p>11.12.2019 - Jane Roe</p>", ["Jane Roe"]),
        ("<p>4 March 2024 · Jean de la Roche</p>", ["Jean de la Roche"]),
        ("<p><b>Jane Roe</b><i>4 March 2024</i></p>", ["Jane Roe"]),
        ("<div><div>Jane Roe</div></div><p>4 March 2024</p>", ["Jane Roe"]),
        # Places, sections, tags, and what is a link elsewhere.
        ("<p><b>New York</b><i>4 March 2024</i></p>", []),
        ("<p>4 March 2024 | Middle East</p>", []),
        ("<p>Dunmore Harbour, 4 March 2024</p>", []),
        ("<p><b>World News</b><i>4 March 2024</i></p>", []),
        ("<p><a href='/water'>Water Matters</a><i>4 March 2024</i></p>", []),
        ("<p>4 March 2024 - <a href='/r'>River</a> <a href='/m'>Mill</a></p>", []),
        ("<p><b>Jane Roe</b><i>The mill burned down.</i></p>", []),
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
    start = time.thread_time()
    body = "<div>Jane Roe Jane Roe - " * 200 + "<p>Jane Roe, </p>" * 20_000
    named_below(lxml_html.document_fromstring(f"<h1>{TITLE}</h1>{body}"), TITLE, "Post")
    assert time.thread_time() - start < 2


TOLD = [
    "The weir was opened.",
    "The miller counted eleven boats.",
    "By the evening the weir was shut, and nobody drowned.",
]


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ("Jane Roe", "Jane Roe"),
        ("(Dr. Anna Müller-Ott)", "Dr. Anna Müller-Ott"),
        ("Guten Appetit", None),
        ("Read More", None),
        ("Los Angeles", None),
        ("The Weir", None),
        ("Weir is open", None),
        ("Jane Roe sold the mill", None),
        ("Roe", None),
    ],
)
def test_named_last(last: str, expected: str | None) -> None:
    """Who signs a text does so behind its last sentence, with a name and nothing else."""
    assert expected == named_last([*TOLD, last], TITLE)


def test_a_name_in_a_list_signs_nothing() -> None:
    """Nor does one of a text of two lines."""
    assert named_last([*TOLD, "Tom Low", "Jane Roe"], TITLE) is None
    assert named_last([TOLD[2], "Jane Roe"], TITLE) is None
