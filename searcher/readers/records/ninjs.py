"""ninjs: how wires write news as JSON (IPTC; 1.x, 2.x and 3.x). Told inside JSON and JSON lines."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from searcher.article import Provenance, RawDate
from searcher.readers.base import Record
from searcher.readers.records.field_names import WRAPPERS, WRAPPING
from searcher.readers.records.fields import Fields
from searcher.readers.records.wires import Item, media_topic, topics, understood
from searcher.readers.wordlist import table

# One of these stands beside `uri`, the only name that ninjs demands.
_SIGNS: Final = frozenset(
    table("versioncreated pubstatus representationtype bodies headlines body_xhtml body_text")
)
_MARKED: Final = ("xhtml", "html", "html5")  # forms of a text that keep its paragraphs
_MOST: Final = 1_000  # of subjects, and of forms of one text


def read(record: Mapping[str, Any], where: Provenance, fields: Fields) -> Record:
    """Read a record of JSON: as ninjs, if it is an item of it, else by the names of its fields."""
    item = item_of(record)
    return fields.read(record, where) if item is None else understood(item, fields, where)


def item_of(record: Mapping[str, Any]) -> Item | None:
    """Give the item that a record is, or wraps; None where it is no ninjs."""
    # Most records are none, and cost little here.
    if "uri" not in record and WRAPPING.isdisjoint(record):
        return None
    for inner in (record, *(record[name] for name in WRAPPERS if name in record)):
        if isinstance(inner, dict) and isinstance(inner.get("uri"), str):
            # 3.0 writes `versionCreated` where 2.x has `versioncreated`.
            named = {name.lower(): value for name, value in inner.items()}
            if not _SIGNS.isdisjoint(named) or _says_so(named):
                return _item(named, record)
    return None


def _says_so(named: Mapping[str, Any]) -> bool:
    standard = named.get("standard") or named.get("$standard")
    return isinstance(standard, dict) and "ninjs" in str(standard.get("name")).lower()


def _item(named: Mapping[str, Any], record: Mapping[str, Any]) -> Item:
    return Item(
        {
            "headline": _best(named, "headline", ("main", "")) or named.get("title"),
            "description": _best(named, "description", ("summary", "text", "")),
            "body": _best(named, "body", (*_MARKED, "main", "text", "")),
            "byline": named.get("by") or named.get("byline"),
            "publisher": named.get("provider"),
            "source_name": named.get("copyrightholder"),
            "provider": named.get("infosources"),
            "language": named.get("language"),
            "url": named["uri"],
        },
        record,
        topics=topics(_subjects(named)),
        dates=tuple(_dates(named, "contentcreated", "firstcreated")),
        version=next(_dates(named, "versioncreated"), None),
        embargo=next(_dates(named, "embargoed"), None),
        shape=_text(named.get("type")),
        status=_text(named.get("pubstatus")),
    )


def _best(named: Mapping[str, Any], name: str, roles: tuple[str, ...]) -> str:
    """Give the form of a text whose role comes first, in the order of `roles`; else the first."""
    forms = sorted(
        _forms(named, name),
        key=lambda form: roles.index(form[0]) if form[0] in roles else len(roles),
    )
    return forms[0][1] if forms else ""


def _forms(named: Mapping[str, Any], name: str) -> Iterator[tuple[str, str]]:
    """Give each form of a text with its role: `bodies` of 2.x and 3.x, `body_xhtml` of 1.x."""
    plural = named.get("bodies" if name == "body" else f"{name}s")
    for form in plural[:_MOST] if isinstance(plural, list) else ():
        if isinstance(form, dict) and (text := _text(form.get("value"))):
            kind = _text(form.get("contenttype") or form.get("contentType")).lower()
            role = _text(form.get("role")).lower()
            yield (
                "html" if role not in _MARKED and "html" in kind and name == "body" else role,
                text,
            )
    for key, value in named.items():
        if (key == name or key.startswith(f"{name}_")) and (text := _text(value)):
            yield key[len(name) + 1 :], text


def _subjects(named: Mapping[str, Any]) -> Iterator[tuple[str | None, str | None]]:
    for name in ("subjects", "subject"):
        found = named.get(name)
        for subject in found[:_MOST] if isinstance(found, list) else ():
            if isinstance(subject, dict):
                code, scheme = _text(subject.get("code")), _text(subject.get("scheme"))
                uri, literal = _text(subject.get("uri")), _text(subject.get("literal"))
                label = _text(subject.get("name"))
                yield label or None, media_topic(uri, code, literal, f"{scheme.rstrip('/')}/{code}")
            elif isinstance(subject, str):
                yield subject, None


def _dates(named: Mapping[str, Any], *names: str) -> Iterator[RawDate]:
    for name in names:
        if text := _text(named.get(name)):
            yield RawDate(text, f"field:{name}")


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""
