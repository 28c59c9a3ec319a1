"""Who signs on the page itself? Marked elements, byline classes, lines with `By`, profiles."""

import re
from collections.abc import Iterable, Sequence
from typing import Any, Final

_MAX_AUTHORS: Final = 8
_MAX_BYLINE: Final = 160  # characters
_MAX_LINE: Final = 80  # characters of a line that is a byline by its words alone
_MAX_HREF: Final = 300  # characters
_ASIDE: Final = frozenset(["aside", "footer", "nav", "form"])
_ELSEWHERE = re.compile(
    r"comment|footer|sidebar|related|recommend|recirc|teaser|promo|most-(read|popular)|widget",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"(^|[\s_-])(by-?line|article-?author|authors?|autore?n?|auteurs?|autorenzeile|verfasser"
    r"|redakteur)(s|[_-]?(name|link|info))?($|[\s_-])",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"\W*(by|vo[nm]|par|por|di|door|av|af|written by|posted by|veröffentlicht( am| von)?|text|autor"
    r"(in)?|author|publicado el|published( on)?)?\W*",
    re.IGNORECASE,
)
_OPENS = re.compile(r"(?:(?:[Bb]y|BY|[Vv]on|VON|[Pp]ar|[Pp]or|POR):?|Text:|Autor:|Author:)\s")
# A label on its own, the name behind it: `<b>Author</b> Jane Roe`.
_LABEL = re.compile(
    r"\s*(?:by|von|par|por|written by|authors?|autor(?:in)?(?:/autor(?:in)?)?|auteurs?|autore|text)"
    r"\s*:?\s*",
    re.IGNORECASE,
)
_LABELS: Final = frozenset(["b", "strong", "span", "em", "i", "dt"])
_SIGNED = (
    r"(?-i:[A-ZÀ-Þ])[^\s\d,:;!?]*"
    r"(?:\s+(?:(?:de|da|del|di|van|von|der|la|le)\s+)?(?-i:[A-ZÀ-Þ])[^\s\d,:;!?]*){1,3}"
)
_OPENING = re.compile(
    rf"(?:(?:by|von|par|por):?|text:|autor:|author:)\s+{_SIGNED}"
    rf"(?:\s?(?:,|\s(?-i:and|und|et|y|e)\s)\s?{_SIGNED}){{0,3}}",
    re.IGNORECASE,
)
_PROFILE = re.compile(
    r"/(?:authors?|autor(?:en|es|in)?|auteurs?|autore|autori|redakteure?|staff|journalists?"
    r"|journalisten|contributors?|creator|writers?|newsteam|reporters?|columnists?)"
    r"/(?:[\w-]+/)?[\w.%-]*[a-z][\w.%-]*/?$",
    re.IGNORECASE,
)
_NAME = re.compile(r"[A-ZÀ-Þ][^\s\d,:;!?]*(?:\s+[^\s\d,:;!?]+){1,3}")
_SPACES = re.compile(r"\s+")


class Signatures:
    """The elements that may name an author, by kind of place, as the page is walked."""

    def __init__(self) -> None:
        """Begin without any."""
        self._marked: list[Any] = []
        self._classed: list[Any] = []
        self._lines: list[Any] = []
        self._profiles: list[Any] = []
        self._labels: list[Any] = []

    def see(self, element: Any, tag: str) -> None:
        """Take the element if it may be a signature."""
        get = element.get
        rel, prop = get("rel"), get("itemprop")
        if (rel and "author" in rel.lower().split()) or (prop and "author" in prop.lower().split()):
            self._marked.append(element)
        elif (name := get("class") or get("data-testid")) and _BYLINE.search(name):
            self._classed.append(element)
        if element.text and _OPENS.match(element.text.lstrip()[:8]):
            self._lines.append(element)
        elif tag == "a" and _is_profile(get("href") or ""):
            self._profiles.append(element)
        elif tag in _LABELS and element.text and _LABEL.fullmatch(element.text[:_MAX_LINE]):
            self._labels.append(element)

    def places(self) -> Iterable[list[str]]:
        """Give the bylines of each kind of place that has any, the surest first."""
        yield together(self._marked)
        yield together(self._classed)
        yield together([e for e in self._lines if _has_form(e, _OPENING)])
        yield _labelled(self._labels)
        yield together([e for e in self._profiles if _has_form(e, _NAME)])


def together(elements: Sequence[Any]) -> list[str]:
    """Give the texts of the first byline and of those that stand beside it.

    Lists of other articles show bylines of the same kind: elsewhere on the page. Of an element
    inside another the inner one is the name.
    """
    usable = {}
    for element in elements:
        text = words(element)
        if _may_be(text) and not is_elsewhere(element):
            usable[element] = text
    holding = {
        above
        for element, text in usable.items()
        if not any(c.isdigit() for c in text)
        for above in element.iterancestors()
        if above in usable
    }
    kept = [(element, text) for element, text in usable.items() if element not in holding]
    if not kept:
        return []
    first = kept[0][0]
    near = set(_above(first))
    beside = [text for element, text in kept if element is first or near & set(_above(element))]
    return list(dict.fromkeys(beside))[:_MAX_AUTHORS]


def _labelled(labels: Sequence[Any]) -> list[str]:
    """Give the name behind the first label that has one."""
    for label in labels:
        text = _SPACES.sub(" ", label.tail or "").strip(" :")
        if not text and (beside := label.getnext()) is not None:
            text = words(beside)
        if len(text) <= _MAX_LINE and _NAME.fullmatch(text) and not is_elsewhere(label):
            return [text]
    return []


def _above(element: Any) -> list[Any]:
    """Give the parent, and the grandparent where the parent holds but this one."""
    parent = element.getparent()
    if parent is None:
        return []
    above = parent.getparent()
    return [parent] if above is None or len(parent) > 1 else [parent, above]


def _is_profile(href: str) -> bool:
    return len(href) <= _MAX_HREF and _PROFILE.search(href.partition("?")[0]) is not None


def _has_form(element: Any, form: re.Pattern[str]) -> bool:
    text = words(element)
    return len(text) <= _MAX_LINE and form.fullmatch(text) is not None


def _may_be(text: str) -> bool:
    return bool(text) and len(text) <= _MAX_BYLINE and not _LEAD.fullmatch(text)


def words(element: Any) -> str:
    """Give the text of a byline: its pieces are parted by style, if not by spaces."""
    return " ".join(" ".join(element.itertext()).split())


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


def is_aside(element: Any) -> bool:
    """Say whether the element stands in an aside, a footer, a menu or a form."""
    return any(above.tag in _ASIDE for above in (element, *element.iterancestors()))
