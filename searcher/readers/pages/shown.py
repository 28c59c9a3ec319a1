"""What does a page's tree say outside JSON-LD: meta tags, links, headings, times, bylines?"""

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

from searcher.address import host_of
from searcher.readers.pages.elsewhere import is_captioned, is_card, is_elsewhere
from searcher.readers.pages.headless import headline, is_of_printer
from searcher.readers.pages.paragraphs import text_of
from searcher.readers.pages.signed import Signatures
from searcher.readers.pages.stamps import is_update
from searcher.readers.pages.titles import HEADS, SEPARATOR, Heading, choose, squeeze, without_day
from searcher.readers.records.markup import block_text
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
    " authors articleauthor shareaholic:article_author_name twitter:data1"
)
DATES: Final = table(
    "article:published_time og:published_time og:article:published_time datepublished"
    " parsely-pub-date sailthru.date citation_publication_date citation_date"
    " dc.date.issued dcterms.issued dc.date dcterms.date article:published"
    " pubdate publishdate publish-date publish_date publication_date date_published"
    " published-date originalpublicationdate article_date_original"
    " cxenseparse:recs:publishtime cxenseparse:publishtime displaydate article.published"
    " shareaholic:article_published_time"
)
# Of the page's making, or whatever a system calls `date`: behind what the page shows.
WEAK_DATES: Final = ("date", "dcterms.created", "datecreated", "dc.date.created")
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
TAGS: Final = ("article:tag", "og:article:tag", "parsely-tags")
KEYWORDS: Final = ("news_keywords", "keywords")
SITES: Final = (
    "og:site_name",
    "application-name",
    "dc.publisher",
    "citation_journal_title",
)
URLS: Final = ("og:url", "twitter:url", "parsely-link")
LANGUAGES: Final = ("content-language", "dc.language", "dcterms.language", "og:locale")

# What a page's card calls its author; plug-ins write it in the language of the site.
_WRITTEN: Final = frozenset(
    label.replace("_", " ")
    for label in table(
        "written_by author posted_by verfasst_von geschrieben_von veröffentlicht_von autor"
        " écrit_par rédigé_par publié_par auteur escrito_por publicado_por scritto_da autore"
        " geschreven_door auteur napisane_przez autor: skriven_av skrevet_av skrevet_af kirjoittaja"
        " kirjoittanut napsal_a napsal napsal(a) szerző írta scris_de автор написано"
        " написано_автором автором συντάχθηκε_από συντάκτης yazan yazar נכתב_על_ידי كُتب_بواسطة"
        " بواسطة نوشته_شده_توسط 作者 撰写者 執筆者 投稿者 글쓴이 được_viết_bởi ditulis_oleh penulis"
    )
)
_MAX_AUTHORS: Final = 8  # a page that repeats its meta tag more often lists something else
_MAX_BYLINE: Final = 160  # characters
_MAX_SITE: Final = 80  # characters of an outlet's name
_MAX_PUBLISHER: Final = 300  # of what is told of it
_OWN_AUTHOR = re.compile(r"cxenseparse:[a-z]+-?author")  # with the prefix of a house
_ADDRESS = re.compile(r"\S+@\S+")
_MARKED: Final = frozenset(["headline", "datePublished", "articleBody", "publisher"])  # schema.org
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)|\d{4}-?\d\d")
_MACHINE = re.compile(r"\d{4}-?\d\d-?\d\d")
_MAX_SEEN: Final = 200  # times that are looked at
_MAX_TIMES: Final = 8  # of which the first that is no update's is taken
_UNSEEN: Final = frozenset(["meta", "script", "link"])
_SEEN: Final = frozenset(["base", "h1", "h2", "h3", "h4", "title", "time"])
_MAX_HOMES: Final = 4  # links to the front page; logos at the page's head and foot
_MAX_SECOND: Final = 20  # headings of the second level that may be the title


def _heads(element: Any) -> bool:
    """Say whether a heading of a lower level is marked as that of an article."""
    return element.get("itemprop") == "headline" or (
        HEADS.search(element.get("class") or "") is not None
    )


def _is_name(text: str) -> bool:
    return 0 < len(text) <= _MAX_SITE and "/" not in text and not text.startswith("www.")


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
        self._marked: dict[str, Any] = {}
        self._signatures = Signatures()
        see = self._signatures.see
        for element in tree.iter("*"):
            tag = element.tag
            if tag in _UNSEEN:
                self._see_unseen(element, tag)
                continue
            if tag in _SEEN:
                self._see(element, tag)
            names = element.keys()
            if "itemprop" in names or "property" in names:
                item = element.get("itemprop") or element.get("property") or ""
                if (item := item.rpartition(":")[2]) in _MARKED:
                    self._marked.setdefault(item, element)
            see(element, tag)
        if "parsely-page" in self.meta:
            self._unpack(self.meta["parsely-page"][0])

    def _see_unseen(self, element: Any, tag: str) -> None:
        get = element.get
        if tag == "meta":
            content = (get("content") or "").strip()
            if content:
                for name in {get("property"), get("name"), get("itemprop"), get("http-equiv")}:
                    if name:
                        self.meta.setdefault(name.strip().lower(), []).append(content)
        elif tag == "script":
            if "ld+json" in (get("type") or "").lower() and element.text:
                self.scripts.append(element.text)
        elif (get("rel") or "").lower() == "canonical" and self.canonical is None:
            self.canonical = (get("href") or "").strip() or None

    def _see(self, element: Any, tag: str) -> None:
        if tag == "base":
            self.base = self.base or element.get("href")
        elif tag == "h1":
            self.headings.append(Heading(element))
        elif tag == "h2" or (tag in {"h3", "h4"} and _heads(element)):
            if len(self._second) < _MAX_SECOND:
                self._second.append(text_of(element))
        elif tag == "title":
            self.titles.append(text_of(element))
        elif tag == "time":
            self.times.append(element)

    def _unpack(self, packed: str) -> None:
        """Take what one meta tag declares as JSON, behind what tags of their own do."""
        try:
            found = json.loads(packed)
        except (ValueError, RecursionError):
            return
        if not isinstance(found, dict):
            return
        for name, key in (
            ("parsely-title", "title"),
            ("parsely-link", "link"),
            ("parsely-author", "authors"),
            ("parsely-author", "author"),
            ("parsely-pub-date", "pub_date"),
            ("parsely-section", "section"),
        ):
            values = found.get(key)
            for value in values if isinstance(values, list) else [values]:
                if isinstance(value, str) and value.strip():
                    self.meta.setdefault(name, []).append(value.strip())

    def first(self, names: tuple[str, ...]) -> str | None:
        """Give the first content of the first of these meta tags."""
        return next((self.meta[name][0] for name in names if name in self.meta), None)

    def all(self, names: tuple[str, ...]) -> Iterator[str]:
        """Give all contents of these meta tags, in their order."""
        for name in names:
            yield from self.meta.get(name, ())

    def title(self, declared: str | None, site: str | None) -> str | None:
        """Choose the title, with the headline that JSON-LD declares."""
        candidates = self.declared_titles(declared)
        printed = [one for one in candidates if is_of_printer(one)]
        if printed:
            candidates = [one for one in candidates if one not in printed]
        host = host_of(self.canonical or self.first(URLS))
        found = choose(
            declared,
            candidates,
            self.headings,
            self._second,
            site,
            host=host,
            homes=lambda: self._homes(host),
        )
        if not self.headings and len(candidates) <= 1 and found in {None, *candidates}:
            # No heading, and no separator that is sure.
            second = next((one for one in self._second if len(one.split()) > 1), None)
            shown = second if printed and second else headline(self.tree, [*candidates, *printed])
            if shown and found and squeeze(shown) in map(squeeze, candidates):
                shown = found  # that is shown with the site
            found = shown or found or (printed[0] if printed else None)
        return without_day(found) if found else found

    def _homes(self, host: str | None) -> Iterator[str]:
        """Give what the first links to the site's front page show or say."""
        roots = {"/", *(f"{scheme}//{host}/" for scheme in ("https:", "http:", "") if host)}
        links = (a for a in self.tree.iter("a") if a.get("href"))
        home = (a for a in links if a.get("href").rstrip("/") + "/" in roots)
        for link in islice(home, _MAX_HOMES):
            yield text_of(link)
            yield from filter(None, (link.get("title"), link.get("aria-label")))
            yield from filter(None, (image.get("alt") for image in link.iter("img")))

    def declared_titles(self, declared: str | None) -> list[str]:
        """Give all titles that the page declares, best first."""
        given = (declared, *self.all(TITLES), *self.titles)
        found = [" ".join(c.split()) for c in given if c and c.strip()]
        marked = self._marked.get("headline")
        if not found and marked is not None and (headline := text_of(marked)):
            found.append(headline)
        return found

    def authors(self, title: str | None) -> Iterator[list[str]]:
        """Give the bylines of each place that has any: meta tags, then what the page shows."""
        own = [n for n in self.meta if n.startswith("cxense") and _OWN_AUTHOR.fullmatch(n)]
        names = [*AUTHORS, *own]
        declared = [value for name in names for value in self._authors_of(name)]
        yield list(dict.fromkeys(declared))
        yield from self._signatures.places(self._own(title))

    def _authors_of(self, name: str) -> list[str]:
        values = self.meta.get(name, [])
        if name == "twitter:data1":
            label = (self.first(("twitter:label1",)) or "").strip(" :").casefold()
            if "written by" not in label and label not in _WRITTEN:
                return []
        values = list(
            dict.fromkeys(
                v
                for v in values
                if "://" not in v and not _ADDRESS.fullmatch(v) and len(v) <= _MAX_BYLINE
            )
        )
        return values if len(values) <= _MAX_AUTHORS else []

    @property
    def is_marked(self) -> bool:
        """Whether an element is marked as the body of an article."""
        return "articleBody" in self._marked

    @property
    def site(self) -> str | None:
        """The name of the site."""
        site = self.first(SITES)
        return site.lstrip("@") if site else None

    @property
    def publisher(self) -> str | None:
        """Who is marked as the publisher, in a meta tag or in what the page shows; no address."""
        given = list(self.meta.get("publisher", ()))
        marked = self._marked.get("publisher")
        if marked is not None:
            # The head of a page may be marked so, with all of its menu: that shows other names.
            tag = "*" if len(text_of(marked)) <= _MAX_PUBLISHER else "meta"
            scope = "[ancestor::*[@itemscope][1][@itemprop='publisher']]"
            names = marked.xpath(f"descendant::{tag}[@itemprop='name']{scope}")[:1]
            if names or (tag == "*" and marked.get("itemscope") is None):
                one = names[0] if names else marked
                given.append(one.get("content") or text_of(one))
        names = (" ".join(one.split()).lstrip("@") for one in given)
        return next((one for one in names if _is_name(one)), None)

    @property
    def handle(self) -> str | None:
        """What the site calls itself elsewhere, which is a name where it has no other."""
        return (self.first(("twitter:site",)) or "").lstrip("@") or None

    @property
    def entitled_site(self) -> str | None:
        """What stands behind the last separator of the title tag, if that is not the whole."""
        *before, last = SEPARATOR.split(self.titles[0]) if self.titles else [""]
        return last if before else None

    @property
    def language(self) -> str | None:
        """The language that the page declares."""
        tree = self.tree
        return tree.get("lang") or tree.get("xml:lang") or self.first(LANGUAGES)

    def told(self) -> str | None:
        """Give the text of the element that is marked as the article's body (microdata)."""
        marked = self._marked.get("articleBody")
        return block_text(marked) if marked is not None else None

    def stamped(self) -> Iterator[str]:
        """Give what an element that is marked as the date of publication declares or shows."""
        marked = self._marked.get("datePublished")
        if marked is None or marked.tag == "time":
            return
        given = (
            marked.get("content"),
            marked.get("datetime"),
            marked.get("title"),
            text_of(marked),
        )
        # A time of day alone is shown where the day stands above.
        yield from [s.strip() for s in given if s and len(s) <= _MAX_BYLINE and _YEAR.search(s)][:1]

    def signed_elsewhere(self, title: str | None) -> list[str]:
        """Give the bylines of other pages that this one leads to."""
        return self._signatures.elsewhere(self._own(title))

    def dated_elsewhere(self, title: str | None) -> list[str]:
        """Give the times of other pages that this one leads to."""
        own, below = self._own(title), self._signatures.below
        cards = [t for t in self.times[:_MAX_SEEN] if t in below and is_card(t, own)]
        return [stamp for t in cards if (stamp := (t.get("datetime") or "").strip())]

    def _own(self, title: str | None) -> set[str]:
        """Give the titles that the page has for itself, squeezed."""
        return {squeeze(one) for one in (title or "", *self.declared_titles(None))}

    def published(self, title: str | None) -> Iterator[str]:
        """Give the `datetime` of `<time>` elements, those marked as the publication first.

        Where it may be read in two ways the text follows, which names its month more often. That of
        an update gives way to any other.
        """
        usable = [t for t in self.times if (t.get("datetime") or "").strip()]
        marked = [
            t
            for t in usable
            if t.get("pubdate") is not None or "datePublished" in (t.get("itemprop") or "")
        ]
        if not marked and usable:
            own = self._own(title)
            below = self._signatures.below
            usable = [
                t
                for t in usable[:_MAX_SEEN]
                if not (is_elsewhere(t) or is_captioned(t) or (t in below and is_card(t, own)))
            ]
            marked = sorted(usable[:_MAX_TIMES], key=is_update)[:1]
        for element in marked:
            stamp = element.get("datetime").strip()
            yield stamp
            text = text_of(element)
            if not _MACHINE.match(stamp) and text != stamp and len(text) <= _MAX_BYLINE:
                yield text
