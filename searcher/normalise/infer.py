"""What is it about, where nobody said so? A guess from words, which abstains when unsure.

Every keyword that occurs counts with its weight, more so in the title and when repeated. The best
topic is given only with evidence enough, a distance to the second, and the score from which its
rule is right in 85 of 100 cases of texts that it was not written on (`keywords`).
"""

from functools import cache
from itertools import islice
from math import sqrt

from searcher.article import Topic
from searcher.normalise.keywords import KEYWORDS

SAMPLE = 2400  # characters of text looked at: news says first what it is about
_STRONG, _WEAK = 2.0, 0.75
_IN_TITLE = 2.5  # a title's words count as often as this many in the text
# A topic needs evidence of at least this much, from this many different words ...
_ENOUGH = 4.0
_WORDS = 2
# ... and this share of the evidence for it and for the second.
_SHARE = 0.6

# Bytes, because their translation and splitting is several times quicker than that of text; what
# is neither letter, digit nor hyphen separates. Letters beyond ASCII stay.
_TO_WORDS = bytes(
    b if b > ord("\x7f") or chr(b).isalnum() or b == ord("-") else ord(" ")
    for b in bytes(range(256)).lower()
)
_SIGNS = "’‘“”„«»–—…‑\u00a0"  # the common ones; without them `Japan’s` would be no word


def infer_topic(title: str, text: str) -> Topic | None:
    """Give the topic that the words speak for, or None where it may well be wrong."""
    topic = weighed(title, text)
    if topic is None or topic.score is None or topic.score < KEYWORDS[topic.path].least:
        return None
    return topic


def weighed(title: str, text: str) -> Topic | None:
    """Give the topic that the words speak for, whatever its score; None if they are few or torn."""
    table = _table()
    counts: dict[bytes, float] = {}
    # Most words are no keyword, and `filter` passes over them more quickly than a loop.
    if title:
        for word in filter(table.__contains__, _words(title)):
            counts[word] = counts.get(word, 0.0) + _IN_TITLE
    for word in filter(table.__contains__, _words(text)):
        counts[word] = counts.get(word, 0.0) + 1.0
    evidence: dict[str, float] = {}
    for word, count in counts.items():
        repeated = sqrt(count)
        for path, strength in table[word]:
            evidence[path] = evidence.get(path, 0.0) + repeated * strength
    if not evidence:
        return None
    ranked = sorted(evidence.values())
    most, second = ranked[-1], ranked[-2] if len(ranked) > 1 else 0.0
    share = most / (most + second)
    if most < _ENOUGH or share < _SHARE:
        return None
    best = max(evidence, key=evidence.__getitem__)  # one only: two would not have the share
    different = (word for word in counts for path, _ in table[word] if path == best)
    if len(list(islice(different, _WORDS))) < _WORDS:
        return None
    score = round(share * most / (most + _ENOUGH / 2), 2)
    return Topic(best, inferred=True, score=score, origin="inferred", code=KEYWORDS[best].code)


def _words(text: str) -> list[bytes]:
    text = text[:SAMPLE]
    if not text.isascii():
        for sign in _SIGNS:
            text = text.replace(sign, " ")
        if not text.isascii():
            text = text.lower()
    return text.encode("utf-8", "replace").translate(_TO_WORDS).split()


@cache
def _table() -> dict[bytes, tuple[tuple[str, float], ...]]:
    """Give for each word the topics that it speaks for, with the strength; plurals added."""
    table: dict[bytes, dict[str, float]] = {}
    for path, keywords in KEYWORDS.items():
        for words, strength in ((keywords.weak, _WEAK), (keywords.strong, _STRONG)):
            for word in words.split():
                for form in (word, word + "s"):
                    table.setdefault(form.encode(), {})[path] = strength
    return {word: tuple(paths.items()) for word, paths in table.items()}
