"""Which of the headings and declared titles of a page is the title of its article?

Measured on news pages, the heading that a declared title confirms is the one that readers saw.
"""

import difflib
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import islice, pairwise
from typing import Any, Final

from searcher.readers.lines.labels import is_stamp

_SPACES = re.compile(r"\s+")
_OTHERS = re.compile(r"[\W_]+")  # all but letters and digits, as `str.isalnum` tells them
_ASCII_OTHERS: Final = bytes(b for b in range(0x80) if not chr(b).isalnum())
_LEADING = re.compile(r"^(?:[|·:•]\s*|[-–—]\s+)")
_SILENT: Final = frozenset(["style", "script"])
HEADS = re.compile(r"(?:entry|post|article|news|story)[_-]?(?:title|head(?:line)?)", re.IGNORECASE)
_DASHES: Final = frozenset("-–—|:")
_KICKER = re.compile(
    r"(?<![a-z])(?:kicker|over-?line|over-?title|eye-?brow|roof-?line|dach-?zeile|spitz-?marke"
    r"|ober-?zeile|topic|top-?line|pre-?(?:title|headline)|sur-?tit(?:re|le)|ante-?t[ií]tulo|volanta"
    r"|cintillo|chapeu|occhiello|vinjett|stikktittel|label|flag|category)(?![a-z])",
    re.IGNORECASE,
)
# `Site » Blog Archive » Weir opens`, as weblogs had it for years.
_ARCHIVE = re.compile(
    r".{1,80}?\s[»>]+\s(?:blog[ -]archiv\w?|archiv\w?)\s[»>]+\s(\S.*)", re.IGNORECASE
)
_DAY = re.compile(r"\d{1,2}[./]\d{1,2}[./]\d{4}\s*[-–—|:]\s+(?=\S\S.*\s)")
# Bars of several kinds look the same.
SEPARATOR = re.compile(r"\s+(?:[|│¦–—·»«:•/-]|::|//)\s+|\s*[|│¦»«]\s*")
_BREAK = re.compile(r"\s+(?:[|｜│¦–—·»«:•<>-]{1,2}|//?)\s+|\s*[|｜│¦]\s*")
_BAR = re.compile("[|｜│¦]")
# Without spaces only before the very name of the site.
_TIGHT = re.compile(r"\s*[_：:－-]\s*")
# Of scripts without spaces: Thai, Chinese, Japanese.
_DENSE = re.compile("[\u0e01-\u0e30\u2e80-\ua4cf]")
_JOINT = re.compile(r"\s*[|｜│¦_：»«·]|\s*:\s|\s+[–—<-]{1,2}\s|\s+//?\s")
_JOINED = re.compile(r"(?:[|｜│¦_：»«·:]|\s[–—>-]{1,2}|\s//?)\s*$")
# Behind the site's own name any mark is a separator.
_MARKED_OFF = re.compile(r"(.*\S)\s+[~*=^→\[(\\]{1,3}\s*(\S.*?)\s*[\])]?")
_BARS = re.compile(r"[|｜│¦>»]")
_SIGNED = re.compile(r"by\s+[A-Z][^|]{2,40}")
_CLOSE: Final = 0.8  # difflib ratio at which a heading confirms a declared title
_PREFIX: Final = 15  # letters after which one title may run on
_COMPARED: Final = 300  # letters; difflib's time grows with their square
_NAME: Final = 4  # letters of a name that says which site it is
_WORDS: Final = 4  # of a site's name at the end of a title
_SECTION: Final = 2  # words of a section between title and site
_TELLING: Final = 3  # words of a heading that may stand for itself
_SEGMENT: Final = 2  # words of a heading that is a part of the title tag
_MAX_BREAKS: Final = 6  # of a declared title, behind each of which the site may begin
_MAX_PIECES: Final = 12  # of a heading: kicker, headline, subtitle; of a title with its sites


class Heading:
    """A heading as its pieces: a kicker, the headline and a subtitle are elements of their own."""

    def __init__(self, element: Any) -> None:
        """Collect the pieces of text in their order."""
        pieces = [_SPACES.sub(" ", piece) for piece in _texts(element)]
        self._pieces = [piece for piece in pieces if piece.strip()][:_MAX_PIECES]
        if len(self._pieces) > 1 and is_stamp(self._pieces[-1].strip()):
            pieces = self._pieces = self._pieces[:-1]
        self.text = _joined(pieces)
        # Whether a class says that it is an article's.
        self.is_named = HEADS.search(element.get("class") or "") is not None
        # Without what is called a kicker, if anything is.
        self.bare = _without_kicker(element) if len(element) else None

    def part(self, titles: set[str]) -> str | None:
        """Give the part, whole pieces from either end, that is one of these squeezed titles."""
        for run in self._ends():
            rest = run[1:] if run[0].strip() in _DASHES else run
            text = _LEADING.sub("", "".join(rest).strip())
            if len(squeeze(text)) >= _PREFIX and squeeze(text) in titles:
                return text
        return None

    @property
    def main(self) -> str:
        """The text; without its kicker, where only style parts the two."""
        for one, two in zip(self._pieces, self._pieces[1:], strict=False):
            if one[-1].isalpha() and two[0].isalpha() and two[0].isupper() and one[-1].islower():
                longest = max(self._pieces, key=len).strip()
                return longest if len(longest.split()) >= _TELLING else self.text
        return self.text

    def _ends(self) -> Iterator[list[str]]:
        for at in range(1, len(self._pieces)):
            yield self._pieces[at:]
            yield self._pieces[:-at]


def _joined(pieces: list[str]) -> str:
    return _LEADING.sub("", _SPACES.sub(" ", "".join(pieces)).strip())


def _texts(element: Any, without: Any = None) -> list[str]:
    """Give the texts below a heading in their order; a line break is a space."""
    found: list[str] = []

    def walk(one: Any) -> None:
        # The parser nests no deeper than some 250 levels.
        if one is without or one.tag in _SILENT:
            return
        found.append(one.text or "")
        for child in one:
            if child.tag == "br":
                found.append(" ")
            else:
                walk(child)
            found.append(child.tail or "")

    walk(element)
    return found


def _without_kicker(element: Any) -> str | None:
    """Give a heading without the part of it that is called a kicker, if the rest is a headline.

    A dash that only machines see parts the two as well.
    """
    for part in element.iterdescendants():
        rest = None
        if _KICKER.search(part.get("class") or ""):
            rest = _joined(_texts(element, part))
        elif part.get("aria-hidden") == "true" and (part.text or "").strip() in _DASHES:
            rest = _joined([text for one in part.itersiblings() for text in _texts(one)])
        if rest is not None:
            return rest if len(rest.split()) >= _SEGMENT and rest[-1:] != ":" else None
    return None


def choose(
    declared: str | None,
    candidates: list[str],
    first: list[Heading],
    second: list[str],
    site: str | None,
    *,
    host: str | None = None,
    homes: Callable[[], Iterable[str]] = tuple,
) -> str | None:
    """Choose the title: a heading that confirms a declared one, else that without the site.

    The heading wins because declared titles are shortened for search engines and cards. `declared`
    is the headline of the JSON-LD, `candidates` are all declared titles with it, best first;
    `first` are the headings of the first level, `second` those of the next. The page is on `host`;
    `homes` gives what its links to the front page say.
    """
    name = squeeze(site or "")
    headings = [h for h in first if h.text]
    # The site's name above every page is a heading too.
    own = [h for h in headings if squeeze(h.text) != name] or headings
    for candidate in candidates:
        if found := _ARCHIVE.fullmatch(candidate):
            return found[1]
    known = {squeeze(candidate) for candidate in candidates}
    for heading in own:
        if heading.bare and any(
            confirms(text, one) or _closes(heading.bare, one)
            for text in (heading.text, heading.bare)
            for one in candidates
        ):
            return heading.bare
    for heading in own:
        if squeeze(heading.text) in known:
            return spaced(heading, candidates)
    for heading in own:
        if part := heading.part(known):
            return part
    starts = {
        squeeze(candidate[: cut.start()])
        for candidate in candidates
        for cut in islice(_BREAK.finditer(candidate), _MAX_BREAKS)
    }
    for heading in own:
        if part := heading.part(starts):
            return part.rstrip(" :|–—-")
    for heading in own:
        if any(confirms(heading.text, candidate) for candidate in candidates):
            return heading.main if heading.main != heading.text else spaced(heading, candidates)
    for text in (*(h.text for h in own), *second):
        if _size(text) >= _SEGMENT and any(_begins(text, candidate) for candidate in candidates):
            return text
    for text in second:
        if _size(text) >= _TELLING and any(_closes(text, candidate) for candidate in candidates):
            return text
    # `The Paper | Weir opens`: a heading of the page tells which end is the site.
    closing = {squeeze(SEPARATOR.split(c)[-1]): len(squeeze(c)) for c in candidates}
    for text in (*(h.text for h in own), *second):
        if len(text.split()) >= _TELLING and 5 * len(squeeze(text)) > 3 * closing.get(
            squeeze(text), _COMPARED * 10
        ):
            return text
    opening = {squeeze(SEPARATOR.split(candidate)[0]) for candidate in candidates}
    for text in (*(h.text for h in own), *second):
        if len(text.split()) >= _SEGMENT and squeeze(text) in opening:
            return text
    for heading in own:
        if heading.is_named and any(_goes_on(heading.text, one) for one in candidates):
            return heading.text
    if not declared and len(own) == 1 and _stands_alone(own[0].text, name, candidates):
        return own[0].text
    for candidate in candidates:
        return _without_site(candidate, site, host, known, homes)
    return headings[0].text if headings else None


def without_day(title: str) -> str:
    """Cut off the day that a list of messages puts before its titles."""
    return _DAY.sub("", title, count=1) if _DAY.match(title) else title


def _begins(heading: str, candidate: str) -> bool:
    """Say whether a title goes on behind a heading that is most of it: `Weir opens: The Paper`."""
    long = 2 * len(squeeze(heading)) >= len(squeeze(candidate))
    return (long or _DENSE.search(heading) is not None) and _goes_on(heading, candidate)


def _goes_on(heading: str, candidate: str) -> bool:
    """Say whether a separator stands behind the heading in a title."""
    one, two = heading.casefold(), candidate.casefold()
    return two.startswith(one) and _JOINT.match(two, len(one)) is not None


def _closes(heading: str, candidate: str) -> bool:
    """Say whether a heading ends, and is most of, a title: `The Paper: Weir opens`."""
    one, two = heading.casefold(), candidate.casefold()
    long = 2 * len(squeeze(one)) >= len(squeeze(two))
    return long and two.endswith(one) and _JOINED.search(two[: -len(one)]) is not None


def _size(text: str) -> int:
    """Give the number of words; three letters of a script without spaces are one."""
    dense = len(_DENSE.findall(text))
    return max(len(text.split()), dense // 3)


def spaced(heading: Heading, candidates: list[str]) -> str:
    """Give the heading with the spaces that style put between its pieces, as a title has them."""
    text = heading.text
    wanted = squeeze(text)
    found = next((c for c in candidates if squeeze(c) == wanted), None)
    if found and heading.main != text:
        # A kicker is glued to it.
        main = squeeze(heading.main)
        return heading.main if any(squeeze(c) == main for c in candidates) else found
    # Only spaces: quotes and dashes are better in the heading than in a meta tag.
    return found if found and _letters(found) == _letters(text) else text


def squeeze(text: str) -> str:
    """Give the letters and digits, for comparing titles."""
    if text.isascii():  # a seventh of the time
        return text.lower().encode().translate(None, _ASCII_OTHERS).decode()
    return _OTHERS.sub("", unicodedata.normalize("NFKC", text).casefold())


def _letters(text: str) -> str:
    return "".join(text.split())


def _stands_alone(heading: str, site: str, candidates: list[str]) -> bool:
    """Say whether the only heading is a headline, and no name of the site or of a section."""
    squeezed = squeeze(heading)
    if len(heading.split()) < _TELLING or (site and (squeezed in site or site in squeezed)):
        return False
    parts = {squeeze(part) for candidate in candidates for part in SEPARATOR.split(candidate)}
    return squeezed not in parts


def confirms(heading: str, candidate: str) -> bool:
    """Say whether two titles are one: alike, or the one begins the other."""
    one, two = sorted((squeeze(heading), squeeze(candidate)), key=len)
    if not one:
        return False
    if one == two or (len(one) >= _PREFIX and two.startswith(one)):
        return True
    if len(two) > _COMPARED or len(one) < len(two) / 2:
        return False
    matcher = difflib.SequenceMatcher(None, one, two, autojunk=False)
    return matcher.quick_ratio() >= _CLOSE and matcher.ratio() >= _CLOSE


def _without_site(
    title: str,
    site: str | None,
    host: str | None,
    known: set[str],
    homes: Callable[[], Iterable[str]],
) -> str:
    """Cut ` | Section | Site` off the end, or `Site | ` off the begin.

    The rest is `known` as a title, squeezed, or that end is the site.
    """
    name = squeeze(site or "")
    names = {name, *_names_of(host)} - {""}
    breaks = list(_BREAK.finditer(title))
    for cut in breaks[:_MAX_PIECES]:
        if squeeze(title[: cut.start()]) in known:
            return title[: cut.start()]
    short = len(title) <= _COMPARED
    if site and short and (found := _MARKED_OFF.fullmatch(title)) and squeeze(found[2]) == name:
        return found[1]
    if not breaks:
        return _without_tight(title, names)
    head, tail = title[: breaks[-1].start()], title[breaks[-1].end() :]
    end = squeeze(tail)
    if (
        end in names
        or (name and end and (end in name or name in end))
        or (len(tail.split()) <= _WORDS and _is_called(end, names, homes))
    ):
        return _without_sections(head, breaks[:-1])
    pieces = _BREAK.split(title)
    # `Weir opens | by Jane Roe | The Paper`
    if signed := next(
        (at for at, piece in enumerate(pieces) if at and _SIGNED.fullmatch(piece)), 0
    ):
        return title[: breaks[signed - 1].start()]
    parts = [squeeze(piece) for piece in pieces]
    if parts[0] in names and end:
        return _without_first_sections(title, breaks)
    if (at := next((at for at, part in enumerate(parts) if at and part in names), 0)) > 0:
        return title[: breaks[at - 1].start()]
    if _BAR.search(breaks[-1][0]) and len(tail.split()) <= _WORDS < len(head.split()):
        bars = [cut for cut in breaks[:-1] if _BAR.search(cut[0])]
        return _without_sections(head, bars)
    return title


def _is_called(end: str, names: Collection[str], homes: Callable[[], Iterable[str]]) -> bool:
    """Say whether the end of a title is longer than a site's short name, or on its front door.

    `The Mirror` is on `mirror.example`, `Luxemburger Wort` on `wort.example`.
    """
    if len(end) < _NAME:
        return False
    if any(len(one) >= _NAME and (end.startswith(one) or end.endswith(one)) for one in names):
        return True
    return any(end in squeeze(home) for home in homes())


def _without_first_sections(title: str, breaks: list[re.Match[str]]) -> str:
    """Cut `Site | Section | ` off, where enough of a title is left."""
    start = breaks[0].end()
    for one, two in pairwise(breaks):
        section, rest = title[one.end() : two.start()], title[two.end() :]
        if (
            not _BARS.search(two[0])
            or len(section.split()) > _SECTION
            or len(rest.split()) < _TELLING
        ):
            break
        start = two.end()
    return title[start:]


def _without_sections(title: str, breaks: list[re.Match[str]]) -> str:
    """Cut off short parts before the site, where enough of a title is left."""
    for cut in reversed(breaks):
        head, section = title[: cut.start()], title[cut.end() :]
        if len(section.split()) > _SECTION or len(head.split()) < _TELLING:
            break
        title = head
    return title


def _without_tight(title: str, names: set[str]) -> str:
    """Cut off `_Section_Site`, as Chinese and Japanese pages have it."""
    breaks = list(_TIGHT.finditer(title))
    for cut in breaks[1:] + breaks[:1]:
        tail = squeeze(title[cut.end() :])
        longer = not tail.isascii() and any(tail in name or name in tail for name in names)
        if tail in names or longer:
            sections = cut[0].strip() == "_"
            return title[: breaks[0].start() if sections else cut.start()]
    return title


def _names_of(host: str | None) -> list[str]:
    """Give what a site may be called by its host: `paper.example.org`, `example.org`, `example`."""
    parts = (host or "").lower().removeprefix("www.").split(".")
    if len(parts) < 2:  # noqa: PLR2004 - a domain
        return []
    # Of `example.co.uk` the second part from the end names nobody.
    longer = [part for part in parts[:-2] if len(part) >= _NAME]
    return list(map(squeeze, (".".join(parts), parts[-2], *longer)))
