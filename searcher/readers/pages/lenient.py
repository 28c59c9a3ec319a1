"""What was meant by JSON that no parser takes?

Declarations are written by templates: a quote inside a text, a comma that is missing or too many,
a remark, an end that was cut off. What can be told is read, and nothing is raised.
"""

import json
import re
from typing import Any, Final

_MOST: Final = 20_000  # values of one script
_DEEPEST: Final = 40
# A remark that is not closed goes on to the end: each look for its end would be as long.
_SPACE = re.compile(r"(?:[\s,;]|//[^\n]*|/\*.*?(?:\*/|\Z)|<!--.*?(?:-->|\Z))*+", re.DOTALL)
_PIECE = {
    quote: re.compile(rf"[^{quote}\\]*+(?:\\.[^{quote}\\]*+)*+", re.DOTALL) for quote in "\"'"
}
# Behind a quote that ends a text: what ends the value, the next name, or a value behind a comma.
_VALUE = r"[\"'{\[}\]\d-]|true|false|null|/[/*]"
_BEHIND = (
    r"\s{{0,200}}(?:[:}}\]]|$|(?:,\s{{0,200}}){{1,3}}(?:{0})|[\"'][\w@:.-]{{1,60}}[\"']\s{{0,9}}:)"
)
_QUOTED = re.compile(_BEHIND.format(_VALUE))
# Names without quotes, where the first is one.
_BARE = re.compile(_BEHIND.format(_VALUE + r"|[\w@-]{1,60}\s{0,9}:"))
_OPENS_BARE = re.compile(r"[\[\s]{0,200}\{\s{0,200}[^\W\d]")
_WORD = re.compile(r"[^\s,:{}\[\]\"]+")


def read(script: str) -> Any:
    """Give the first object or list in a script, as far as it can be told; None without any."""
    start = re.search(r"[{\[]", script)
    return _Reader(script, start.start()).value(0) if start else None


class _Reader:
    """Goes through the text once."""

    def __init__(self, text: str, at: int) -> None:
        self._text = text
        self._behind = _BARE if _OPENS_BARE.match(text, at) else _QUOTED
        self._at = at
        self._left = _MOST

    def value(self, depth: int) -> Any:
        """Read a value; what is too deep, or too much, is none."""
        opening = self._next()
        self._left -= 1
        if self._left < 0 or (depth == _DEEPEST and opening in {"{", "["}):
            self._at = len(self._text)
            return None
        if opening in {'"', "'"}:
            return self._string(opening)
        if opening in {"{", "["}:
            self._at += 1
            return self._object(depth) if opening == "{" else self._list(depth)
        word = _WORD.match(self._text, self._at)
        if word is None:
            return None
        self._at = word.end()
        try:
            return json.loads(word[0])
        except (ValueError, RecursionError):
            return word[0]

    def _next(self) -> str:
        """Go to the next character that tells, and give it; empty at the end."""
        if found := _SPACE.match(self._text, self._at):
            self._at = found.end()
        return self._text[self._at : self._at + 1]

    def _object(self, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while (one := self._next()) and one != "}":
            before = self._at
            name = self.value(depth + 1) if one not in "{[" else None
            if isinstance(name, str) and self._next() == ":":
                self._at += 1
                found.setdefault(name, self.value(depth + 1))
            elif self._at == before:
                self._at += 1  # nothing that belongs here
        self._at += 1
        return found

    def _list(self, depth: int) -> list[Any]:
        found: list[Any] = []
        while (one := self._next()) and one != "]":
            before = self._at
            value = self.value(depth + 1)
            if self._at == before:
                self._at += 1
            else:
                found.append(value)
        self._at += 1
        return found

    def _string(self, quote: str) -> str:
        pieces = []
        self._at += 1
        while True:
            piece = _PIECE[quote].match(self._text, self._at)
            if piece is None:  # cannot be: it matches nothing too
                break
            pieces.append(piece[0])
            self._at = piece.end() + 1
            if self._at > len(self._text) or self._behind.match(self._text, self._at):
                break
        text = quote.join(pieces)
        if "\\" not in text:
            return text
        try:
            return str(json.loads('"' + '\\"'.join(pieces) + '"', strict=False))
        except ValueError:
            return text
