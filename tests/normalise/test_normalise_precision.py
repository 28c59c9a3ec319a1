"""How often is an inferred topic right, on articles that its words were not written on?

`precision.tsv` names articles of the real corpora, a topic that their words spoke for, and whether
a reader found it right. Articles were drawn by chance among those that had the topic; of science
and technology, whose words were changed after a first reading, only such as were not in it.
"""

import io
import json
import lzma
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from searcher.article import Article, RawArticle
from searcher.normalise import Context, normalise
from searcher.normalise.infer import infer_topic, weighed
from searcher.normalise.keywords import KEYWORDS, NEVER
from searcher.readers import csv
from searcher.readers.base import ReadOptions, Source

VERDICTS = Path(__file__).with_name("precision.tsv")
PRESS = "senate-press-releases"
LEAST = 0.85
# Fewer prove nothing.
ENOUGH = 15

Verdicts = dict[tuple[str, str], tuple[str, bool]]


def verdicts() -> Verdicts:
    """Give topic and verdict of each corpus and article."""
    rows = [line.split("\t") for line in VERDICTS.read_text("utf-8").splitlines()[1:]]
    return {(corpus, key): (topic, right == "1") for corpus, key, topic, right in rows}


def texts(shared_data: Path, wanted: Verdicts) -> Iterator[tuple[str, str, str, str]]:
    """Walk corpus, key, title and text of the articles that were read."""
    for corpus in sorted({corpus for corpus, _ in wanted} - {PRESS}):
        with tarfile.open(shared_data / "articles" / f"{corpus}.tar.xz") as archive:
            for member in archive:
                file = archive.extractfile(member) if member.name.endswith(".csv") else None
                for article in articles(member.name, file.read()) if file else ():
                    if (corpus, article.id[:12]) in wanted:
                        text = article.body or article.summary
                        yield corpus, article.id[:12], article.title, text
    with lzma.open(shared_data / "scale" / f"{PRESS}.jsonl.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            # The id comes first; parsing all would take a while.
            if (PRESS, line[:60].split('"')[3]) in wanted:
                record = json.loads(line)
                yield PRESS, record["id"], "", record["text"]


def articles(name: str, data: bytes) -> Iterator[Article]:
    for record in csv.read(Source(name, lambda: io.BytesIO(data)), ReadOptions()):
        if isinstance(record, RawArticle):
            found = normalise(record, Context(infer_topics=False))
            if isinstance(found, Article):
                yield found


@pytest.mark.corpora
@pytest.mark.slow
def test_what_is_inferred_is_right_in_85_of_100_cases(shared_data: Path) -> None:
    """So for every topic that is given at all, and no other is; `pytest -s` shows the table."""
    wanted = verdicts()
    weighty: dict[str, list[bool]] = {topic: [] for topic in KEYWORDS}
    given: dict[str, list[bool]] = {topic: [] for topic in KEYWORDS}
    for corpus, key, title, text in texts(shared_data, wanted):
        topic, right = wanted.pop((corpus, key), ("", False))
        spoken = weighed(title, text)
        if spoken and spoken.path == topic:
            weighty[topic].append(right)
            if infer_topic(title, text):
                given[topic].append(right)
    assert not wanted, "an article is not where it was"
    for topic, keywords in KEYWORDS.items():
        least = "never given" if keywords.least == NEVER else f"given from {keywords.least}"
        counts = [f"{sum(of[topic])}/{len(of[topic])}" for of in (weighty, given)]
        print(f"{topic:15} {counts[0]:>7} right; {least}: {counts[1]}")  # noqa: T201
    for topic, keywords in KEYWORDS.items():
        if keywords.least == NEVER:
            assert not given[topic]
        else:
            assert len(given[topic]) >= ENOUGH, topic
            assert sum(given[topic]) / len(given[topic]) >= LEAST, topic


def test_every_topic_was_judged() -> None:
    """No rule is without an article that was read."""
    assert set(KEYWORDS) == {topic for topic, _ in verdicts().values()}
