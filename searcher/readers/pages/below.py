"""Who is named right below a headline, without a word such as `By`, and nowhere else?

A name alone may be a place or a section: it counts beside a role, a stamp or the name of the site.
"""

import re
from collections.abc import Sequence
from itertools import islice
from typing import Any, Final

from searcher.readers.lines.labels import collapse, labels
from searcher.readers.pages.elsewhere import is_elsewhere, is_profile, is_quoted
from searcher.readers.pages.paragraphs import is_prose, text_of
from searcher.readers.pages.signed import SIGNED
from searcher.readers.pages.stamp_lines import is_stamp, match
from searcher.readers.pages.titles import squeeze
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
_EDGES = re.compile(r"^\s?[|–—·•-]\s")
_LINES: Final = 4  # of a text that somebody signs
_LONGEST_NAME: Final = 40  # characters
# What links and labels say, and wishes at the end of a text.
_CONTROLS: Final = frozenset(
    table(
        "admin advertisement alle analysis anzeige appetit best blog bon breaking buen buon"
        " business by comment comments culture daily danke dear desk editor email erfolg estate"
        " filed for foto fotos frohe fröhliche from gute guten happy herzliche in jetzt kind"
        " kultur learn liebe magazin magazine mehr more news no opinion our photo politics politik"
        " press print read reading redaktion related release report see share spaß sport sports"
        " staff stories story thank thanks the to today under update video viel viele view weekly"
        " weitere wirtschaft world"
    )
)
# What datelines name in two words.
_PLACES: Final = frozenset(
    name.replace("_", " ")
    for name in table(
        "abu_dhabi addis_ababa addis_abeba bad_homburg buenos_aires cape_town costa_rica den_haag"
        " el_salvador frankfurt_am_main great_britain ho_chi_minh hong_kong kuala_lumpur las_vegas"
        " latin_america los_angeles mexico_city middle_east new_delhi new_orleans new_south_wales"
        " new_york new_york_city new_zealand north_america north_korea nova_scotia phnom_penh"
        " puerto_rico rio_de_janeiro saint_petersburg san_antonio san_diego san_francisco san_jose"
        " san_juan santa_fe sankt_petersburg santo_domingo saudi_arabia sierra_leone south_africa"
        " south_america south_korea sri_lanka st._gallen st._louis st._petersburg st._pölten"
        " são_paulo tel_aviv united_kingdom united_nations united_states west_bank white_house"
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
        if not line or len(line) > _LONGEST:
            continue
        if names := _named(line, house) or _stamped(element, line, tree):
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


def _stamped(element: Any, line: str, tree: Any) -> list[str]:
    """Give the name behind a stamp in a line, or alone above one; a section's is a link too."""
    name = line
    if found := match(line):
        name = _EDGES.sub("", found["rest"])
        if name == found["rest"] or found["lead"]:
            return []  # a comma, behind which a place stands
    elif not _is_stamped(element):
        return []
    if not _is_person(name):
        return []
    wanted = squeeze(name)
    if any(squeeze(text_of(link)) != wanted for link in element.iter("a")):
        return []  # a row of tags
    linked = (a for a in tree.iter("a") if squeeze(text_of(a)) == wanted)
    return [] if any(not is_profile(a.get("href") or "") for a in linked) else [name]


def _is_stamped(element: Any) -> bool:
    """Say whether a stamp stands right behind it."""
    behind = element.getnext()
    if behind is None and (above := element.getparent()) is not None and len(above) == 1:
        behind = above.getnext()
    return behind is not None and behind.tag is not None and is_stamp(collapse(text_of(behind)))


def named_last(lines: Sequence[str], title: str | None) -> str | None:
    """Give the name that is the last line of a text, and signs it."""
    if len(lines) < _LINES or not is_prose(lines[-2]):
        return None
    name = lines[-1].strip("() ")
    if len(name) > _LONGEST_NAME or not _is_person(name) or squeeze(name) in squeeze(title or ""):
        return None
    return name


def _is_person(name: str) -> bool:
    low = name.lower()
    return (
        _PERSON.fullmatch(name) is not None
        and low not in _PLACES
        and _CONTROLS.isdisjoint(low.split())
    )


def _behind(head: Any) -> Any:
    """Give what follows the headline in the order of the page."""
    found = head
    while found is not None:
        for one in found.itersiblings():
            yield from one.iter()
        found = found.getparent()
