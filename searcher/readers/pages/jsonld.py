"""What does a page declare about its article in JSON-LD (schema.org)?

Read by hand, because half of the declarations on the web need mercy: several objects in one
script, `@graph`, references by `@id`, trailing commas, CDATA, entities escaped twice.
"""

import html
import json
import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any, Final

from searcher.readers.pages import lenient
from searcher.readers.wordlist import table

Node = dict[str, Any]

# Types of an article, best first; a page declares several, and the first kind found is the article.
TYPES: Final = (
    frozenset(
        table(
            "NewsArticle ReportageNewsArticle AnalysisNewsArticle OpinionNewsArticle"
            " BackgroundNewsArticle ReviewNewsArticle AskPublicNewsArticle LiveBlogPosting"
        )
    ),
    frozenset(
        table(
            "Article BlogPosting Report TechArticle ScholarlyArticle MedicalScholarlyArticle"
            " SatiricalArticle AdvertiserContentArticle SocialMediaPosting"
        )
    ),
    frozenset(
        [
            "CreativeWork",
            "Review",
            "Recipe",
            "VideoObject",
            "AudioObject",
            "PodcastEpisode",
            "Event",
        ]
    ),
    frozenset(["WebPage", "ItemPage", "AboutPage", "FAQPage", "QAPage"]),
)
ARTICLE_RANKS: Final = 2  # the first rows of TYPES are articles, the others pages about something
_OUTLETS_BY_RANK: Final = ("WebSite", "NewsMediaOrganization", "Organization")
_OUTLETS: Final = frozenset(_OUTLETS_BY_RANK)
_MAX_SCRIPT: Final = 1 << 20  # characters; a larger script is an application's state
_MAX_NODES: Final = 5_000
_PREFIX: Final = 15  # letters after which a title may run on
_MAX_ARTICLES: Final = 50  # that are told from those of other pages
_MAX_UPDATES: Final = 2_000  # of one live blog
_DESCEND: Final = ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item")
_WRAPPING = re.compile(
    r"^\s*(?:/[/*]\s*)?<!(?:\[CDATA\[|--)(?:\s*\*/)?|(?:/[/*]\s*)?(?:\]\]|--)>(?:\s*\*/)?\s*$"
)
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-f]+|[a-z]+);", re.IGNORECASE)


class Declared:
    """The nodes of a page, its article first."""

    def __init__(self, scripts: Iterable[str]) -> None:
        """Parse the scripts; those that cannot be are passed over."""
        self._by_id: dict[str, Node] = {}
        ranked: list[tuple[int, Node]] = []
        self._types: set[str] = set()
        self._outlets: list[tuple[set[str], Node]] = []
        told: set[int] = set()
        for node in _nodes(scripts):
            types = _types(node)
            self._types |= types
            if types & _OUTLETS:
                self._outlets.append((types, node))
            name = node.get("@id")
            if isinstance(name, str) and len(node) > len(self._by_id.get(name, {})):
                self._by_id[name] = node
            rank = _rank(node)
            if rank is not None:
                ranked.append((rank, node))
            told |= {id(one) for name in _DESCEND[1:] for one in _listed(node.get(name))}
        # An organization that a page is about is not its publisher.
        self._outlets = [pair for pair in self._outlets if id(pair[1]) not in told]
        ranked.sort(key=lambda pair: pair[0])
        self._ranked = ranked

    @property
    def is_article(self) -> bool:
        """Whether the page declares an article."""
        return bool(self._ranked) and self._ranked[0][0] < ARTICLE_RANKS

    @property
    def is_search(self) -> bool:
        """Whether the page declares itself a list of search results."""
        return "SearchResultsPage" in self._types

    def prefer(self, title: str | None) -> None:
        """Move the article with this headline to the front: list pages declare many."""
        if title:
            wanted = _squeezed(title)
            self._ranked.sort(
                key=lambda pair: (pair[0], _squeezed(text(pair[1].get("headline"))) != wanted)
            )

    def keep(self, titles: Collection[str], urls: Collection[str]) -> None:
        """Leave out articles that are other pages', where a page declares several.

        These have another headline than any of `titles`, and another address than `urls`, those of
        the page. Where none is the page's own they all go if their addresses say so.
        """
        articles = [node for rank, node in self._ranked if rank < ARTICLE_RANKS][:_MAX_ARTICLES]
        if len(articles) < 2:  # noqa: PLR2004 - several
            return
        pages = {_address(url) for url in urls} - {""}
        known = {_squeezed(title) for title in titles}
        own, others = [], []
        for node in articles:
            headline = text(node.get("headline")) or text(node.get("name"))
            addresses = _addresses(node)
            if (addresses & pages) or any(_is_one(_squeezed(headline), title) for title in known):
                own.append(node)
            elif headline and addresses and pages:
                others.append(node)
        if own or len(others) == len(articles):
            left_out = {id(node) for node in others}
            self._ranked = [pair for pair in self._ranked if id(pair[1]) not in left_out]

    def first(self, *names: str) -> str | None:
        """Give the first text under one of these names, in the best node that has it."""
        for name in names:
            for _, node in self._ranked:
                value = text(self._resolved(node.get(name)))
                if value:
                    return value
        return None

    def told(self) -> str | None:
        """Give the article's text: its body, or the updates of a live blog, in their order."""
        for _, node in self._ranked:
            if body := text(self._resolved(node.get("articleBody"))):
                return body
            if "LiveBlogPosting" in _types(node):
                updates = _listed(node.get("liveBlogUpdate"))[:_MAX_UPDATES]
                lines = [line for update in updates for line in self._update(update)]
                if lines:
                    return "\n".join(lines)
        return None

    def _update(self, update: Any) -> list[str]:
        node = self._resolved(update)
        if not isinstance(node, dict):
            return []
        lines = (text(self._resolved(node.get(name))) for name in ("headline", "articleBody"))
        return list(dict.fromkeys(filter(None, lines)))

    def date(self, *names: str) -> list[str]:
        """Give the dates under these names, best node first."""
        found = []
        for name in names:
            for _, node in self._ranked:
                value = node.get(name)
                if isinstance(value, list):
                    value = value[0] if value else None
                if isinstance(value, dict):
                    value = value.get("@value")
                if isinstance(value, str) and value.strip():
                    found.append(value.strip())
        return found

    def several(self, *names: str) -> list[str]:
        """Give all texts under these names in the best node that has any; commas part keywords."""
        for _, node in self._ranked:
            found = []
            for name in names:
                for item in _listed(node.get(name)):
                    value = text(self._resolved(item))
                    parts = value.split(",") if name == "keywords" else [value]
                    found += [part.strip() for part in parts if part.strip()]
            if found:
                return found
        return []

    def names(self, *, organizations: bool) -> list[str]:
        """Give the authors who are persons, or those that are organizations."""
        for _, node in self._ranked:
            for role in ("author", "creator"):
                found = []
                for item in _listed(node.get(role)):
                    person = self._resolved(item)
                    known = _types(person) if isinstance(person, dict) else set()
                    if (
                        bool(known & {"Organization", "NewsMediaOrganization", "Corporation"})
                        is organizations
                    ):
                        found += self._of_person(person)
                if found:
                    return list(dict.fromkeys(found))
        return []

    def publisher(self) -> str | None:
        """Give the publisher's name."""
        for name in ("publisher", "sourceOrganization", "isPartOf"):
            for _, node in self._ranked:
                value = self._resolved(node.get(name))
                found = text(value) if name != "isPartOf" or isinstance(value, dict) else ""
                if found and "://" not in found:
                    return found
        return None

    def outlet(self) -> str | None:
        """Give the name of the site, or of the only organization that stands by itself."""
        for kind in _OUTLETS_BY_RANK:
            names = {text(node.get("name")) for types, node in self._outlets if kind in types}
            names = {name for name in names if name and "/" not in name}
            if len(names) == 1:
                return names.pop()
        return None

    def _of_person(self, person: Any) -> list[str]:
        if isinstance(person, dict):
            names = [text(name) for name in _listed(person.get("name"))]
            if not any(names):
                parts = (text(person.get("givenName")), text(person.get("familyName")))
                names = [" ".join(part for part in parts if part)]
        else:
            names = [text(person)]
        return [name for name in names if name and "://" not in name]

    def _resolved(self, value: Any) -> Any:
        if isinstance(value, list) and value:
            value = value[0]
        if isinstance(value, dict) and isinstance(name := value.get("@id"), str):
            return {**self._by_id.get(name, {}), **value}
        return value


def text(value: Any) -> str:
    """Give the text in a value; objects answer with their name. Entities are unescaped twice."""
    if isinstance(value, list):
        value = next((item for item in value if item), "")
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value") or value.get("headline") or ""
        if isinstance(value, list):
            value = value[0] if value else ""
    if not isinstance(value, str):
        return ""
    found: str = value
    if "&" in found and _ENTITY.search(found):
        found = html.unescape(html.unescape(found))
    return found.strip()


def _nodes(scripts: Iterable[str]) -> Iterator[Node]:
    count = 0
    for script in scripts:
        if len(script) > _MAX_SCRIPT:
            continue
        queue = [_parsed(script)]
        while queue and count < _MAX_NODES:
            value = queue.pop(0)
            count += 1
            if isinstance(value, list):
                queue.extend(value)
            elif isinstance(value, dict):
                yield value
                # Only what is a node of its own; a reference is resolved where it is used.
                queue.extend(
                    value[name] for name in _DESCEND if isinstance(value.get(name), list | dict)
                )


def _parsed(script: str) -> Any:
    cleaned = _WRAPPING.sub("", script.strip()).strip().rstrip(";")
    for attempt in (cleaned, _TRAILING_COMMA.sub(r"\1", cleaned), html.unescape(cleaned)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return _several(cleaned) or lenient.read(cleaned)


def _several(script: str) -> list[Any]:
    """Read objects that follow each other without being a list."""
    decoder = json.JSONDecoder(strict=False)
    found: list[Any] = []
    at = script.find("{")
    while 0 <= at < len(script):
        try:
            value, end = decoder.raw_decode(script, at)
        except (ValueError, RecursionError):
            break
        found.append(value)
        at = script.find("{", end)
    return found


def _types(node: Any) -> set[str]:
    if not isinstance(node, dict):
        return set()
    return {name.rsplit("/", 1)[-1] for name in _listed(node.get("@type")) if isinstance(name, str)}


def _rank(node: Node) -> int | None:
    types = _types(node)
    return next((rank for rank, known in enumerate(TYPES) if types & known), None)


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _is_one(headline: str, title: str) -> bool:
    """Say whether two squeezed titles are one, or the one begins the other."""
    one, two = sorted((headline, title), key=len)
    return two.startswith(one) and (one == two or len(one) >= _PREFIX)


def _addresses(node: Node) -> set[str]:
    """Give the addresses that a node says are its page's."""
    given = [node.get(name) for name in ("url", "@id", "mainEntityOfPage")]
    given += [one.get(name) for one in given if isinstance(one, dict) for name in ("@id", "url")]
    return {_address(one) for one in given if isinstance(one, str) and "/" in one} - {""}


def _address(url: str) -> str:
    """Give an address without what pages are not told apart by."""
    bare = re.split(r"[?#]", url, maxsplit=1)[0]
    return bare.partition("://")[2].removeprefix("www.").rstrip("/").casefold()


def _squeezed(value: str) -> str:
    return "".join(c for c in value.casefold() if c.isalnum())
