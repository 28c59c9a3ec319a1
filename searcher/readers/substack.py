"""Substack's export: a page for each post, and `posts.csv`, which alone says what a post is called.

The pages `posts/140001.first-letter.html` are the mere text. Rows of posts without a page, such as
a podcast's, are read as those of any table.
"""

import csv
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import PurePosixPath
from typing import BinaryIO, Final, NamedTuple

from searcher.readers.text_tables import TooLarge, told

_LEAST: Final = 110  # that a post counts for
MAX_LIST: Final = 16 << 20  # characters of what is held; some 150,000 posts
_LIST: Final = "posts.csv"
_COLUMNS: Final = frozenset({"post_id", "post_date", "is_published", "title"})
_PAGE = re.compile(r"(?:.*/)?posts/(\d{1,20}\.[^/]{1,300})\.html", re.DOTALL)
_ID = re.compile(r"\d{1,20}\.[^/]{1,300}")
_TRUE: Final = frozenset({"true", "t", "1", "yes"})


class Listed(NamedTuple):
    """What the list says of a post."""

    title: str
    subtitle: str
    date: str
    published: bool

    def held(self, post: str) -> int:
        """Give what this counts for beside its id: short ones take memory, too."""
        return max(len(post) + len(self.title) + len(self.subtitle) + len(self.date), _LEAST)


def is_list(file: str) -> bool:
    """Say whether a file is called as the list is."""
    return PurePosixPath(file).name == _LIST


def page_of(folder: str, post: str) -> str:
    """Give the place of a post's page, by the folder of the list (empty: the root) and its id."""
    return f"{folder}/posts/{post}.html".removeprefix("/")


def is_page(file: str) -> bool:
    """Say whether a file is called as a page is."""
    return file.endswith(".html") and _PAGE.fullmatch(file) is not None


def listed(opened: Callable[[], BinaryIO], most: int = MAX_LIST) -> Mapping[str, Listed]:
    """Give the posts of a list by their ids; none where it is a list of another kind.

    Raises OSError, and `TooLarge` where what is held of them is more than so many characters; its
    names are those of pages beside the list.
    """
    found: dict[str, Listed] = {}
    with told(opened) as lines, suppress(csv.Error):  # what comes before an error is known
        rows = csv.DictReader(line.removeprefix("\ufeff") for line in lines)
        if not _COLUMNS.issubset(rows.fieldnames or ()):
            return {}
        for row in rows:
            if _ID.fullmatch(post := _said(row, "post_id")):
                published = _said(row, "is_published").lower() in _TRUE
                title, subtitle = _said(row, "title"), _said(row, "subtitle")
                one = Listed(title, subtitle, _said(row, "post_date"), published)
                most -= one.held(post)
                if most < 0:
                    raise TooLarge(page_of("", known) for known in (*found, post))
                found.setdefault(post, one)
    return found


def _said(row: Mapping[str | None, object], name: str) -> str:
    value = row.get(name)
    return value.strip() if isinstance(value, str) else ""
