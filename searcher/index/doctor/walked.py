"""What can only be seen by reading every article? One walk over all, with little done for each.

Held are 16 bytes for each article that is found, 24 for each text, 8 for each day: some 50 MB for a
million articles.
"""

import datetime as dt
import re
from array import array
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import chain, pairwise
from typing import Any

from searcher.article import fold
from searcher.engines.depth import cut
from searcher.identity import SHORT_TEXT_WORDS
from searcher.index.doctor.authors import doubt
from searcher.index.doctor.findings import Ids, Part
from searcher.index.facade import Index
from searcher.query.model import SearchRequest

LONG_WORDS = 20_000
# Checks whose articles no query can name.
BY_ID = (
    *("records", "date-low", "date-medium", "date-after-capture", "author-odd", "untitled"),
    *("no-text", "short", "long", "topic-inferred"),
)
_EXAMPLES = 3
_NO_DATE = "no date printed"
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
# Days of a date that is known to the year or month only begin with the first.
_FIRST = "-01-01"
# A source's number, then the ordinal of a day: the last possible one has 22 bits.
DAY_BITS = 22


@dataclass(slots=True)
class Reasons:
    """How many for which reason, with the first examples of each."""

    counts: Counter[str] = field(default_factory=Counter)
    shown: dict[str, list[str]] = field(default_factory=dict)

    def add(self, reason: str, example: str) -> None:
        """Count one."""
        self.counts[reason] += 1
        examples = self.shown.setdefault(reason, [])
        if example and len(examples) < _EXAMPLES and example not in examples:
            examples.append(example)

    def parts(self) -> tuple[Part, ...]:
        """Give them, the most frequent first."""
        order = sorted(self.counts.items(), key=lambda one: (-one[1], one[0]))
        return tuple(Part(what, number, tuple(self.shown[what])) for what, number in order)


class Walked:
    """What the walk over all articles saw."""

    def __init__(self) -> None:
        """Begin with nothing seen."""
        self.articles = 0
        self.ids = {name: Ids() for name in BY_ID}
        self.undated = Reasons()
        self.doubts = Reasons()
        self.sources: dict[str, int] = {}  # key and number
        self.days: array[int] = array("Q")
        self._sum = 0
        self._texts: array[int] = array("Q")
        self._text_ids = bytearray()

    @property
    def digest(self) -> str:
        """What the content digests add up to: the corpus digest, if all is well."""
        return f"{self._sum % 2**256:064x}"

    def see(self, article_id: str, content: bytes, record: dict[str, Any]) -> None:
        """Look at one article."""
        self._sum += int.from_bytes(content, "big")
        source = record["source"]
        self._dates(article_id, record, source)
        for author in record["authors"]:
            if (reason := doubt(author["name"], author["role"], source)) is not None:
                self.doubts.add(reason, author["name"])
                self.ids["author-odd"].add(article_id)
                break
        if not record["title"].strip():
            self.ids["untitled"].add(article_id)
        self._text(article_id, record)
        topics = record["topics"]
        if topics and all(topic["inferred"] for topic in topics):
            self.ids["topic-inferred"].add(article_id)

    def _dates(self, article_id: str, record: dict[str, Any], source: str | None) -> None:
        published = record["published"]
        if published is None:
            self.undated.add(_NO_DATE, "")
            return
        date = published["date"]
        if date is None:
            self.undated.add(", ".join(published["flags"]) or "not understood", published["raw"])
            return
        if published["confidence"] in {"low", "medium"}:
            self.ids[f"date-{published['confidence']}"].add(article_id)
        first = dt.date.fromisoformat(date + _FIRST[len(date) - 4 :])
        captured = _ISO.search(record["provenance"]["reference"] or "")
        # A day later is the same day, in another time zone.
        if captured and first.isoformat() > captured[0]:
            try:
                late = first - dt.date.fromisoformat(captured[0]) > dt.timedelta(days=1)
            except ValueError:  # no day of any calendar: it says nothing
                late = False
            if late:
                self.ids["date-after-capture"].add(article_id)
        if source is not None and len(date) == len("2026-01-30"):
            number = self.sources.setdefault(fold(source), len(self.sources))
            self.days.append(number << DAY_BITS | first.toordinal())

    def _text(self, article_id: str, record: dict[str, Any]) -> None:
        summary, body, words = record["summary"], record["body"], record["words"]
        if not body.strip() and not summary.strip():
            self.ids["no-text"].add(article_id)
            return
        if words > LONG_WORDS:
            self.ids["long"].add(article_id)
        title = record["title"]
        if words < SHORT_TEXT_WORDS:
            if record["kind"] == "article":
                self.ids["short"].add(article_id)
            # Short texts are no copies by their text alone, as for ingest.
            if words + len(title.split()) < SHORT_TEXT_WORDS:
                return
        texts = (record["kind"], title, summary, body)
        said = "\0".join([" ".join(text.split()) for text in texts])
        digest = blake2b(said.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        self._texts.append(int.from_bytes(digest, "big"))
        self._text_ids += bytes.fromhex(article_id)

    def duplicates(self) -> tuple[Ids, int]:
        """Give the ids of articles that share their text, and how many texts they share.

        Of 64 bits of a digest: two texts of a million are confused once in 40 million corpora.
        """
        ordered = sorted(self._texts)
        several = {a for a, b in pairwise(ordered) if a == b}
        ids = Ids()
        if several:
            for at, digest in enumerate(self._texts):
                if digest in several:
                    ids.add_packed(bytes(self._text_ids[16 * at : 16 * at + 16]))
        return ids, len(several)


def walk(index: Index, total: int, on_progress: Callable[[str], None] | None = None) -> Walked:
    """Look at every article, in order of id."""
    import orjson

    seen = Walked()
    metadata = chain.from_iterable(index.walk(SearchRequest(), depth="metadata"))
    for batch in index.walk(SearchRequest()):
        for one, known in zip(batch, metadata, strict=False):
            seen.articles += 1
            try:
                seen.see(one.id, one.content, orjson.loads(one.record))
                # An export would say otherwise than a search.
                if cut(one.record, "metadata") != known.record:
                    seen.ids["records"].add(one.id)
            except (ValueError, KeyError, TypeError, AttributeError):
                # The id itself may be none.
                seen.ids["records"].add(
                    one.id if re.fullmatch("[0-9a-f]{32}", one.id) else "0" * 32
                )
        if on_progress is not None:
            on_progress(f"{seen.articles:,} of {total:,} articles looked at")
    return seen
