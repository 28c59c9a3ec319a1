"""How are tables of names written? As text with commas, which reads and diffs well."""

import re

_COMMA = re.compile(r"\s*[,\n]\s*")


def phrases(text: str) -> tuple[str, ...]:
    """Give the phrases that commas or line ends separate."""
    return tuple(filter(None, _COMMA.split(text.strip())))


def names(text: str) -> dict[str, tuple[str, ...]]:
    """Read entries of `label: name, name`; lines without a colon go on with the entry above.

    Raises `ValueError` for a label that stands twice, where one entry would be lost.
    """
    found: dict[str, str] = {}
    label = ""
    for line in filter(None, map(str.strip, text.splitlines())):
        before, colon, after = line.partition(":")
        if colon:
            label = before.strip()
            if label in found:
                raise ValueError(f"{label} stands twice")
            found[label] = after.strip()
        else:
            found[label] += f" {line}"
    return {label: phrases(listed) for label, listed in found.items()}
