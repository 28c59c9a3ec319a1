"""What do the wires' formats have in common? Status, class, codes, versions of one item.

NewsML-G2 is XML and ninjs is JSON, both by the IPTC; what their values mean is the same.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from searcher.article import Provenance, RawArticle, RawDate, RawTopic, Skipped
from searcher.readers.base import ReadOptions, Record
from searcher.readers.records.declared import once
from searcher.readers.records.fields import Fields

# Of `pubstatus`: an item that must not, or not yet, be used. The third value is `usable`.
_WITHHELD: Final = frozenset({"canceled", "cancelled", "withheld"})
_TEXTS: Final = frozenset({"", "text", "composite"})
_UNMAPPED: Final = Fields(ReadOptions())
_MEDIA_TOPIC = re.compile(
    r"(?:medtop:|https?://cv\.iptc\.org/newscodes/mediatopic/|mediatopic[:/])(\d{8})\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Item:
    """An item of news: `fields` by names that `Fields` knows, and the whole `record` for `--map`.

    `dates` are of publication, best first; `version` is when this version was made; `embargo` is
    the time before which nobody may publish. `shape` is the class (`text`, `picture`), `status`
    the code of `pubstatus`; both as a code or an address that ends in one.
    """

    fields: Mapping[str, Any]
    record: Mapping[str, Any]
    topics: tuple[RawTopic, ...] = ()
    dates: tuple[RawDate, ...] = ()
    version: RawDate | None = None
    embargo: RawDate | None = None
    shape: str = ""
    status: str = ""


def understood(item: Item, fields: Fields, where: Provenance) -> Record:
    """Give the article of an item, or say why it is none.

    Of several versions the latest stands, since each counts as captured when it was made. Only
    where nothing else is dated is that its date of publication, too.
    """
    status, shape = _code(item.status), _code(item.shape)
    if status in _WITHHELD:
        return Skipped(where, "withdrawn", f"its publisher says: {status}")
    if shape not in _TEXTS or (shape == "composite" and not item.fields.get("body")):
        return Skipped(where, "no-article", f"an item of the class {shape[:40]}")
    told = {name: value for name, value in item.fields.items() if value}
    record = _UNMAPPED.read(told, where)
    if isinstance(record, RawArticle):
        version = item.version.text if item.version else None
        dates = item.dates or ((item.version,) if item.version else ())
        if item.embargo:
            dates = (*dates, item.embargo)
        record = replace(record, topics=item.topics, dates=dates, stamp=version, captured=version)
    return mapped(record, item.record, fields, where)


def mapped(record: Record, found: Mapping[str, Any], fields: Fields, where: Provenance) -> Record:
    """Let what the user mapped stand instead."""
    if not fields.mapped:
        return record
    own = fields.read(found, where)
    names = ["dates" if name == "published" else name for name in fields.mapped]
    if not isinstance(own, RawArticle):
        own = RawArticle(where)
    values: dict[str, Any] = {name: getattr(own, name) for name in names}
    merged = replace(record if isinstance(record, RawArticle) else RawArticle(where), **values)
    if merged.title or merged.summary or merged.body:
        return merged
    return fields.read({}, where) if isinstance(record, RawArticle) else record


def media_topic(*codes: str | None) -> str | None:
    """Give `medtop:20000350`, where one of the codes or addresses names an IPTC Media Topic."""
    for code in codes:
        if code and (found := _MEDIA_TOPIC.match(code.strip())):
            return f"medtop:{found[1]}"
    return None


def topics(pairs: Iterable[tuple[str | None, str | None]]) -> tuple[RawTopic, ...]:
    """Give the topics of labels with their codes; one without a label is called by its code."""
    return once(
        RawTopic(label or code or "", "topic", code) for label, code in pairs if label or code
    )


def _code(value: str) -> str:
    """Give what stands behind the scheme: `stat:usable`, `http://…/pubstatusg2/usable`."""
    return re.split(r"[:/#]", value.strip().rstrip("/"))[-1].casefold()
