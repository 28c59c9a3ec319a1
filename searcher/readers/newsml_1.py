"""NewsML 1.0 to 1.2: how wires wrote news as XML before G2, and many still do.

An item is a tree of components: a text, with its lead and its body apart perhaps, beside pictures
and their captions. Read as a stream, item by item.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from searcher.article import Provenance, RawDate, Rejection, Skipped
from searcher.readers import newsml, xml
from searcher.readers.base import ReadOptions, Record, Source
from searcher.readers.nitf import day_of
from searcher.readers.records.fields import Fields
from searcher.readers.records.wires import Item, topics, understood
from searcher.readers.wordlist import table
from searcher.readers.xml import LANGUAGE, below, child, children, line, local
from searcher.subjects.vocabulary import PREFIX, TOP_LEVELS

NAME: Final = "newsml-1"
_ROOT = re.compile(rf"{xml.PROLOG}<NewsML\b", re.DOTALL)
_ITEMS: Final = frozenset({"NewsItem"})
_COMPONENT: Final = "NewsComponent"
# Roles of what is no running text: what goes with pictures, and a title that is a headline too.
_NO_TEXT: Final = frozenset(
    table(
        "title headline caption photo picture image graphic infographic thumbnail quicklook preview"
        " highdef video audio logo stylesheet"
    )
)
_SUMMARIES: Final = frozenset({"abstract", "summary", "teaser", "subheadline"})
_BEHIND: Final = frozenset({"contact"})  # whom to ask: behind the text, wherever it stands
_TYPE = re.compile(r"(?:text/(?!css)|application/\S*(?:xml|html)).*|", re.IGNORECASE | re.DOTALL)
_SUBJECTS: Final = ("Subject", "SubjectMatter", "SubjectDetail", "SubjectQualifier")
# The IPTC's older codes: their first two digits name the top levels of its Media Topics.
_SUBJECT = re.compile(r"(\d\d)\d{6}")
_DATES: Final = ("FirstPublished", "FirstCreated")


def looks_like(start: str) -> bool:
    """Say whether a text begins as a document of NewsML 1 does."""
    return _ROOT.match(start) is not None


def read(source: Source, options: ReadOptions) -> Iterator[Record]:
    """Give a record for each text of each item; `record` counts them from 1."""
    from lxml import etree

    fields = Fields(options)
    count = 0
    try:
        with source.open() as stream:
            for item in newsml.items(stream, _ITEMS):
                for record in _records(item, fields, Provenance(source.file, NAME, count + 1)):
                    count += 1
                    yield record
    except etree.LxmlError as problem:
        yield Rejection(Provenance(source.file, NAME, count + 1), "bad-newsml", str(problem))
        return
    if not count:
        yield Skipped(Provenance(source.file, NAME), "empty", "a message without items")


def _records(item: Any, fields: Fields, where: Provenance) -> Iterator[Record]:
    if item is None:
        detail = f"an item may hold {newsml.MAX_ITEM:,} elements"
        yield Rejection(where, "too-large", detail)
        return
    where = replace(where, digest=xml.digest(item))
    found = [_item(contents, first=not at) for at, contents in enumerate(_texts(item))]
    if not found:
        yield Skipped(where, "no-article", "an item without a text")
    for at, one in enumerate(found):
        yield understood(one, fields, replace(where, record=where.record + at))


def _texts(item: Any) -> list[list[tuple[str, Any]]]:
    """Give each text of an item: the contents that make it, each with its role.

    What stands below one headline belongs together. A text in two languages, or two stories in one
    package, have a headline each.
    """
    texts: dict[Any, list[tuple[str, Any]]] = {}
    for component in below(item, _COMPONENT):
        content = next(_contents(component), None)
        if content is None:
            continue
        chain = [component, *_above(component)]
        roles = [role for one in chain if (role := _formal(child(one, "Role")).casefold())]
        if not _NO_TEXT.isdisjoint(roles):
            continue
        owner = next((one for one in chain if _of_lines(one, "HeadLine")), _own_item(component))
        part = texts.setdefault(owner, [])
        alternatives = any(one.get("EquivalentsList") == "yes" for one in chain[1:])
        if not (part and alternatives):
            part.append((roles[0] if roles else "", content))
    return [part for part in texts.values() if any(role not in _SUMMARIES for role, _ in part)]


def _contents(component: Any) -> Iterator[Any]:
    """Walk the texts that a component has itself; of several the first is as good as any."""
    for content in children(component, "ContentItem"):
        kinds = _formal(child(content, "MediaType")), _formal(child(content, "Format"))
        typed = _TYPE.fullmatch(_formal(child(content, "MimeType")))
        if kinds[0].casefold() in {"", "text"} and kinds[1].casefold() != "css" and typed:
            data = child(content, "DataContent")
            if data is not None and line(data):
                yield data


def _item(contents: list[tuple[str, Any]], *, first: bool) -> Item:
    """Read one text. Only the first has its item's name as its address: an address names one."""
    component = contents[0][1].getparent().getparent()
    item = _own_item(component)
    chain = [component, *_above(component), item]
    about, meta = child(item, "NewsManagement"), list(_metadata(chain))
    nitf = next((one for _, data in contents for one in below(data, "nitf")), None)
    head = next(below(nitf, "body.head"), None)
    provider = _provider(chain, item)
    byline = _line(chain, "ByLine") or newsml.bylines(head) or _creator(chain, provider)
    found = {
        "headline": _line(chain, "HeadLine") or line(next(below(head, "hl1"), None)),
        "summary": _joined(contents, summaries=True) or _subhead(chain, head),
        "byline": byline,
        "provider": provider,
        "language": _language(chain, meta),
        "url": _name(item) if first else None,
        "body": _joined(contents, summaries=False),
    }
    more = {
        "slugline": _line(chain, "SlugLine"),
        "dateline": _line(chain, "DateLine"),
        "creditline": _line(chain, "CreditLine"),
        "urgency": _formal(child(about, "Urgency")),
    }
    found_topics = topics([*_subjects(meta), *_keywords(chain, meta)])
    dates = [
        RawDate(day_of(text), f"field:{name}") for name in _DATES if (text := _text(about, name))
    ]
    version = _text(about, "ThisRevisionCreated")
    change = child(about, "StatusWillChange")
    embargo = _text(change, "DateAndTime") if _status(about) == "embargoed" else ""
    return Item(
        found,
        {**more, **found, "subject": [topic.text for topic in found_topics]},
        topics=found_topics,
        dates=tuple(dates[:1]),
        version=RawDate(version, "field:ThisRevisionCreated") if version else None,
        embargo=RawDate(embargo, "field:StatusWillChange") if embargo else None,
        status=_status(about),
    )


def _subhead(chain: list[Any], head: Any) -> str:
    """Give what stands below the headline: a line of the item, and NITF's own abstract."""
    parts = _line(chain, "SubHeadLine"), newsml.blocks(next(below(head, "abstract"), None))
    return "\n\n".join(dict.fromkeys(filter(None, parts)))


def _joined(contents: list[tuple[str, Any]], *, summaries: bool) -> str:
    parts = [part for part in contents if (part[0] in _SUMMARIES) == summaries]
    texts = [_paragraphs(data) for _, data in sorted(parts, key=lambda part: part[0] in _BEHIND)]
    return "\n\n".join(filter(None, texts))


def _paragraphs(data: Any) -> str:
    """Give a content's text: as it stands, or its paragraphs where it is NITF or XHTML."""
    if not any(local(one) for one in data):
        return "".join([data.text or "", *(one.tail or "" for one in data)]).strip()
    inner = next(below(data, "body.content"), None)
    return newsml.blocks(next(below(data, "body"), data) if inner is None else inner)


def _status(about: Any) -> str:
    return _formal(child(about, "Status")).casefold()


def _name(item: Any) -> str:
    """Give the item's name without its revision, since the latest of these stands."""
    name = next(below(child(item, "Identification"), "NewsIdentifier"), None)
    parts = [_text(name, part) for part in ("ProviderId", "DateId", "NewsItemId")]
    return f"urn:newsml:{':'.join(parts)}" if all(parts) else _text(name, "PublicIdentifier")


def _provider(chain: list[Any], item: Any) -> str:
    """Give who sends it: as named, as credited, by name of a site."""
    named = _party(chain, "Provider") or _line(chain, "CreditLine") or _party(chain, "Source")
    identifier = next(below(child(item, "Identification"), "NewsIdentifier"), None)
    return named or _text(identifier, "ProviderId")


def _party(chain: list[Any], name: str) -> str:
    for one in chain:
        for party in below(child(child(one, "AdministrativeMetadata"), name), "Party"):
            if found := _formal(party):
                return found
    return ""


def _creator(chain: list[Any], provider: str) -> str:
    """Give who made it, if that is a name: no initials, no editor, not the sender again."""
    for one in chain:
        for creator in children(child(one, "AdministrativeMetadata"), "Creator"):
            for party in children(creator, "Party"):
                name = _formal(party)
                edited = str(party.get("Topic")).casefold() == "editor"
                if " " in name and name != provider and not edited:
                    return name
    return ""


def _language(chain: list[Any], meta: list[Any]) -> str | None:
    for one in meta:
        if told := _formal(child(one, "Language")):
            return told
    return next((told for one in chain if (told := one.get(LANGUAGE))), None)


def _subjects(meta: list[Any]) -> Iterator[tuple[str | None, str | None]]:
    for one in meta:
        for code in children(one, "SubjectCode"):
            for inner in (code, *(part for part in code if local(part) in _SUBJECTS)):
                known = _SUBJECT.fullmatch(_formal(inner))
                if known and known[1] in TOP_LEVELS:
                    yield TOP_LEVELS[known[1]], f"{PREFIX}{known[1]}000000"


def _keywords(chain: list[Any], meta: list[Any]) -> Iterator[tuple[str | None, None]]:
    for one in chain:
        for words in children(child(one, "NewsLines"), "KeywordLine"):
            yield line(words) or None, None
    for one in meta:
        for told in children(one, "Property"):
            if _formal(told).casefold() == "keyword":
                yield str(told.get("Value") or "").strip() or None, None


def _metadata(chain: list[Any]) -> Iterator[Any]:
    return (found for one in chain for found in children(one, "DescriptiveMetadata"))


def _line(chain: list[Any], name: str) -> str:
    """Give what the nearest component says in a line of that name."""
    return next((text for one in chain if (text := _of_lines(one, name))), "")


def _of_lines(component: Any, name: str) -> str:
    return _text(child(component, "NewsLines"), name)


def _above(component: Any) -> Iterator[Any]:
    """Walk the components that one lies in, up to its item."""
    parent = component.getparent()
    while parent is not None and local(parent) == _COMPONENT:
        yield parent
        parent = parent.getparent()


def _own_item(component: Any) -> Any:
    return next(one for one in component.iterancestors() if local(one) in _ITEMS)


def _formal(element: Any) -> str:
    return "" if element is None else str(element.get("FormalName") or "").strip()


def _text(parent: Any, name: str) -> str:
    return next((text for one in children(parent, name) if (text := line(one))), "")
