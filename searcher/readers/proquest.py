"""ProQuest: articles as text, between rules, with a title, a text and names below it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from searcher.article import Provenance, RawArticle, RawDate, RawTopic, Skipped
from searcher.readers.base import ReadOptions, Record, Source, Unread
from searcher.readers.lines.labels import collapse
from searcher.readers.parts import read_parts
from searcher.readers.records.declared import once
from searcher.readers.records.fields import Fields
from searcher.readers.records.wires import mapped
from searcher.readers.text import title_and_body
from searcher.readers.wordlist import table

NAME: Final = "proquest"
_RULE: Final = rb"_{40,}"
_COUNTED: Final = rb"Document \d{1,6} of \d{1,6}"
BOUNDARY: Final = re.compile(
    rb"^[ \t\f]*(?:" + _RULE + rb"|" + _COUNTED + rb")[ \t]*\r?$", re.MULTILINE
)
_AROUND: Final = re.compile(rb"[\s_]+")
_FIRST = re.compile(rf"[ \t\f]*(?:{_RULE.decode()}|{_COUNTED.decode()})[ \t]*")
_RULED = re.compile(rf"[ \t\f]*{_RULE.decode()}[ \t]*")
_AROUND_TEXT = re.compile(
    r"(?:Report Information from ProQuest|Table of contents|Bibliography|Contact us at:"
    r"|Database copyright|Terms and Conditions|Contact ProQuest|Copyright \S+ \d{4} ProQuest)",
    re.IGNORECASE,
)

_TEXT: Final = "full text"
_NAMES: Final = frozenset(
    table(
        "author editor abstract links full_text title alternate_title publication_title pages"
        " first_page volume issue publication_year publication_date year section subject location"
        " people company_/_organization company_/_org classification identifier_/_keyword product"
        " publisher place_of_publication country_of_publication publication_subject issn e-issn"
        " source_type language_of_publication language document_type document_feature"
        " proquest_document_id document_url copyright last_updated database publication_info"
        " proquest_document_link dateline column illustration credit number_of_pages headline"
        " publication_note business_indexing_term supplement narrow_subject broad_subject url doi"
        " ethnicity publication date"
    )
)
_LABEL = re.compile(r"(?P<name>[A-Z][A-Za-z/ -]{2,28}):(?:[ \t]+(?P<value>\S.*)|[ \t]*)")
_TELLING: Final = ("publication title:", "full text:", "document type:", "source type:")
_FEWEST: Final = 2  # of these lines, by which a text is told
_NOTHING = re.compile(r"(?:full text )?not available\.?|none(?: available)?\.?", re.IGNORECASE)


def looks_like(start: str) -> bool:
    """Say whether the beginning of a text is that of such an export: two names and a boundary."""
    lines = start.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    told = {one for line in lines for one in _TELLING if line[:20].lower().startswith(one)}
    return len(told) >= _FEWEST and any(map(_FIRST.fullmatch, lines))


def read(source: Source, options: ReadOptions) -> Iterator[Record | Unread]:
    """Give a record for each document; `record` counts them from 1."""
    return read_parts(source, options, NAME, BOUNDARY, _understand, around=_AROUND)


def _understand(text: str, where: Provenance, fields: Fields) -> Record:
    lines = text.split("\n")
    lines = lines[bool(_FIRST.fullmatch(lines[0])) :]
    while lines and (not lines[-1].strip() or _RULED.fullmatch(lines[-1])):
        lines.pop()
    above, body, named = _read(lines)
    title = named.get("title") or " ".join(above)
    if not named:
        if above and _AROUND_TEXT.match(above[0]):
            return Skipped(where, "no-article", "what ProQuest prints around the articles")
        head, rest = title_and_body("\n".join(lines))
        if not (head or rest):
            return Skipped(where, "no-text", "a document without anything in it")
        return RawArticle(where, title=head, body=rest)
    record = _record(title, body, named, where)
    told = {name.replace(" ", "_"): value for name, value in named.items()}
    return mapped(record, {**told, "title": title, "body": record.body}, fields, where)


def _read(lines: Sequence[str]) -> tuple[list[str], list[str], dict[str, str]]:
    """Part a document: lines without a name above all, the text, and what is named."""
    begin = next((at for at, line in enumerate(lines) if _label(line)), len(lines))
    above = [collapse(line) for line in lines[:begin] if line.strip()]
    at = next(
        (at for at in range(begin, len(lines)) if (one := _label(lines[at])) and one[0] == _TEXT),
        None,
    )
    if at is None:
        return above, [], _named(lines[begin:])
    label = _label(lines[at])
    end = _tail(lines, at + 1)
    body = [label[1] if label else "", *lines[at + 1 : end]]
    return above, body, {**_named(lines[begin:at]), **_named(lines[end:])}


def _tail(lines: Sequence[str], begin: int) -> int:
    """Give the line at which the names below a text begin.

    They are the last lines; the text may quote one, but none stands there twice.
    """
    end = at = len(lines)
    seen: set[str] = set()
    while at > begin:
        start = at
        while start > begin and lines[start - 1].strip():
            start -= 1
        block = [found[0] for line in lines[start:at] if (found := _label(line))]
        if at > start and (not _label(lines[start]) or not seen.isdisjoint(block)):
            break
        if block:
            seen.update(block)
            end = start
        at = start - 1 if start > begin else begin
    return end


def _named(lines: Sequence[str]) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    current: list[str] | None = None
    for line in lines:
        label = _label(line)
        if label and label[0] not in found:
            current = found.setdefault(label[0], [label[1]])
        elif current is not None:
            current.append(line.strip())
    return {name: "\n".join(value).strip() for name, value in found.items()}


def _label(line: str) -> tuple[str, str] | None:
    found = _LABEL.match(line)
    name = found["name"].lower() if found else ""
    if not found or name.replace(" ", "_") not in _NAMES:
        return None
    return name, (found["value"] or "").strip()


def _record(
    title: str, body: Sequence[str], named: Mapping[str, str], where: Provenance
) -> RawArticle:
    def line(*names: str) -> str:
        return next((text for name in names if (text := collapse(named.get(name, "")))), "")

    text = "\n".join(body).strip()
    abstract = named.get("abstract", "")
    topics = [RawTopic(line("section"), "section")] if line("section") else []
    parts = re.split(r"[;\n]", named.get("subject", ""))
    topics += [RawTopic(part.strip(), "keyword") for part in parts if part.strip()]
    date = line("publication date", "date", "publication year", "year")
    return RawArticle(
        where,
        title=collapse(title) or None,
        summary=None if not abstract or _NOTHING.fullmatch(abstract) else abstract,
        body=None if not text or _NOTHING.fullmatch(text) else text,
        authors=tuple(filter(None, [line("author")])),
        # `River Times; London (UK)`: the place stands behind it.
        source=line("publication title", "publication").partition(";")[0].strip() or None,
        dates=(RawDate(date),) if date else (),
        topics=once(topics),
        language=line("language of publication", "language") or None,
        url=line("document url", "url") or None,
    )
