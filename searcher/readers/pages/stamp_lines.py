"""Is a line a stamp, with a few words beside it and no sentence? And of what is it one?"""

import re
from typing import Final

from searcher.dates.labels import PUBLISHED, UPDATED
from searcher.readers.pages.days import DAY
from searcher.readers.pages.signed import SIGNED
from searcher.readers.wordlist import either

LONGEST = 80  # characters of a text that is a stamp
_MAX_LEAD, _MAX_REST = 3, 5  # words before and behind a stamp; more are a sentence
_LONG_LEAD: Final = 8  # words of `Published in The River Post on`
_STAMP = re.compile(
    rf"""(?P<lead>[^\d\n]{{0,60}}[^\w\n])?
    (?:\d{{1,2}}:\d\d\s?(?:[ap]\.?m\b\.?)?\s?(?-i:[A-Z]{{1,4}}T\b)?[\s,·|–-]+(?:on\s)?)?
    (?P<day>{DAY})(?:(?<=[日일])|(?!\d))
    (?P<clock>[\s,|·–-]*(?:um|at|à|às|ore|kl\.?)?\s*\d{{1,2}}[:.h]\d\d(?::\d\d)?
      (?:\s?[ap]\.?\s?m\b\.?)?(?:\s?(?:Uhr|น\.|Z|UTC|GMT|[+-]\d\d:?\d\d))?)?
    (?P<rest>(?:(?!\d{{4}})[^\n]){{0,40}})""",
    re.VERBOSE | re.IGNORECASE,
)
# In English `data` dates no article, but what it shows.
_NO_LETTER = r"(?![^\W\d_])"
LABEL = re.compile(
    rf"\W*(?:first |originally )?(?!data\b(?! ?:))(?:{either(PUBLISHED)}){_NO_LETTER}",
    re.IGNORECASE,
)
UPDATE = re.compile(
    rf"\W*(?:last |zuletzt )?(?:updat|modif|aktualis|actuali|(?:{either(UPDATED)}){_NO_LETTER})",
    re.IGNORECASE,
)
# Behind the stamp of the publication: `modifica il 15 marzo 2025`.
_SECOND = re.compile(
    rf"(?:[\s,;|·•(/–-]+|(?<=\d))(?:{either(UPDATED)}){_NO_LETTER}[^\n]*", re.IGNORECASE
)
# Behind the stamp of an update: `Updated 15 March – Published 14 March 2025`.
_FIRST = re.compile(
    rf"[\s,;|·•(/–-]+(?:first |originally )?(?:{either(PUBLISHED)}){_NO_LETTER}(?=[^\n]*\d)",
    re.IGNORECASE,
)
_LISTED = re.compile(r"\s*[,;|·]\s*")
BARE = re.compile(
    rf"\W*(?:last |first |originally |zuletzt )?(?:{either(f'{PUBLISHED} {UPDATED}')})"
    r"\W*(?:on|am|le|el|il|op)?\W*",
    re.IGNORECASE,
)
_ON = "(?:on|am|le|el|il|op|den|em|dne|dnia)"
_LEADS_ON = re.compile(rf"\s{_ON}(?:\s\w{{2,10}}[.,]*)?$", re.IGNORECASE)
# `By Jane Roe and Tom Low, published Monday, `: names, a label, a weekday or a place.
_SIGNED_LEAD = re.compile(
    rf"\W*(?:by|von|par|por|di|door|av|af|napsala?):?\s{SIGNED}"
    rf"(?:(?:,|\s(?:and|und|et|y|e|i|og|och|en))\s{SIGNED}){{0,2}}\W{{0,3}}"
    rf"(?:(?:{either(PUBLISHED)}){_NO_LETTER}\W{{0,2}})?(?:{_ON}(?:\W|$))?(?:\w{{2,12}}\W{{0,2}})?",
    re.IGNORECASE,
)
DIGIT = re.compile(r"\d")
# Behind a year or a time.
_UNIT = re.compile(r"(?<=\d)\s?(?:г|р|ч|h|hrs|d|u|godz|год|року|óra)\.?$")
_WORD = re.compile(r"\S*[^\W\d_]\S*")
_ENDS = re.compile(r"\w\W*[.!?]$")  # of a sentence


def is_stamp(line: str) -> bool:
    """Say whether the line is a stamp, with a few words beside it and no sentence."""
    return len(line) <= LONGEST and match(line) is not None


def is_labelled_stamp(line: str) -> bool:
    """Say whether the line is a stamp that says of what: `Published on 7 May 2024`."""
    return is_stamp(line) and (LABEL.match(line) or UPDATE.match(line)) is not None


def is_stamp_label(line: str) -> bool:
    """Say whether the line is what stands before a stamp, and nothing else: `Published:`."""
    return len(line) <= LONGEST // 2 and all(map(BARE.fullmatch, _LISTED.split(line)))


def without_label(name: str) -> str:
    """Give a name without the label of a stamp that came with it: `Jane Roe Updated`."""
    head, _, last = name.rpartition(" ")
    return head if " " in head and is_stamp_label(last) else name


def match(text: str) -> re.Match[str] | None:
    """Give the match of a text that is a stamp, with a few words beside it and no sentence."""
    if not DIGIT.search(text):
        return None  # as most are
    text = _UNIT.sub("", text)
    found = _STAMP.fullmatch(text)
    if not found and (second := _SECOND.search(text)):
        found = _STAMP.fullmatch(text, 0, second.start())
    if not found and UPDATE.match(text) and (first := _FIRST.search(text)):
        found = _STAMP.fullmatch(text, first.start())
    if not found:
        return None
    lead, rest = (found["lead"] or "").strip(), found["rest"].strip()
    words = len(lead.split())
    signed = _SIGNED_LEAD.fullmatch(lead) is not None
    long = signed or (LABEL.match(lead) and _LEADS_ON.search(lead))
    most = _LONG_LEAD if long else _MAX_LEAD
    if words > most or len(_WORD.findall(rest)) > _MAX_REST or _ENDS.search(rest):
        return None
    joined = words > 1 and lead[-1].isalnum()
    return None if joined and not (signed or LABEL.match(lead) or UPDATE.match(lead)) else found
