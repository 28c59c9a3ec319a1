"""How are tables of words written? As text, line by line, which reads and diffs well."""

import re


def words(text: str) -> frozenset[str]:
    """Give the words that white space separates."""
    return frozenset(text.split())


def phrases(text: str) -> frozenset[str]:
    """Give the phrases that commas or line ends separate."""
    return frozenset(filter(None, re.split(r"\s*[,\n]\s*", text.strip())))


def aliases(text: str) -> dict[str, str]:
    """Read lines of `name: other, other`: every other form, and the name itself, to the name."""
    table: dict[str, str] = {}
    for line in text.strip().splitlines():
        name, _, others = (part.strip() for part in line.partition(":"))
        for form in (name, *phrases(others)):
            table.setdefault(form, name)
    return table
