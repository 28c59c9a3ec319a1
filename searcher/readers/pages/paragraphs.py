"""Where do a page's paragraphs stand? A second opinion on its text, by where most of it lies.

An extractor that goes by names of classes loses articles whose parts stand in boxes of their own.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Final

from searcher.readers.wordlist import table

_LEAST: Final = 40  # characters of a paragraph that counts
# Of Chinese, Japanese and Korean, which say as much in fewer characters.
_DENSE = re.compile("[\u3040-\u9fff\uac00-\ud7a3]")
_DENSER: Final = 2
_SHORTEST: Final = 20  # characters of a paragraph in these
_LONG: Final = 150  # characters; what is longer is no headline
_ENDS: Final = frozenset(".!?:;\"'”“’»)]。！？」』")
_LINKED: Final = 0.5  # share of a block's text in links; more is a list of other pages
_MAX_DEPTH: Final = 400  # levels of a tree that are looked at
_MAX_CLIMB: Final = 60  # levels above a paragraph
_MOST, _ALL = 0.4, 0.98  # shares of a page's paragraphs
_MAX_NAME: Final = 300  # characters of a class and an id that are kept
_LEVELS: Final = 3  # above a paragraph that are credited with it
_BLOCKS: Final = frozenset(table("p h2 h3 h4 h5 h6 li blockquote pre dd dt"))
_LEFT_OUT: Final = frozenset(
    table(
        "a aside footer nav form script style noscript template iframe svg head figure button"
        " select textarea h1 header dialog"
    )
)
_ASIDE = re.compile(
    r"(?<![a-z])(?:(?<!has-)(?<!with-)(?<!no-)side-?bar(?!-?(?:grid|layout|content|main|left|right))"
    r"|promos?|widget|subscri\w+|share|sharing|social|banner|breadcrumbs?|menu|nav|navigation"
    r"|advert\w*|ads?|captions?|credits?|author-?(?:bio|box|info)|bio|tags|toc)(?![a-z])",
    re.IGNORECASE,
)
# What these hold may well be longer than the article.
_OTHERS = re.compile(
    r"(?<![a-z])(?:comments?|disqus|footer|related|recommend\w*|recirc\w*|teasers?"
    r"|most-?(?:read|popular)|newsletter|cookies?|consent|outbrain|taboola|pum|popmake|popup|modal)"
    r"(?![a-z])",
    re.IGNORECASE,
)


def text_of(element: Any) -> str:
    """Give the text of an element as one line."""
    # Most have no element within: to walk through such a one takes twice as long.
    text = "".join(element.itertext()) if len(element) else element.text or ""
    return " ".join(text.split())


def size_of(lines: Iterable[str]) -> int:
    """Give the characters of the lines."""
    return sum(map(len, lines))


def prose(lines: Iterable[str]) -> int:
    """Give the characters of the lines that are told."""
    return sum(len(line) for line in lines if is_prose(line))


def densest(tree: Any) -> list[str]:
    """Give the lines of the element that holds most of the page's paragraphs."""
    blocks = _blocks(tree, _held(tree))
    sizes: dict[Any, float] = {}
    for element, text in blocks:
        if element.tag != "p" or not is_prose(text):
            continue
        above = element.getparent()
        for level in range(_LEVELS):
            if above is None or above.tag in {"body", "html"}:
                break
            sizes[above] = sizes.get(above, 0) + len(text) * (1 - level / 10)
            above = above.getparent()
    best = max(sizes, key=lambda element: sizes[element], default=None)
    if best is None:
        return []
    inside = {block for part in _alike(best, sizes) for block in part.iter(*_BLOCKS)}
    return [
        f"- {text}" if element.tag == "li" else text
        for element, text in blocks
        if element in inside
    ]


def _alike(best: Any, sizes: Mapping[Any, float]) -> list[Any]:
    """Give the element with those of its kind: an article may stand in several boxes.

    In the order of the page; none of them within another.
    """
    name = best.get("class")
    if not name:
        return [best]
    same = [one for one in sizes if one.tag == best.tag and one.get("class") == name]
    among = set(same)
    return [one for one in same if not any(above in among for above in one.iterancestors())]


def _held(tree: Any) -> dict[Any, int]:
    """Give the characters of paragraphs in each element that holds some; all of them under None."""
    held: dict[Any, int] = {None: 0}
    for paragraph in tree.iter("p"):
        text = text_of(paragraph)
        size = len(text)
        if (size < _LEAST and not is_prose(text)) or next(
            paragraph.iterancestors("a"), None
        ) is not None:
            continue
        held[None] += size
        above, levels = paragraph.getparent(), 0
        while above is not None and levels < _MAX_CLIMB:
            held[above] = held.get(above, 0) + size
            above, levels = above.getparent(), levels + 1
    return held


def _blocks(tree: Any, held: dict[Any, int]) -> list[tuple[Any, str]]:
    """Give the innermost blocks of text of a page, without what is named or made a list."""
    found: list[tuple[Any, str]] = []
    total = held.pop(None, 0)
    walk = [(child, 0) for child in reversed(tree)]
    while walk:
        element, depth = walk.pop()
        tag = element.tag
        if not isinstance(tag, str) or tag in _LEFT_OUT or depth > _MAX_DEPTH:
            continue
        # A box with most of the text is the article's, whatever it is called.
        aside, others = _named(element)
        size = held.get(element, 0) if aside or others else 0
        if (aside and size < _MOST * total) or (others and size < _ALL * total):
            continue
        if tag in _BLOCKS and next(element.iterdescendants(*_BLOCKS), None) is None:
            text = _shown(element)
            if text and not _is_linked(element, text):
                found.append((element, text))
            continue
        walk += [(child, depth + 1) for child in reversed(element)]
    return found


def is_named_aside(element: Any) -> bool:
    """Say whether an element is called something that is no article's text."""
    return any(_named(element))


def _named(element: Any) -> tuple[bool, bool]:
    """Say whether an element is called an aside, and whether it is called others' text."""
    name, mark = element.get("class"), element.get("id")
    if not (name or mark):
        return False, False
    called = f"{name or ''} {mark or ''}"
    # A page repeats its names; what is too long to be kept is rare.
    return (_kinds if len(called) <= _MAX_NAME else _kinds.__wrapped__)(called)


@lru_cache(maxsize=4_096)
def _kinds(name: str) -> tuple[bool, bool]:
    return _ASIDE.search(name) is not None, _OTHERS.search(name) is not None


def is_prose(text: str) -> bool:
    """Say whether a paragraph is told, and no headline of another page."""
    size = len(text)
    if _SHORTEST <= size < _LONG and not text.isascii() and _DENSE.search(text):
        size = int(_DENSER * size)
    return size >= _LONG or (size >= _LEAST and text[-1] in _ENDS)


def _shown(element: Any) -> str:
    """Give the text of an element as one line, without that of scripts in it."""
    if next(element.iter("script", "style"), None) is None:
        return text_of(element)
    pieces = element.xpath(".//text()[not(parent::script or parent::style)]")
    return " ".join("".join(pieces).split())


def _is_linked(element: Any, text: str) -> bool:
    linked = sum(len(text_of(link)) for link in element.iter("a"))
    return linked > _LINKED * len(text)
