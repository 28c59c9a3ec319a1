"""Where in an article does each thing stand that a query asks for? Every placement is tried."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import product

from searcher.article import Article
from searcher.engines.memory.analysis import (
    edits,
    exact,
    fits,
    spans,
    stem,
    stemmed_language,
    tokenise,
)
from searcher.engines.memory.matching import automaton_of, is_joining
from searcher.query.model import And, Boosted, Fuzzy, Node, Not, Or, Pattern, Phrase, Regex, Word
from searcher.results import Marks

Leaf = Word | Phrase | Pattern | Fuzzy | Regex
Spans = tuple[tuple[int, int], ...]
# Marks of half-width Kana stand beside their letters.
_VOICED = "ﾞﾟ"


def occurrences(article: Article, query: Node, languages: tuple[str, ...]) -> Marks:
    """Give the occurrences in title, summary and body."""
    leaves = list(_wanted(query, wanted=True))
    language = stemmed_language(article.language, languages)
    whole = is_joining(article.language)

    def found(part: str, text: str) -> Spans:
        # A joiner that is left out keeps its place.
        text = text.replace("\u200c", "\u034f") if whole else text
        meant = [leaf for leaf in leaves if part in _parts(leaf)]
        return tuple(sorted({span for leaf in meant for span in _spans(text, leaf, language)}))

    return Marks(
        found("title", article.title),
        found("summary", article.summary),
        found("body", article.body),
    )


def _wanted(node: Node, *, wanted: bool) -> Iterator[Leaf]:
    match node:
        case And(children) | Or(children):
            for child in children:
                yield from _wanted(child, wanted=wanted)
        case Not(child):
            yield from _wanted(child, wanted=not wanted)
        case Boosted(child):
            yield from _wanted(child, wanted=wanted)
        case Word() | Phrase() | Pattern() | Fuzzy() | Regex() if wanted:
            yield node
        case _:
            return


def _parts(leaf: Leaf) -> tuple[str, ...]:
    if leaf.field is None:
        return ("title", "summary", "body")
    return ("summary", "body") if leaf.field == "body" else (leaf.field,)


def _spans(text: str, leaf: Leaf, language: str | None) -> Iterator[tuple[int, int]]:
    tokens = spans(text)
    words = [token for token, _, _ in tokens]
    for first, last in _places(words, leaf, language):
        yield tokens[first][1], with_marks(text, tokens[last][2])


def with_marks(text: str, end: int) -> int:
    """Give the end of a letter with its marks, which a token may be without."""
    while end < len(text) and (unicodedata.category(text[end])[0] == "M" or text[end] in _VOICED):
        end += 1
    return end


def _places(words: list[str | None], leaf: Leaf, language: str | None) -> Iterator[tuple[int, int]]:
    """Walk the numbers of first and last tokens."""
    forms = [word and exact(word) for word in words]
    if isinstance(leaf, Regex):
        fitting = automaton_of(leaf.text).fits
        yield from ((at, at) for at, form in enumerate(forms) if form and fitting(form))
        return
    typed = tokenise(leaf.text)
    if isinstance(leaf, Pattern):
        folded = "".join(map(exact, re.split(r"([*?])", leaf.text)))
        yield from ((at, at) for at, form in enumerate(forms) if form and fits(folded, form))
    elif isinstance(leaf, Fuzzy) and len(typed) == 1:
        one = typed[0] and exact(typed[0])
        yield from (
            (at, at)
            for at, form in enumerate(forms)
            if one and form and edits(one, form) <= leaf.distance
        )
    else:
        slop = leaf.slop if isinstance(leaf, Phrase) else 0
        tongue = None if isinstance(leaf, Fuzzy) or leaf.exact else language
        near: set[tuple[int, int]] = set()
        for text in {leaf.text, leaf.text.replace("\u200c", "")}:
            asked = [word for word in tokenise(text) if word is not None]
            if not asked or None in tokenise(text):
                continue
            near |= set(_near(forms, [exact(word) for word in asked], slop))
            if tongue is not None:
                stems = [word and stem(word, tongue) for word in words]
                near |= set(_near(stems, [stem(word, tongue) for word in asked], slop))
        yield from (one for one in near if not slop or not any(_holds(one, two) for two in near))


def _holds(outer: tuple[int, int], inner: tuple[int, int]) -> bool:
    return outer != inner and outer[0] <= inner[0] and inner[1] <= outer[1]


def _near(tokens: list[str | None], words: list[str], slop: int) -> Iterator[tuple[int, int]]:
    """Try every placement of the words: word i at p(i), all p(i) - i within `slop`."""
    places = [[at for at, token in enumerate(tokens) if token == word] for word in words]
    for tried in product(*places):
        moved = [at - i for i, at in enumerate(tried)]
        if len(set(tried)) == len(tried) and max(moved) - min(moved) <= slop:
            yield min(tried), max(tried)
