"""Which words does an article use, how often, and in how many others do they stand?

A key is the language whose stems it is of (empty: exact forms), a colon, and one token or two
neighbouring ones: `en:treasuri`, `:市 場`.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import tantivy

from searcher.article import Article
from searcher.engines.tantivy.analysis import primary, stem_field
from searcher.engines.tantivy.letters import is_kurdish, is_plain, joined
from searcher.engines.tantivy.marking import KnownWords, Token
from searcher.engines.tantivy.plain import WORD
from searcher.query.counting import is_own_word
from searcher.results import Usage

_TEXTS = ("body", "title")


def words_of(known: KnownWords, languages: Sequence[str], article: Article) -> Mapping[str, Usage]:
    """Give the words of title, summary and body by their keys."""
    tongue = primary(article.language)
    language = tongue if tongue in languages else None
    written: dict[str, Counter[str]] = {}
    forms: dict[str, set[str]] = {}
    for text in (article.title, article.summary, article.body):
        if is_plain(text):
            counted = _plainly(known, text, language)
        else:
            tokens = known.tokens(joined(text) if is_kurdish(tongue) else text, language)
            counted = ((key, text[a:b], 1, exact) for key, a, b, exact in _keyed(tokens, language))
        for key, word, count, exact in counted:
            if key not in written:
                written[key], forms[key] = Counter(), set()
            written[key][word] += count
            forms[key].add(exact)
    return {
        key: Usage(
            # Of forms that are equally frequent the first in the alphabet: always the same one.
            min(counts, key=lambda form: (-counts[form], form)),
            counts.total(),
            frozenset(forms[key]),
        )
        for key, counts in written.items()
    }


def _plainly(
    known: KnownWords, text: str, language: str | None
) -> Iterator[tuple[str, str, int, str]]:
    """Walk the different words of a plain text with key, count and exact form."""
    counts = Counter(WORD.findall(text))
    words = list(counts)
    exact = known.forms(words, None)
    stems = known.forms(words, language) if language else exact
    begin = language or ""
    for word, form, stem in zip(words, exact, stems, strict=True):
        if form:  # else it is too long
            yield f"{begin}:{stem}", word, counts[word], form


def _keyed(tokens: Sequence[Token], language: str | None) -> Iterator[tuple[str, int, int, str]]:
    """Walk words with their keys, places and exact forms."""
    for token in tokens:
        if not token.exact or is_own_word(token.exact[0]):
            continue
        key = f"{language}:{token.stem}" if language and token.stem else f":{token.exact}"
        yield key, token.start, token.end, token.exact
    for first, second in pairwise(tokens):
        beside = first.end == second.start and first.exact and second.exact
        if beside and is_own_word(first.exact[0]) and is_own_word(second.exact[0]):
            exact = f"{first.exact} {second.exact}"
            yield f":{exact}", first.start, second.end, exact


def spread(searcher: tantivy.Searcher, key: str) -> int:
    """Say in about how many articles the word of a key stands."""
    language, _, tokens = key.partition(":")
    fields = [stem_field(text, language) if language else text for text in _TEXTS]
    return min(
        max(searcher.doc_freq(field, token) for field in fields) for token in tokens.split(" ")
    )
