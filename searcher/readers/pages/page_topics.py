"""Which topics does a page declare: its sections, tags and keywords?"""

from collections.abc import Iterator

from searcher.article import RawTopic, TopicOrigin
from searcher.readers.pages.jsonld import Declared
from searcher.readers.pages.shown import KEYWORDS, SECTIONS, TAGS, Page


def topics(page: Page, declared: Declared) -> tuple[RawTopic, ...]:
    """Sections first, then tags, then keywords; the commas of keyword lists part them."""
    sections = declared.several("articleSection") or list(page.all(SECTIONS))
    keywords = declared.several("keywords")
    tags = [] if keywords else list(_listed(page, TAGS))
    keywords = keywords or list(_listed(page, KEYWORDS))
    unique: dict[str, RawTopic] = {}
    called: tuple[tuple[TopicOrigin, list[str]], ...] = (
        ("section", sections),
        ("tag", tags),
        ("keyword", keywords),
    )
    for origin, found in called:
        for text in found:
            topic = " ".join(text.split())
            if topic and "://" not in topic:
                unique.setdefault(topic.casefold(), RawTopic(topic, origin))
    return tuple(unique.values())


def _listed(page: Page, names: tuple[str, ...]) -> Iterator[str]:
    for value in page.all(names):
        yield from map(str.strip, value.split(","))
