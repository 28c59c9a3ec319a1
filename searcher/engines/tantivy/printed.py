"""How is the value of a facet shown? By its most frequent printed form, listed beside its key."""

from collections.abc import Iterable
from typing import Final

import tantivy

from searcher.engines.tantivy.source import FORM_SEPARATOR

# Keys whose forms are kept, some 300 bytes each.
_KEPT: Final = 20_000


class PrintedForms:
    """The forms in the whole index of one snapshot, also of articles that are deleted."""

    def __init__(self, searcher: tantivy.Searcher) -> None:
        """List none yet."""
        self._searcher = searcher
        self._listed: dict[tuple[str, str], list[str]] = {}

    def of(self, name: str, key: str) -> list[str]:
        """List a key's forms, with the key, in the field of that name."""
        listed = self._listed.get((name, key))
        if listed is None:
            found = self._searcher.terms_with_prefix(name, key + FORM_SEPARATOR)
            listed = [form for form, _ in found]
            if len(self._listed) >= _KEPT:
                self._listed.clear()
            self._listed[name, key] = listed
        return listed


def best(forms: Iterable[tuple[str, int]]) -> dict[str, str]:
    """Give each key's most frequent form; of equals the smallest."""
    found: dict[str, tuple[int, str]] = {}
    for form, count in forms:
        key, _, name = form.partition(FORM_SEPARATOR)
        if key not in found or (-count, name) < found[key]:
            found[key] = (-count, name)
    return {key: name for key, (_, name) in found.items()}
