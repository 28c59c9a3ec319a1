"""How does text become tokens?

A token is a letter or digit followed by letters, digits and combining marks. Of scripts that do
not part words every character is a token of its own: Han, Hiragana and Katakana, and, with its
marks, Thai, Lao, Khmer, Burmese and their kin; a word is a phrase of them. Text is smoothed first
(`letters`). *exact* tokens are folded to ASCII and lower-cased; *stemmed* tokens are lower-cased,
stemmed by one language's stemmer, then folded; of a language in `FOLDED_FIRST` they are the stems
of exact tokens. Positions count all tokens, also those too long to be searched for.

tantivy's plain tokeniser splits at combining marks and keeps runs of Han characters together, and
one by regular expression takes five times as long (284 against 42 µs for 450 words). Texts of
characters on which both agree take the first way, all others the second.
"""

from collections.abc import Sequence

import tantivy

from searcher.engines.tantivy.letters import is_plain, smooth
from searcher.errors import ValueNotKnown

# Languages that can be enabled, by ISO 639-1 code, with the stemmer's name.
STEMMERS = {
    "ar": "arabic",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "hu": "hungarian",
    "it": "italian",
    "nl": "dutch",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
}
# Languages whose words are the same to the stemmer without accents: where exact tokens are equal,
# so are stems, and whoever looks for stems need not look for exact tokens too.
FOLDED_FIRST = frozenset({"en"})
# Tokens of this many UTF-8 bytes and more are not searchable.
LONGEST_TOKEN = 255

# The mark of a long vowel and the closing mark are of no script.
_EAST = r"\p{Han}\p{Hiragana}\p{Katakana}\u{30FC}\u{3006}"
# Scripts whose words only a dictionary parts (UAX 14, class SA).
_UNPARTED = (
    r"\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Tai_Le}\p{New_Tai_Lue}\p{Tai_Tham}\p{Tai_Viet}\p{Ahom}"
)
_OTHERS = rf"[{_EAST}[{_UNPARTED}&&\p{{L}}]]"
_TOKEN = (
    rf"[{_EAST}&&\p{{L}}]|[{_UNPARTED}&&\p{{L}}]\p{{M}}*"
    rf"|[\p{{L}}\p{{N}}--{_OTHERS}][\p{{L}}\p{{N}}\p{{M}}--{_OTHERS}]*"
)


def primary(language: str | None) -> str | None:
    """Give the primary subtag: `en` of `en-GB`."""
    return language.partition("-")[0].lower() if language else None


def stem_field(field: str, language: str) -> str:
    """Name the field that holds a text's stems of one language."""
    return f"{field}_{language}"


def check_languages(languages: Sequence[str]) -> tuple[str, ...]:
    """Give the languages once each, in order; raises `ValueNotKnown` for one without a stemmer."""
    for language in languages:
        if language not in STEMMERS:
            raise ValueNotKnown(
                f"No stemmer for the language {language!r}. Choose from: {', '.join(STEMMERS)}."
            )
    return tuple(dict.fromkeys(languages))


def _analyzer(
    tokenizer: tantivy.Tokenizer, language: str | None, removed: tantivy.Filter | None = None
) -> tantivy.TextAnalyzer:
    lower, fold = tantivy.Filter.lowercase(), tantivy.Filter.ascii_fold()
    built = tantivy.TextAnalyzerBuilder(tokenizer).filter(tantivy.Filter.remove_long(LONGEST_TOKEN))
    if language is None:
        # Folding gives capitals for a few small letters (ǧ), so lower-casing comes last.
        return built.filter(fold).filter(lower).build()
    stemmer = tantivy.Filter.stemmer(STEMMERS[language])
    if language in FOLDED_FIRST:
        built = built.filter(fold).filter(lower)
        return (built if removed is None else built.filter(removed)).filter(stemmer).build()
    built = built.filter(lower)
    if removed is not None:
        built = built.filter(removed)
    return built.filter(stemmer).filter(fold).build()


class Analysis:
    """The analysers of one index; `None` as language means exact tokens."""

    def __init__(self, languages: Sequence[str]) -> None:
        """Build nothing yet: a search may need only one of them."""
        self.languages = tuple(languages)
        self._plain: dict[str | None, tantivy.TextAnalyzer] = {}
        self._full: dict[str | None, tantivy.TextAnalyzer] = {}
        self._telling: dict[str, tuple[tantivy.TextAnalyzer, ...]] = {}
        self._fold: tantivy.TextAnalyzer | None = None

    def register(self, index: tantivy.Index) -> None:
        """Tell an index its tokenisers; needed for writing only."""
        index.register_tokenizer("exact", self.plain(None))
        for language in self.languages:
            index.register_tokenizer(f"stem_{language}", self.plain(language))

    def plain(self, language: str | None) -> tantivy.TextAnalyzer:
        """Give the analyser for plain text; what it splits is smoothed before."""
        if language not in self._plain:
            self._plain[language] = _analyzer(tantivy.Tokenizer.simple(), language)
        return self._plain[language]

    def full(self, language: str | None) -> tantivy.TextAnalyzer:
        """Give the analyser for any text that is smoothed."""
        if language not in self._full:
            self._full[language] = _analyzer(tantivy.Tokenizer.regex(_TOKEN), language)
        return self._full[language]

    def telling(self, text: str, language: str | None) -> list[str]:
        """Split a text that is smoothed, the function words of its language left out."""
        from searcher.engines.tantivy.function_words import remover

        removed = None if language is None else remover(language)
        if language is None or removed is None:
            return self.of(text, language).analyze(text)
        if language not in self._telling:
            self._telling[language] = tuple(
                _analyzer(tokenizer, language, removed)
                for tokenizer in (tantivy.Tokenizer.simple(), tantivy.Tokenizer.regex(_TOKEN))
            )
        plain, full = self._telling[language]
        return (plain if is_plain(text) else full).analyze(text)

    def of(self, text: str, language: str | None) -> tantivy.TextAnalyzer:
        """Give the quickest analyser that is right for this text, which is smoothed."""
        return self.plain(language) if is_plain(text) else self.full(language)

    def query_tokens(self, text: str, language: str | None) -> list[str] | None:
        """Split what a user typed; None where a token is too long to be searched for."""
        text = smooth(text, language)
        tokens = self.of(text, language).analyze(text)
        if len(text) * 4 >= LONGEST_TOKEN:  # only then can a token be that long
            bare = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.regex(_TOKEN)).build()
            if len(bare.analyze(text)) != len(tokens):
                return None
        return tokens

    def fold(self, text: str) -> str:
        """Fold a part of a word as exact tokens are folded, without splitting it."""
        if self._fold is None:
            whole = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.raw())
            self._fold = (
                whole.filter(tantivy.Filter.ascii_fold()).filter(tantivy.Filter.lowercase()).build()
            )
        return "".join(self._fold.analyze(smooth(text)))
