"""Tables of words are written as running text, so that they can be read."""

import re


def table(text: str) -> tuple[str, ...]:
    """Give the words of a table, in order."""
    return tuple(text.split())


def either(row: str) -> str:
    """Give an alternative of all forms in a row, the longest first; of several words with `_`."""
    forms = sorted(row.split(), key=len, reverse=True)
    return "|".join(re.escape(form.replace("_", " ")) for form in forms)
