"""Which lines recur in many articles of a source? Chrome of the page that was read as text.

A sample of a source finds the lines, the index counts them: articles come in order of their ids,
which are digests, so the first are a sample without a bias. Of 400 articles a line that is in a
fifth of all is in an eighth of the sample but for one case in 10,000. Memory holds one sample.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from searcher.errors import QueryError
from searcher.index.doctor.commands import of_source
from searcher.index.facade import Index
from searcher.query.model import SearchRequest
from searcher.query.params import build

SHARE = 0.2  # of a source's articles
FEWEST = 20  # articles
_SAMPLE = 400
_SAMPLE_SHARE = 0.125
_SHORTEST = 20  # characters: shorter lines are subheadings and names
_FEWEST_WORDS = 3  # for a phrase that names the line
_MOST_WORDS = 25  # a paragraph is named by its beginning
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Recurring:
    """A line, as found, in how many of how many articles of a source, and what finds them."""

    source: str
    line: str
    articles: int
    of: int
    request: SearchRequest


def recurring(index: Index, source: str, total: int) -> Iterator[Recurring]:
    """Find the lines that recur in the source's `total` articles, the most frequent first."""
    if total < FEWEST:
        return
    counts, sampled = _sample(index, source)
    # Of a whole source the sample is exact.
    share = SHARE if sampled >= total else _SAMPLE_SHARE
    need = max(FEWEST, int(SHARE * total) + 1)
    found: dict[str, Recurring] = {}
    for line, times in counts.most_common():
        if times < max(share * sampled, 2) or (sampled >= total and times < need):
            break
        for phrase in _phrases(line):
            try:
                asked = build(f'body:"{phrase}"', strict=True)
            except QueryError:
                continue
            request = of_source(source, asked)
            articles = index.count(request)
            if articles >= need:
                found.setdefault(phrase, Recurring(source, line, articles, total, request))
                break
    yield from sorted(found.values(), key=lambda one: (-one.articles, one.line))


def _sample(index: Index, source: str) -> tuple[Counter[str], int]:
    import orjson

    counts: Counter[str] = Counter()
    sampled = 0
    for batch in index.walk(of_source(source)):
        for one in batch[: _SAMPLE - sampled]:
            sampled += 1
            try:
                body = orjson.loads(one.record)["body"]
                lines = {line.strip() for line in body.split("\n")}
            except (ValueError, KeyError, TypeError, AttributeError):
                continue  # found by the walk over all
            counts.update(line for line in lines if len(line) > _SHORTEST)
        if sampled >= _SAMPLE:
            break
    return counts, sampled


def _phrases(line: str) -> Iterator[str]:
    """Give texts that name the line as a phrase: as printed, else by its words alone."""
    words = line.replace('"', " ").replace("\\", " ").split()
    if len(_WORD.findall(line)) < _FEWEST_WORDS:
        return
    yield " ".join(words[:_MOST_WORDS])
    yield " ".join(_WORD.findall(line)[:_MOST_WORDS])
