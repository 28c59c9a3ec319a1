"""Is this an operator of another engine? Read as words it would find hardly anything, in silence.

Databases write nearness as `wall w/5 flood`, `wall NEAR/5 flood` or `wall AROUND(5) flood`. Each
counts its distance otherwise than a near phrase, so it is not taken for one, but named.
"""

import re
from collections.abc import Sequence

from searcher.query.lexer import Token
from searcher.query.unparse import quoted

# LexisNexis, ProQuest, EBSCO, Ovid, Scopus, Web of Science; Google.
_NEAR = re.compile(r"(?:near|onear|w|n|p|pre|adj|within)/(\d{1,3})", re.IGNORECASE)
AROUND = "AROUND"
_LEFT, _RIGHT = frozenset({"word", "phrase", ")"}), frozenset({"word", "phrase", "("})


def foreign(tokens: Sequence[Token], at: int) -> str | None:
    """Say how to write what the word at this place means elsewhere; None where it is a word.

    It has to stand between two others, with nothing that joins them.
    """
    token, last = tokens[at], at
    number = found[1] if (found := _NEAR.fullmatch(token.text)) else None
    if token.text == AROUND and tokens[at + 1].column == token.end + 1:
        kinds = [one.kind for one in tokens[at + 1 : at + 4]]
        if kinds == ["(", "word", ")"] and tokens[at + 2].text.isdecimal():
            number, last = tokens[at + 2].text, at + 3
    if number is None or not at or last + 1 >= len(tokens):
        return None
    before, behind = tokens[at - 1], tokens[last + 1]
    if before.kind not in _LEFT or behind.kind not in _RIGHT:
        return None
    words = (before.text, behind.text)
    if not all(word.isalnum() for word in words):
        words = ("one", "other")
    shown = token.text if last == at else f"{AROUND}({number})"
    return (
        f"read “{shown}” as words; those that stand near each other are written "
        f"{quoted(' '.join(words))}~{number}"
    )
