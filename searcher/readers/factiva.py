"""Factiva: articles as its display formats print them, with codes of two letters or by order.

Each ends with a line such as `Document RVT0000020260130em1u0001x`, which names it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from searcher.article import Provenance, RawArticle, RawDate, RawTopic, Skipped
from searcher.readers.base import ReadOptions, Record, Source, Unread
from searcher.readers.lines.labels import collapse, is_stamp, names
from searcher.readers.parts import read_parts
from searcher.readers.records.declared import once
from searcher.readers.records.fields import Fields
from searcher.readers.records.wires import mapped
from searcher.readers.text import title_and_body
from searcher.readers.wordlist import table

NAME: Final = "factiva"
_NAMED: Final = (
    rb"(?:Document|Dokument|Documento|Documents?) "
    rb"[A-Z][A-Z0-9]{2,14}(?:19|20)\d{6}[a-z0-9]{5,12}"
)
BOUNDARY: Final = re.compile(
    rb"^[ \t\f]*(?P<end>(?:AN[ \t]+)?" + _NAMED + rb"[ \t]*\r?(?:\n|\Z))", re.MULTILINE
)
_AROUND: Final = re.compile(rb"[ \t\f]*(?:AN\s+)?" + _NAMED + rb"\s*")  # named twice
_CLOSED = re.compile(r"[ \t\f]*(?:AN[ \t]+)?" + _NAMED.decode() + r"[ \t]*")
_PAGE = re.compile(
    r"[ \t\f]*(?:Page|Seite|Página|Pagina)\s*\d+\s*(?:of|von|de|sur|di|van)\s*\d+"
    r"(?:\s*(?:©|\(c\)).{0,80})?|[ \t\f]*(?:©|\(c\)) \d{4} Factiva, Inc\..{0,60}",
    re.IGNORECASE,
)
_SUMMARY = re.compile(
    r"\s*(?:Search Summary|Suchzusammenfassung|Résumé de la recherche|Resumen de (?:la )?búsqueda)"
)

_HEAD: Final = frozenset(
    table("SE HD BY CR WC PD ET SN SC ED PG LA CY VOL CLM DLN RF ART CX NGC GC LP TD")
)
_TAIL: Final = frozenset(table("ART CO IN NS RE IPC IPD PUB AN RF CT DJIC CX"))
_CODE = re.compile(r"[ \t]*([A-Z]{2,3})(?:(?:[ \t]{2,}|\t)(\S.*)|[ \t]*)")
_FEWEST: Final = 3  # of the codes by which a text is told
_TELLING: Final = frozenset(table("HD WC PD SN LP TD"))

_WORDS = re.compile(
    r"\s*\d{1,3}(?:[.,’' \xa0]?\d{3})* (?:words|wörter|mots|palabras|parole|woorden|palavras|ord"
    r"|слов[аo]?|słów|字)\s*",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}(?: ?(?:GMT|[AP]M))?", re.IGNORECASE)
_LANGUAGES: Final = frozenset(
    table(
        "english deutsch german französisch français french anglais englisch allemand spanish"
        " español inglés spanisch italian italiano dutch nederlands portuguese português swedish"
        " svenska danish dansk norwegian norsk finnish suomi polish polski russian русский turkish"
        " türkçe japanese chinese korean arabic czech hungarian romanian bulgarian greek indonesian"
        " malay thai vietnamese hebrew catalan slovak croatian serbian ukrainian"
    )
)
_RIGHTS = re.compile(r"\s*(?:copyright\b|©|\(c\)|\(copyright|all rights reserved)", re.IGNORECASE)
_BY = re.compile(r"(?:by|von|par|por|di|door|av|af) \S", re.IGNORECASE)
_ABOVE: Final = 4  # lines above the number of words
_BELOW: Final = 9  # lines below it, up to the text
_LONG: Final = 5  # words of a line that is no section


def looks_like(start: str) -> bool:
    """Say whether the beginning of a text is that of such an export."""
    lines = start.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    codes = {found[1] for line in lines if (found := _CODE.fullmatch(line))}
    if "HD" in codes and len(codes & _TELLING) > _FEWEST:
        return True
    named = any(_CLOSED.fullmatch(line) for line in lines)
    return named and ("HD" in codes or any(map(_WORDS.fullmatch, lines)))


def read(source: Source, options: ReadOptions) -> Iterator[Record | Unread]:
    """Give a record for each document; `record` counts them from 1."""
    return read_parts(source, options, NAME, BOUNDARY, understood, around=_AROUND)


def is_end(line: str) -> bool:
    """Say whether a line ends a document, by its name."""
    return _CLOSED.fullmatch(line) is not None


def is_code(text: str) -> bool:
    """Say whether this is the code of a field."""
    return text in _HEAD or text in _TAIL or text == "TD"


def understood(text: str, where: Provenance, fields: Fields) -> Record:
    """Read one document."""
    lines = [line for line in text.split("\n") if not _PAGE.fullmatch(line)]
    closed = bool(lines) and is_end(lines[-1])
    lines = lines[: len(lines) - closed]
    if not any(line.strip() for line in lines):
        return Skipped(where, "no-text", "a document without anything in it")
    if not closed and _SUMMARY.match("\n".join(lines)):
        return Skipped(where, "no-article", "the summary of a search")
    found = _coded(lines) or _ordered(lines)
    if found is None:
        title, body = title_and_body("\n".join(lines))
        return RawArticle(where, title=title, body=body)
    record = _record(found, where)
    return mapped(record, {**found, "title": record.title, "body": record.body}, fields, where)


def _coded(lines: Sequence[str]) -> dict[str, str] | None:
    """Read `HD`, `BY` and so on: a code alone, or with a value behind a gap."""
    found: dict[str, list[str]] = {}
    current: list[str] | None = None
    known = _HEAD
    for line in lines:
        code = _CODE.fullmatch(line)
        if code and code[1] in known and code[1] not in found:
            current = found.setdefault(code[1], [code[2] or ""])
            if code[1] in {"LP", "TD"}:
                known = _TAIL | {"TD"}
            continue
        if current is None:
            if line.strip():
                current = found.setdefault("", [line])
        else:
            current.append(line)
    if "HD" not in found or len(found) < _FEWEST:
        return None
    return {name: _trimmed(value) for name, value in found.items()}


def _trimmed(lines: Sequence[str]) -> str:
    return "\n".join(line.strip() for line in lines).strip()


def _ordered(lines: Sequence[str]) -> dict[str, str] | None:
    """Read the shape without codes, of which the number of words is the mark.

    Above it: section, headline, byline; below: day, hour, outlet, its code, page, language, rights.
    """
    rows = [at for at, line in enumerate(lines) if line.strip()]
    mark = next((n for n, at in enumerate(rows[: _ABOVE + 1]) if _WORDS.fullmatch(lines[at])), 0)
    below = rows[mark + 1 : mark + 1 + _BELOW]
    if not mark or not below or not is_stamp(collapse(lines[below[0]])):
        return None
    found = _titled([collapse(lines[at]) for at in rows[:mark]])
    found["PD"] = collapse(lines[below.pop(0)])
    if below and _CLOCK.fullmatch(lines[below[0]].strip()):
        found["ET"] = lines[below.pop(0)].strip()
    if not below:
        return found
    found["SN"] = collapse(lines[below.pop(0)])
    end = below[0] if below else len(lines)
    for number, at in enumerate(below):
        line = lines[at].strip()
        if line.casefold() in _LANGUAGES:
            found["LA"] = line
            end = below[number + 1] if number + 1 < len(below) else len(lines)
        elif _RIGHTS.match(line):
            end = at + 1
            break
    else:
        if "LA" not in found and below and re.fullmatch(r"[A-Z0-9]{1,8}", lines[end].strip()):
            end += 1
    found["TD"] = "\n".join(lines[end:]).strip()
    return found


def _titled(above: Sequence[str]) -> dict[str, str]:
    """Tell headline, section and byline apart; who is not surely named is no author."""
    rest = list(above)
    found: dict[str, str] = {}
    last = rest[-1]
    if len(rest) > 1 and (_BY.match(last) or (len(rest[-2].split()) >= _LONG and names(last))):
        found["BY"] = rest.pop()
    if len(rest) > 1 and len(rest[0].split()) < _LONG:
        found["SE"] = rest.pop(0)
    found["HD"] = " ".join(rest)
    return found


def _record(found: Mapping[str, str], where: Provenance) -> RawArticle:
    def line(name: str) -> str:
        return collapse(found.get(name, ""))

    day, clock = line("PD"), line("ET")
    date = f"{day} {clock}" if _CLOCK.fullmatch(clock) else day
    topics = [RawTopic(line("SE"), "section")] if line("SE") else []
    for part in line("NS").split("|"):
        name = part.rpartition(" : ")[2].strip()
        topics += [RawTopic(name, "topic")] if name else []
    body = "\n\n".join(text for name in ("", "LP", "TD", "CX") if (text := found.get(name)))
    return RawArticle(
        where,
        title=line("HD") or None,
        body=body or None,
        authors=tuple(filter(None, [line("BY")])),
        source=line("SN") or None,
        dates=(RawDate(date),) if date else (),
        topics=once(topics),
        language=line("LA") or None,
    )
