"""Which words hold a sentence together and say nothing of what it is about?

They are looked for like all others; they only weigh less in the order of hits, in articles of their
own language: `die` is an article in German and a verb in English. tantivy knows such words of most
of the languages that have a stemmer; its English list has 33, where questions are asked with many
more.
"""

from functools import lru_cache

import tantivy

from searcher.engines.tantivy.analysis import STEMMERS
from searcher.engines.tantivy.letters import smooth

_ENGLISH = """
a about above across after again against all along also although am among an and another any are
around as at be because been before being below between both but by can cannot could did do does
doing don done down during each either ever every few for from further had has have having he her
here hers herself him himself his how however i if in into is it its itself just less let many may
me might more most much must my myself neither no nor not now of off often on once one only onto
or other others ought our ours ourselves out over own per rather s same shall she should since so
some such t than that the their theirs them themselves then there therefore these they this those
though through thus to too toward towards under until up upon us very via was we were what
whatever when where whether which while who whom whose why will with within without would yet you
your yours yourself yourselves
"""
# The stemmers that tantivy has no list for.
_WITHOUT = frozenset(("ar", "el", "ro", "ta", "tr"))


@lru_cache(maxsize=len(STEMMERS))
def remover(language: str) -> tantivy.Filter | None:
    """Give the filter that drops a language's function words; None where none are known."""
    if language == "en":
        return tantivy.Filter.custom_stopword(_ENGLISH.split())
    return None if language in _WITHOUT else tantivy.Filter.stopword(STEMMERS[language])


@lru_cache(maxsize=len(STEMMERS))
def _analyzer(language: str) -> tantivy.TextAnalyzer | None:
    if (words := remover(language)) is None:
        return None
    whole = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.raw())
    return whole.filter(tantivy.Filter.lowercase()).filter(words).build()


def is_function_word(word: str, language: str) -> bool:
    """Say whether a word is one of the language's."""
    analyzer = _analyzer(language)
    return analyzer is not None and not analyzer.analyze(smooth(word, language))
