"""What does a page's tree say outside JSON-LD: meta tags, links, headings, times, bylines?"""

import re
from collections.abc import Iterator
from typing import Any, Final

from searcher.readers.titles import Heading, choose
from searcher.readers.wordlist import table

TITLES: Final = (
    "og:title",
    "twitter:title",
    "citation_title",
    "dc.title",
    "dcterms.title",
    "parsely-title",
)
SUMMARIES: Final = ("og:description", "description", "twitter:description", "dc.description")
AUTHORS: Final = table(
    "author article:author parsely-author sailthru.author dc.creator dcterms.creator"
    " citation_author byl article:author_name cxenseparse:author og:article:author creator"
    " authors twitter:data1"
)
DATES: Final = table(
    "article:published_time og:published_time og:article:published_time datepublished"
    " parsely-pub-date sailthru.date citation_publication_date citation_date"
    " dc.date.issued dcterms.issued dcterms.created dc.date dcterms.date article:published"
    " pubdate publishdate publish-date publish_date publication_date date_published"
    " published-date originalpublicationdate article_date_original"
    " cxenseparse:recs:publishtime date displaydate article.published datecreated"
    " dc.date.created"
)
STAMPS: Final = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "last-modified",
    "lastmod",
)
SECTIONS: Final = (
    "article:section",
    "og:article:section",
    "parsely-section",
    "cxenseparse:recs:category",
    "section",
)
TAGS: Final = ("article:tag", "og:article:tag", "news_keywords", "keywords", "parsely-tags")
SITES: Final = (
    "og:site_name",
    "application-name",
    "dc.publisher",
    "citation_journal_title",
    "twitter:site",
)
URLS: Final = ("og:url", "twitter:url", "parsely-link")
LANGUAGES: Final = ("content-language", "dc.language", "dcterms.language", "og:locale")

_MAX_AUTHORS: Final = 8  # a page that repeats its meta tag more often lists something else
_MAX_BYLINE: Final = 160  # characters
_ASIDE: Final = frozenset(["aside", "footer", "nav", "form"])
_ELSEWHERE = re.compile(
    r"comment|footer|sidebar|related|recommend|recirc|teaser|promo|most-(read|popular)|widget",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"(^|[\s_-])(byline|by-line|author|authors|article-?author)(s|[_-]?(name|link|info))?($|[\s_-])",
    re.IGNORECASE,
)
_SPACES = re.compile(r"\s+")
_MAX_SECOND: Final = 20  # headings of the second level that may be the title


class Page:
    """One pass over the tree collects what the attributes are chosen from."""

    def __init__(self, tree: Any) -> None:
        """Walk the tree once."""
        self.tree = tree
        self.meta: dict[str, list[str]] = {}
        self.scripts: list[str] = []
        self.headings: list[Heading] = []
        self._second: list[str] = []
        self.titles: list[str] = []
        self.times: list[Any] = []
        self.canonical: str | None = None
        self.base: str | None = None
        self._signed: list[Any] = []
        self._bylines: list[Any] = []
        for element in tree.iter():
            tag = element.tag
            if isinstance(tag, str):
                self._see(element, tag)

    def _see(self, element: Any, tag: str) -> None:
        get = element.get
        if tag == "meta":
            content = (get("content") or "").strip()
            if content:
                for name in {get("property"), get("name"), get("itemprop"), get("http-equiv")}:
                    if name:
                        self.meta.setdefault(name.strip().lower(), []).append(content)
            return
        if tag == "script":
            if "ld+json" in (get("type") or "").lower() and element.text:
                self.scripts.append(element.text)
            return
        if tag == "link":
            if (get("rel") or "").lower() == "canonical" and self.canonical is None:
                self.canonical = (get("href") or "").strip() or None
            return
        if tag == "base":
            self.base = self.base or get("href")
        elif tag == "h1":
            self.headings.append(Heading(element))
        elif tag == "h2":
            if len(self._second) < _MAX_SECOND:
                self._second.append(words(element))
        elif tag == "title":
            self.titles.append(words(element))
        elif tag == "time":
            self.times.append(element)
        if (
            "author" in (get("rel") or "").lower().split()
            or "author" in (get("itemprop") or "").lower().split()
        ):
            self._signed.append(element)
        elif (name := get("class") or get("data-testid")) and _BYLINE.search(name):
            self._bylines.append(element)

    def first(self, names: tuple[str, ...]) -> str | None:
        """Give the first content of the first of these meta tags."""
        return next((self.meta[name][0] for name in names if name in self.meta), None)

    def all(self, names: tuple[str, ...]) -> Iterator[str]:
        """Give all contents of these meta tags, in their order."""
        for name in names:
            yield from self.meta.get(name, ())

    def title(self, declared: str | None, site: str | None) -> str | None:
        """Choose the title, with the headline that JSON-LD declares."""
        given = (declared, *self.all(TITLES), *self.titles)
        candidates = [" ".join(c.split()) for c in given if c and c.strip()]
        return choose(declared, candidates, self.headings, self._second, site)

    def authors(self) -> list[str]:
        """Give bylines from meta tags, then from marked-up elements, then by class."""
        found = [value for name in AUTHORS for value in self._authors_of(name)]
        if found:
            return list(dict.fromkeys(found))
        for elements in (self._signed, self._bylines):
            found = [text for element in elements if (text := self._byline(element))]
            if found:
                return list(dict.fromkeys(found))[:_MAX_AUTHORS]
        return []

    def _authors_of(self, name: str) -> list[str]:
        values = self.meta.get(name, [])
        if (
            name == "twitter:data1"
            and "written by" not in (self.first(("twitter:label1",)) or "").lower()
        ):
            return []
        values = list(dict.fromkeys(v for v in values if "://" not in v and len(v) <= _MAX_BYLINE))
        return values if len(values) <= _MAX_AUTHORS else []

    def _byline(self, element: Any) -> str | None:
        text = words(element)
        if not text or len(text) > _MAX_BYLINE or is_elsewhere(element):
            return None
        return text

    def published(self) -> Iterator[str]:
        """Give the `datetime` of `<time>` elements, those marked as the publication first."""
        usable = [t for t in self.times if (t.get("datetime") or "").strip()]
        marked = [
            t
            for t in usable
            if t.get("pubdate") is not None or "datePublished" in (t.get("itemprop") or "")
        ]
        for element in marked or [t for t in usable if not is_elsewhere(t)][:1]:
            yield element.get("datetime").strip()


def words(element: Any) -> str:
    """Give the text of an element with single spaces."""
    return _SPACES.sub(" ", "".join(element.itertext(with_tail=False))).strip()


def is_elsewhere(element: Any) -> bool:
    """Say whether the element stands in an aside, a footer, a comment or a list of other pages."""
    for above in (element, *element.iterancestors()):
        if above.tag in _ASIDE:
            return True
        if above.tag in {"body", "html", "article", "main"}:
            return False
        if _ELSEWHERE.search(f"{above.get('class') or ''} {above.get('id') or ''}"):
            return True
    return False
