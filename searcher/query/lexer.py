r"""Where does one piece of the text end and the next begin?

Quotation marks of every kind open and close a phrase. A backslash makes the next sign plain
(`\-`, `\*`, `\:`; `\AND` is the word) and is itself plain before letters, so that `C:\news` stays
whole. Signs before a word (`+ - ! =`) count only where a word can begin: `e-mail` is one word.
"""

import re
from collections.abc import Callable
from typing import Literal

from searcher.errors import QueryError
from searcher.query.fields import ELSEWHERE, FIELDS, QueryField, lookup, near
from searcher.record import Record, record

TokenKind = Literal[
    "word",
    "phrase",
    "url",
    "regex",
    "range",
    "field",
    "and",
    "or",
    "not",
    "+",
    "-",
    "=",
    "(",
    ")",
    "^",
    "end",
]
# Reports a repair: what was read instead, and the column (from 1) where.
Note = Callable[[str, int], None]


@record
class Token(Record):
    """A piece of the text; `column` counts characters from 1.

    `plain` are the indexes in `text` of signs that a backslash made plain. `field` is the entry
    behind a `field` token; `suffix` is what follows the closing mark of a phrase or expression
    (`~3`, `^2`).
    `end` is how many characters come before what follows; it is known of tokens with a value.
    """

    kind: TokenKind
    text: str
    column: int
    plain: frozenset[int] = frozenset()
    field: QueryField | None = None
    suffix: str = ""
    end: int = 0

    def until(self, end: int) -> "Token":
        """Give the token with this end."""
        return Token(self.kind, self.text, self.column, self.plain, self.field, self.suffix, end)


QUOTES = '"“”„‟«»「」『』'
DASHES = "-‐‑‒–—―−－"
# Invisible signs that come with pasted text: soft hyphens, zero-width spaces, directions.
INVISIBLE = dict.fromkeys(
    (0xAD, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x206A), 0xFEFF)
)
_BREAKS = "()" + QUOTES
_ESCAPABLE = frozenset("+-!=()*?:.~^\\&|[]{}/ " + QUOTES + DASHES)
OPERATORS: dict[str, TokenKind] = {"AND": "and", "&&": "and", "OR": "or", "||": "or", "NOT": "not"}
_FIRST = frozenset(name[0] for name in OPERATORS)
# What a range looks like, by the kind of its field.
RANGES = {"date": "2026-01..2026-03", "number": "100..300"}
# Operators also without spaces around them: `a&&b`.
_JOINTS = ("&&", "||")
# The others, which look like words.
NAMED = frozenset(OPERATORS).difference(_JOINTS)
# Patterns are compiled on first use, by re's own cache: most searches need none of them.
_URL = r"(?:[a-z][a-z0-9+.-]*://|www\.)(?=[^\s])"
# Most words, with nothing around them that could mean anything.
_PLAIN = re.compile(r"[A-Za-z0-9]+(?= |\Z)")
_LETTERS = re.compile(r"[A-Za-z0-9]+")
# Up to a quotation mark: behind a backslash it is one of the text.
_INSIDE = rf"(?:[^\\{QUOTES}]+|\\[{QUOTES}\\]|\\)*"
_SUFFIX = r"(?:~[\d.]*|\^[\d.]*)+"
# Between slashes without a space or a third slash: `/usr/lib/` is none.
_REGEX = r"/((?:[^\s/\\]|\\\S)+)/((?:~[\d.]*|\^[\d.]*)*)(?=[\s)]|$)"
# Before a colon these are part of an address, not the name of a field.
_SCHEMES = frozenset({"http", "https", "ftp", "mailto", "doi", "urn", "tel", "isbn", "issn"})
# In prose a capital or very short word before a colon is no field: `Re:foo`, `Berlin:Ost`.
_SHORTEST_NAME = 3


def clean(text: str) -> str:
    """Blank out what no keyboard types (controls, lone surrogates), one sign for one."""
    if text.isprintable():
        return text
    return re.sub("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]", " ", text)


def lex(text: str, note: Note) -> list[Token]:
    """Cut the text into tokens, the last of kind `end`; raises `QueryError` for unknown fields."""
    cleaned = clean(text)
    if not cleaned.strip() and not all(map(_is_space, text)):
        # Something was asked, which is not the same as nothing.
        note("ignored signs that cannot be typed", 1)
    return _Lexer(cleaned, note).run()


def _is_space(sign: str) -> bool:
    # Python counts four controls among the spaces.
    return sign.isspace() and not "\x1c" <= sign <= "\x1f"


class _Lexer:
    def __init__(self, text: str, note: Note) -> None:
        self.text = text
        self.note = note
        self.at = 0
        self.tokens: list[Token] = []
        self._has_address = "://" in text or "www." in text.lower()

    def run(self) -> list[Token]:
        while self._skip_space():
            known = len(self.tokens)
            self._next()
            if len(self.tokens) > known and self.tokens[-1].end != self.at:
                self.tokens[-1] = self.tokens[-1].until(self.at)
        self._emit("end", "", len(self.text))
        return self.tokens

    def _emit(self, kind: TokenKind, text: str, start: int) -> None:
        self.tokens.append(Token(kind, text, start + 1))

    def _skip_space(self) -> bool:
        """Move to the next sign; False at the end."""
        while self.at < len(self.text) and self.text[self.at].isspace():
            self.at += 1
        return self.at < len(self.text)

    def _next(self) -> None:
        text, at = self.text, self.at
        sign = text[at]
        if (plain := _PLAIN.match(text, at)) is not None:
            word, self.at = plain[0], plain.end()
            self.tokens.append(Token(OPERATORS.get(word, "word"), word, at + 1, end=self.at))
        elif sign in "()":
            self.at += 1
            self._emit("(" if sign == "(" else ")", sign, at)
            if sign == ")" and (found := re.compile(_SUFFIX).match(text, self.at)):
                self.at = found.end()
                self._emit("^", found.group(), found.start())
        elif sign in QUOTES:
            self._phrase()
        elif (operator := self._operator()) is not None:
            self._emit(operator, text[at : self.at], at)
        elif self._prefix(at):
            self.at += 1
        elif self._is_address():
            self._url("url")
        elif not self._regex():
            self._word()

    def _operator(self) -> TokenKind | None:
        """Read AND, OR, NOT, && or || where it stands alone."""
        if self.text[self.at] not in _FIRST:
            return None
        for name, kind in OPERATORS.items():
            end = self.at + len(name)
            if self.text.startswith(name, self.at) and (name in _JOINTS or self._ends(end)):
                self.at = end
                return kind
        return None

    def _ends(self, at: int) -> bool:
        return at >= len(self.text) or self.text[at].isspace() or self.text[at] in _BREAKS

    def _prefix(self, at: int) -> bool:
        """Read one of `+ - ! =` before a word; attached to something on its left it is none."""
        text, sign = self.text, self.text[at]
        before = text[at - 1] if at else " "
        opened = before.isspace() or before == "(" or (before in "+-!=" and self._after_prefix(at))
        following = text[at + 1] if at + 1 < len(text) else " "
        if not opened or following.isspace() or following in ")" + DASHES:
            return False
        if sign == "=":
            self._emit("=", sign, at)
        elif sign == "+" and following not in "+!=":
            self._emit("+", sign, at)
        elif sign in DASHES or (sign == "!" and following not in "!?"):
            if sign not in "-!":
                self.note(f"read “{sign}” as the minus sign", at + 1)
            self._emit("-", sign, at)
        else:
            return False
        return True

    def _after_prefix(self, at: int) -> bool:
        return bool(self.tokens) and self.tokens[-1].kind in "+-=" and self.tokens[-1].column == at

    def _phrase(self) -> None:
        text, start = self.text, self.at
        inside = re.compile(_INSIDE).match(text, start + 1)
        end = inside.end() if inside else start + 1  # it fits nothing too
        if end >= len(text):
            attached = (
                start > 0 and not text[start - 1].isspace() and text[start - 1] not in "(:=+-!"
            )
            if attached or not text[start + 1 :].strip():
                self.note(f"ignored a lone quotation mark {text[start]}", start + 1)
                self.at = start + 1
                return
            self.note("closed the quotation mark at the end", start + 1)
        self.at = min(end + 1, len(text))
        inner = text[start + 1 : end]
        if "\\" in inner:
            inner = re.sub(rf"\\([{QUOTES}\\\\])", r"\1", inner)
        suffix = re.compile(_SUFFIX).match(text, self.at)
        if suffix:
            self.at = suffix.end()
        self.tokens.append(
            Token("phrase", inner, start + 1, suffix=suffix.group() if suffix else "")
        )

    def _is_address(self) -> bool:
        if not self._has_address:
            return False
        return re.compile(_URL, re.IGNORECASE).match(self.text, self.at) is not None

    def _url(self, kind: TokenKind) -> None:
        """Read an address; closing parentheses belong to it as far as it opened them."""
        text, start, depth = self.text, self.at, 0
        while self.at < len(text) and not text[self.at].isspace() and text[self.at] not in QUOTES:
            depth += {"(": 1, ")": -1}.get(text[self.at], 0)
            if depth < 0:
                break
            self.at += 1
        self._emit(kind, text[start : self.at], start)

    def _regex(self) -> bool:
        """Read `/an expression/` and what follows it; False where there is none."""
        if self.text[self.at] != "/":
            return False
        found = re.compile(_REGEX).match(self.text, self.at)
        if found is None:
            return False
        self.tokens.append(Token("regex", found[1], self.at + 1, suffix=found[2]))
        self.at = found.end()
        return True

    def _raw(self, start: int, *, field: bool) -> tuple[str, frozenset[int], int]:
        """Read signs up to a space or break (or, with `field`, an open colon) from `start`."""
        text, at = self.text, start
        begin = _LETTERS.match(text, at)  # all of most words, and no sign among it
        signs: list[str] = [*begin[0]] if begin else []
        at += len(signs)
        plain: set[int] = set()
        while at < len(text):
            sign = text[at]
            if sign == "\\" and at + 1 < len(text):
                following = text[at + 1]
                keyword = at == start and self._keyword(at + 1)
                if following in _ESCAPABLE or keyword:
                    plain.add(len(signs))
                    signs.append(following)
                    at += 2
                    continue
            if sign.isspace() or sign in _BREAKS or (field and sign == ":"):
                break
            if sign in "&|" and at > start and text.startswith(_JOINTS, at):
                break
            if ord(sign) not in INVISIBLE:
                signs.append(sign)
            at += 1
        return "".join(signs), frozenset(plain), at

    def _keyword(self, at: int) -> bool:
        return any(self.text.startswith(n, at) and self._ends(at + len(n)) for n in OPERATORS)

    def _word(self) -> None:
        start = self.at
        word, plain, end = self._raw(start, field=True)
        if end < len(self.text) and self.text[end] == ":":
            if not plain and self._field(word, end):
                return
            word, plain, end = self._raw(start, field=False)
        self.at = end
        self.tokens.append(Token("word", word, start + 1, plain))

    def _field(self, name: str, colon: int) -> bool:
        """Read `name:` as a field if it is one, and its value; False where it is plain text."""
        entry, start = lookup(name), self.at
        if entry is None:
            self._refuse(name, colon)
            return False
        value = colon + 1
        while self.text.startswith(":", value):
            value += 1
        if value >= len(self.text) or self.text[value].isspace() or self.text[value] == ")":
            self.note(f"read “{name}:” as a word, for no value follows the colon", start + 1)
            self.at = colon + 1
            self._emit("word", name, start)
            return True
        self.tokens.append(Token("field", name, start + 1, field=entry))
        self.at = value
        sign = self.text[value]
        if sign == "(":
            self._next()
        elif sign in QUOTES:
            self._phrase()
        elif entry.name == "url":
            self._url("word")
        elif entry.kind in ("date", "number") and sign in "[{":
            self._range()
        elif entry.kind == "text":
            self._text_value()
        else:
            word, plain, self.at = self._raw(value, field=False)
            self.tokens.append(Token("word", word, value + 1, plain))
        return True

    def _text_value(self) -> None:
        """Read the value of a text field: `=word`, `="a phrase"`, an address or a word."""
        at = self.at
        sign, following = self.text[at], self.text[at + 1 : at + 2]
        if sign in "=+!" + DASHES and following and not following.isspace() and following != ")":
            if sign == "=":
                self._emit("=", sign, at)
            elif sign != "+":
                self.note("read the minus sign as if it stood before the field", at + 1)
                self._emit("-", sign, at)
            self.at += 1
        if self.text[self.at] in "(" + QUOTES:
            self._next()
        elif self._is_address():
            self._url("url")
        elif not self._regex():
            start = self.at
            word, plain, self.at = self._raw(start, field=False)
            name = word.partition(":")[0]
            if ":" in word and len(name) not in plain and lookup(name):
                self.note(f"read “{name}:” as a word, for a field stands before it", start + 1)
            self.tokens.append(Token("word", word, start + 1, plain))

    def _range(self) -> None:
        """Read `[2026-01 TO 2026-03]`, Lucene's way of writing a range."""
        start = self.at
        found = re.compile(r"[\[{][^\[\]{}()]*[\]}]").match(self.text, start)
        if found is None:
            raise QueryError(
                "This range is not closed",
                column=start + 1,
                suggestion=self._closed(start, self.tokens[-1].field),
            )
        self.at = found.end()
        self._emit("range", found.group(), start)

    def _closed(self, start: int, field: QueryField | None) -> str:
        """Give the whole text with the range closed behind its second end, or an example of one."""
        text = self.text
        if ends := re.compile(r"[\[{]\s*[^\s()]+\s+TO\s+[^\s()]+").match(text, start):
            return f"{text[: ends.end()]}]{text[ends.end() :]}"
        begun = re.compile(r"[^\s()]*").match(text, start)
        example = RANGES[field.kind] if field else RANGES["date"]
        return f"{text[:start]}{example}{text[begun.end() if begun else start :]}"

    def _refuse(self, name: str, colon: int) -> None:
        """Raise where an unknown name was meant as a field; return where it is plain text."""
        following = self.text[colon + 1 : colon + 2].strip()
        if following in ("", ")") or self.text.startswith("//", colon + 1) or not name.isalpha():
            return
        if name.lower() in _SCHEMES or len(name) < _SHORTEST_NAME:
            return
        start = self.at
        meant = f"{known}:" if (known := near(name)) else ELSEWHERE.get(name)
        if meant:
            cured = self.text[:start] + meant + self.text[colon + 1 :]
            raise QueryError(f"There is no field “{name}”", column=start + 1, suggestion=cured)
        # Words of prose stand before a quotation too.
        if name.isascii() and name.islower() and not self._ends(colon + 1):
            names = ", ".join(entry.name for entry in FIELDS)
            value, _, end = self._raw(colon + 1, field=True)
            quoted = f'{self.text[:start]}"{name} {value}"{self.text[end:]}'
            raise QueryError(
                f"There is no field “{name}”; the fields are {names}",
                column=start + 1,
                suggestion=quoted if value.isalnum() and self._ends(end) else None,
            )
