"""Does an element of a page belong to something else than its article? Asides, comments, cards."""

import re
from collections.abc import Collection
from itertools import islice
from typing import Any, Final

from searcher.readers.pages.titles import squeeze

_ASIDE: Final = frozenset(["aside", "footer", "nav", "form"])
_ELSEWHERE = re.compile(
    r"[ck]omm?ent|reacties|yorum|(?<!post-)(?<!entry-)(?<!article-)footer|sidebar|related|recommend|recirc|teaser|promo|most-(read|popular)|widget|menu-item|sub-?menu|nav-?menu|mega-?menu",
    re.IGNORECASE,
)
_WHOLE: Final = frozenset(["body", "html", "main"])
_HEADINGS: Final = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_CARD: Final = 4  # elements above a stamp or a name inside which the headline of its card stands
_MAX_ELEMENTS: Final = 120  # of such cards
_MAX_TEXT: Final = 1_200  # characters of such cards
_MAX_HEADINGS: Final = 4  # of a card; more are of a list
_HEADLINE: Final = 3  # words of a heading of the first level that is no box's
# Words, or letters; a shorter link in a heading may be a person's name.
_WORDS, _LETTERS = 4, 20
_DENSE_LETTERS: Final = 8  # of a script that says as much in fewer
_MAX_HREF: Final = 300  # characters
_PROFILE = re.compile(
    r"/(?:authors?|autor(?:en|es|in)?|auteurs?|autore|autori|redakteure?|staff|journalists?"
    r"|journalisten|contributors?|creator|firmas?|writers?|newsteam|reporters?|columnists?)"
    r"/(?:[\w-]+/)?[\w.%-]*[a-z][\w.%-]*/?$",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"/@[\w.-]{2,60}/?")  # of the same site
_QUOTING: Final = ("figure", "figcaption", "blockquote")
_PICTURED = re.compile(
    r"(?:photo|image|picture|foto|bild|quote)[_-]?(?:author|autor|by|credit)", re.IGNORECASE
)
_PERSON = re.compile(r"author|byline|user|person|profile|fn(?![a-z])", re.IGNORECASE)
_DENSE = re.compile("[\u2e80-\ud7ff]")


def is_elsewhere(element: Any) -> bool:
    """Say whether the element stands in an aside, a footer, a comment or a list of other pages."""
    for above in (element, *element.iterancestors()):
        if above.tag in _ASIDE and not _is_foot(above):
            return True
        if above.tag in {"body", "html", "article", "main"}:
            return False
        name = f"{above.get('class') or ''} {above.get('id') or ''}"
        if _ELSEWHERE.search(name) and not _heads_page(above):
            return True
    return False


def _heads_page(element: Any) -> bool:
    """Say whether the headline of the page stands inside: `layout-with-sidebar` holds it all."""
    return any(
        len("".join(one.itertext()).split()) >= _HEADLINE and next(one.iter("a"), None) is None
        for one in islice(element.iter("h1"), _MAX_HEADINGS)
    )


def _is_foot(element: Any) -> bool:
    """Say whether it is the foot of an article, and not of the page."""
    return element.tag == "footer" and next(element.iterancestors("article"), None) is not None


def is_aside(element: Any) -> bool:
    """Say whether the element stands in an aside, a footer, a menu or a form."""
    return any(above.tag in _ASIDE for above in (element, *element.iterancestors()))


def is_quoted(element: Any) -> bool:
    """Say whether a name is that of who took a picture, or of who is quoted."""
    if _PICTURED.search(element.get("class") or ""):
        return True
    above = [one.get("class") or "" for one in element.iterancestors(*_QUOTING)]
    return bool(above) and not any(map(_PERSON.search, above))


def is_captioned(element: Any) -> bool:
    """Say whether the element stands in the caption of a picture."""
    return next(element.iterancestors("figcaption"), None) is not None


def is_card(element: Any, titles: Collection[str]) -> bool:
    """Say whether it is of another page's card: with a headline that is a link, and none of ours.

    `titles` are those of the page, squeezed: that a blog's headline leads to its own page is usual.
    """
    for above in islice(element.iterancestors(), _CARD):
        if above.tag in _WHOLE:
            return False
        inside = list(islice(above.iter(), _MAX_ELEMENTS + 1))
        if len(inside) > _MAX_ELEMENTS:
            return False
        if headings := [one for one in inside if one.tag in _HEADINGS]:
            return (
                len(headings) <= _MAX_HEADINGS
                and all(_leads_away(heading, titles) for heading in headings)
                and _is_short(above)
            )
    return False


def _is_short(element: Any) -> bool:
    """Say whether no more than a few teasers stand inside."""
    size = 0
    for text in element.itertext():
        size += len(text.strip())
        if size > _MAX_TEXT:
            return False
    return True


def is_profile(href: str) -> bool:
    """Say whether an address is that of a person's page."""
    if len(href) > _MAX_HREF:
        return False
    path = href.partition("?")[0]
    return _PROFILE.search(path) is not None or _HANDLE.fullmatch(path) is not None


def _leads_away(heading: Any, titles: Collection[str]) -> bool:
    """Say whether a heading is the headline of another page."""
    if heading.tag == "h1":
        return False
    link = next(heading.iter("a"), None)
    if link is None:
        link = next(heading.iterancestors("a"), None)
    if link is None or not link.get("href") or link.get("rel") == "author":
        return False
    name = " ".join(one.get("class") or "" for one in (heading, link))
    if _PERSON.search(name) or is_profile(link.get("href")):
        return False
    text = "".join(heading.itertext())
    squeezed = squeeze(text)
    least = _DENSE_LETTERS if _DENSE.search(squeezed) else _LETTERS
    return squeezed not in titles and (len(text.split()) >= _WORDS or len(squeezed) >= least)
