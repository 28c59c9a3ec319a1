"""Which topics does a field of a data set declare, and what does it call them?"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final

from searcher.article import RawTopic, TopicOrigin
from searcher.readers.wordlist import table

_LISTED: Final = frozenset(
    table("topics tags keywords newskeywords subjects categories sections labels manualtags")
)
# What a data set calls its topics; the fields not named here say no more than that they are some.
_ORIGINS: Final[dict[TopicOrigin, tuple[str, ...]]] = {
    "section": table(
        "section sections sectionname articlesection desk newsdesk pillarname rubric rubrik ressort"
        " subsection subsectionname"
    ),
    "category": table("category categories subcategory subcategories"),
    "tag": table("tag tags labels manualtags"),
    "keyword": table("keyword keywords newskeywords"),
    "topic": table("topic topics subject subjects"),
}
_LIST_MARK = re.compile(r"[,;|]")  # spaces around it are cut off: to look for them too takes long


def named(name: str, found: Sequence[str]) -> Iterator[RawTopic]:
    """Walk the topics in the strings of a field.

    Where there are several each is one, `Lee, Ann` too.
    """
    listed = len(found) == 1 and plain_name(name) in _LISTED
    for value in found:
        for part in _LIST_MARK.split(value) if listed else (value,):
            if topic := part.strip():
                yield RawTopic(topic, _origin(name))


def once(topics: Iterable[RawTopic]) -> tuple[RawTopic, ...]:
    """Give each topic once, as what it was called first."""
    kept: dict[str, RawTopic] = {}
    for topic in topics:
        kept.setdefault(topic.text, topic)
    return tuple(kept.values())


def plain_name(name: str) -> str:
    """Give a field's name without case, marks and separators."""
    folded = name.casefold()
    if not folded.isascii():
        folded = unicodedata.normalize("NFKD", folded)
    return "".join(c for c in folded if c.isalnum())


@lru_cache(maxsize=256)
def _origin(name: str) -> TopicOrigin | None:
    key = plain_name(name)
    return next((origin for origin, keys in _ORIGINS.items() if key in keys), None)
