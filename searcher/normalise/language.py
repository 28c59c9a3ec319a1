"""In which language is it? A declared value, held against what the text looks like.

Values are BCP 47: the primary subtag in its shortest form (`en`, `ckb`), so that a facet and a
stemmer see one value a language. A script stays where it was declared and the language has several
(`zh-Hant`, `sr-Latn`); regions are dropped. Bokmål and undivided Norwegian are both `no`.
"""

import re
import threading
from collections.abc import Sequence
from contextlib import suppress
from functools import cache, lru_cache
from itertools import islice
from operator import add
from types import MappingProxyType
from typing import Any

from searcher.normalise.languages import (
    ALIASES,
    CODES,
    FUNCTION_WORDS,
    KIN_WORDS,
    SEVERAL_SCRIPTS,
)
from searcher.normalise.wordlist import words

SAMPLE = 400  # characters looked at: the cost is linear, and more changes nothing for news
# Measured on 3,800 items in English, German, French, Spanish, Dutch, Arabic and Kurdish: at a
# probability of a half the detector settles 96 % of articles and 70 % of mere titles. It then
# differs from the label in 4 %, nearly all of them Arabic texts labelled Kurdish or bodies of
# English boilerplate; apart from these in less than one of a hundred.
SHORTEST_SAMPLE = 30  # letters
SURE = 0.5
# So many function words of one language, and so many times those of any other, settle it ...
_EVIDENT = 10
_TIMES_OTHERS = 2
# ... and so many where nothing else was declared: of 29,848 texts in English, Arabic and Kurdish
# that settles 3,582 more, the detector differs in none of them, and each saves its 250 µs.
_LIKELY = 6
_LIKELY_TIMES = 3
# So many words that only its kin have, and function words settle nothing.
_OF_KIN = 3
# Letters of languages without a row, of which so many show that it is one of theirs.
_FOREIGN = re.compile("[ăąćčďđęěğıĺľłńňőŕřśșşšťțţůűźżžåæøþðýāēīūģķļņė]")
_OWN = MappingProxyType(dict.fromkeys(FUNCTION_WORDS, "") | {"fr": "æÆ"})
_LETTERS = 3
_VARIED = 5  # different function words in as many characters as count
# Samples in which it may become evident what the first begins in: of 908 press releases with too
# few words in the first that settles 835, 14 of them unknown to the detector, which contradicts
# none.
_SAMPLES = 4
OVERRULES = 0.95  # a declared value is wrong only where the text is this clear ...
OVERRULING_SAMPLE = 120  # ... and this long, in characters

_NO_LANGUAGE = words("und mul mis zxx qaa xxx")
# The detector knows 140 labels; those that little news is written in (Latin, Volapük, dialects)
# only draw probability away from the others. Southern Kurdish stands for all Kurdish in Arabic
# letters.
_NOT_DETECTED = words("an la vo wa")
_DETECTED = MappingProxyType({"sdh": "ku", "nb": "no"})
_ONE_LOADS = threading.Lock()

_TAG = re.compile(
    r"([a-z]{2,3})(?:[-_]([a-z]{4})(?![a-z]))?(?:[-_.@;, ].*)?", re.IGNORECASE | re.DOTALL
)


@lru_cache(maxsize=512)
def declared_language(value: str | None) -> str | None:
    """Give the BCP 47 tag of `EN_us`, `eng`, `English`, `zh-Hant-TW`; None if it is none."""
    text = " ".join(value.casefold().split()) if value else ""
    name = re.sub(r"\s*[(,;].*", "", text)
    if name in ALIASES:
        return ALIASES[name]
    tag = _TAG.fullmatch(text)
    if not tag:
        return None
    primary, script = tag[1], tag[2]
    primary = ALIASES.get(primary, primary)
    if primary in _NO_LANGUAGE or (len(primary) == 2 and primary not in CODES):  # noqa: PLR2004
        return None
    if script and primary in SEVERAL_SCRIPTS:
        return f"{primary}-{script.capitalize()}"
    return primary


def detect(text: str, said: str | None = None) -> tuple[str | None, float]:
    """Give the language that the text looks like, with its probability.

    `said` is what was declared: less is enough to agree with that, or where nothing was. A text of
    too few letters looks like none: (None, 0).
    """
    sample = text[:SAMPLE]
    counts = _by_function_words(sample)
    spoken, most, others = _most_spoken(counts)
    if spoken and not _is_of_kin(sample, spoken) and not _is_foreign(sample, spoken):
        agreed = said in {None, spoken}
        if (
            _is_evident(most, others)
            or (agreed and most >= _LIKELY and most >= _LIKELY_TIMES * others)
            or (agreed and most > others and _goes_on(text, counts, spoken))
        ):
            return spoken, 1.0
    if len(list(islice(filter(str.isalpha, sample), SHORTEST_SAMPLE))) < SHORTEST_SAMPLE:
        return None, 0.0
    label, probability = _identifier().classify(sample)
    return _DETECTED.get(label, label), float(probability)


def language_of(declared: str | None, text: str) -> str | None:
    """Give the language of a text.

    Pages declare their template's language and are wrong in one of forty cases: a declared value
    yields to a text that is long and clear, and decides otherwise.
    """
    said = declared_language(declared)
    if said is not None and len(text) < OVERRULING_SAMPLE:
        return said  # whatever it looks like
    seen, probability = detect(text, said)
    if said is None:
        return seen if probability >= SURE else None
    overruled = (
        seen is not None and probability >= OVERRULES and seen not in _kin(said.partition("-")[0])
    )
    return seen if overruled else said


# Languages that the detector does not tell apart well enough to overrule anyone.
_KIN = tuple(
    frozenset(group.split())
    for group in (
        "no nn da",
        "hr bs sr",
        "id ms jv",
        "ku ckb",
        "cs sk",
        "gl pt",
        "af nl",
        "fa ps tg",
        "mk bg",
    )
)


def _kin(language: str) -> frozenset[str]:
    return frozenset({language}).union(*(group for group in _KIN if language in group))


def _is_of_kin(sample: str, spoken: str) -> bool:
    """Say whether a sample has words that the language does not have, and its kin do."""
    kin = KIN_WORDS.get(spoken)
    return kin is not None and sum(word in kin for word in sample.lower().split()) >= _OF_KIN


def _is_foreign(sample: str, spoken: str) -> bool:
    """Say whether a sample has letters that the language does not have, more than a name brings.

    Function words of one or two letters are those of many: `a` is the Hungarian article. Where it
    is hardly any other that counted for Portuguese, that is a sign too.
    """
    if spoken == "pt" and len(FUNCTION_WORDS["pt"].intersection(sample.lower().split())) < _VARIED:
        return True
    if sample.isascii():
        return False
    found = _FOREIGN.findall(sample)
    return len(found) >= _LETTERS and sum(sign not in _OWN[spoken] for sign in found) >= _LETTERS


def _goes_on(text: str, counts: Sequence[int], spoken: str) -> bool:
    """Say whether what a text begins in, with few words to tell, is evident from what follows.

    Many begin with names, titles and places.
    """
    for samples, start in enumerate(range(SAMPLE, min(_SAMPLES * SAMPLE, len(text)), SAMPLE), 2):
        counts = [*map(add, counts, _by_function_words(text[start : start + SAMPLE]))]
        leads, most, others = _most_spoken(counts)
        if leads == spoken and _is_evident(most, others, samples):
            return not _is_foreign(text[: start + SAMPLE], spoken)
    return False


def _is_evident(most: int, others: int, samples: int = 1) -> bool:
    return most >= _EVIDENT * samples and most >= _TIMES_OTHERS * others


def _by_function_words(sample: str) -> Sequence[int]:
    """Count the function words of each language in a sample.

    A tenth of the detector's cost, and for most corpora the detector is never loaded.
    """
    words, languages = _function_words()
    spoken = sum(filter(None, map(words.get, sample.lower().split())))
    return spoken.to_bytes(len(languages), "little")


def _most_spoken(counts: Sequence[int]) -> tuple[str | None, int, int]:
    """Give the language with most function words, their number, and the next one's."""
    *_, others, most = sorted(counts)
    return (_function_words()[1][counts.index(most)] if most else None), most, others


@cache
def _function_words() -> tuple[dict[str, int], tuple[str, ...]]:
    """Give a number for each word, and the languages: a byte of it counts for each of them.

    So a text is counted for all by one sum; no byte overflows, since a sample has 400 characters.
    """
    languages = tuple(FUNCTION_WORDS)
    every = sorted(set().union(*FUNCTION_WORDS.values()))
    places = [(1 << 8 * at, FUNCTION_WORDS[code]) for at, code in enumerate(languages)]
    return {word: sum(place for place, own in places if word in own) for word in every}, languages


def foresee() -> None:
    """Load the detector beside what goes on, where so much will be read that some of it asks."""
    threading.Thread(target=_foresee, daemon=True).start()


def _foresee() -> None:
    # What fails does so again for who asks, and is told there.
    with suppress(Exception):
        _identifier()


def _identifier() -> Any:
    with _ONE_LOADS:
        return _loaded()


@cache
def _loaded() -> Any:
    # Not before it is asked for or foreseen: half a second, mostly numpy and the model.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(
        [x for x in identifier.labels if x in _DETECTED or (len(x) == 2 and x not in _NOT_DETECTED)]  # noqa: PLR2004
    )
    # The weights of a feature side by side: 30 ms once, and of each text's 0.25 ms a sixth less.
    identifier.nb_ptc = identifier.nb_ptc.copy(order="C")
    return identifier
