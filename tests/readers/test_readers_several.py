"""Several articles in one text are parted where each has a head of its own."""

from collections.abc import Callable

import pytest

from searcher.article import RawArticle
from searcher.readers import page_dump, text
from searcher.readers.base import Record
from searcher.readers.lines.several import documents

pytest_plugins = ("reader_fixtures",)

Read = Callable[..., list[Record]]

LONG = "The miller opened the sluice at dawn and the old wheel began to turn, as it had in 1907."
FIRST = f"Mill opens\n\nBy Ada Weir\n30 January 2026\n\n{LONG}\n"
SECOND = f"Weir falls\n\nBy Tom Pool\n31 January 2026\n\n{LONG} Again.\n"


@pytest.mark.parametrize(
    "between", ["\n----\n", "\n==========\n\n", "\n* * *\n", "\f", "\r\n\r\n____\r\n", "\n####\n"]
)
def test_rules_and_form_feeds_part_articles(read: Read, between: str) -> None:
    """Each has its own author and date, and its range of bytes."""
    data = (FIRST + between + SECOND).encode()
    one, two = (r for r in read(text, data) if isinstance(r, RawArticle))
    assert ("Mill opens", ("Ada Weir",), LONG) == (one.title, one.authors, one.body)
    assert ("Weir falls", ("Tom Pool",), f"{LONG} Again.") == (two.title, two.authors, two.body)
    assert [1, 2] == [one.provenance.record, two.provenance.record]
    assert b"Weir falls" in data[two.provenance.start : two.provenance.end]
    assert b"Weir falls" not in data[one.provenance.start : one.provenance.end]


def test_a_rule_within_an_article_parts_nothing(read: Read) -> None:
    """What has no head of its own goes with what stands before it, and nothing is lost."""
    data = f"{FIRST}\n* * *\n\nLater that day it stopped.\n\n----\n{SECOND}".encode()
    one, two = (r for r in read(text, data) if isinstance(r, RawArticle))
    assert (one.body or "").endswith("Later that day it stopped.")
    assert two.title == "Weir falls"
    assert [] == documents(f"Mill\n\n{LONG}\n\n----\n\n{LONG}\n\n----\n\n{LONG}\n".encode())


def test_numbered_documents_are_parted(read: Read) -> None:
    """Lines that count them need no other head; other numbers part nothing."""
    data = f"Document 1 of 2\n\nMill opens\n\n{LONG}\n\nDocument 2 of 2\n\nWeir falls\n\n{LONG}"
    records = [r for r in read(text, data.encode()) if isinstance(r, RawArticle)]
    assert ["Mill opens", "Weir falls"] == [record.title for record in records]
    assert [] == documents(data.replace("1 of", "7 of").encode())


def test_dumps_behind_each_other_are_parted(read: Read) -> None:
    """Cards go with the page before them."""
    card = f"placeholder\nPool{LONG}\nAuthor  Ada Weir\nJan 30, Fri\n{LONG}\n"
    dump = f"Mill opens\n\nSource Weir Times\n\n{LONG} One.\n{card}"
    other = f"Weir falls\n\nSource Pool Post\n\n{LONG} Two.\n"
    records = read(page_dump, f"{dump}\n=====\n\n{other}".encode())
    found = [(r.kind, r.title, r.source) for r in records if isinstance(r, RawArticle)]
    assert [
        ("article", "Mill opens", "Weir Times"),
        ("teaser", "Pool", None),
        ("article", "Weir falls", "Pool Post"),
    ] == found
