"""What does the value of a keyword or date field ask for? A term, an interval, or any, or none."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator

from searcher.article import MOST_STORIES, fold
from searcher.dates import DateRange
from searcher.errors import DateError, QueryError
from searcher.identity import is_article_id
from searcher.query.fields import KINDS, QueryField, near, says_missing
from searcher.query.lexer import DASHES, INVISIBLE, QUOTES, RANGES, Note, Token
from searcher.query.model import Between, Dated, Everything, Missing, Node, Not, Term
from searcher.query.unparse import quoted

_FIRST_DAY = dt.date(1000, 1, 1)
_SIGN = ">=|<=|=>|=<|≥|≤|>|<"
# Patterns are compiled on first use, by re's own cache: most searches need none of them.
_COMPARED = rf"(?s:({_SIGN})\s*(.*))"
# What else an interval is written with.
_DASHED = rf"(?a:(\d+)\s*[{re.escape(DASHES)}]\s*(\d+))"
_STORY_DIGITS = len(str(MOST_STORIES))
# Their values are paths, and may begin and end with a slash.
_PATHS = ("topic", "subject", "url")
# No article lacks these.
_NEVER_MISSING = ("id", "kind", "story", "words")
# More digits are no length of an article.
_NUMBER = r"(?a:\d{1,9})"


def tidy(text: str) -> str:
    """Bring text to NFC on one line, without invisible signs."""
    return " ".join(unicodedata.normalize("NFC", text.translate(INVISIBLE)).split())


def value_key(field: str, text: str) -> str:
    """Give the key under which a keyword field's value is compared."""
    if field == "id":
        return text
    if field == "url":
        from searcher.address import canonical_url

        return canonical_url(text) or text
    if field == "subject":
        from searcher.subjects.vocabulary import find

        if (meant := find(text)) is not None:
            return meant.key
    if field in ("topic", "subject"):
        return "/".join(filter(None, (fold(part) for part in text.split("/"))))
    return fold(text)


class Values:
    """Makes clauses from values; raises `QueryError` with the value's column."""

    def __init__(self, typed: str, note: Note, today: dt.date | None) -> None:
        """`typed` is the whole text, which suggestions repeat.

        `today` is what relative dates are relative to; None is the real one.
        """
        self.typed = typed
        self.note = note
        self.today = today

    def cured(self, token: Token, piece: str) -> str:
        """Give the whole text with the piece in place of the token."""
        return f"{self.typed[: token.column - 1]}{piece}{self.typed[token.end :]}"

    def bare(self, token: Token, field: QueryField) -> Node:
        """Read a value without quotation marks: `*` is any, `none` none."""
        text = tidy(token.text)
        if set(text) == {"*"} and not token.plain:
            return Everything() if field.name in _NEVER_MISSING else Not(Missing(field.name))
        text = self._unweighted(text, token, field)
        if says_missing(field.name, text):
            return Missing(field.name)
        if field.kind in ("date", "number") and re.fullmatch(_SIGN, text):
            raise QueryError(
                f"{field.name}: needs a value directly behind {text}",
                column=token.column,
                suggestion=self.typed[: token.end] + self.typed[token.end :].lstrip()
                if self.typed[token.end :].lstrip()[:1].isalnum()
                else None,
            )
        if field.kind == "keyword" and field.name not in _PATHS and re.fullmatch("/.+/", text):
            raise QueryError(
                f"{field.name}: takes a whole value, no expression; quote slashes that are meant",
                column=token.column,
                suggestion=self.cured(token, quoted(text)),
            )
        wild = any(c == "*" and i not in token.plain for i, c in enumerate(token.text))
        if wild and field.name != "url":
            above = text.removesuffix("/*") if field.name in ("topic", "subject") else text
            raise QueryError(
                f"{field.name}: takes a whole value, or a lone * for any; quote a * that is meant",
                column=token.column,
                # A topic has all below it.
                suggestion=self.cured(token, above if above.isalnum() else quoted(above)),
            )
        return self.whole(text, field, token)

    def whole(self, text: str, field: QueryField, token: Token) -> Node:
        """Read a value as it stands."""
        name = field.name
        if name == "date":
            return self._date(text, token)
        if field.kind == "number":
            return self._number(text, token, name)
        key = text.lower() if name == "id" else value_key(name, text)
        if not key:
            raise QueryError(f"{name}: has no value", column=token.column)
        if name == "id" and not is_article_id(key):
            raise QueryError(f"“{text}” is no id: 32 of 0-9 a-f", column=token.column)
        if name == "story":
            if not (key.isascii() and key.isdecimal() and len(key) <= _STORY_DIGITS):
                raise QueryError(f"“{text}” is no number of a story", column=token.column)
            key = str(min(int(key), MOST_STORIES))
        if name == "kind" and key not in KINDS:
            meant = near(key, KINDS)
            raise QueryError(
                f"There is no kind “{text}”, only article and teaser",
                column=token.column,
                suggestion=self.cured(token, meant) if meant else None,
            )
        return Term(name, key)

    def bracketed(self, token: Token, field: QueryField) -> Node:
        """Read `[2026-01 TO 2026-03]`; curly brackets leave the end itself out, `*` is open."""
        text = token.text
        ends = [end.strip() for end in re.split(r"\s+TO\s+|\.\.", text[1:-1])]
        if len(ends) != 2:  # noqa: PLR2004 - two ends
            raise QueryError(
                "A range has two ends",
                column=token.column,
                suggestion=self.cured(token, RANGES[field.kind]),
            )
        if field.kind == "number":
            bounds = [None if end in ("*", "") else self._whole(end, token) for end in ends]
            least, most = bounds
            if least is not None and text.startswith("{"):
                least += 1
            if most is not None and text.endswith("}"):
                most -= 1
            return self._between(field.name, least, most, token)
        low, high = (None if end in ("*", "") else self._when(end, token) for end in ends)
        first, last = (low.first if low else None), (high.last if high else None)
        if low and text.startswith("{"):
            first = _shift(low.last, 1, token)
        if high and text.endswith("}"):
            last = _shift(high.first, -1, token)
        return _dated(DateRange(first, last, text), token)

    def _unweighted(self, text: str, token: Token, field: QueryField) -> str:
        """Take off a weight, which a value cannot have; in an address `^` may be meant."""
        found = re.search(r"\^[\d.]*$", text) if field.name != "url" else None
        if found is None or len(token.text) - len(found[0]) in token.plain or not found.start():
            return text
        self.note(f"ignored “{found[0]}”, for only words have a weight", token.column)
        return text[: found.start()].rstrip()

    def _number(self, text: str, token: Token, name: str) -> Node:
        """Read `800`, `>800`, `100..300`, open at either end."""
        low, dots, high = text.partition("..")
        if dots:
            ends = [self._whole(end, token) if end.strip() else None for end in (low, high)]
            return self._between(name, ends[0], ends[1], token)
        if (compared := re.fullmatch(_COMPARED, text)) is None:
            number = self._whole(text, token)
            return self._between(name, number, number, token)
        sign, bound = compared.group(1), self._whole(compared.group(2), token)
        if ">" in sign or sign == "≥":
            return self._between(name, bound + (sign == ">"), None, token)
        return self._between(name, None, bound - (sign == "<"), token)

    def _whole(self, text: str, token: Token) -> int:
        if not re.fullmatch(_NUMBER, text.strip()):
            digits = text.strip().replace(",", "")
            if dashed := re.fullmatch(_DASHED, digits):
                raise QueryError(
                    f"“{text.strip()}” is no number; an interval is written with two dots",
                    column=token.column,
                    suggestion=self.cured(token, f"{dashed[1]}..{dashed[2]}")
                    if token.text.strip() == text
                    else None,
                )
            cure = (
                token.text.replace(text.strip(), digits) if re.fullmatch(_NUMBER, digits) else None
            )
            raise QueryError(
                f"“{text.strip()}” is no number; take digits only, as in >800 or 100..300",
                column=token.column,
                suggestion=self.cured(token, cure) if cure else None,
            )
        return int(text)

    def _between(self, name: str, first: int | None, last: int | None, token: Token) -> Node:
        if first is None and last is None:
            return Everything()
        if last is not None and last < 0:
            raise QueryError(f"“{token.text}” leaves no number", column=token.column)
        if first is not None and last is not None and first > last:
            raise QueryError(f"“{token.text}” ends before it begins", column=token.column)
        return Between(name, first, last)

    def _date(self, text: str, token: Token) -> Node:
        text = re.sub(f"[{re.escape(DASHES)}]", "-", text)
        overlap = text.startswith("~")
        text = text[1:] if overlap else text
        if (compared := re.fullmatch(_COMPARED, text)) is None:
            return _dated(self._when(text, token), token, overlap=overlap)
        sign, bound = compared.group(1), self._when(compared.group(2), token)
        if sign == ">":
            found = DateRange(_shift(bound.last, 1, token), None, text)
        elif sign == "<":
            found = DateRange(None, _shift(bound.first, -1, token), text)
        elif ">" in sign or sign == "≥":
            found = DateRange(bound.first, None, text)
        else:
            found = DateRange(None, bound.last, text)
        if found.first is None and found.last is None:
            raise QueryError(f"“{text}” leaves no day", column=token.column)
        return _dated(found, token, overlap=overlap)

    def _when(self, text: str, token: Token) -> DateRange:
        from searcher.dates import parse_when

        try:
            return parse_when(text, today=self.today)
        except DateError as wrong:
            raise QueryError(
                str(wrong).rstrip("."),
                column=token.column,
                suggestions=tuple(self._cures(text, token, wrong.suggestions)),
            ) from wrong

    def _cures(self, text: str, token: Token, dates: tuple[str, ...]) -> Iterator[str]:
        """Walk the whole text with each of the dates in place of the one that is wrong."""
        typed = self.typed[token.column - 1 : token.end]
        for date in dates if text in typed else ():
            piece = typed.replace(text, date, 1)
            bare = piece[0] not in QUOTES and token.kind == "word"
            yield self.cured(token, quoted(piece) if bare and " " in piece else piece)


def _dated(found: DateRange, token: Token, *, overlap: bool = False) -> Node:
    if found.first is None and found.last is None:
        return Not(Missing("date"))
    if found.first and found.last and found.first > found.last:
        raise QueryError(f"“{token.text}” ends before it begins", column=token.column)
    return Dated(found, overlap=overlap)


def _shift(day: dt.date | None, days: int, token: Token) -> dt.date | None:
    """Move by days; years of other than four digits cannot be asked for."""
    try:
        moved = day + dt.timedelta(days) if day else None
    except OverflowError:
        moved = dt.date.min
    if moved and moved < _FIRST_DAY:
        raise QueryError(f"“{token.text}” leaves no day", column=token.column)
    return moved
