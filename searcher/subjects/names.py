"""Which Media Topic does the name of a section, a tag or a keyword mean? One, or none if unsure.

A name is held against the IPTC's labels and a reviewed table of other names, as singular or
plural, with `&` for `and`. A name of several things (`race`, `match`, `performance`) means nothing
here; one whose meanings have a concept above them in common means that (`football`).
"""

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from searcher.article import fold
from searcher.subjects.synonyms import AMBIGUOUS, SECTIONS, SYNONYMS
from searcher.subjects.vocabulary import by_code, find

_LONGEST = 60  # characters of a name; the longest label has 58
_MARKS = str.maketrans({"&": " and ", "+": " and ", "-": " ", "_": " ", "’": "'", ",": " "})
_HEADING = " news"  # `Business News` is the section of business


def named_path(path: str, *, section: bool = True) -> str | None:
    """Give the code that a path of names means: that of its deepest level that has one.

    `section`: the path may be a section's, and is no tag or keyword.
    """
    levels = (name for name in reversed(path.split("/")) if section or _key(name) not in SECTIONS)
    return next(filter(None, map(named, levels)), None)


@lru_cache(maxsize=4096)
def named(name: str) -> str | None:
    """Give the code of the concept that is surely meant by the name."""
    if len(name) > _LONGEST:
        return None
    key = _key(name)
    table = _table()
    return table.get(key) or table.get(key.removesuffix(_HEADING))


def _key(name: str) -> str:
    return fold(name.rstrip(" +").translate(_MARKS))  # `LGBTQ+`


@cache
def _table() -> Mapping[str, str]:
    """Give the code of every name; labels before synonyms, names as they stand before plurals."""
    ambiguous = frozenset(
        form
        for name in AMBIGUOUS
        for form in ([_key(name[1:])] if name.startswith("=") else _forms(_key(name)))
    )
    table: dict[str, str] = {}
    plurals: dict[str, str] = {}
    for name, code in (*_labels(), *_synonyms()):
        first, *others = _forms(_key(name))
        table.setdefault(first, code)
        for form in others:
            plurals.setdefault(form, code)
    known = plurals | table
    return MappingProxyType({form: known[form] for form in known if form not in ambiguous})


def _labels() -> Iterator[tuple[str, str]]:
    for one in by_code().values():
        for label in (one.label, *one.others):
            # `opera (theatre)`: what needs a word of explanation is not clear without it.
            if "(" not in label:
                yield label, one.code


def _synonyms() -> Iterator[tuple[str, str]]:
    for label, names in SYNONYMS.items():
        meant = find(label)
        if meant is None:
            raise LookupError(f"{label} is no Media Topic")
        for name in names:
            yield name, meant.code


def _forms(name: str) -> Iterator[str]:
    """Walk the name itself, then as plural or singular in English."""
    yield name
    if name.endswith(("ss", "ics", "us", "is")):
        return
    if name.endswith("ies"):
        yield name[:-3] + "y"
    elif name.endswith("s"):
        yield name[:-1]
    elif name.endswith("y") and name[-2:-1] not in "aeiou":
        yield name[:-1] + "ies"
    else:
        yield name + "s"
