"""Links as browsers for terminals print them: `[12]Title` in the text, and a list at its end."""

import re
from typing import Final

_HEADING: Final = frozenset({"references", "links", "visible links", "hidden links"})
_ITEM = re.compile(r"\s{0,12}\[?(?P<number>\d{1,5})[.\]]\s{1,4}(?P<target>\S{1,3000})\s{0,4}")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]{1,20}:\S", re.IGNORECASE)
_MARK = re.compile(r"\[(\d{1,5})\]")
_MENU = re.compile(r"\s{0,40}(?:\[\d{1,5}\][^\[\]\n]{1,40}){2,40}")


def without_links(text: str) -> str:
    """Give the text without the list of its links and their marks; itself where there is none.

    Menus, which are lines of nothing but links above the text, go with them.
    """
    if "[" not in text or "References" not in text:
        return text
    lines = text.rstrip().split("\n")
    numbers: set[str] = set()
    end = len(lines)
    while end and (not lines[end - 1].strip() or _is_of_list(lines[end - 1], numbers)):
        end -= 1
    headings = [n for n in range(end, len(lines)) if _heading(lines[n]) == "references"]
    if not (headings and numbers):
        return text
    kept = lines[: headings[0]]
    while kept and (not kept[0].strip() or kept[0].lstrip().startswith("#[") or _is_menu(kept[0])):
        del kept[0]
    return _MARK.sub(lambda mark: "" if mark[1] in numbers else mark[0], "\n".join(kept))


def _is_of_list(line: str, numbers: set[str]) -> bool:
    if _heading(line) in _HEADING:
        return True
    item = _ITEM.fullmatch(line)
    if not item or not _SCHEME.match(item["target"]):
        return False
    numbers.add(item["number"])
    return True


def _heading(line: str) -> str:
    return line.strip().rstrip(":").lower()


def _is_menu(line: str) -> bool:
    return _MENU.fullmatch(line) is not None
