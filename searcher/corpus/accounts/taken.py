"""What is left of an article once all has been done that needs neither index nor ledger.

Made where files are read, which may be another process; the one that writes has only to weigh it
and put it in.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from searcher.article import Article, own_story
from searcher.corpus.accounts.rows import evidence, length_of
from searcher.identity import stored, text_digest

# What an article takes in memory besides its text, told in characters: its keys above all, which
# are there several times over while the stories of a commit are settled.
RECORD_CHARACTERS = 5_000


class Taken(NamedTuple):
    """One article, ready. A named tuple, since thousands a second go from process to process.

    `id`, `text`, `content` and `found` are digests: the article's id, what copies share, what it
    says, the record as found. `captured` is the time of capture as sortable text, or empty.
    `dated` is the report's name for how its date was settled. `characters` is its size in memory.
    """

    id: bytes
    text: bytes
    content: bytes
    found: bytes
    captured: str
    evidence: int
    length: int
    characters: int
    record: int
    reader: str
    dated: str
    yearless: bool
    order_unsettled: bool
    keys: bytes | None  # by which copies are found, as `sketch.keys_of` gives them; None: not asked
    stored: bytes  # the article's JSON
    prepared: object  # for the engine's writer


@dataclass(frozen=True, slots=True)
class Taker:
    """Makes articles ready for one engine; `prepare` is that of its `preparer`.

    `stories`: copies are to be found.
    """

    prepare: Callable[[Article, bytes, bytes], object]
    stories: bool = True

    def __call__(self, article: Article, captured: str = "") -> Taken:
        """Do all that can be done beforehand but for the keys, which `sketched` gives."""
        if article.story is None:
            article = replace(article, story=own_story(article.id))
        where, published = article.provenance, article.published
        record, content = stored(article)
        flags = published.flags if published else ()
        undated = published is not None and published.date is None
        return Taken(
            id=bytes.fromhex(article.id),
            text=text_digest(article, clean=True),
            content=content,
            found=bytes.fromhex(where.digest),
            captured=captured,
            evidence=evidence(article),
            length=length_of(article),
            characters=len(article.body)
            + len(article.summary)
            + len(article.title)
            + RECORD_CHARACTERS,
            record=where.record,
            reader=where.reader,
            dated="undated" if undated else (published and published.method) or "none",
            yearless=undated and "no-reference" in flags,
            order_unsettled=not undated and "day-month-ambiguous" in flags,
            keys=None,
            stored=record,
            prepared=self.prepare(article, record, content),
        )

    def sketched(self, taken: Sequence[Taken], articles: Sequence[Article]) -> list[Taken]:
        """Give articles with the keys of their texts: of many together in half the time.

        As they are, where copies are not to be found.
        """
        if not self.stories:
            return list(taken)
        from searcher.corpus.copies import sketch  # numpy, which searches do without

        made = sketch.keys_of([*map(sketch.text_of, articles)])
        return [one._replace(keys=keys) for one, keys in zip(taken, made, strict=True)]
