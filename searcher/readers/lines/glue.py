"""Where does a card's title end, when its summary was glued to it?

The summary stands once more on its own. Where the two copies are equal the cut is exact; where
they differ in quotes, dashes, white space or the place at which they were cut short, or in a few
characters, they are laid over each other. Without a convincing fit the line stays whole.
"""

import re
from typing import Final

_FOLD: Final = str.maketrans(
    {
        "‘": "'", "’": "'", "‚": "'", "`": "'", "´": "'",
        "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
        "‐": "-", "‑": "-", "–": "-", "—": "-", "−": "-",
        "\u200b": " ", "\ufeff": " ", "\xad": " ",
    }
)  # fmt: skip
_ELLIPSIS = re.compile(r"[\s\[(]*(?:…|\.\.\.)[\s\])]*$")
_ANCHOR: Final = 24  # folded characters by which a summary is looked for
_FIT: Final = 0.8  # share of the summary that must agree on both ends
_SHIFT: Final = 3  # characters by which the copies may differ in length


def split(glued: str, summary: str) -> tuple[str, str]:
    """Give title and summary.

    The summary is the longer of the two copies. If none is found in `glued`, `glued` is the title
    and the summary stays as it is: no text is lost.
    """
    glued, summary = glued.strip(), summary.strip()
    if not summary:
        return glued, summary
    if glued.endswith(summary) and len(glued) > len(summary):
        title = glued[: -len(summary)].rstrip()
        return (title, summary) if title else (glued, summary)
    cut = _cut(glued, summary)
    if cut is None:
        return glued, summary
    title, rest = glued[:cut].rstrip(), glued[cut:].strip()
    if not title:
        return glued, summary
    longer = len(_folded(_core(rest))[0]) > len(_folded(_core(summary))[0])
    return title, rest if longer else summary


def is_glued(glued: str, summary: str) -> bool:
    """Say whether the summary stands at the end of the line, after a title."""
    title, _ = split(glued, summary)
    return len(summary) >= _ANCHOR // 2 and len(title) < len(glued.strip())


def _core(text: str) -> str:
    return _ELLIPSIS.sub("", text)


def _folded(text: str) -> tuple[str, list[int]]:
    """Fold quotes, dashes and white space away; the list gives each character's place in `text`."""
    kept, places = [], []
    for place, character in enumerate(text.translate(_FOLD)):
        if not character.isspace():
            kept.append(character)
            places.append(place)
    return "".join(kept), places


def _cut(glued: str, summary: str) -> int | None:
    """Give the place in `glued` at which the summary begins."""
    line, places = _folded(_core(glued))
    text, _ = _folded(_core(summary))
    if not line or not text:
        return None
    at = _found(line, text)
    return places[at] if at is not None and 0 < at < len(places) else None


def _found(line: str, text: str) -> int | None:
    if line.endswith(text):
        return len(line) - len(text)
    if len(text) < _ANCHOR:
        return None
    at = line.find(text)
    if at > 0:
        return at  # the copy on its own was cut short
    head = text[:_ANCHOR]
    at = line.find(head, 1)
    if at > 0 and text.startswith(line[at:]):
        return at  # the glued copy was cut short
    candidates = {at} if at > 0 else set()
    candidates |= {len(line) - len(text) + shift for shift in range(-_SHIFT, _SHIFT + 1)}
    fits = [
        (_fit(line[at:], text), -abs(len(line) - at - len(text)), at) for at in candidates if at > 0
    ]
    best = max(fits, default=(0.0, 0, 0))
    return best[2] if best[0] >= _FIT else None


def _fit(left: str, right: str) -> float:
    """Give the share of `right` that agrees with `left` at both ends."""
    shorter = min(len(left), len(right))
    head = next((i for i in range(shorter) if left[i] != right[i]), shorter)
    room = shorter - head
    tail = next((i for i in range(room) if left[-1 - i] != right[-1 - i]), room)
    return (head + tail) / len(right)
