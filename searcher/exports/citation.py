"""What do RIS, BibTeX and CSL say of an article? The same, each in its own words.

A person's name is parted into given and family name where its order is beyond doubt; any other name
stays as printed, and formats say so. Of dates there is what is known: no month or day is added.
"""

import re

from searcher.exports.base import Sink
from searcher.exports.columns import Row
from searcher.exports.plain import line
from searcher.record import Record, record

# Family names come first in these languages, or there may be none: such names stay as printed.
_AS_PRINTED = frozenset({"hu", "id", "ja", "km", "ko", "mn", "my", "vi", "zh"})
# People have two family names: `Gabriel García Márquez`, but `José Luis Rodríguez`.
_TWO_FAMILY_NAMES = frozenset({"ast", "ca", "es", "eu", "gl"})
# They belong to the family name that follows them; written as here, or with a capital.
_PARTICLES = frozenset(
    {"af", "av", "da", "das", "de", "degli", "dei", "del", "della", "den", "der", "des", "di"}
    | {"dos", "du", "la", "ten", "ter", "van", "vom", "von", "zu", "zum", "zur"}
)
# These may be given names too, if they have a capital: `Weird Al Yankovic`.
_LOWER_PARTICLES = _PARTICLES | {"al", "bin", "do", "el", "ibn", "le"}
_JOINING = frozenset({"e", "y", "i"})  # `José Ortega y Gasset`
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
# Between names, or in those of organisations.
_NO_NAME = frozenset({"and", "et", "for", "für", "of", "the", "und", "with"})
_WORD = re.compile(r"[^\W\d_][^\W\d_.'’ʼ·-]*(?:[.'’ʼ·-]+[^\W\d_]+)*[.'’]?")
_WITHOUT_SPACES = re.compile("[\u0e00-\u0eff\u1100-\u11ff\u3040-\u9fff\uac00-\ud7af]")
_MOST_WORDS = 6
_WEB = re.compile(r"https?://\S+", re.IGNORECASE)
_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d\d)?)?", re.ASCII)


@record
class Name(Record):
    """A name as printed; with a `family` name where it can be parted.

    `person` is false for agencies and outlets.
    """

    printed: str
    person: bool = True
    family: str = ""
    given: str = ""
    suffix: str = ""


@record
class Citation(Record):
    """What is said of an article: lines without hidden characters, empty where there is nothing.

    `date` is year, month and day as far as known; `topics` are declared ones.
    """

    id: str
    title: str
    names: tuple[Name, ...]
    source: str
    date: tuple[str, ...]
    url: str
    language: str
    summary: str
    topics: tuple[str, ...]

    @property
    def in_newspaper(self) -> bool:
        """Whether it counts as an article of a newspaper, and not as a page of the web."""
        return bool(self.source) or not self.url


def citation_of(sink: Sink, row: Row) -> Citation:
    """Give what is said of a row."""
    language = line(sink, row["language"])
    url = line(sink, row["url"])
    topics = [line(sink, topic["path"]) for topic in row["topics"] if not topic["inferred"]]
    date = (row["published"] or {}).get("date") or ""
    return Citation(
        id=row["id"],
        title=line(sink, row["title"]),
        names=tuple(
            name_of(printed, author["role"], language)
            for author in row["authors"]
            if (printed := line(sink, author["name"]))
        ),
        source=line(sink, row["source"]),
        date=tuple(date.split("-")) if _DATE.fullmatch(date) else (),
        url=url if _WEB.fullmatch(url) else "",
        language=language,
        summary=line(sink, row["summary"]),
        topics=tuple(filter(None, topics)),
    )


def name_of(printed: str, role: str = "person", language: str | None = None) -> Name:
    """Part a person's name; `language` is the article's, whose customs are taken for the name's."""
    if role != "person":
        return Name(printed, person=False)
    words = printed.split()
    suffix = words.pop() if words[-1].rstrip(".").casefold() in _SUFFIXES else ""
    base = (language or "").split("-")[0].casefold()
    if not _clear(words) or base in _AS_PRINTED:
        return Name(printed)
    start = len(words) - 1
    while start > 1 and _particle(words[start - 1]):
        start -= 1
    if start > 2 and words[start - 1] in _JOINING:  # noqa: PLR2004 - given, family, `y`
        start -= 2
    given = words[:start]
    unclear = len(given) > 1 and base in _TWO_FAMILY_NAMES
    if unclear or any(word in _LOWER_PARTICLES | _JOINING for word in given):
        return Name(printed)
    return Name(printed, family=" ".join(words[start:]), given=" ".join(given), suffix=suffix)


def _clear(words: list[str]) -> bool:
    """Say whether they are the words of one name in a script that parts words."""
    return 2 <= len(words) <= _MOST_WORDS and all(  # noqa: PLR2004 - given and family name
        _WORD.fullmatch(word)
        and not _WITHOUT_SPACES.search(word)
        and word.casefold() not in _NO_NAME
        for word in words
    )


def _particle(word: str) -> bool:
    return word in _LOWER_PARTICLES or word.casefold() in _PARTICLES
