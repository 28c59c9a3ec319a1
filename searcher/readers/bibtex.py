"""BibTeX and BibLaTeX: references as Zotero, JabRef and databases write them, as RIS is."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Final

from searcher.article import Provenance, RawArticle, RawDate, RawTopic, Rejection, Skipped
from searcher.readers.base import ReadOptions, Record, Source, Unread
from searcher.readers.parts import read_parts
from searcher.readers.records.declared import once
from searcher.readers.records.fields import Fields
from searcher.readers.records.wires import mapped
from searcher.readers.wordlist import table

NAME: Final = "bibtex"
BOUNDARY: Final = re.compile(rb"^[ \t]*@[A-Za-z]{1,30}[ \t]*[{(]", re.MULTILINE)
# Words between entries are remarks, and so are these.
_AROUND: Final = re.compile(
    rb"\s*(?:@(?:string|preamble|comment)\b.*|[^@\s].*)", re.DOTALL | re.IGNORECASE
)
_BEGUN = re.compile(
    r"^[ \t]*@[A-Za-z]{1,30}[ \t]*\{[ \t]*[^\s,{}]{0,200},\s{0,50}[A-Za-z][\w-]{0,30}[ \t]*=",
    re.MULTILINE,
)
_ABOVE: Final = 4000  # characters in which the first reference begins
_ENTRY = re.compile(r"\s*@(?P<type>[A-Za-z]{1,30})\s*[{(]\s*(?P<key>[^\s,{}]*)\s*,?")
_FIELD = re.compile(r"[\s,]*([A-Za-z][\w+:.-]{0,60})\s*=\s*")
_MARK = re.compile(r"\\.|[{}\"]", re.DOTALL)
_BARE = re.compile(r"[^\s,{}\"#()=]+")
_JOINT = re.compile(r"\s*#\s*")
_END = re.compile(r"[\s,]*[})]")

_ACCENTS: Final = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", '"': "\u0308", "=": "\u0304",
    ".": "\u0307", "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "k": "\u0328",
    "r": "\u030a",
}  # fmt: skip
_ACCENT = re.compile(r"\\(?:([`'^~\"=.])\s*|([uvHckr])(?:\s+|(?=\{)))\{?(\\[ij]|[A-Za-z])\}?")
_LETTERS: Final = {
    "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "aa": "å",
    "AA": "Å", "l": "ł", "L": "Ł", "i": "ı", "textendash": "–", "textemdash": "—",
}  # fmt: skip
_COMMAND = re.compile(r"\\([A-Za-z]+)(?:\s+|(?=[^A-Za-z])|\Z)(?:\{\})?")
_ESCAPED = re.compile(r"\\([^A-Za-z])")
_MONTHS: Final = table("jan feb mar apr may jun jul aug sep oct nov dec")
_LISTED = re.compile(r"[,;]")
_AND = re.compile(r"\s+and\s+")
_SOURCES: Final = table("journal journaltitle maintitle booktitle")


class _BrokenError(ValueError):
    """An entry that never ends."""


def looks_like(start: str) -> bool:
    """Say whether a text begins as a list of entries: a key, and a field below it."""
    return _BEGUN.search(start[:_ABOVE].replace("\r", "\n")) is not None


def read(source: Source, options: ReadOptions) -> Iterator[Record | Unread]:
    """Give a record for each entry; `record` counts them from 1."""
    return read_parts(source, options, NAME, BOUNDARY, _understand, around=_AROUND)


def _understand(text: str, where: Provenance, fields: Fields) -> Record:
    try:
        found = _entry(text)
    except _BrokenError as problem:
        return Rejection(where, "bad-bibtex", str(problem))
    record = _record(found, where)
    if not (record.title or record.summary):
        return Skipped(where, "no-text", "an entry without a title and an abstract")
    return mapped(record, {**found, "title": record.title}, fields, where)


def _entry(text: str) -> dict[str, str]:
    """Give the fields of an entry as they are written, by their names in small letters."""
    begun = _ENTRY.match(text)
    at = begun.end() if begun else 0
    found: dict[str, str] = {}
    while named := _FIELD.match(text, at):
        value, at = _value(text, named.end())
        found.setdefault(named[1].lower(), value)
    if not _END.match(text, at):
        raise _BrokenError(f"an entry that does not end: {' '.join(text[at : at + 40].split())}")
    return found


def _value(text: str, at: int) -> tuple[str, int]:
    pieces: list[str] = []
    while True:
        if text[at : at + 1] in {"{", '"'}:
            end = _closed(text, at)
            pieces.append(text[at + 1 : end - 1])
        elif bare := _BARE.match(text, at):
            end = bare.end()
            # A number, a month; what other words stand for is said elsewhere.
            known = bare[0].isdigit() or bare[0].lower() in _MONTHS
            pieces.append(bare[0] if known else "")
        else:
            raise _BrokenError(f"a field without a value: {' '.join(text[at : at + 40].split())}")
        joint = _JOINT.match(text, end)
        if joint is None:
            return "".join(pieces), end
        at = joint.end()


def _closed(text: str, at: int) -> int:
    """Find the end of a value in braces or quotation marks, in which braces are balanced."""
    quoted, depth = text[at] == '"', 0
    for mark in _MARK.finditer(text, at + 1):
        if mark[0] == "{":
            depth += 1
        elif mark[0] == '"' and quoted and not depth:
            return mark.end()
        elif mark[0] == "}":
            depth -= 1
            if depth < 0:
                if quoted:
                    break
                return mark.end()
    raise _BrokenError(f"a value that does not end: {' '.join(text[at : at + 40].split())}")


def plain(value: str) -> str:
    """Give a value without TeX: accents as letters, no braces, no commands."""
    if "\\" in value:
        value = _ACCENT.sub(_accented, value)
        value = _COMMAND.sub(lambda found: _LETTERS.get(found[1], ""), value)
        value = _ESCAPED.sub(r"\1", value)
    value = value.replace("{", "").replace("}", "").replace("~", " ")
    return "\n\n".join(" ".join(part.split()) for part in value.split("\n\n")).strip()


def _accented(found: re.Match[str]) -> str:
    letter = found[3].removeprefix("\\")
    return unicodedata.normalize("NFC", letter + _ACCENTS[found[1] or found[2]])


def _record(found: Mapping[str, str], where: Provenance) -> RawArticle:
    def said(*names: str) -> str:
        return next(filter(None, (plain(found.get(name, "")) for name in names)), "")

    title, below = said("title"), said("subtitle")
    doi, date = said("doi"), _date(found)
    return RawArticle(
        where,
        title=(f"{title}: {below}" if title and below else title) or None,
        summary=said("abstract") or None,
        authors=tuple(_names(found.get("author", ""))),
        source=said(*_SOURCES) or None,
        dates=(RawDate(date, "field:date"),) if date else (),
        captured=said("urldate") or None,
        topics=once(
            RawTopic(" ".join(word.split()), "keyword")
            for word in _LISTED.split(said("keywords", "keyword"))
            if word.strip()
        ),
        language=said("langid", "language") or None,
        url=_address(found.get("url", ""))
        or (f"https://doi.org/{doi}" if doi.startswith("10.") else None),
    )


def _address(value: str) -> str:
    """Give an address, of which a tilde is a part."""
    shown = _ESCAPED.sub(r"\1", value.replace("{", "").replace("}", "")).strip()
    return shown if shown.startswith(("http://", "https://")) else ""


def _names(value: str) -> Iterator[str]:
    for name in _AND.split(" ".join(value.split())):
        if (shown := plain(name)) and shown != "others":
            yield shown


def _date(found: Mapping[str, str]) -> str:
    """Give the date, or year, month and day as far as they are said."""
    if date := plain(found.get("date", "")):
        return "" if "/" in date else date
    year, month, day = (plain(found.get(name, "")) for name in ("year", "month", "day"))
    if not (year.isascii() and year.isdigit()):
        return ""
    number = month if month.isascii() and month.isdigit() else ""
    if month[:3].lower() in _MONTHS:
        number = str(_MONTHS.index(month[:3].lower()) + 1) if month.isalpha() else ""
    if not number:
        return year
    whole = day.isascii() and day.isdigit()
    return f"{year}-{number.zfill(2)}" + (f"-{day.zfill(2)}" if whole else "")
