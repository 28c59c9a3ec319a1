"""Which words does an article use? Its tokens, or pairs of those that are words of their own."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from itertools import pairwise

from searcher.article import Article
from searcher.engines.memory.analysis import exact, is_own, spans, stem, stemmed_language
from searcher.engines.memory.matching import is_joining
from searcher.engines.memory.occurrences import with_marks
from searcher.results import Usage


def vocabulary(article: Article, languages: tuple[str, ...]) -> Mapping[str, Usage]:
    """Give the words of title, summary and body by their stems or exact forms."""
    language = stemmed_language(article.language, languages)
    written: defaultdict[str, Counter[str]] = defaultdict(Counter)
    forms: defaultdict[str, set[str]] = defaultdict(set)
    for text in (article.title, article.summary, article.body):
        read = text.replace("\u200c", "\u034f") if is_joining(article.language) else text
        tokens = [(token, start, with_marks(read, end)) for token, start, end in spans(read)]
        found = []
        for token, start, end in tokens:
            if token is not None and not is_own(token[0]):
                key = f"{language}:{stem(token, language)}" if language else f":{exact(token)}"
                found.append((key, exact(token), start, end))
        for (first, start, middle), (second, after, end) in pairwise(tokens):
            if first and second and middle == after and is_own(first[0]) and is_own(second[0]):
                pair = f"{exact(first)} {exact(second)}"
                found.append((f":{pair}", pair, start, end))
        for key, form, start, end in found:
            written[key][text[start:end]] += 1
            forms[key].add(form)
    return {
        key: Usage(
            min(counts, key=lambda form: (-counts[form], form)),
            counts.total(),
            frozenset(forms[key]),
        )
        for key, counts in written.items()
    }
