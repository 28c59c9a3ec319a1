"""What programs for reading later, for feeds and for references export: told inside JSON and CSV.

Wallabag, Inoreader and Feedly (items as Google Reader had them), Miniflux, CSL JSON and Zotero's
own, Instapaper, Raindrop and Pinboard. Their names say something else than those of other data
sets: `created_at` is when a page was saved, and `timestamp` too.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from searcher.article import Provenance, RawArticle, Skipped
from searcher.readers.base import ReadOptions, Record
from searcher.readers.records import blogs, forms, ninjs, own_rows
from searcher.readers.records.field_names import attributes_of
from searcher.readers.records.fields import Fields
from searcher.readers.records.wires import mapped, understood
from searcher.readers.wordlist import table

_UNMAPPED: Final = Fields(ReadOptions())
_INSTAPAPER: Final = frozenset(table("URL Title Selection Folder Timestamp"))
_RAINDROP: Final = frozenset(table("url folder created highlights favorite"))
_PINBOARD: Final = frozenset(table("href description extended time"))
# Of Zotero's items: what belongs to another one, and who wrote one.
_PARTS: Final = frozenset(table("attachment note annotation"))
_WROTE: Final = frozenset(table("author podcaster presenter director"))
_OUTLETS: Final = table("publicationTitle websiteTitle blogTitle forumTitle programTitle")
_PAGES: Final = "json-pages-1.0"  # the head of the list of pages in a WACZ
_WALLABAG: Final = table("published_by hashed_url domain_name")
_STATES: Final = "user/"  # of a reader's own folders and marks
_JOINTS: Final = (" - ", " | ", " – ", " — ")
# Of a title that is one without its outlet; signs where words are not parted.
_WORDS, _SIGNS = 3, 10
_MOST: Final = 100  # addresses of one item that are looked at


def read(record: Mapping[str, Any], where: Provenance, fields: Fields) -> Record:
    """Read a record of JSON or CSV: by what its form means, else by the names of its fields."""
    if "id" in record and not fields.mapped and (own := own_rows.read(record, where)):
        return own
    item = ninjs.item_of(record)
    if item is not None:
        return understood(item, fields, where)
    if none := _no_article(record):
        return Skipped(where, *none)
    told = _told(record)
    found = _UNMAPPED.by_name({**record, **told}, where) if told else fields.by_name(record, where)
    if isinstance(found, RawArticle) and found.source and "title" not in fields.mapped:
        found = _without_outlet(found, found.source)
    return mapped(found, record, fields, where) if told else found


def _without_outlet(article: RawArticle, source: str) -> RawArticle:
    """Cut the outlet off a title, where the record itself says what it is called.

    `The wall holds - The New York Times`, as its page's title is. A title of a word or two stays:
    `Letters - Quay Notes`.
    """
    title = article.title or ""
    outlet = _bare(source)
    if not _bare(title[-len(source) :]).endswith(outlet):
        return article  # as most
    for mark in _JOINTS:
        head, _, tail = title.rpartition(mark)
        if head and _bare(tail) == outlet:
            long = len(head.split()) >= _WORDS or (len(head) >= _SIGNS and not head.isascii())
            return replace(article, title=head.rstrip()) if long else article
    return article


def _bare(name: str) -> str:
    return name.strip().casefold().removeprefix("the ")


def _no_article(record: Mapping[str, Any]) -> tuple[str, str] | None:
    """Say, as a reason and its detail, why a record is none that came out; None for most."""
    if (item := _zotero(record)) and (kind := item["itemType"]) in _PARTS:
        return "no-article", f"of Zotero: {kind}"
    if "date_gmt" in record and "status" in record:
        return blogs.wordpress(str(record.get("type")), str(record["status"]))
    if record.get("format") == _PAGES:
        return "no-article", "the head of a list of pages"
    return None


def _told(record: Mapping[str, Any]) -> dict[str, Any]:
    """Give what a record of a known form says; None for what a name would say wrongly."""
    # Most records are none of these, and cost little here.
    if "origin" in record and _is_item(record):
        return _item(record)
    if "issued" in record and isinstance(record["issued"], dict) and "title" in record:
        return _reference(record)
    if item := _zotero(record):
        return _described(item)
    if "is_archived" in record and any(name in record for name in _WALLABAG):
        return _kept(record)
    if "Selection" in record and record.keys() >= _INSTAPAPER:
        return {
            "Timestamp": None,
            "time_added": record["Timestamp"],
            "summary": record["Selection"],
        }
    if "favorite" in record and record.keys() >= _RAINDROP:
        return {"created": None, "saved_at": record["created"]}
    if "extended" in record and record.keys() >= _PINBOARD and not _says(record, "title"):
        return _marked(record)
    if "feed_id" in record and "changed_at" in record:
        # Miniflux: when it came to the reader, and when something was noted there.
        return {"created_at": None, "captured": record.get("created_at"), "changed_at": None}
    return forms.told(record)


def _zotero(record: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Give an item of Zotero, which its interface wraps; None for any other record."""
    if "itemType" in record:
        return record if _is_zotero(record) else None
    inner = record.get("data")
    if not (isinstance(inner, dict) and "itemType" in inner) or _says(record, "title", "body"):
        return None
    return inner if _is_zotero(inner) else None


def _is_zotero(item: Mapping[str, Any]) -> bool:
    """Tell an item by who made it, and what belongs to one by having neither author nor text."""
    if not isinstance(kind := item["itemType"], str):
        return False
    if kind in _PARTS:
        return not _says(item, "authors", "body") or "parentItem" in item
    creators = item.get("creators")
    return isinstance(creators, list) and all(
        isinstance(one, dict) and "creatorType" in one for one in creators
    )


def _says(record: Mapping[str, Any], *attributes: str) -> bool:
    return not attributes_of(tuple(record)).isdisjoint(attributes)


def _described(item: Mapping[str, Any]) -> dict[str, Any]:
    """Read an item of Zotero, which says of each person what they did."""
    tags = item.get("tags")
    outlet = next((item[name] for name in _OUTLETS if item.get(name)), None)
    return {
        **item,
        "data": None,
        "meta": None,
        "authors": [one for one in item["creators"] if str(one["creatorType"]) in _WROTE],
        "creators": None,
        **({"source": outlet} if outlet else {}),
        "tags": [one.get("tag") if isinstance(one, dict) else one for one in tags]
        if isinstance(tags, list)
        else tags,
        "captured": item.get("accessDate") or item.get("dateAdded"),
    }


def _marked(record: Mapping[str, Any]) -> dict[str, Any]:
    """Read a bookmark of Pinboard, as Delicious had them."""
    tags = record.get("tags")
    return {
        "title": record["description"],
        "description": record["extended"],
        "time": None,
        "time_added": record["time"],
        "tags": tags.split() if isinstance(tags, str) else tags,
    }


def _is_item(record: Mapping[str, Any]) -> bool:
    origin = record["origin"]
    return isinstance(origin, dict) and isinstance(origin.get("streamId"), str)


def _item(record: Mapping[str, Any]) -> dict[str, Any]:
    """Read an item of a feed, as Google Reader's interface gave it."""
    content, summary = record.get("content"), record.get("summary")
    categories = record.get("categories")
    listed = categories if isinstance(categories, list) else []
    return {
        "text": content or summary,
        "content": None,
        "summary": summary if content and content != summary else None,
        "feed_title": record["origin"].get("title"),
        "captured": record.get("crawlTimeMsec") or record.get("crawled"),
        "link": record.get("canonicalUrl")
        or _address(record.get("canonical"))
        or _address(record.get("alternate")),
        "categories": [
            name for name in listed if not (isinstance(name, str) and name.startswith(_STATES))
        ],
    }


def _address(links: Any) -> str | None:
    for link in links[:_MOST] if isinstance(links, list) else ():
        if isinstance(link, dict) and isinstance(address := link.get("href"), str) and address:
            return address
    return None


def _reference(record: Mapping[str, Any]) -> dict[str, Any]:
    """Read a reference in CSL, whose days are rows of numbers."""
    return {
        "issued": _day(record["issued"]),
        "accessed": _day(record.get("accessed")),
        "publication_title": record.get("container-title"),
    }


def _day(date: Any) -> str | None:
    """Give `2026-01-30` for `{"date-parts": [["2026", 1, 30]]}`, and no more than is there."""
    if not isinstance(date, dict):
        return date if isinstance(date, str) else None
    rows = date.get("date-parts")
    parts = rows[0] if isinstance(rows, list) and rows else None
    if isinstance(parts, list) and all(str(part).isdecimal() for part in parts[:3]) and parts:
        year, *rest = (int(part) for part in parts[:3])
        return "-".join([f"{year:04}", *(f"{part:02}" for part in rest)])
    told = date.get("raw") or date.get("literal")
    return told if isinstance(told, str) else None


def _kept(record: Mapping[str, Any]) -> dict[str, Any]:
    """Read an entry of Wallabag, of which the names of a user and of the day it was kept are none.

    `published_by` are its authors.
    """
    return {
        "user_name": None,
        "created_at": None,
        "captured": record.get("created_at"),
        "authors": record.get("published_by"),
        "domain": record.get("domain_name"),
    }
