r"""Is a record a row of an export of ours? Then it says again what was understood, word for word.

Told by an id as ours are, beside names that only our tables have. Such a text is plain: what looks
like markup, a byline or a template in it was printed so. The id itself is not believed: it follows
from the record here as everywhere, or a file could stand in another article's place. `id_from` says
what from, where it is not what the record shows.
"""

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, Literal, get_args

from searcher.article import Kind, Provenance, RawArticle, RawDate, RawTopic
from searcher.dates import parse_published, with_local_day
from searcher.readers.records import exported
from searcher.readers.wordlist import table

# What a table of ours is told by, beside `id`.
_SIGNS: Final = frozenset(
    table(
        "date_confidence date_method date_flags inferred_topics author_keys author_roles"
        " topic_origins topic_codes date_raw"
    )
)
_ALONE: Final = ("kind", "words")  # together: of an article of which little is known
# The columns that are read again.
READ: Final = _SIGNS | frozenset(
    table(
        "id kind title words authors source date precision instant topics language url raw_url"
        " summary body id_from"
    )
)
_ID = re.compile("[0-9a-f]{32}")
_DIGITS: Final = 32
_KINDS: Final = get_args(Kind)
Order = Literal["dmy", "mdy"] | None
_ORDERS: Final[tuple[Order, ...]] = (None, "dmy", "mdy")
_BETWEEN: Final = "; "  # values in a cell
_CODE: Final = "medtop:"
# As `searcher.render.separated` guards cells.
_GUARDED = re.compile(r"''*[=+\-@\t\r\n＝＋－＠−]")

# The confidences that a date keeps: no more than it had.
_CAPPED: Final = ("low", "medium")
_PARAGRAPH, _LINE = "   ", "  "  # how TSV writes `\n\n` and `\n`: no text has several spaces
_TEXTS: Final = ("summary", "body")


def is_table(names: Iterable[str]) -> bool:
    """Say whether these are the columns of a table of ours."""
    known = frozenset(names)
    return "id" in known and (not _SIGNS.isdisjoint(known) or known.issuperset(_ALONE))


def is_bare(header: str) -> bool:
    """Say whether it is the header of CSV of ours whose cells are as they are, without guards.

    Its first name alone is in quotes: who writes a table anew puts all names in quotes, or none.
    """
    return header.lstrip("\ufeff").startswith('"') and header.count('"') == len('""')


def cells(named: Mapping[str, str], *, tabs: bool, bare: bool = False) -> dict[str, Any]:
    """Give a row of CSV or TSV of ours without what keeps a spreadsheet from running its cells.

    `bare` says that there is nothing of the kind.
    """
    told = dict(named) if bare else {name: unguarded(cell) for name, cell in named.items()}
    for name in _TEXTS:
        text = told.get(name, "")
        if tabs and _LINE in text:
            told[name] = text.replace(_PARAGRAPH, "\n\n").replace(_LINE, "\n")
        elif "\r\n" in text:  # of a program on Windows: none of our texts has them
            told[name] = text.replace("\r\n", "\n")
    return told


def unguarded(cell: str) -> str:
    """Take away the apostrophe before what a spreadsheet would run."""
    return cell[1:] if cell[:1] == "'" and _GUARDED.match(cell) else cell


def read(record: Mapping[str, Any], where: Provenance) -> RawArticle | None:
    """Give the article of a row of ours; None for any other record."""
    found = record.get("id")
    if not (isinstance(found, str) and len(found) == _DIGITS and _ID.fullmatch(found)):
        return None
    if _is_object(record):
        published, topics = record["published"], exported.topics(record["topics"])
    elif is_table(record) and record.get("kind", _KINDS[0]) in _KINDS:
        published, topics = _published(record), _topics(record)
    else:
        return None
    title, summary, body = (_text(record, name) for name in ("title", "summary", "body"))
    if not (title or summary or body):
        return None
    language, url = _text(record, "language"), _text(record, "url")
    dates, stamp = _dates(published, language, url) if published else ((), None)
    raw = record.get("raw")
    id_from = _id_from(record.get("id_from"))
    kind: Kind = next((one for one in _KINDS if one == record.get("kind")), "article")
    return RawArticle(
        where,
        kind,
        title=title,
        summary=summary,
        body=body,
        authors=tuple(_signed(record)),
        source=_text(record, "source"),
        dates=dates,
        stamp=stamp,
        topics=tuple(topics),
        language=language,
        # A wire's name for its item is no address, and names it all the same.
        url=url
        or (id_from[0] if len(id_from) == 1 else None)
        or _text(raw if isinstance(raw, dict) else {"url": record.get("raw_url")}, "url"),
        exported=True,
        id_from=id_from,
    )


def _is_object(record: Mapping[str, Any]) -> bool:
    if not ("published" in record and "topics" in record and "words" in record):
        return False
    published = record["published"]
    return published is None or (isinstance(published, dict) and exported.is_date(published))


def _text(record: Mapping[str, Any], name: str) -> str | None:
    value = record.get(name)
    if not isinstance(value, str) or not value:
        return None
    return value if value.isascii() else value.encode("utf-8", "replace").decode()


def _listed(value: Any) -> Sequence[Any]:
    """Give the values of a list, of JSON as SQLite has it, or of a cell."""
    if isinstance(value, list):
        return value
    if not isinstance(value, str) or not value:
        return ()
    if value.startswith("["):
        try:
            found = json.loads(value)
        except (ValueError, RecursionError):
            pass
        else:
            return found if isinstance(found, list) else ()
    return value.split(_BETWEEN)


def _signed(record: Mapping[str, Any]) -> Iterator[str]:
    """Give the authors, each as a byline that says what it was taken for."""
    told, source = _listed(record.get("authors")), record.get("source")
    roles = _listed(record.get("author_roles"))
    if len(roles) != len(told):
        roles = [None] * len(told)
    for one, role in zip(told, roles, strict=True):
        name = one.get("name") if isinstance(one, dict) else one
        if not (isinstance(name, str) and name):
            continue
        taken_for = one.get("role") if isinstance(one, dict) else role
        # `Source: Elsewhere` made an outlet of what else may be a person's name.
        yield f"Source: {name}" if taken_for == "outlet" and name != source else name


def _id_from(value: Any) -> tuple[str, ...]:
    """Give what an id was computed from: one name of a wire's, or three texts; else nothing."""
    told = _listed(value)
    texts = tuple(one for one in told if isinstance(one, str))
    if len(texts) < len(told) or len(texts) not in {1, 3}:
        return ()
    if len(texts) == 1 and not texts[0].lower().startswith(("urn:", "tag:")):
        return ()
    return tuple(one.encode("utf-8", "replace").decode() for one in texts)


def _topics(record: Mapping[str, Any]) -> list[RawTopic]:
    """Give the declared topics of a row of a table, with what the record called each."""
    paths, origins = _listed(record.get("topics")), _listed(record.get("topic_origins"))
    codes = _listed(record.get("topic_codes"))
    nothing = [None] * len(paths)
    return [
        RawTopic(path, exported.origin(origin), _code(code))
        for path, origin, code in zip(
            paths,
            origins if len(origins) == len(paths) else nothing,
            codes if len(codes) == len(paths) else nothing,
            strict=True,
        )
        if isinstance(path, str) and path
    ]


def _code(found: object) -> str | None:
    return found if isinstance(found, str) and found.startswith(_CODE) else None


def _published(record: Mapping[str, Any]) -> dict[str, Any] | None:
    """Give the date of a row of a table as the object that JSON has."""
    names = ("date", "precision", "instant", "date_raw", "date_confidence")
    day, precision, instant, printed, confidence = (_text(record, name) for name in names)
    if not (day or printed):
        return None
    return {
        "date": day,
        "precision": precision,
        "instant": instant,
        "raw": printed,
        "confidence": confidence,
        "flags": _listed(record.get("date_flags")),
    }


def _dates(
    value: dict[str, Any], language: str | None, url: str | None
) -> tuple[tuple[RawDate, ...], str | None]:
    """Give a date as it was printed where that says what was settled, else what was settled.

    With it the stamp that a printed day needs, such as `Jan 30, Fri`: its own date. It is no surer
    than it was.
    """
    confidence = value.get("confidence")
    capped = isinstance(confidence, str) and confidence in _CAPPED
    origin = f"exported:{confidence}" if capped else "field:published"
    if "conflict" in _listed(value.get("flags")):
        origin += "+conflict"  # of dates that are not here
    told = value.get("date"), value["precision"], _instant(value["instant"])
    printed, stamp = value.get("raw"), None

    def says(text: str, reference: dt.date | None = None, order: Order = None) -> bool:
        """Say whether a text says what was settled, no more and no less."""
        found = parse_published(text, reference=reference, order=order, language=language)
        found = with_local_day(found, (), url)
        return told == (found.text, found.precision, found.instant)

    text = exported.date(value)
    if isinstance(printed, str) and text not in {"", printed}:
        day = _day(value.get("date"))
        if says(printed):
            text = printed
        elif day and any(says(printed, day, order) for order in _ORDERS):
            text, stamp = printed, day.isoformat()
        elif (moment := exported.moment(value)) and says(moment):
            text = moment
    return ((RawDate(text, origin),) if text else ()), stamp


def _day(text: object) -> dt.date | None:
    """Give the day of a date that names one."""
    try:
        return dt.date.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None


def _instant(value: object) -> object:
    try:
        return dt.datetime.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        return value
