"""Which words of the index does a word of a query stand for?

The words are those of the exact fields. By stem only those are looked at that begin as the word
does, except in languages whose stemmers take off prefixes.
"""

import re
from collections.abc import Callable, Sequence

import tantivy

from searcher.engines.tantivy.analysis import Analysis
from searcher.engines.tantivy.clauses import expression
from searcher.engines.tantivy.fitting import fits_pattern, within_distance
from searcher.engines.tantivy.places import PARTS
from searcher.query.model import Fuzzy, Pattern, Regex, Worded

# The most frequent words looked at: 4 µs each. A million articles have some millions of words,
# most of them once.
WALKED = 100_000
# Words up to which those of deleted articles are told from others, which takes ten times as long.
SIFTED = 20_000
# Stemmers that change the beginning of words.
_PREFIXED = ("ar",)
# From so many letters on the last common one may be changed by a stemmer: happy, happiness.
_STABLE = 3

Test = Callable[[str], bool]


def candidates(
    searcher: tantivy.Searcher, analysis: Analysis, stems: Sequence[str], node: Worded
) -> tuple[list[str], bool]:
    """List the words that a node may find, the most frequent first; say whether these are all.

    `stems` are the languages that have articles.
    """
    begin, test = _wanted(analysis, stems, node)
    counts: dict[str, int] = {}
    exact = True
    deletes = _has_deletes(searcher)
    for part in PARTS[node.field]:
        found = searcher.terms_with_prefix(part, begin, None, WALKED)
        if deletes and len(found) <= SIFTED:
            found = searcher.terms_with_prefix(part, begin, tantivy.Query.all_query())
        elif deletes or len(found) == WALKED:
            exact = False
        for word, count in found:
            if count > counts.get(word, 0) and test(word):
                counts[word] = count
    return sorted(counts, key=lambda word: (-counts[word], word)), exact


def _has_deletes(searcher: tantivy.Searcher) -> bool:
    """Every article is of one kind; without a query deleted ones count."""
    counted = sum(count for _, count in searcher.terms_with_prefix("kind", ""))
    return counted != searcher.num_docs


def _wanted(analysis: Analysis, stems: Sequence[str], node: Worded) -> tuple[str, Test]:
    """Give how the words begin, and what decides about one."""
    if isinstance(node, Pattern):
        pieces = [analysis.fold(piece) for piece in re.split(r"([*?])", node.text)]
        shape = "".join(pieces)
        return pieces[0], lambda word: fits_pattern(shape, word)
    if isinstance(node, Regex):
        fits = expression(node, analysis)
        return fits.begins[0] if fits.begins else "", fits.test or (lambda _: False)
    tokens = analysis.query_tokens(node.text, None)
    if not tokens or len(tokens) > 1:
        return "\0", lambda _: False
    own = tokens[0]
    if isinstance(node, Fuzzy):
        return "", lambda word: within_distance(own, word, node.distance)
    wanted = {
        language: {tuple(analysis.query_tokens(text, language) or ()) for text in (node.text, own)}
        for language in stems
    }
    ends = [stem for several in wanted.values() for tokens in several for stem in tokens]
    begin = _common([own, *ends])
    begin = begin[:-1] if len(begin) > _STABLE else begin
    if any(language in _PREFIXED for language in stems):
        begin = ""

    def same(word: str) -> bool:
        return word == own or any(
            tuple(analysis.query_tokens(word, language) or ()) in several
            for language, several in wanted.items()
        )

    return begin, same


def _common(words: Sequence[str]) -> str:
    """Give what all words begin with: the first and the last in order differ the most."""
    first, last = min(words), max(words)
    at = next((at for at, sign in enumerate(first) if last[at : at + 1] != sign), len(first))
    return first[:at]
