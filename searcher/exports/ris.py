r"""RIS, for Zotero, EndNote, Mendeley, JabRef: one line a tag, `\r\n` between.

Articles are NEWS, and ELEC where only an address is known. Names whose order is known are
`Family, Given`; a comma ends the names of organisations, or EndNote would part them.
"""

from collections.abc import Iterable, Iterator

from searcher.exports.base import StreamSink
from searcher.exports.citation import Citation, Name, citation_of
from searcher.exports.columns import Row


class Ris(StreamSink):
    """Writes RIS."""

    def write(self, rows: Iterable[Row]) -> None:
        """Write rows."""
        for row in rows:
            tags = "".join(
                f"{tag}  - {value}\r\n" for tag, value in _tags(citation_of(self, row)) if value
            )
            self.stream.write(f"{tags}ER  - \r\n\r\n".encode())


def _tags(found: Citation) -> Iterator[tuple[str, str]]:
    yield "TY", "NEWS" if found.in_newspaper else "ELEC"
    yield "TI", found.title
    for name in found.names:
        yield "AU", _name(name)
    yield "T2", found.source
    if found.date:
        yield "PY", found.date[0]
        # YYYY/MM/DD/other: what is not known stays empty.
        yield "DA", "/".join((*found.date, "", "", "")[:4])
    yield "AB", found.summary
    yield "LA", found.language
    yield "UR", found.url
    for topic in found.topics:
        yield "KW", topic
    yield "ID", found.id


def _name(name: Name) -> str:
    if name.family:
        return ", ".join(filter(None, (name.family, name.given, name.suffix)))
    return f"{name.printed}," if not name.person and " " in name.printed else name.printed
