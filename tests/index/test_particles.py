"""Korean words with particles: what is offered exists, and finds more."""

from collections.abc import Iterator

import pytest

from searcher import Index
from searcher.testing import article
from tantivy_index import indexed

TEXTS = (
    "학교는 월요일에 문을 닫는다.",
    "아이들이 학교에서 돌아왔다.",
    "새 학교 세 곳이 문을 열었다.",
    "시장은 강변을 떠났다.",
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """Make an index of a few Korean sentences."""
    articles = [article(title=f"글 {number}", body=text) for number, text in enumerate(TEXTS)]
    with indexed(tmp_path_factory.mktemp("particles") / "i", articles, languages=("en",)) as made:
        yield made


@pytest.mark.parametrize(
    ("words", "total", "offered", "count"),
    [
        ("학교", 1, "학교*", 3),
        ("시장", 0, "시장*", 1),
        ("시장 강변", 0, "시장* AND 강변*", 1),
        ("title:학교", 0, None, 0),
        ("학교는", 1, None, 0),
        ("학교*", 3, None, 0),
        ("=학교", 1, None, 0),
        ('"학교 세"', 1, None, 0),
        ("-학교 문을", 1, None, 0),
        ("문", 0, None, 0),  # one syllable begins too many words
        ("school", 0, None, 0),
    ],
)
def test_more_is_offered(
    index: Index, words: str, total: int, offered: str | None, count: int
) -> None:
    """The query with `*` is offered where it finds more than the words do."""
    found = index.search(words)
    proposals = [
        (one.value, one.count)
        for note in found.notes
        if "particles" in note
        for one in note.proposals
    ]
    assert total == found.total
    assert ([(offered, count)] if offered else []) == proposals
    for query, promised in proposals:
        assert promised == index.search(str(query)).total
