"""Does an author's name look like one? Each reason for a doubt, with its words."""

import re
from functools import lru_cache

from searcher.article import fold
from searcher.normalise.wordlist import phrases

_LONGEST = 60  # characters; the longest names of persons and agencies in our corpora have 52
_MOST_WORDS = 7
_LOWER_WORDS = 4  # as many words in small letters, of which names have few, make a sentence
_MONTHS = phrases(
    """
    january, february, march, april, june, july, august, september, october, november, december
    januar, februar, märz, juni, juli, oktober, dezember
    janvier, février, mars, avril, juin, juillet, août, septembre, octobre, novembre, décembre
    enero, febrero, marzo, abril, mayo, junio, julio, agosto, septiembre, octubre, noviembre
    diciembre
    """
)
_ADDRESS = re.compile(r"https?:|www\.|\w\.(?:com|org|net|co\.\w\w)\b", re.IGNORECASE)
_EMAIL = re.compile(r"\S@\S")


@lru_cache(maxsize=65_536)
def doubt(name: str, role: str, source: str | None) -> str | None:
    """Give the first reason to doubt that the name is one; None where there is none."""
    if _EMAIL.search(name):
        return "an e-mail address"
    if _ADDRESS.search(name):
        return "a web address"
    words = name.split()
    has_digit = any(map(str.isdigit, name))
    if has_digit and any(word.strip(".,").casefold() in _MONTHS for word in words):
        return "a date"
    if has_digit:
        return "digits"
    if len(name) > _LONGEST or len(words) > _MOST_WORDS:
        return "too long"
    if sum(word.islower() for word in words) >= _LOWER_WORDS:
        return "a sentence"
    if role == "person" and source is not None and fold(name) == fold(source):
        return "the name of its source"
    return None
