"""HTML pages: what the page declares, confirmed by what it shows; the body by trafilatura.

Each attribute has an order of places, most reliable first, measured on pages with known answers:
JSON-LD, then meta tags, then marked-up elements, then guesses. Nothing is interpreted: dates and
bylines are given as found, with their origin.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, Final

from searcher.article import (
    Provenance,
    RawArticle,
    RawDate,
    Rejection,
    Skipped,
)
from searcher.dates import day_of_address, parse_published
from searcher.readers.base import MAX_PAGE_BYTES, ReadOptions, Record, Source
from searcher.readers.encoding import Charset, in_utf8
from searcher.readers.encoding import charset as charset_of
from searcher.readers.legacy import guessed
from searcher.readers.page import read_page, too_large, whole
from searcher.readers.pages import instant
from searcher.readers.pages.below import named_below, named_last
from searcher.readers.pages.body import article_lines, better
from searcher.readers.pages.days import pictured
from searcher.readers.pages.extractors import (
    SHORT,
    guessed_author,
    guessed_date,
    largest_block,
    lines_of,
)
from searcher.readers.pages.front import LEAST, beside, cards, is_front, teaser
from searcher.readers.pages.joiners import rejoined
from searcher.readers.pages.jsonld import Declared
from searcher.readers.pages.mending import FRAMES, mend, unframe
from searcher.readers.pages.nobody import is_blank, is_placeholder, is_site
from searcher.readers.pages.page_topics import topics
from searcher.readers.pages.paragraphs import size_of
from searcher.readers.pages.saved import MAX_WEIGHT, is_draft, lighter, saved, with_saved
from searcher.readers.pages.shown import (
    DATES,
    STAMPS,
    SUMMARIES,
    TITLES,
    URLS,
    WEAK_DATES,
    Page,
)
from searcher.readers.pages.stamp_lines import without_label
from searcher.readers.pages.stamps import shown
from searcher.readers.pages.titles import squeeze
from searcher.readers.records.markup import PRINTED, plain

NAME: Final = "html"
MAX_ATTRIBUTES: Final = 2_000  # of one tag; the parser's time grows with the square of their number
# Of one page; the largest of 1,197 news pages has 19,437. Extraction's time grows faster than it.
MAX_MARKS: Final = 100_000
_HEAD: Final = 16_384  # bytes in which an archive says that it is one
_LONG_TAG: Final = 8_192  # bytes; a shorter tag cannot hold too many attributes
_TRIFLE: Final = 60  # characters; of a page that neither declares nor heads an article
_NAME_WORDS: Final = 6
_DECLARING: Final = frozenset(["json-ld", "meta"])
_SEARCH: Final = "a page of search results"
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w:.-]+)|<\?xml[^>]{0,100}encoding\s*=\s*[\"']([\w:.-]+)",
    re.IGNORECASE,
)
# A quote opens a value only behind `=`; anywhere else it is a slip, and the tag ends at its `>`.
_TAG = re.compile(rb"<[a-zA-Z][^=>]*+(?:=(?:\s*+(?:\"[^\"]*+\"|'[^']*+'))?+[^=>]*+)*+")
_VALUE = re.compile(rb"=\s*+(?:\"[^\"]*+\"|'[^']*+')")
_ATTRIBUTE = re.compile(rb"[\s/\"'][^\s/=>\"']")
_OPEN_ORDER = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b")  # of day and month
_CLOCK = re.compile(r"\d:\d\d")
_ORDERED: Final = frozenset(
    ["day-month-ambiguous", "relative", "no-year"]
)  # no guess settles these
_SEARCH_TITLE = re.compile(
    r"(you searched for|search results?\b|results? for\b|suchergebnis|résultats de (la )?recherche"
    r"|resultados de (la )?búsqueda).*",
    re.IGNORECASE,
)
# `?s=` asks a site's front page; behind a page's own path it is a session.
_SEARCH_URL = re.compile(
    r"/search/?(\?|$)|[?&](q|query|search)=|^https?://[^/?]+/?(index\.\w+)?\?([^#]*&)?s=",
    re.IGNORECASE,
)


def read(source: Source, options: ReadOptions) -> Iterator[Record]:
    """Give the page's article, or the cards of an index page, numbered."""
    del options  # a page has no fields
    stored = read_page(source, NAME, MAX_WEIGHT)
    if not isinstance(stored, bytes):
        yield stored
        return
    # What a page embeds is no text, and many times as much.
    data = lighter(stored) if len(stored) > MAX_PAGE_BYTES else stored
    if len(data) > MAX_PAGE_BYTES:
        yield too_large(source, NAME)
        return
    where, found = whole(source, NAME, stored), saved(data)
    if found and found.draft and is_draft(source.file):
        yield Skipped(where, "not-published", "a draft")
        return
    records = page(data, where, found_at=found.url if found else None)
    for record in numbered(records):
        yield with_saved(record, found) if found else record


def numbered(records: Iterable[Record]) -> Iterator[Record]:
    """Number what came of one page."""
    for number, record in enumerate(records, 1):
        if number > 1 and isinstance(record, RawArticle):
            yield replace(record, provenance=replace(record.provenance, record=number))
        else:
            yield record


def page(
    data: bytes, where: Provenance, charset: str | None = None, *, found_at: str | None = None
) -> list[Record]:
    """Read one page of at most `MAX_PAGE_BYTES`; `charset` is what was declared outside of it.

    Where it names no address its day may be that of the one that it was `found_at`. Of an index
    page these are its cards, behind what it tells itself, if anything.
    """
    return _page(data, where, charset, found_at, split=True)


def article(data: bytes, where: Provenance, *, found_at: str | None = None) -> Record:
    """Read one page as the article that it is taken for."""
    return _page(data, where, None, found_at, split=False)[0]


def _page(
    data: bytes, where: Provenance, charset: str | None, found_at: str | None, *, split: bool
) -> list[Record]:
    marks = data.count(b"<")
    if marks > MAX_MARKS:
        detail = f"a page with {marks:,} tags; {MAX_MARKS:,} are read"
        return [Rejection(where, "bad-html", detail)]
    crowded = _crowded(data)
    if crowded:
        return [Rejection(where, "bad-html", f"a tag with {crowded:,} attributes")]
    tree, too_deep = _parsed(data, charset)
    if tree is None:
        return [Rejection(where, "bad-html", "no element could be read")]
    found = _records(tree, where, found_at, split=split)
    if too_deep and isinstance(found[0], Skipped):
        # The parser leaves out what is deeper: the text may well be there.
        return [Rejection(where, "bad-html", "elements nested too deeply")]
    return found


def _crowded(data: bytes) -> int:
    """Give the number of attributes of a tag that has too many, else 0.

    A linear scan before the parser sees the page: 100,000 attributes would cost it half a minute.
    """
    for tag in _TAG.finditer(data):
        if tag.end() - tag.start() > _LONG_TAG:
            count = len(_ATTRIBUTE.findall(_VALUE.sub(b'="', tag[0])))
            if count > MAX_ATTRIBUTES and not _in_script(data, tag.start()):
                return count
    return 0


def _in_script(data: bytes, position: int) -> bool:
    """Say whether the place lies in a script, where `a<b` begins no tag."""
    before = data[:position].lower()
    return max(before.rfind(b"<script"), before.rfind(b"<style")) > max(
        before.rfind(b"</script"), before.rfind(b"</style")
    )


def _parsed(data: bytes, charset: str | None) -> tuple[Any, bool]:
    """Give the tree, None where there is none, and whether parts were too deep to be read."""
    from lxml import etree
    from lxml import html as lxml_html

    declared = _DECLARED.search(data, 0, 4096)
    if declared:
        charset = next(filter(None, declared.groups())).decode("ascii", "replace")
    text = in_utf8(data, _charset(data, charset)).translate(PRINTED, b"\0")
    parser = lxml_html.HTMLParser(
        encoding="utf-8", collect_ids=False, remove_comments=True, remove_pis=True
    )
    # All of one class: its own look-up, by the tag's name, is a call of Python for each element.
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=lxml_html.HtmlElement))
    try:
        tree = lxml_html.document_fromstring(text, parser=parser)
    except (etree.LxmlError, ValueError):
        return None, False
    if any(name in text[:_HEAD] for name in FRAMES):
        unframe(tree)
    return tree, any("depth" in problem.message for problem in parser.error_log)


def _charset(data: bytes, declared: str | None) -> Charset:
    """Choose the encoding; what is no Latin text is none, though it may declare to be one."""
    chosen = charset_of(data, declared)
    if not chosen.bom and (not chosen.certain or chosen.codec == "cp1252"):
        return Charset(codec) if (codec := guessed(data)) else chosen
    return chosen


def _records(tree: Any, where: Provenance, found_at: str | None, *, split: bool) -> list[Record]:
    page = Page(tree)
    declared = Declared(page.scripts)
    is_article = (
        declared.is_article
        or page.is_marked
        or (page.first(("og:type",)) or "").lower() == "article"
    )
    found = _article(page, declared, where, found_at, is_article=is_article)
    if is_article or not split or (isinstance(found, Skipped) and found.detail == _SEARCH):
        return [found]
    told = (found.body or "").split("\n\n") if isinstance(found, RawArticle) else []
    shown = cards(tree)
    if len(shown) < LEAST:
        return [found]
    title = found.title if isinstance(found, RawArticle) else None
    own = beside(tree, shown, told)
    if not is_front(shown, own, title):
        return [found]
    # What an index page tells itself, if that is more than a trifle, and its cards.
    records: list[Record] = []
    if isinstance(found, RawArticle) and sum(map(len, own)) >= _TRIFLE:
        # Bylines and stamps that it shows are of its cards.
        declares = tuple(date for date in found.dates if date.origin in _DECLARING)
        records.append(replace(found, body="\n\n".join(own), authors=(), dates=declares))
    site = _site(page, declared)
    base = page.base or page.canonical or page.first(URLS)
    return records + [teaser(card, where, site, page.language, base) for card in shown]


def _site(page: Page, declared: Declared) -> str | None:
    """Give the outlet's name; what it is called on Twitter is one where there is no other."""
    handle = page.handle
    named = page.site or declared.publisher()
    if named or (handle and " " in handle):
        return named or handle  # a handle has no spaces: this is a name
    return page.publisher or declared.outlet() or handle


def _article(
    page: Page,
    declared: Declared,
    where: Provenance,
    found_at: str | None,
    *,
    is_article: bool,
) -> RawArticle | Skipped:
    tree = page.tree
    urls = [url for url in (page.canonical, *page.all(URLS)) if url]
    declared.keep([*page.declared_titles(None), *(h.text for h in page.headings)], urls)
    declared.prefer(page.first(TITLES))
    site = _site(page, declared)
    title = page.title(declared.first("headline"), site)
    url = page.canonical or page.first(URLS) or declared.first("url")
    if declared.is_search or _SEARCH_TITLE.fullmatch(title or "") or _SEARCH_URL.search(url or ""):
        return Skipped(where, "no-text", _SEARCH)
    summary = page.first(SUMMARIES) or declared.first("description")
    signed: list[str] = []
    if instant.MARK in page.meta:
        signed, summary = instant.take_signed(tree), instant.take_head(tree, summary)
    mend(tree, summary)
    found = rejoined(lines_of(tree), tree)
    authors = signed or _authors(page, declared, site, title, found)
    body = _body(found, page, declared, title, authors) or largest_block(tree)
    if (
        len(body or "") < _TRIFLE
        and not is_article
        and not any(heading.text for heading in page.headings)
    ):
        body = None  # a menu, or a notice that something is missing
    if not body and not (is_article and title and summary):
        return Skipped(where, "no-text", "the page shows no text")
    return RawArticle(
        where,
        title=title,
        summary=summary,
        body=body,
        authors=tuple(authors),
        source=site,
        dates=tuple(_dates(page, declared, title, url or found_at)),
        stamp=next(iter(declared.date("dateModified")), None) or page.first(STAMPS),
        topics=topics(page, declared),
        language=page.language,
        url=url,
        base_url=page.base or page.first(URLS),
    )


def _authors(
    page: Page, declared: Declared, site: str | None, title: str | None, lines: list[str]
) -> list[str]:
    """Persons before the site itself; what the page declares before what it shows."""
    headline = squeeze(title or "")
    places = [
        [name for name in found if not (is_blank(name) or squeeze(name) == headline)]
        for found in (declared.names(organizations=False), *page.authors(title))
    ]
    places = [found for found in places if found]
    entitled = squeeze(page.entitled_site or "")
    for found in places:
        persons = [
            name
            for name in found
            if not (is_placeholder(name) or is_site(name, site) or squeeze(name) == entitled)
        ]
        if persons:
            return _spelled(persons, places)
    if places:
        return places[0]
    if named := named_below(page.tree, title, site):
        return named
    if signed := named_last(lines, title):
        return [signed]
    if guessed := guessed_author(page.tree):
        others = page.signed_elsewhere(title)
        guessed = [name for name in guessed if not any(name in other for other in others)]
        # What stands before the stamp behind a name: `Jane Roe Updated`.
        guessed = [without_label(name) for name in guessed]
        if any(len(name.split()) > _NAME_WORDS for name in guessed):
            guessed = []  # a sentence about somebody
    return guessed or declared.names(organizations=True)


def _spelled(names: list[str], places: list[list[str]]) -> list[str]:
    """Give the names, those of accounts (`janeroe`) as the page spells them elsewhere."""
    full = {squeeze(name): name for found in places for name in found if " " in name}
    return [name if " " in name else full.get(squeeze(name), name) for name in names]


def _dates(page: Page, declared: Declared, title: str | None, url: str | None) -> list[RawDate]:
    """What is declared, then what is shown; the address and a guess only where there is neither."""
    found = [RawDate(text, "json-ld") for text in declared.date("datePublished")]
    found += [RawDate(text, "meta") for text in page.all(DATES)]
    found += [RawDate(text, "microdata") for text in page.stamped()]
    found += [RawDate(text, "time") for text in page.published(title)]
    weak = [RawDate(text, "meta") for text in page.all(WEAK_DATES)]
    weak += [RawDate(text, "json-ld") for text in declared.date("dateCreated", "uploadDate")]
    others: list[str] = []
    # A mere day may be that of the printed edition; a time of day was set by the system.
    found += [date for date in weak if _CLOCK.search(date.text)]
    # What cannot be read as a day, such as an epoch's zero or a template, declares nothing.
    known = any(parse_published(date.text).date for date in found)
    if not known or _OPEN_ORDER.match(found[0].text):
        day = None if found else day_of_address(url)
        found += [RawDate(day.isoformat(), "url")] if day else []
        stamp, others = shown(page.tree, title)
        found += [RawDate(stamp, "shown")] if stamp else []
    found += weak
    # A stamp such as `02.12.19` says no year, which the rest of the page may.
    known = any(not _is_open(date) for date in found)
    guess = None if known else guessed_date(page.tree)
    others += [*page.dated_elsewhere(title), *pictured(page.tree)] if guess else []
    # A day that stands at a comment, a picture or another page's card is none of the article's.
    if guess and not any(str(parse_published(other))[:10] == guess for other in others):
        found.append(RawDate(guess, "guess"))
    unique: dict[str, RawDate] = {}
    for date in found:
        unique.setdefault(date.text, date)
    declared_days = [date for date in unique.values() if date.origin in _DECLARING]
    # Of several the one that a time repeats is shown as well.
    repeated = [
        date for date in found if date.origin == "time" and unique[date.text].origin in _DECLARING
    ]
    return [*unique.values(), *(repeated if len(declared_days) > 1 else ())]


def _is_open(date: RawDate) -> bool:
    """Say whether a candidate names no day, and contradicts none."""
    read = parse_published(date.text)
    # Points part a day from a month behind it: of `02.12.19` only the century is open.
    no_century = "two-digit-year" in read.flags and "." in date.text
    return read.date is None and (no_century or not _ORDERED.intersection(read.flags))


def _body(
    found: list[str], page: Page, declared: Declared, title: str | None, names: list[str]
) -> str | None:
    """Give the text that was found, or what was lost of it, without what is no part of it."""
    told = declared.told() or (page.told() if size_of(found) < SHORT else None)
    # What is declared may be written as HTML, in lines or not.
    told = "\n".join(plain(line) for line in told.split("\n")) if told else None
    lines = better(found, page.tree, told)
    titles = [title or "", *page.declared_titles(declared.first("headline"))]
    if size_of(lines) > SHORT:  # of less a heading may be all there is
        titles += [heading.text for heading in page.headings]
    return "\n\n".join(article_lines(lines, page.tree, titles, names)) or None
