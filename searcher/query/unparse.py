"""How is this tree typed? As text that the parser reads back, with or without `any_word`."""

from searcher.query.lexer import DASHES, OPERATORS, QUOTES
from searcher.query.model import (
    And,
    Between,
    Boosted,
    Dated,
    Everything,
    Fuzzy,
    Missing,
    Node,
    Not,
    Or,
    Pattern,
    Phrase,
    Regex,
    Term,
    Word,
)

_SPECIAL = frozenset("()*?:~^\\ " + QUOTES)
_LEADING = frozenset("+-!=[{&|" + DASHES)
# Parentheses that are not needed are written down to this level.
_COURTESY = 5


def unparse(node: Node) -> str:
    """Write the tree as text; `parse(unparse(t)).query == t` for every tree that `parse` gives."""
    return _text(node, 0)


def _text(node: Node, depth: int) -> str:
    match node:
        case And(children):
            return " AND ".join(_inner(child, depth, joined=True) for child in children)
        case Or(children):
            return " OR ".join(_inner(child, depth, joined=False) for child in children)
        case Not(Missing(field)):
            return f"{field}:*"
        case Not(child):
            return f"-{_inner(child, depth, joined=True)}"
        case Boosted(child, weight):
            return f"{_inner(child, depth, joined=True)}^{written_weight(weight)}"
        case _:
            return _leaf(node)


def _inner(node: Node, depth: int, *, joined: bool) -> str:
    """Write a clause of a larger one, in parentheses where they are needed.

    `a AND b` beside OR needs none; a reader likes them, but no deeper than the parser takes.
    """
    if not isinstance(node, And | Or):
        return _text(node, depth)
    flat = not any(isinstance(child, And | Or | Not | Boosted) for child in node.children)
    if joined or (flat and depth < _COURTESY):
        return f"({_text(node, depth + 1)})"
    return _text(node, depth)


def _leaf(node: Node) -> str:
    match node:
        case Everything():
            return "*"
        case Missing(field):
            return f"-{field}:*"
        case Term(field, key):
            return f"{field}:{quoted(key)}"
        case Between(field, first, last):
            one = first is not None and first == last
            return f"{field}:" + (str(first) if one else f"{_bound(first)}..{_bound(last)}")
        case Regex(text, field):
            return f"{_in(field)}/{text}/"
        case Dated(days, overlap):
            return f"date:{'~' if overlap else ''}{days}"
        case Word(text, field, exact):
            return _in(field, exact=exact) + _escaped(text, _SPECIAL)
        case Phrase(text, slop, field, exact):
            return _in(field, exact=exact) + quoted(text) + (f"~{slop}" if slop else "")
        case Pattern(text, field):
            return _in(field) + _escaped(text, _SPECIAL - {"*", "?"})
        case Fuzzy(text, distance, field):
            return _in(field) + _escaped(text, _SPECIAL) + f"~{distance}"
        case _:
            raise TypeError(f"{type(node).__name__} is no clause")


def written_weight(weight: float) -> str:
    """Write a weight as it is typed, without an exponent."""
    return f"{weight:.3f}".rstrip("0").rstrip(".")


def _bound(number: int | None) -> str:
    return "" if number is None else str(number)


def _in(field: str | None, *, exact: bool = False) -> str:
    return (f"{field}:" if field else "") + ("=" if exact else "")


def quoted(text: str) -> str:
    """Put the text into quotation marks that the parser takes off again."""
    return '"' + "".join("\\" + c if c in QUOTES or c == "\\" else c for c in text) + '"'


def _escaped(text: str, special: frozenset[str]) -> str:
    name, _, value = text.partition(":")
    # `12:30` needs no help; `title:x` and `x://` would be a field and an address.
    free = special if name.isalpha() or value.startswith("//") else special - {":"}
    if "&&" in text or "||" in text:
        free |= {"&", "|"}
    escaped = "".join("\\" + c if c in free else c for c in text)
    if text[:4].lower() == "www.":
        return f"{text[:3]}\\{escaped[3:]}"
    if text in OPERATORS or text[:1] in _LEADING:
        return "\\" + escaped
    return escaped
