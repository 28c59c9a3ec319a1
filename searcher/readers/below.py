"""Who is named right below a headline, without a word such as `By`, and nowhere else?

A name alone may be a place or a section: it counts beside a role, a stamp or the name of the site.
"""

import re
from itertools import islice
from typing import Any, Final

from searcher.readers.elsewhere import is_elsewhere, is_quoted
from searcher.readers.labels import collapse, labels
from searcher.readers.paragraphs import text_of
from searcher.readers.signed import SIGNED
from searcher.readers.titles import squeeze
from searcher.readers.wordlist import table

_BELOW: Final = 25  # elements below the headline that are looked at
_PARTS: Final = 8  # elements of a line
_LONGEST: Final = 100  # characters of a line
_ROLE: Final = (
    r"(?:[\w&'’-]+\s){0,3}?(?:writer|reporter|editor|correspondent|columnist|contributor|staff"
    r"|journalist"
    r"|critic|fellow|redakteur(?:in)?|reporterin|korrespondent(?:in)?|autor(?:in|a)?"
    r"|volont[äa]r(?:in)?"
    r"|journaliste|correspondante?|chroniqueu(?:r|se)|redactora?|periodista|corresponsal"
    r"|giornalista"
    r"|inviat[oa]|jornalista|repórter|redacteur|verslaggever|dziennikar(?:z|ka)|redaktorka?"
    r"|novinář(?:ka)?"
    r"|újságíró|muhabiri?|журналист(?:ка)?|корреспондент|журналіст(?:ка)?|кореспондент|wartawan"
    r"|toimittaja"
    r"|journalistin|gastautor(?:in)?)"
)
_OF = r"\s(?:(?:of|for|at|der|des|bei|de|du|del|da)\s)?[«„“\"]?[^.!?]{2,40}"
_ROLED = re.compile(rf"({SIGNED})(?:\s?[,|/·•–—-]\s?|\s\()(?:{_ROLE})(?:\)|{_OF})?", re.IGNORECASE)
# What a house is called by.
_HOUSE = re.compile(
    r"(?:[\w.'’-]+\s){0,4}(?:news|sun|times|post|herald|gazette|journal|tribune|chronicle|press"
    r"|star"
    r"|observer|guardian|courier|mail|echo|argus|\w*(?:zeitung|bote|kurier|anzeiger|tagblatt"
    r"|presse"
    r"|blatt|nachrichten))",
    re.IGNORECASE,
)
_PERSON = re.compile(SIGNED)
_CONTROLS: Final = frozenset(
    table(
        "admin by comment comments desk editor email filed for from in more news no our print read"
        " reading redaktion share staff the to under update view"
    )
)
_WITH_SITE = re.compile(rf"({SIGNED})\s?[,|/·•–—-]\s?(?P<site>[^|]{{2,40}})", re.IGNORECASE)


def named_below(tree: Any, title: str | None, site: str | None) -> list[str]:
    """Give the name in the first line below the headline that says who signs."""
    wanted = squeeze(title or "")
    head = next(
        (one for one in tree.iter("h1", "h2", "h3") if wanted and squeeze(text_of(one)) == wanted),
        None,
    )
    if head is None:
        return []
    house = squeeze(site or "")
    for element in islice(_behind(head), _BELOW):
        if not isinstance(element.tag, str) or len(element) > _PARTS:
            continue
        broken = len(element) > 0 and element[0].tag == "br" and element.text
        line = collapse(broken or text_of(element))
        if line and len(line) <= _LONGEST and (names := _named(line, house)):
            if is_elsewhere(element) or is_quoted(element):
                continue
            return names
    return []


def _named(line: str, house: str) -> list[str]:
    """Give the names in a line that says what somebody is, of which house, or when."""
    if found := _ROLED.fullmatch(line):
        return [found[1]] if _is_person(found[1]) else []
    found = _WITH_SITE.fullmatch(line)
    if found and (squeeze(found["site"]) == house or _HOUSE.fullmatch(found["site"])):
        return [found[1]] if _is_person(found[1]) else []
    told = labels(line)
    names = [one.value for one in told if one.kind == "author"]
    return names if len(told) > 1 and all(map(_is_person, names)) else []


def _is_person(name: str) -> bool:
    return _PERSON.fullmatch(name) is not None and _CONTROLS.isdisjoint(name.lower().split())


def _behind(head: Any) -> Any:
    """Give what follows the headline in the order of the page."""
    found = head
    while found is not None:
        for one in found.itersiblings():
            yield from one.iter()
        found = found.getparent()
