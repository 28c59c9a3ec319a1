"""What do interfaces and data sets of news say whose names mean something else elsewhere?

The Washington Post collection of TREC, Arc XP (ANS), Apple News, the interfaces of the New York
Times, the Guardian, Trove and Chronicling America, Impresso, Newsroom, fundus, WordPress and
others. Each is told by names that only it has together.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from searcher.readers.records import monitoring, networks
from searcher.readers.records.clocks import moment
from searcher.readers.wordlist import table

_DEEP: Final = 8  # elements inside each other
# Pieces of an article that are none of its text, or stand in a field of their own.
_NO_TEXT: Final = frozenset(
    table("title kicker byline date author_info image video gallery interstitial_link reference")
)
_PROVIDERS: Final = {"RTRS": "Reuters"}  # codes that Refinitiv has for who wrote
_PARAGRAPHS: Final = frozenset({"body", "intro", "quote", "heading"})


def told(record: Mapping[str, Any]) -> dict[str, Any]:
    """Give what a record of a known form says, by names that `Fields` knows; else nothing."""
    if _SIGNS.isdisjoint(record):
        return {}  # as most
    found: dict[str, Any] = {}
    for sign, form in _FORMS.items():
        if sign in record:
            found |= form(record)
    return found


def listed(document: Mapping[str, Any]) -> list[Any] | None:
    """Give the records of a document that holds them where no other does."""
    response = document.get("response")
    inner = response if isinstance(response, dict) else document
    if isinstance(inner.get("content"), dict) and "webTitle" in inner["content"]:
        return [inner["content"]]
    for name in ("zone", "category"):
        if zones := _dicts(inner.get(name)):
            records = [r for zone in zones for r in _dicts(_of(zone.get("records"), "article"))]
            if records:
                return records
    if messages := networks.chats(document):
        return messages
    if "included" in document and (related := _related(document)):
        return related
    elements = _dicts(document.get("content_elements"))
    return elements if any("headlines" in one for one in elements) else None


def _washington_post(record: Mapping[str, Any]) -> dict[str, Any]:
    pieces = _dicts(record["contents"])
    if not any(piece.get("type") == "sanitized_html" for piece in pieces):
        return {}
    said: dict[Any, Any] = {}
    for piece in pieces:
        said.setdefault(piece.get("type"), piece.get("content"))
    return {
        "contents": None,
        "title": record.get("title") or said.get("title"),
        "author": record.get("author") or said.get("byline"),
        "published_date": record.get("published_date") or said.get("date"),
        "section": said.get("kicker"),
        "body": [*_texts(pieces)],
    }


def _arc(record: Mapping[str, Any]) -> dict[str, Any]:
    headlines, elements = record.get("headlines"), _dicts(record["content_elements"])
    if not isinstance(headlines, dict) or not elements:
        return {}
    taxonomy = record.get("taxonomy")
    first = _of(taxonomy, "primary_section")
    return {
        "title": headlines.get("basic"),
        "summary": _of(record.get("subheadlines"), "basic")
        or _of(record.get("description"), "basic"),
        "body": [*_texts(elements)],
        "authors": [one.get("name") for one in _dicts(_of(record.get("credits"), "by"))],
        "publisher": _of(record.get("distributor"), "name"),
        "date_published": record.get("display_date") or record.get("first_publish_date"),
        "publish_date": None if _shown(record) else record.get("publish_date"),
        "last_updated": record.get("last_updated_date"),
        "section": [_of(one, "name") for one in (first, *_dicts(_of(taxonomy, "sections")))],
        "tag": [one.get("text") for one in _dicts(_of(taxonomy, "tags"))],
    }


def _shown(record: Mapping[str, Any]) -> bool:
    return bool(record.get("display_date") or record.get("first_publish_date"))


def _texts(pieces: list[dict[str, Any]], depth: int = _DEEP) -> Iterator[str]:
    """Give the texts of pieces, those within lists and quotations too."""
    for piece in pieces if depth else ():
        if piece.get("type") in _NO_TEXT:
            continue
        if isinstance(text := piece.get("content"), str) and text.strip():
            yield text
        for name in ("items", "content_elements"):
            yield from _texts(_dicts(piece.get(name)), depth - 1)


def _apple(record: Mapping[str, Any]) -> dict[str, Any]:
    components = [*_components(_dicts(record["components"]))]
    if "role" not in (components[0] if components else {}):
        return {}
    roles = [(str(one.get("role")), one) for one in components]
    return {
        "title": record.get("title")
        or next((one.get("text") for role, one in roles if role == "title"), None),
        "summary": next((one.get("text") for role, one in roles if role == "intro"), None)
        or record.get("subtitle"),
        "body": [
            _component(one)
            for role, one in roles
            if role.rstrip("0123456789") in _PARAGRAPHS and role != "intro"
        ],
        "byline": next(
            (one.get("text") for role, one in roles if role in {"author", "byline"}), None
        )
        if not _of(record.get("metadata"), "authors")
        else None,
    }


def _components(found: list[dict[str, Any]], depth: int = _DEEP) -> Iterator[dict[str, Any]]:
    for one in found if depth else ():
        yield one
        yield from _components(_dicts(one.get("components")), depth - 1)


def _component(component: Mapping[str, Any]) -> Any:
    text = component.get("text")
    if component.get("format") != "markdown" or not isinstance(text, str):
        return text
    from searcher.readers.records.markdown_text import plain_text

    return "\n\n".join(part for part in plain_text(text) if part)


def _newsroom(record: Mapping[str, Any]) -> dict[str, Any]:
    """Tell the day of an archive's copy, which stands in its address, from that of an article."""
    archive, date = record["archive"], record.get("date")
    if not (isinstance(archive, str) and isinstance(date, str) and f"/web/{date}" in archive):
        return {}
    return {"date": None, "captured": date}


def _new_york_times(record: Mapping[str, Any]) -> dict[str, Any]:
    lead, byline = record["lead_paragraph"], record.get("byline")
    if not isinstance(record.get("headline"), dict) or "web_url" not in record:
        return {}
    return {
        "body": lead if lead != record.get("abstract") else None,
        "byline": (byline.get("original") or byline.get("organization"))
        if isinstance(byline, dict)
        else byline,
        "keyword": [one.get("value") for one in _dicts(record.get("keywords"))],
        "keywords": None,
    }


def _guardian(record: Mapping[str, Any]) -> dict[str, Any]:
    tags = _dicts(record.get("tags"))
    named = [(tag.get("type"), tag.get("webTitle")) for tag in tags]
    found: dict[str, Any] = {
        "tag": [name for kind, name in named if kind == "keyword"],
        "tags": None,
    }
    if not _of(record.get("fields"), "byline"):
        found["authors"] = [name for kind, name in named if kind == "contributor"]
    return found if tags else {}


def _chronicling_america(record: Mapping[str, Any]) -> dict[str, Any]:
    """Read a page of a newspaper, of which the title is the newspaper's, as are its subjects."""
    texts = [text for name, text in record.items() if name.startswith("ocr") and text]
    title = record.get("title")
    if not texts or not isinstance(title, str):
        return {}
    outlet = title.removesuffix("[volume]").strip().rstrip(".")
    return {"body": texts, "source": outlet, "publisher": None, "subject": None}


def _impresso(record: Mapping[str, Any]) -> dict[str, Any]:
    if not isinstance(record["ft"], str) or not isinstance(day := record.get("d"), str):
        return {}
    outlet = str(record.get("id")).partition(f"-{day[:4]}")[0]
    return {
        "title": record.get("t"),
        "body": record["ft"],
        "date": day,
        "language": record.get("lg"),
        "source": outlet,
    }


def _trove(record: Mapping[str, Any]) -> dict[str, Any]:
    outlet = record.get("title")
    if "heading" not in record or not isinstance(outlet, dict):
        return {}
    address = record["troveUrl"]
    return {
        "title": record["heading"],
        "source": outlet.get("value") or outlet.get("title"),
        "url": address.partition("?")[0] if isinstance(address, str) else None,
    }


def _fundus(record: Mapping[str, Any]) -> dict[str, Any]:
    body, page = record.get("body"), record.get("html")
    found: dict[str, Any] = {}
    if isinstance(body, dict) and (sections := _dicts(body.get("sections"))):
        found["body"] = [[one.get(name) for name in ("headline", "paragraphs")] for one in sections]
        found["summary"] = " ".join(x for x in _list(body.get("summary")) if isinstance(x, str))
    if isinstance(page, dict) and "requested_url" in page:
        found["html"] = None
        found["url"] = page.get("responded_url") or page["requested_url"]
        found["crawl_date"] = page.get("crawl_date")
        found["publisher"] = _of(page.get("source_info"), "publisher") or record.get("publisher")
    return found


def _wordpress(record: Mapping[str, Any]) -> dict[str, Any]:
    """Read a post of WordPress' interface, with the names that numbers stand for beside it."""
    beside = record["_embedded"]
    groups = _of(beside, "wp:term")
    terms = [term for group in _list(groups) for term in _dicts(group)]
    named = [(term.get("taxonomy"), term.get("name")) for term in terms]
    authors = [one.get("name") for one in _dicts(_of(beside, "author"))]
    found: dict[str, Any] = {"author": authors} if any(authors) else {}
    if terms:
        found["category"] = [name for kind, name in named if kind == "category"]
        found["tag"] = [name for kind, name in named if kind == "post_tag"]
        found["categories"] = found["tags"] = None
    return found


def _clocks(record: Mapping[str, Any]) -> dict[str, Any]:
    """Read the date of a post of WordPress, which its interface gives by two clocks."""
    dated = moment(record.get("date"), record["date_gmt"])
    return {"date": dated} if dated else {}


def _newsdata(record: Mapping[str, Any]) -> dict[str, Any]:
    day, zone = record.get("pubDate"), record["pubDateTZ"]
    return {"pubDate": f"{day} {zone}"} if isinstance(day, str) and zone == "UTC" else {}


def _newscatcher(record: Mapping[str, Any]) -> dict[str, Any]:
    """Tell the text, which is called a summary, from the excerpt."""
    text, excerpt = record.get("summary"), record.get("excerpt")
    if "content" in record or not (isinstance(text, str) and isinstance(excerpt, str) and excerpt):
        return {}
    return {"body": text, "summary": excerpt}


def _aggregator(record: Mapping[str, Any]) -> dict[str, Any]:
    """Read a row of the News Aggregator of UCI, where a story is a number of several articles."""
    story = record["STORY"]
    known = "HOSTNAME" in record and isinstance(story, str) and " " not in story.strip()
    return {"STORY": None} if known else {}


def _drupal(record: Mapping[str, Any]) -> dict[str, Any]:
    """Add the names of authors and terms, which `listed` put there."""
    relations = record["relationships"]
    people = [one["name"] for one in _dicts(_of(relations, "people"))]
    terms = [one["name"] for one in _dicts(_of(relations, "terms"))]
    found: dict[str, Any] = {"authors": people} if people else {}
    return {**found, "tag": terms} if terms else found


def _television(record: Mapping[str, Any]) -> dict[str, Any]:
    """Read a moment of a programme, as GDELT lists them of the Internet Archive's television.

    Where it begins is a fragment of its address, by which no two pages are told apart.
    """
    if "Snippet" not in record:
        return {}
    return {
        "title": record.get("Show"),
        "source": record.get("Station"),
        "datetime": record["MatchDateTime"],
        "url": str(record.get("URL") or "").replace("#start/", "/start/", 1),
        "URL": None,
    }


def _ghost(record: Mapping[str, Any]) -> dict[str, Any]:
    """Read a post of Ghost's interface: tags with `#` are for its theme, and begun is not out."""
    listed = record.get("tags")
    tags = _dicts(listed)
    if not isinstance(listed, list) or len(tags) < len(listed):
        return {}  # somebody else's
    begun = None if record.get("published_at") else record.get("created_at")
    shown = [tag for tag in tags if tag.get("visibility") != "internal"]
    return {"tags": shown, "created_at": begun}


def _related(document: Mapping[str, Any]) -> list[Any] | None:
    """Give the articles of a JSON:API document with what their relationships lead to."""
    names: dict[tuple[Any, Any], dict[str, Any]] = {}
    for one in _dicts(document.get("included")):
        said = one.get("attributes")
        name = _of(said, "display_name") or _of(said, "name") or _of(said, "title")
        if isinstance(name, str) and isinstance(one.get("type"), str):
            names[one["type"], str(one.get("id"))] = {"name": name}
    records = _dicts(document.get("data"))
    if not names or not any("relationships" in one for one in records):
        return None
    found: list[Any] = []
    for record in records:
        meant: dict[str, list[dict[str, Any]]] = {"people": [], "terms": []}
        relations = record.get("relationships")
        for field, relation in relations.items() if isinstance(relations, dict) else ():
            target = _of(relation, "data")
            for one in _dicts(target if isinstance(target, list) else [target]):
                kind, name = str(one.get("type")), names.get((one.get("type"), str(one.get("id"))))
                if name and kind.startswith("taxonomy_term--"):
                    meant["terms"].append(name)
                elif name and kind == "user--user" and field in {"uid", "field_author"}:
                    meant["people"].append(name)
        found.append({**record, "relationships": meant})
    return found


def _refinitiv(record: Mapping[str, Any]) -> dict[str, Any]:
    """Read a story of Refinitiv's archive, whose subjects are codes of its own."""
    data = record.get("data")
    if not (isinstance(data, dict) and "headline" in data and "versionCreated" in data):
        return {}
    provider = str(data.get("provider") or "").rpartition(":")[2]
    return {
        "data": data | {"subjects": None, "provider": _PROVIDERS.get(provider, provider) or None},
        "published_at": data.get("firstCreated") or data["versionCreated"],
        "captured": data["versionCreated"],
    }


_FORMS: Final[Mapping[str, Callable[[Mapping[str, Any]], dict[str, Any]]]] = {
    "contents": _washington_post,
    "content_elements": _arc,
    "components": _apple,
    "archive": _newsroom,
    "lead_paragraph": _new_york_times,
    "webPublicationDate": _guardian,
    "lccn": _chronicling_america,
    "ft": _impresso,
    "troveUrl": _trove,
    "date_unixtime": networks.telegram,
    "account": networks.mastodon,
    "id_str": networks.twitter,
    "subreddit": networks.reddit,
    "publishing_date": _fundus,
    "_embedded": _wordpress,
    "date_gmt": _clocks,
    "pubDateTZ": _newsdata,
    "clean_url": _newscatcher,
    "STORY": _aggregator,
    "relationships": _drupal,
    "MatchDateTime": _television,
    "primary_tag": _ghost,
    "timestamps": _refinitiv,
    "Hit Sentence": monitoring.meltwater,
    "Followers at Posting": monitoring.crowdtangle,
    "pagetype": monitoring.extracted,
    "post": networks.bluesky,
    "record": networks.bluesky,
}
_SIGNS: Final = frozenset(_FORMS)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [one for one in _list(value) if isinstance(one, dict)]


def _of(value: Any, name: str) -> Any:
    return value.get(name) if isinstance(value, dict) else None
