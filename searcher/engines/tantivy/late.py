"""How much of the articles on a page is read? What is looked at, when it is.

Most who ask look at a few attributes of each hit. To read a record and make an article of all of it
takes some 30 µs, its metadata 3; so an article begins with the one or the other as JSON, that of a
page parsed at once and its texts put in place, and what else is asked of it is made then. It
belongs to the snapshot that it was found in, and holds it until all is read: however often the
index changes, or is closed, all of an article is of one commit.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar, Final

import tantivy
from tantivy import DocAddress

from searcher.article import Article, attribute
from searcher.engines.tantivy.metadata import MetadataFile
from searcher.engines.tantivy.seam import Seam
from searcher.engines.tantivy.stored import ATTRIBUTES, parsed, record_at
from searcher.json_text import read_json
from searcher.record import Late, Record

# Articles kept as far as they are read, for the next page; some 10 KB each.
KEPT: Final = 128
_set = object.__setattr__


class LateArticle(Late, Article):
    """An article of which no more is read than is looked at."""

    stands_for: ClassVar[type[Record]] = Article
    __slots__ = ("_known", "_rest")
    _known: Mapping[str, Any]
    _rest: tuple[Seam, tantivy.Searcher, DocAddress] | None

    @classmethod
    def of(
        cls,
        known: Mapping[str, Any],
        rest: tuple[Seam, tantivy.Searcher, DocAddress] | None = None,
    ) -> "LateArticle":
        """Begin with what is `known`; the `rest` lies there."""
        made: LateArticle = object.__new__(cls)
        _set(made, "_known", known)
        _set(made, "_rest", rest)
        _set(made, "title", known["title"])
        if rest is None:
            _set(made, "summary", known["summary"])
            _set(made, "body", known["body"])
            _set(made, "language", known["language"])
        return made

    def __getattr__(self, name: str) -> Any:
        """Make an attribute that was not looked at before."""
        if name not in ATTRIBUTES:
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        known = self._known
        if name not in known:
            known = self._whole()
        value = attribute(known, name)
        _set(self, name, value)
        return value

    def _whole(self) -> Mapping[str, Any]:
        """Read all of it; two threads may both do so, and find the same."""
        if (rest := self._rest) is not None:
            seam, searcher, address = rest
            with seam:
                _set(self, "_known", parsed(record_at(searcher, address)))
            _set(self, "_rest", None)
        return self._known


class Articles:
    """The articles of one snapshot; those that were asked for last are kept."""

    def __init__(self, searcher: tantivy.Searcher, metadata: MetadataFile, seam: Seam) -> None:
        """Read nothing yet."""
        self._searcher, self._metadata, self._seam = searcher, metadata, seam
        self._kept: dict[tuple[int, int], Article] = {}

    def at(self, addresses: Sequence[DocAddress], *, whole: bool = False) -> list[Article]:
        """Give articles by their places; with `whole` all of them is read at once."""
        kept = self._kept
        places = [(address.segment_ord, address.doc) for address in addresses]
        new = [number for number, place in enumerate(places) if place not in kept]
        if new:
            read = self._read([addresses[number] for number in new], whole=whole)
            kept.update(zip([places[number] for number in new], read, strict=True))
        found = [kept[place] for place in places]
        if len(kept) > KEPT:
            self._kept = dict(zip(places[:KEPT], found, strict=False))
        return found

    def _read(self, addresses: list[DocAddress], *, whole: bool) -> Iterator[Article]:
        searcher, seam = self._searcher, self._seam
        if whole:
            records = (parsed(record_at(searcher, one)) for one in addresses)
            return map(LateArticle.of, records)
        entries = self._metadata.read(searcher, addresses, None) or []
        found = read_json(b"[%b]" % b",".join(entries), len(entries))
        if not all(isinstance(one, dict) and "title" in one for one in found):
            raise ValueError("the metadata of an article is not whole")
        return (
            LateArticle.of(one, (seam, searcher, address))
            for one, address in zip(found, addresses, strict=True)
        )
