"""Who signs on the page itself? Marked elements, byline classes, lines with `By`, profiles."""

import re
from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final

from searcher.readers.lines.leads import LEADS, ROLES
from searcher.readers.pages.elsewhere import is_card, is_elsewhere, is_profile, is_quoted
from searcher.readers.wordlist import either

_MAX_AUTHORS: Final = 8
_TOLD: Final = 400  # characters of text above the cards of other pages
_SILENT: Final = frozenset(["script", "style", "noscript", "head", "textarea"])
_MAX_SEEN: Final = 500  # signatures of one kind; a page of comments has hundreds
_MAX_CARDS: Final = 100
_MAX_BYLINE: Final = 160  # characters
_MAX_LINE: Final = 80  # characters of a line that is a byline by its words alone
_BYLINE = re.compile(
    r"(^|[\s_-])(by-?line|article-?author|authors?|autore?n?|auteurs?|autorenzeile|verfasser"
    r"|redakteur|journalist|(?:created|written|posted|submitted)-?by)(s|[_-]?(name|link"
    r"|info))?($|[\s_-])",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"\W*(by|vo[nm]|par|por|di|door|av|af|written by|posted by|veröffentlicht( am| von)?|text"
    r"|autor"
    r"(in)?|author|publicado el|published( on)?)?\W*",
    re.IGNORECASE,
)
# Capital letters of the scripts that have them.
_CAPITAL = "".join(c for c in map(chr, range(0x41, 0x530)) if c.isupper())
_BY = f"{either(LEADS)}|(?-i:di)"
_ROLE = either(ROLES)
# How any of them begins: most texts do not.
_HEADS: Final = frozenset(
    one.replace("_", " ")[:2] for one in (*LEADS.split(), *ROLES.split(), "di", "oprac.")
)
_OPENS = re.compile(rf"(?:(?:{_BY}):?|(?:{_ROLE}):|oprac\.)\s", re.IGNORECASE)
_LONGEST_LEAD: Final = 25  # characters
# A label on its own, the name behind it: `<b>Author</b> Jane Roe`.
_LABEL = re.compile(
    r"\s*(?:by|von|par|por|written by|authors?|autor(?:in)?(?:/autor(?:in)?)?|auteurs?|autore|text"
    rf"|av|af|door|oleh|(?:{_BY}|{_ROLE}):)\s*:?\s*",
    re.IGNORECASE,
)
_LEAD_ALONE = re.compile(rf"\s*(?:(?:{_BY}):?|(?:{_ROLE}):)\s*", re.IGNORECASE)
_ROLE_ALONE = re.compile(rf"\W*(?:{_ROLE})\W*", re.IGNORECASE)
_TELLING: Final = 5  # words in small letters; a byline with a role has fewer
_BREAKS: Final = frozenset(["br", "div", "hr", "img", "p", "time"])  # behind which a line begins
# Above a box in which somebody's name comes first.
_ABOUT = re.compile(
    r"\W*(?:about the authors?|über d(?:en|ie) autor(?:in)?|zu[rm]? autor(?:in)?"
    r"|sobre (?:el|la|o|a) autora?|à propos de l['’]auteure?|l['’]autore|over de auteur"
    r"|об авторе|про автора|o autorze)\W*",
    re.IGNORECASE,
)
_NAMING: Final = ("strong", "b", "a", "h3", "h4", "h5", "h6")
_HEADINGS: Final = frozenset(["h2", "h3", "h4", "h5", "h6"])
_LABELS: Final = frozenset(["b", "strong", "span", "em", "i", "dt", "div", "p", "small"])
SIGNED: Final = (
    rf"(?-i:[{_CAPITAL}])[^\s\d,:;!?|]*"
    rf"(?:\s+(?:(?:de|da|das|dos|do|du|del|della|di|van|von|der|den|ter|ten|la|le|af|av|zu|zum"
    rf"|al|el|bin"
    rf"|'t|’t)\s+){{0,2}}(?-i:[{_CAPITAL}])[^\s\d,:;!?|]*){{1,3}}"
)
# Behind a name: `Von Uwe Kranz, dpa`, `Par Zoé Petit avec AFP`.
AGENCIES: Final = (
    "dpa|epd|sda|AFP|AP|APA|EFE|ANSA|SID|KNA|PAP|ČTK|TASR|MTI|STT|TT|NTB|ANP|DHA|AA|İHA|Ritzau|Reuters"
    "|Lusa|Belga|Agerpres|ТАСС"
)
_TOLD_OF = re.compile(
    rf"({SIGNED})\s(?:is|was|has|covers|writes|joined|reports|works|lives|ist|war|schreibt"
    rf"|arbeitet"
    r"|est|écrit|travaille|es|escribe|è|scrive|é|escreve|schrijft|jest|pisze)\s",
    re.IGNORECASE,
)
_OPENING = re.compile(
    rf"((?:(?:{_BY}):?|(?:{_ROLE}):|oprac\.)\s+{SIGNED}"
    rf"(?:(?:\s(?:in|aus|à|from)\s(?-i:[{_CAPITAL}])\w+)?"
    rf"\s?(?:,|\s(?-i:and|und|et|y|e|i|и|та|og|och|en|ja|és|și|και|ve)\s)\s?{SIGNED}){{0,3}}"
    rf"(?:(?:,\s|\s?/\s?|\s\(|\s(?:avec|mit|with|con|com|med|met)\s(?:l['’])?)(?-i:{AGENCIES})\)?)?)"
    r"(?:\s(?:in|aus|à|from)\s\w+|\s(?:foto(?:s|ğraf)?|photos?|bild|kuvat?|zdjęcia"
    r"|фото)\s?[:/].{1,60}"
    rf"|,\s(?-i:[{_CAPITAL}])[\w-]+|\s[|•·—–/-]\s.{{1,60}}|\s\([^()]{{1,40}}\)|(?:,|\s(?:on|am|le|el|il|op|den"
    r"|em)\b)\s\D{0,12}\d.{0,30})?",
    re.IGNORECASE,
)
# Of scripts without capitals, where a name is known by what stands before it or behind.
_CASELESS = re.compile(
    r"(?:作者|撰文|撰稿|文|取材・文|文・写真|写真・文|글|글쓴이|מאת|بقلم|كتبت?|نویسنده|به قلم"
    r"|लेखक|লেখক|โดย|ผู้เขียน|ผู้สื่อข่าว|نووسینی|ئامادەکردنی|إعداد|執筆|ライター)"
    r"\s?[:：/／=＝｜]\s?[^\d:：|,،<>。·–—]{2,40}"
    r"(?:\s?[|،·–—-]\s.{1,60}|\s(?:写真|撮影|摄影|攝影|사진|编辑|編集|責編|责编)\s?[:：].{1,40})?"
    r"|โดย [ก-๙]{2,16} [ก-๙]{2,16}|(?:מאת|بقلم) [א-תء-ي'\"-]{2,12}(?: [א-תء-ي'\"-]{2,12}){1,2}"
    r"|[가-힣]{2,4} \S{0,4}기자(?: [^\s@]+@\S+)?"
    r"|[\[(【]?[가-힣]{2,12}[ =][가-힣]{2,4} \S{0,4}기자[\])】]?(?: [^\s@]+@\S+)?"
    r"|(?:本[报報刊网網]|特约|特約|见习)?[记記]者[:： ]{1,2}[一-鿿]{2,4}(?: [一-鿿]{2,4}){0,3}"
    r"|[记記]者\s?[一-鿿]{2,4}\s?[／/]\s?[一-鿿]{2,6}(?:報導|报道)"
)
# Another who signs behind the first: what holds both is the byline.
_AND_ANOTHER = re.compile(rf"\0\s*(?:&|(?:and|und|et|y|e|i|og|och|en)\s)\s*{SIGNED}\W*$")
# Behind a stamp: `Posted on 14 March 2025 by Jane Roe in News`.
_SIGNED_STAMP = re.compile(
    rf".{{0,100}}?\d{{4}}\W{{0,3}}(?:(?:à|at|um|às|kl\.?"
    rf"|ore)?\s?\d{{1,2}}[:.h]\d\d\W{{0,3}}(?:[ap]m\W"
    rf"|uhr\W{{1,3}})?)?\s*((?:by|von|par|por|door|af|av)\s{SIGNED}(?:\s?\((?:avec|mit|with|con"
    rf"|com)\s[^()]{{1,40}}\))?)"
    rf"(?:\s(?:in|\|)\s.*|\s?\([^()]{{1,40}}\))?",
    re.IGNORECASE,
)
_STAMPED_BY = re.compile(r"\d{4}.{0,20}\b(?:by|von|par|por|door|af|av)\s", re.IGNORECASE)
# At the end of an agency's dispatch.
_CLOSING = re.compile(r"\s*\(?(?:Reporting|Additional reporting|Writing) by\s")
_REPORTED = re.compile(rf"\(?((?:Reporting|Writing) by {SIGNED}[^;()]{{0,100}})(?:[;)]|$)")
_NAME = re.compile(rf"[{_CAPITAL}][^\s\d,:;!?]*(?:\s+[^\s\d,:;!?]+){{1,3}}")
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
        self._tails: list[Any] = []
        self._about: list[Any] = []
        self._closing: list[Any] = []
        self._stamped: list[Any] = []
        self._told = 0
        self.below: set[Any] = set()  # what stands below some text

    def see(self, element: Any, tag: str) -> None:
        """Take the element if it may be a signature."""
        text, names = element.text, element.keys()
        if self._told < _TOLD:
            self._told += _size_of_prose(text, tag) + _size_of_prose(element.tail, tag)
        elif tag == "time":
            self.below.add(element)
        # To ask for each of the attributes takes longer than to see which there are.
        if names:
            self._see_named(element, names)
        if tag in _BREAKS and (tail := element.tail) and not tail.isspace():
            line = tail.lstrip()
            if _opens(line, heads=line[:2].lower() in _HEADS):
                self._take(self._tails, element)
        line = text.lstrip() if text else ""
        heads = line[:2].lower() in _HEADS  # as what opens a byline does, or labels one
        if line and _opens(line, heads=heads):
            self._take(self._lines, element)
        elif tag == "a" and is_profile(element.get("href") or ""):
            self._take(self._profiles, element)
        elif "by" in line and _CLOSING.match(text):
            self._closing.append(element)
        elif "20" in line and len(text) <= 2 * _MAX_LINE and _STAMPED_BY.search(text):
            self._stamped.append(element)
        elif line and tag in _HEADINGS and len(text) <= _MAX_LINE and _ABOUT.fullmatch(text):
            self._about.append(element)
        elif heads and tag in _LABELS and len(text) <= _MAX_LINE and _LABEL.fullmatch(text):
            self._labels.append(element)

    def _see_named(self, element: Any, names: Collection[str]) -> None:
        """Take the element if one of its attributes says that it is of an author."""
        get = element.get
        if ("rel" in names and "author" in get("rel").lower().split()) or (
            ("itemprop" in names or "property" in names)
            and "author" in (get("itemprop") or get("property") or "").lower().split()
        ):
            self._take(self._marked, element)
        elif (
            name := ("class" in names and get("class"))
            or ("data-testid" in names and get("data-testid"))
        ) and _is_byline(name):
            self._take(self._classed, element)

    def _take(self, kind: list[Any], element: Any) -> None:
        kind.append(element)
        if self._told >= _TOLD:
            self.below.add(element)

    def places(self, titles: Collection[str] = ()) -> Iterable[list[str]]:
        """Give the bylines of each kind of place that has any, the surest first.

        `titles` are those of the page, squeezed.
        """
        # Of lines that are broken off, the first is one of its own.
        lines = [e for e in self._lines if not _has_break(e) and _is_line(words(e))]
        yield together(self._marked, titles, self.below)
        yield together(self._classed, titles, self.below)
        yield [_without_rest(line) for line in together(lines, titles, self.below)]
        own = (e for e in self._lines[:_MAX_CARDS] if not (e in self.below and is_card(e, titles)))
        yield [name for e in own if (name := _led(e))][:1]
        yield _labelled(self._labels)
        yield [_without_rest(line) for line in self._broken(titles)]
        stamped = [e for e in self._stamped if not is_elsewhere(e)]
        yield [found[1] for e in stamped if (found := _SIGNED_STAMP.fullmatch(words(e)))][:1]
        yield together([e for e in self._profiles if _has_form(e, _NAME)], titles, self.below)
        yield [name for e in self._about[:1] if (name := _introduced(e))]
        yield [found[1] for e in self._closing[:1] if (found := _REPORTED.match(words(e)))]

    def _broken(self, titles: Collection[str]) -> list[str]:
        """Give the first line that is a byline, and parted from others by line breaks alone."""
        tails = set(self._tails)
        for element in [*self._lines, *self._tails][:_MAX_CARDS]:
            line = _broken_off(element.tail) if element in tails else _first_line(element)
            if (
                line
                and not (is_elsewhere(element) or is_quoted(element))
                and not (element in self.below and is_card(element, titles))
            ):
                return [line]
        return []

    def elsewhere(self, titles: Collection[str]) -> list[str]:
        """Give the bylines that stand at other pages' cards alone."""
        found = [*self._marked, *self._classed, *self._profiles][:_MAX_CARDS]
        cards = {e for e in found if is_quoted(e) or (e in self.below and is_card(e, titles))}
        here = {words(e) for e in found if e not in cards}
        return [text for text in map(words, cards) if text not in here]


def together(elements: Sequence[Any], titles: Collection[str], below: Collection[Any]) -> list[str]:
    """Give the texts of the first byline and of those that stand beside it.

    Lists of other articles show bylines of the same kind: elsewhere on the page. Of an element
    inside another the inner one is the name.
    """
    usable = {}
    for element in elements[:_MAX_SEEN]:
        text = _of_whom(words(element))
        if (
            _may_be(text)
            and not (is_elsewhere(element) or is_quoted(element))
            and (element not in below or not is_card(element, titles))
        ):
            usable[element] = text
    holding: dict[Any, str] = {}
    for element, text in usable.items():
        if not any(c.isdigit() for c in text):
            for above in element.iterancestors():
                if above in usable:
                    holding[above] = holding.get(above, usable[above]).replace(text, "\0", 1)
    whole = {element for element, rest in holding.items() if _AND_ANOTHER.search(rest)}
    for element in list(usable):
        if not whole.isdisjoint(element.iterancestors()):
            del usable[element]
            holding.pop(element, None)
    for element in whole:
        holding.pop(element, None)
    kept = [(element, text) for element, text in usable.items() if element not in holding]
    if not kept:
        return []
    first = kept[0][0]
    near = set(_above(first))
    beside = [text for element, text in kept if element is first or near & set(_above(element))]
    return list(dict.fromkeys(beside))[:_MAX_AUTHORS]


def _led(element: Any) -> str | None:
    """Give the name in the first element within, if there is nothing but a lead before it."""
    if not len(element) or not _LEAD_ALONE.fullmatch(element.text or ""):
        return None
    if is_elsewhere(element) or is_quoted(element):
        return None
    name = words(element[0])
    return name if len(name) <= _MAX_LINE and _NAME.fullmatch(name) else None


def _labelled(labels: Sequence[Any]) -> list[str]:
    """Give the name behind the first label that has one."""
    for label in labels:
        text = _SPACES.sub(" ", label.tail or "").strip(" :")
        if not text and (beside := label.getnext()) is not None:
            text = words(beside)
        if len(text) <= _MAX_LINE and _names_some(text) and not is_elsewhere(label):
            return [text]
    return []


def _names_some(text: str) -> bool:
    """Say whether a text is a name, or several that are joined."""
    return _NAME.fullmatch(text) is not None or _OPENING.fullmatch(f"by {text}") is not None


def _introduced(heading: Any) -> str | None:
    """Give the name with which the box below a heading begins."""
    box = heading.getnext()
    if box is None:
        return None
    first = next(box.iter(*_NAMING), None)
    if first is None or not words(box).startswith(name := words(first)):
        return None
    return name if len(name) <= _MAX_LINE and _NAME.fullmatch(name) else None


def _above(element: Any) -> list[Any]:
    """Give the parent, and the grandparent where the parent holds but this one."""
    parent = element.getparent()
    if parent is None:
        return []
    above = parent.getparent()
    return [parent] if above is None or len(parent) > 1 else [parent, above]


def _has_form(element: Any, form: re.Pattern[str]) -> bool:
    text = words(element)
    return len(text) <= _MAX_LINE and form.fullmatch(text) is not None


def _first_line(element: Any) -> str | None:
    """Give the text before the first line break, if a byline ends there."""
    return _broken_off(element.text) if len(element) and element[0].tag == "br" else None


def _has_break(element: Any) -> bool:
    return len(element) > 0 and element[0].tag == "br" and _first_line(element) is not None


def _broken_off(text: str | None) -> str | None:
    line = " ".join((text or "").split())
    return line if line and _is_line(line) else None


def _is_line(line: str) -> bool:
    """Say whether a text is a byline by its words alone."""
    return len(line) <= _MAX_LINE and any(form.fullmatch(line) for form in (_OPENING, _CASELESS))


def _is_byline(name: str) -> bool:
    """Say whether an element of this class is a byline."""
    lower = name.lower()
    hinted = (
        "by" in lower
        or "aut" in lower
        or "verfa" in lower
        or "redak" in lower
        or "journal" in lower
    )
    return hinted and _BYLINE.search(name) is not None


def _size_of_prose(text: str | None, tag: str) -> int:
    return len(text) if text and len(text) > _MAX_LINE and tag not in _SILENT else 0


def _opens(line: str, *, heads: bool) -> bool:
    """Say whether a line begins as a byline does; `heads`: its first letters do."""
    if heads and _OPENS.match(line[:_LONGEST_LEAD]):
        return True
    return (
        not line.isascii() and _CASELESS.match(" ".join(line[: 2 * _MAX_LINE].split())) is not None
    )


def _without_rest(line: str) -> str:
    """Give a line that is a byline without its place, house or date."""
    found = _OPENING.fullmatch(line)
    return found[1] if found else line


def _may_be(text: str) -> bool:
    return (
        bool(text)
        and len(text) <= _MAX_BYLINE
        and not (_LEAD.fullmatch(text) or _is_label(text))
        and not _is_sentence(text)
    )


def _is_label(text: str) -> bool:
    """Say whether it is what stands before a name, and none."""
    return len(text) <= _LONGEST_LEAD and (
        _LABEL.fullmatch(text) is not None or _ROLE_ALONE.fullmatch(text) is not None
    )


def _of_whom(text: str) -> str:
    """Give the name with which a sentence about somebody begins, or the text as it is."""
    found = _TOLD_OF.match(text) if _is_sentence(text) else None
    return found[1] if found else text


def _is_sentence(text: str) -> bool:
    """Say whether it tells who somebody is, as a box about an author does."""
    if not text.endswith((".", "!", "?")):
        return False
    small = [word for word in text.split() if word[0].islower()]
    return len(small) >= _TELLING


def words(element: Any) -> str:
    """Give the text of a byline: its pieces are parted by style, if not by spaces."""
    return " ".join(" ".join(element.itertext()).split())
