"""Which regular expression does tantivy get for a word with wildcards, or for an expression?

It fits whole terms. tantivy's dialect is that of Rust's `regex-syntax`, without anchors and lazy
quantifiers; it builds the whole automaton at once, and refuses one of more than 1,000 states.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from searcher.query.regex import Part

Fold = Callable[[str], str]

# Without the line's end, which a bare dot leaves out, every dot has the same transitions: fewer
# states.
_ANY = "(?s:.)"
# Fits nothing: no term has a space.
_NOTHING = " "


def of_pattern(pieces: Sequence[str], fold: Fold) -> str:
    """Write a word that was split at its wildcards."""
    wild = {"*": f"{_ANY}*", "?": _ANY}
    return "".join(wild.get(piece) or _escaped(fold(piece)) for piece in pieces if piece)


def of_expression(text: str, fold: Fold) -> str:
    """Write an expression, folded; raises `QueryError` where it cannot be read."""
    from searcher.query.regex import folded, read

    return _written(folded(read(text), fold))


def _written(part: "Part") -> str:
    from searcher.query.regex import Choice, Class, Letter, Repeated

    match part:
        case Letter(sign):
            return _escaped(sign)
        case Class(members, negated):
            if not members:
                return _ANY if negated else _NOTHING
            return f"[{'^' * negated}{''.join(map(_escaped, sorted(members)))}]"
        case Choice(parts):
            return f"(?:{'|'.join(map(_written, parts))})"
        case Repeated(inner, least, most):
            return f"(?:{_written(inner)}){_count(least, most)}"
        case _:
            return "".join(map(_written, part.parts))


def _count(least: int, most: int | None) -> str:
    """Say how often; `{1,}` would be written out as `aa*`."""
    short = {(0, None): "*", (1, None): "+", (0, 1): "?"}.get((least, most))
    return short or f"{{{least},{'' if most is None else most}}}"


def _escaped(text: str) -> str:
    """Escape what has a meaning; Python escapes more than Rust lets it."""
    return "".join(f"\\{char}" if char in r"\.+*?()|[]{}^$#&-~" else char for char in text)
