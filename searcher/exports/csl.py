"""CSL-JSON: one array of items, for Zotero, pandoc and other processors of citations."""

from typing import Any

from searcher.exports.citation import Citation, Name, citation_of
from searcher.exports.columns import Row
from searcher.exports.json import Array


class Csl(Array):
    """Writes CSL-JSON."""

    def item(self, row: Row) -> dict[str, Any]:
        """Give the item that stands for a row."""
        found = citation_of(self, row)
        fields: dict[str, Any] = {
            "id": found.id,
            "type": "article-newspaper" if found.in_newspaper else "webpage",
            "title": found.title,
            "author": [_name(name) for name in found.names],
            "container-title": found.source,
            "issued": _issued(found),
            "URL": found.url,
            "language": found.language,
            "abstract": found.summary,
            "keyword": ", ".join(found.topics),
        }
        return {name: value for name, value in fields.items() if value}


def _name(name: Name) -> dict[str, str]:
    if not name.family:
        return {"literal": name.printed}
    parts = {"family": name.family, "given": name.given, "suffix": name.suffix}
    return {part: value for part, value in parts.items() if value}


def _issued(found: Citation) -> dict[str, list[list[int]]]:
    return {"date-parts": [[*map(int, found.date)]]} if found.date else {}
