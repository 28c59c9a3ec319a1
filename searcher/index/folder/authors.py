"""Which file says that names are one author's, and does it say so without contradiction?

    Jane Roe:
    - J. Roe
    - Roe, Jane
    Northwire: Northwire News Agency

Each entry is an author, as shown, with one other name or several.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from searcher.article import fold
from searcher.errors import UsageError
from searcher.index.folder.settings import seen
from searcher.query.authority import Authority, Group
from searcher.query.model import AuthorityRef
from searcher.readers.yaml import BadYaml, parse

# Bytes of a file, and characters of a name: beyond is no file of authors.
_MOST: Final = 32 << 20
_LONGEST: Final = 300
# Names of one author: each is a clause of the query that asks for the author.
_NAMES: Final = 1_000


def read_authority(path: Path) -> Authority:
    """Read the file; raises `UsageError` that says what is wrong with it, and where."""
    try:
        with path.open("rb") as file:
            data = file.read(_MOST + 1)
    except OSError as problem:
        raise UsageError(
            f"the file of authors {path} cannot be read ({problem.strerror or problem})."
        ) from problem
    if len(data) > _MOST:
        raise UsageError(f"{path}: {_MOST:,} bytes are the most that a file of authors may have.")
    try:
        groups = tuple(_groups(parse(data.decode("utf-8-sig"), unique=True)))
    except UnicodeDecodeError as problem:
        raise UsageError(f"{path}: this is not UTF-8. Save it as UTF-8.") from problem
    except BadYaml as problem:
        raise UsageError(f"{path}: line {problem.line}: {problem}.") from problem
    except _Wrong as problem:
        raise UsageError(f"{path}: {problem}") from problem
    return Authority(AuthorityRef(path.name, hashlib.sha256(data).hexdigest()), groups)


class _Wrong(ValueError):
    """What the file says cannot be."""


def _groups(found: Any) -> Iterator[Group]:
    if found is None:
        return
    if not isinstance(found, dict):
        raise _Wrong("authors stand at the left margin, each followed by a colon: Jane Roe:")
    taken: dict[str, str] = {}
    for name, several in found.items():
        names = [several] if isinstance(several, str) else several or []
        if not isinstance(names, list):
            raise _Wrong(f"“{_shown(name)}”: its other names are a list, each after a dash.")
        if len(names) >= _NAMES:
            raise _Wrong(f"“{_shown(name)}” has {len(names):,} names; {_NAMES:,} are the most.")
        keys = dict.fromkeys(_key(one, name) for one in (name, *names))
        for key in keys:
            if (other := taken.setdefault(key, name)) != name:
                raise _Wrong(
                    f"“{key}” is a name of both “{_shown(other)}” and “{_shown(name)}”. A name is "
                    "one author's: put both into one entry, or leave it out of one."
                )
        yield Group(" ".join(name.split()), next(iter(keys)), tuple(keys))


def _key(name: Any, entry: str) -> str:
    if not isinstance(name, str):
        raise _Wrong(f"“{_shown(entry)}”: a name is a text, not {_shown(repr(name))}.")
    key = fold(name) if len(name) <= _LONGEST else ""
    if not key:
        raise _Wrong(f"“{_shown(name)}” is no name.")
    return key


def _shown(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60]}…"  # noqa: PLR2004 - enough to find it


class Authors:
    """The file of authors of an open index, read again when it changes."""

    def __init__(self, path: Path) -> None:
        """Read it; raises `UsageError`."""
        self.path = path
        self._seen = seen(path)
        self.authority = read_authority(path)

    def changed(self) -> bool:
        """Read the file again if it is not what was read, and say whether it was."""
        if (now := seen(self.path)) == self._seen:
            return False
        self.authority = read_authority(self.path)
        self._seen = now
        return True
