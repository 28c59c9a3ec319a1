"""Small words between others may have been meant as operators: what these find is offered."""

from pathlib import Path

import pytest

from searcher import Index
from searcher.results import Note
from searcher.testing import article
from tantivy_index import indexed


@pytest.fixture
def index(tmp_path: Path) -> Index:
    """Three articles, of which one has the small words."""
    return indexed(
        tmp_path / "ix",
        [
            article(title="Harbour", body="The harbour and the ferry, or not."),
            article(title="Harbour dues", body="Harbour dues rise."),
            article(title="Ferry fares", body="The ferry is late."),
        ],
        languages=("en",),
    )


def offered(
    index: Index, words: str, *, author: str | None = None, any_word: bool = False
) -> list[Note]:
    """Give what is offered."""
    found = index.search(words, author=author, any_word=any_word)
    return [note for note in found.notes if note.kind == "spelling"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("harbour or ferry", "harbour OR ferry"),
        ("dues or =ferry or fares", "dues OR =ferry OR fares"),
        ('harbour (dues or "ferry or not")', 'harbour (dues OR "ferry or not")'),
        ("harbour not ferry", "harbour NOT ferry"),
        ("harbour  and not  ferry", "harbour  AND NOT  ferry"),
        ("harbour or title:or or dues", "harbour OR title:or OR dues"),
        ("title:harbour or title:ferry", "title:harbour OR title:ferry"),
    ],
)
def test_what_operators_would_find_is_offered(index: Index, typed: str, meant: str) -> None:
    """With its count, as a query that can be asked."""
    (note,) = offered(index, typed)
    count = index.count(meant)
    assert f"did you mean {meant} ({count})?" == note
    assert [(meant, count)] == [(one.value, one.count) for one in note.proposals]
    assert typed == note.value


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "harbour OR ferry",
            "or",
            "or ferry",
            "harbour or",
            '"harbour or ferry"',
            "harbour =or dues",
        ),
        *("harbour and ferry", "harbour ferry", "harbour or zebra AND", "harbour not zebra NOT"),
        "is the ferry late or not or is it the harbour",
        "harbour title:or dues",
    ],
)
def test_nothing_is_offered_otherwise(index: Index, typed: str) -> None:
    """Words at an end, in quotation marks or in prose; and what would find the same."""
    assert [] == offered(index, typed)


def test_filters_hold_and_any_needs_no_operators(index: Index) -> None:
    """What is offered is counted with them."""
    assert [] == offered(index, "harbour or ferry", author="Nobody")
    assert [] == offered(index, "harbour or ferry", any_word=True)
    (note,) = [one for one in index.trend("harbour or ferry").notes if one.kind == "spelling"]
    assert "did you mean harbour OR ferry (3)?" == note
