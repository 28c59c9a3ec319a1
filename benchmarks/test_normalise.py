"""What does it cost to understand a record?

Measured: one article of about 3 KB of English (700 words drawn from a Zipf-like vocabulary, with
sentences, paragraphs and typographic quotes), seed 7, on one core. Caches of dates and bylines are
warm, as in a corpus, where both repeat.
"""

import datetime as dt
import random

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from searcher.article import Article, Provenance, RawArticle, RawDate
from searcher.normalise import Context, normalise
from searcher.normalise.authors import _authors, parse_authors
from searcher.normalise.infer import infer_topic
from searcher.normalise.language import detect
from searcher.normalise.text import clean

VOCABULARY = """
the of to and a in that for on was with as is by at from council bank shares minister said that’s
“yes” year market people government company report would new last price bond match study river
winter bridge school hospital vote trade budget worker season player doctor
"""
WORDS = VOCABULARY.split()


def text(words: int = 700, seed: int = 7) -> str:
    draw = random.Random(seed)
    weights = [1 / (rank + 1) for rank in range(len(WORDS))]
    sentences = []
    while words > 0:
        size = min(words, draw.randint(6, 24))
        sentences.append(" ".join(draw.choices(WORDS, weights, k=size)).capitalize() + ".")
        words -= size
    return "\n\n".join(" ".join(sentences[n : n + 4]) for n in range(0, len(sentences), 4))


BODY = text()
RAW = RawArticle(
    Provenance(file="a.jsonl", reader="jsonl"),
    title="Council votes on the budget",
    body=BODY,
    authors=("By Ann Lee and Bo Diaz, Reuters",),
    dates=(RawDate("2026-01-30T10:00:00Z", "json-ld"),),
    url="https://example.org/2026/01/council?utm_source=feed",
)


def test_a_whole_article(benchmark: BenchmarkFixture) -> None:
    """Everything: hygiene, language, date, authors, topics, identity."""
    article = benchmark(normalise, RAW, Context(reference=dt.date(2026, 2, 1)))
    assert isinstance(article, Article)
    assert len(article.authors) == 3


@pytest.mark.parametrize(
    "damage",
    [("", ""), ("’", "'"), (" the ", "\u00a0the "), ("’", "â€™")],
    ids=["typographic", "ascii", "no-break", "mojibake"],
)
def test_hygiene(benchmark: BenchmarkFixture, damage: tuple[str, str]) -> None:
    """Cleaning a text that is clean, or damaged in one way."""
    found = BODY.replace(*damage) if damage[0] else BODY
    if damage == ("’", "'"):
        found = found.encode("ascii", "ignore").decode()
    assert benchmark(clean, found)


def test_language_in_doubt(benchmark: BenchmarkFixture) -> None:
    """The detector's own walk over 400 characters, where function words settle nothing."""
    title = "Byrådet besluttede tirsdag at reparere den gamle bro inden vinteren. " * 6
    assert benchmark(detect, title)[0] == "da"


def test_language(benchmark: BenchmarkFixture) -> None:
    """A language that its function words tell."""
    assert benchmark(detect, BODY)[0] == "en"


def test_topic(benchmark: BenchmarkFixture) -> None:
    """Inference over title and text; whether it abstains does not change the cost."""
    benchmark(infer_topic, "Council votes on the budget", BODY)


def test_byline(benchmark: BenchmarkFixture) -> None:
    """A byline never seen before."""

    def parse() -> int:
        _authors.cache_clear()
        return len(
            parse_authors(("By ANN LEE, Bo Diaz and Cy O'Neil, Reuters | May 3, 2021",), None)
        )

    assert benchmark(parse) == 4
