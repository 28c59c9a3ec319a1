"""Which name does an author's short name stand for? `jane-roe` → `Jane Roe`."""

import re
from collections.abc import Mapping

from searcher.normalise.wordlist import words

# Two or three parts, as given and family names: `jroe` or `web2` says too little.
_NAME = re.compile(r"[^\W\d_]{2,}(?:-[^\W\d_]{2,}){1,2}")
# Parts that no person's name has.
_NO_NAME = words(
    """
    admin administration agency authors blog board center centre committee community contributor
    council department desk digital editor editorial editors federal foundation gov government group
    guest health institute journal media national network news newsroom office official online
    press public research services staff state states studio team the university usa web wire
    writer of for and
    """
)


def written_out(bylines: tuple[str, ...], people: Mapping[str, str]) -> tuple[str, ...]:
    """Give the bylines with short names replaced by the names they stand for.

    First those of `people`. Else the parts of a short name are written as words where they are
    clearly a person's (`jane-roe`, all lower case); any other stays as printed: nothing is guessed.
    """
    return tuple(_written_out(byline, people) for byline in bylines)


def _written_out(byline: str, people: Mapping[str, str]) -> str:
    found = people.get(byline.strip().casefold())
    if found is not None:
        return found
    if not byline.islower() or not _NAME.fullmatch(byline):
        return byline
    parts = byline.split("-")
    return byline if _NO_NAME.intersection(parts) else " ".join(map(str.capitalize, parts))
