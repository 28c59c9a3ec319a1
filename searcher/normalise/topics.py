"""What does the article say it is about? Declared sections, keywords and tags as paths."""

import re
from collections.abc import Sequence

from searcher.article import RawTopic, Topic
from searcher.normalise.text import clean_line
from searcher.normalise.wordlist import phrases
from searcher.subjects.names import named_path
from searcher.subjects.vocabulary import is_code, subject

MOST_LEVELS = 6  # as deep as the IPTC's own tree; deeper levels are cut
LONGEST_LEVEL = 80  # characters; what is longer is a sentence, not a topic

# Where an article stands, not what it is about.
_NO_TOPICS = phrases(
    """
    news, latest news, latest, all news, news & analysis, breaking news, top news, top stories
    headlines, home, homepage, home page, start, startseite, index, main, front page, frontpage
    root, uncategorized, uncategorised, unsorted, unknown, none, null, nan, n/a, undefined
    default, test, general, misc, miscellaneous, other, others, all, various, more, featured
    feature, features, article, articles, blog, blogs, blog post, post, posts, page, pages
    story, stories, archive, archives, press release, press releases, section, sections
    category, categories, tag, tags, topic, topics, nachrichten, aktuell, aktuelles, allgemein
    unkategorisiert, sonstiges, artikel, beiträge, actualité, actualités, accueil, à la une
    non classé, divers, noticias, inicio, portada, sin categoría, sin categorizar, notizie
    senza categoria, notícias, sem categoria, nieuws, geen categorie, новости, главная
    без рубрики, 未分類, 未分类, 新闻, ニュース
    """
)

# What is put to an article, and not where the article is put.
_LABELS = ("tag", "keyword", "topic")
_LEVELS = re.compile(r"\s*(?:>|»|›|→|::|/|\\)\s*")
_LIST = re.compile(r"\s*[;；|、\n]\s*")
_COMMA = re.compile(r"\s*[,，]\s*")
# `24/7`, `AC/DC`, `A/B`: a slash between pieces of three characters or fewer is part of a name.
_SLASH_IN_NAME = re.compile(r"(?<![^\s,;])([^\s/,;]{1,3})/([^\s/,;]{1,3})(?![^\s,;])")
# `arts, culture and media` is one name; so is `Washington, D.C.` in a list of several topics.
_ENUMERATION = re.compile(
    r"(?:and|&|und|et|y|e)\s+\S+$|^\S+\s+(?:and|&|und|et)\s+\S+$", re.IGNORECASE
)
_LINK = re.compile(r"https?:|www\.|@\w+\.", re.IGNORECASE)
_QUOTES = "\"'“”„«‘’`#*_.,;:|<>[](){} "


def declared_topics(topics: Sequence[str | RawTopic], *, paths: bool = False) -> tuple[Topic, ...]:
    """Give the paths that the record declares, in its order, each once.

    Casefolded, with single spaces and `/` between levels. A string may hold a list (`;`, `|`, or
    commas) of paths (`Business > Markets`, `sport/football`). Of equal paths the first stays, with
    what the record calls it. `paths` says that each is one already, as an export writes it.
    """
    found: dict[str, Topic] = {}
    for declared in topics:
        one = declared if isinstance(declared, RawTopic) else RawTopic(declared)
        text = clean_line(one.text)
        items = [text] if paths else _items(text, alone=len(topics) == 1)
        for item in items:
            if is_code(item):
                topic = _coded(item, one)
            else:
                path = _path(item.split("/") if paths else _levels(item))
                topic = _named(path, one, whole=len(items) == 1)
            if topic:
                found.setdefault(topic.path, topic)
    return tuple(found.values())


def _coded(code: str, declared: RawTopic) -> Topic | None:
    """Give the topic that is a bare code under its label; retired and unknown ones say nothing."""
    meant = subject(code)
    return Topic(meant.key, origin=declared.origin, code=code) if meant else None


def _named(path: str | None, declared: RawTopic, *, whole: bool) -> Topic | None:
    """Give the topic of the `whole` text or a part: a declared code is the whole's."""
    if path is None:
        return None
    if whole and declared.code and subject(declared.code):
        return Topic(path, origin=declared.origin, code=declared.code)
    code = named_path(path, section=declared.origin not in _LABELS)
    return Topic(path, origin=declared.origin, code=code)


def _items(text: str, *, alone: bool) -> list[str]:
    if _LINK.search(text):
        return []
    text = _without(text, "[](){}")
    items = []
    for item in _LIST.split(text):
        pieces = _COMMA.split(item)
        one_name = len(pieces) > 1 and (
            (len(pieces) <= 3 and _ENUMERATION.search(pieces[-1]))  # noqa: PLR2004
            or (len(pieces) == 2 and not alone)  # noqa: PLR2004
        )
        items.extend([item] if one_name else pieces)
    return items


def _without(text: str, marks: str) -> str:
    """Strip marks around a name; a bracket that closes within it stays: `Bath (England)`."""
    bare = text.strip(marks)
    if "(" not in bare or bare.count("(") <= bare.count(")"):
        return bare
    return f"{bare})" if ")" in text.rpartition(bare)[2] else bare


def _levels(text: str) -> list[str]:
    return _LEVELS.split(_SLASH_IN_NAME.sub(r"\1-\2", text))


def _path(declared: Sequence[str]) -> str | None:
    levels: list[str] = []
    for level in declared:
        name = " ".join(_without(level.replace("_", " "), _QUOTES).casefold().split())
        if len(name) > LONGEST_LEVEL:
            return None
        if name in _NO_TOPICS or not any(c.isalpha() for c in name) or name in levels[-1:]:
            continue
        levels.append(name)
    return "/".join(levels[:MOST_LEVELS]) or None
