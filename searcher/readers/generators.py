"""What do site generators mean by a page's place and its fields? Hugo, Jekyll, and their like."""

import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any, Final

_DRAFTS: Final = "_drafts"
_POSTS: Final = "_posts"
_HEXO: Final = "source"  # around Hexo's `_posts`, where such a string is one topic
_POST = re.compile(r"\d{4}-\d\d?-\d\d?-.+", re.DOTALL)
# Of these fields Jekyll parts a string at its blanks; those in the singular are one value.
_LISTS: Final = ("tags", "categories")
_MARKS: Final = frozenset(",;|")  # who parts topics by these does not part them by blanks


def draft(file: str, fields: Mapping[str, Any]) -> str | None:
    """Say why a generator would leave a page out of its site; None where it would not."""
    if _said(fields.get("draft")) == "true":
        return "a draft"
    if _said(fields.get("published")) == "false":
        return "published: false"
    return f"below {_DRAFTS}" if _DRAFTS in PurePosixPath(file).parts[:-1] else None


def with_lists(file: str, fields: Mapping[str, Any]) -> Mapping[str, Any]:
    """Part the topics of a post of Jekyll's, which may be words in one string."""
    if not _is_post(file):
        return fields
    parted = {
        name: value.split()
        for name in _LISTS
        if isinstance(value := fields.get(name), str) and _MARKS.isdisjoint(value)
    }
    return {**fields, **parted}


def _is_post(file: str) -> bool:
    path = PurePosixPath(file)
    above = path.parts[:-1]
    if _POSTS not in above or not _POST.fullmatch(path.name):
        return False
    return above[: above.index(_POSTS)][-1:] != (_HEXO,)


def _said(value: Any) -> str:
    return str(value).strip().lower() if isinstance(value, str | bool) else ""
