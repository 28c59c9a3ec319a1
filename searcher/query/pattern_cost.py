"""What does a word with wildcards cost the engine? Loaded where one is compared with all words."""

import re

from searcher.errors import QueryError
from searcher.query.lexer import Token
from searcher.query.values import tidy

# In characters. A word with wildcards of this length, in which no `?` follows a `*`, costs no more
# than that for each wildcard and letter, and need not be measured.
_SMALL = 16
_COST_OF_WILDCARD, _COST_OF_LETTER = 320, 40


def cost_of_pattern(shape: str, token: Token) -> int:
    """Say what a word with wildcards costs (`Automaton.cost`); raises where that is too much."""
    if len(shape) <= _SMALL and not re.search(r"\*.*\?", shape):
        wildcards = shape.count("*") + shape.count("?")
        return _COST_OF_WILDCARD * wildcards + _COST_OF_LETTER * len(shape)
    from searcher.query.automaton import Automaton
    from searcher.query.regex import pattern_part

    wild = frozenset(at for at, sign in enumerate(shape) if sign in "*?")
    cost = Automaton(pattern_part(shape, wild)).cost()
    if cost is None:
        raise QueryError(
            f"“{tidy(token.text)}” has too many wildcards after one another", column=token.column
        )
    return cost
