"""Who is meant by `jane-roe`? Files of a site that give names to its authors' short names.

`authors/jane-roe/_index.md` (Hugo), `_authors/jane-roe.md` (Jekyll), `_data/authors.yml`,
`authors.json`, `authors.toml`.
"""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any, Final

from searcher.readers import front_matter, yaml
from searcher.readers.encoding import decode

MAX_PEOPLE_BYTES: Final = 4 << 20  # a list of authors; 20,000 of them are one
_FOLDERS: Final = frozenset({"authors", "_authors", "author", "_author", "people", "_people"})
_PAGES: Final = frozenset({".md", ".markdown"})
_LISTS: Final = frozenset({".yml", ".yaml", ".json", ".toml"})
_LISTED: Final = re.compile(r"_?(?:authors|people|contributors|team_members)")
_DATA: Final = frozenset({"_data", "data", "_config"})
_NAMES: Final = ("display_name", "displayName", "full_name", "fullName", "name", "title")
_SLUGS: Final = ("slug", "id", "key", "username", "uid", "short_name", "shortname")
_MAX_NAME: Final = 120  # characters; longer is no name


def is_people_file(file: str) -> bool:
    """Say whether the place of a file is one where sites name their authors."""
    return scope(file) is not None


def scope(file: str) -> str | None:
    """Give the folder (POSIX style, empty: the root) in which the names of this file hold.

    None for any other file.
    """
    path = PurePosixPath(file)
    folders = list(path.parts[:-1])
    suffix = path.suffix.lower()
    if suffix in _LISTS and _LISTED.fullmatch(path.stem.lower()):
        while folders and folders[-1].lower() in _DATA:
            folders.pop()
        return "/".join(folders)
    if suffix not in _PAGES:
        return None
    if path.stem.lower() in {"_index", "index"}:
        # authors/jane-roe/_index.md
        if len(folders) > 1 and folders[-2].lower() in _FOLDERS:
            return "/".join(folders[:-2])
        return None
    # _authors/jane-roe.md; without the underscore it may be an article of a section.
    if folders and folders[-1].lower() in _FOLDERS and folders[-1].startswith("_"):
        return "/".join(folders[:-1])
    return None


def people(file: str, data: bytes) -> Mapping[str, str]:
    """Give the names in a file that `is_people_file`, by short name; nothing where it is broken."""
    text = decode(data).removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    path = PurePosixPath(file)
    try:
        if path.suffix.lower() in _PAGES:
            page = path.parent.name if path.stem.lower() in {"_index", "index"} else path.stem
            return dict(_person(front_matter.split(text).fields, page))
        return dict(_listed(_load(path.suffix.lower(), text)))
    except (ValueError, RecursionError):
        return {}


def _load(suffix: str, text: str) -> Any:
    if suffix == ".toml":
        return tomllib.loads(text)
    return json.loads(text) if suffix == ".json" else yaml.parse(text)


def _listed(found: Any) -> Iterator[tuple[str, str]]:
    if isinstance(found, dict) and len(found) == 1:
        (only,) = found.values()
        found = only if isinstance(only, list) else found
    if isinstance(found, list):
        for one in found:
            if isinstance(one, dict):
                yield from _person(one, None)
    elif isinstance(found, dict):
        for slug, one in found.items():
            if isinstance(one, str):
                yield from _person({"name": one}, slug)
            elif isinstance(one, dict):
                yield from _person(one, slug)


def _person(fields: Mapping[str, Any], slug: str | None) -> Iterator[tuple[str, str]]:
    name = next((text for key in _NAMES if (text := _line(fields.get(key)))), None)
    if name is None:
        parts = (_line(fields.get("first_name")), _line(fields.get("last_name")))
        name = " ".join(part for part in parts if part) or None
    if name is None:
        return
    for one in (slug, *(_line(fields.get(key)) for key in _SLUGS)):
        if one:
            yield short_name(one), name


def short_name(text: str) -> str:
    """Give the form in which short names are compared."""
    return text.strip().casefold()


def _line(value: Any) -> str | None:
    if not isinstance(value, str):
        return None
    line = " ".join(value.split())
    return line if len(line) <= _MAX_NAME and any(map(str.isalpha, line)) else None
