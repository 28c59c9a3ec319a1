"""Which words lost their joiners on the way? Put back what an extractor takes for invisible.

The zero-width joiner and non-joiner shape words of Persian, Urdu, Hindi and their like; an
extractor that keeps printable characters only leaves them out.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any

# Arabic and Hebrew to Myanmar, Khmer and Mongolian.
_SHAPED = re.compile("[\u0590-\u109f\u1780-\u18af]")
_JOINERS = re.compile("[\u200c\u200d]")
_WORD = re.compile("[^\\s\u200c\u200d]+(?:[\u200c\u200d][^\\s\u200c\u200d]+)+")
_PART = re.compile(r"\S+")


def rejoined(lines: Sequence[str], tree: Any) -> list[str]:
    """Give the lines with the words as the page has them, where it has them in one way only."""
    if not any(not line.isascii() and _SHAPED.search(line) for line in lines):
        return list(lines)
    words = _words(tree.itertext())
    return [_PART.sub(lambda part: words.get(part[0]) or part[0], line) for line in lines]


def _words(texts: Iterable[str]) -> dict[str, str | None]:
    """Give each word that has joiners by its letters; None where it stands without them too."""
    found: dict[str, str | None] = {}
    bare: set[str] = set()
    for text in texts:
        if not _JOINERS.search(text):
            bare.update(text.split())
            continue
        for word in text.split():
            if _WORD.fullmatch(word):
                letters = _JOINERS.sub("", word)
                found[letters] = word if found.get(letters, word) == word else None
            else:
                bare.add(word)
    for word in bare & found.keys():
        found[word] = None
    return found
