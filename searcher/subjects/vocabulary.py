"""What are the IPTC Media Topics? 1,100 concepts in a tree, read when first asked for.

A concept's *path* is made of its own label and those above it, with a short name of ours for the
top level: `sport/competition discipline/soccer`. Labels are the IPTC's British ones; American ones
are understood too. See NOTICE for the source and its licence.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from searcher.article import fold

PREFIX = "medtop:"
_FILE = "media-topics.tsv"
_CODE = re.compile(r"medtop:[0-9]{8}")
# The first digits of a top level's code to the name that stands for it in paths.
TOP_LEVELS = MappingProxyType(
    {
        "01": "arts",
        "02": "crime",
        "03": "disaster",
        "04": "economy",
        "05": "education",
        "06": "environment",
        "07": "health",
        "08": "human interest",
        "09": "labour",
        "10": "lifestyle",
        "11": "politics",
        "12": "religion",
        "13": "science",
        "14": "society",
        "15": "sport",
        "16": "conflict",
        "17": "weather",
    }
)


class Subject(NamedTuple):
    """A concept; `path` is printed, `key` = `fold(path)` is what filters and facets compare."""

    code: str
    label: str
    path: str
    key: str
    others: tuple[str, ...] = ()  # American labels


@cache
def by_code() -> Mapping[str, Subject]:
    """Give every concept by its code, in the order of the tree in depth."""
    return MappingProxyType({one.code: one for one in _read()})


def _read() -> Iterator[Subject]:
    text = Path(__file__).with_name(_FILE).read_text("utf-8")
    above: list[str] = []
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        level, digits, label, *others = line.split("\t")
        depth = int(level)
        del above[depth:]
        above.append(label if depth else TOP_LEVELS[digits[:2]])
        path = "/".join(above)
        yield Subject(PREFIX + digits, label, path, fold(path), tuple(others))


@cache
def _by_name() -> Mapping[str, Subject]:
    """Give concepts by path, and by label where that is no path. No two labels are alike."""
    concepts = by_code().values()
    labels = {fold(name): one for one in concepts for name in (one.label, *one.others)}
    return MappingProxyType(labels | {one.key: one for one in concepts})


def is_code(text: str) -> bool:
    """Say whether the text has the form of a code; there need be no such concept."""
    return _CODE.fullmatch(text) is not None


def subject(code: str) -> Subject | None:
    """Give the concept with this code; None for a retired or unknown one."""
    return by_code().get(code)


def find(text: str) -> Subject | None:
    """Give the concept of this code, path or label, in any case."""
    key = "/".join(filter(None, map(fold, text.split("/"))))
    return by_code().get(key) or _by_name().get(key)
