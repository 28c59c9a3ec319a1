"""Which articles do all systems get? Those that an index of ours holds, read back from it.

So what was found twice, or was no article, is left out for all alike; and all get texts, keys of
authors and topics, and days as understood.
"""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import orjson

if TYPE_CHECKING:
    from searcher.article import Article


class Entry(NamedTuple):
    """An article for a system that knows titles, texts, keywords and numbers.

    `body` is summary and body; `authors` are folded names, `topics` folded paths with those of
    all ancestors; `day` is a number such as 20260130, None where no day is known.
    """

    id: str
    title: str
    body: str
    authors: tuple[str, ...]
    topics: tuple[str, ...]
    day: int | None

    @property
    def year(self) -> int | None:
        """The year, as a number."""
        return None if self.day is None else self.day // 10_000


def entry_of(article: "Article") -> Entry:
    """Take from an article what others can hold of it."""
    from searcher.article import fold

    topics: dict[str, None] = {}
    for topic in article.topics:
        parts = fold(topic.path).split("/")
        topics |= dict.fromkeys("/".join(parts[:end]) for end in range(1, len(parts) + 1))
    published = article.published
    day = published.date if published and published.date == published.last else None
    return Entry(
        article.id,
        article.title,
        "\n".join(filter(None, (article.summary, article.body))),
        tuple(dict.fromkeys(author.key for author in article.authors)),
        tuple(topics),
        None if day is None else int(day.strftime("%Y%m%d")),
    )


def read(path: Path) -> Iterator[Entry]:
    """Walk the entries of a file, one JSON list a line."""
    with path.open("rb") as file:
        for line in file:
            number, title, body, authors, topics, day = orjson.loads(line)
            yield Entry(number, title, body, tuple(authors), tuple(topics), day)


def write(path: Path, articles: "Iterator[Article]") -> tuple[int, int]:
    """Write entries; give their number, and the bytes of their titles and bodies."""
    count = size = 0
    with path.open("wb") as file:
        for article in articles:
            entry = entry_of(article)
            file.write(orjson.dumps(tuple(entry), option=orjson.OPT_APPEND_NEWLINE))
            count += 1
            size += len(entry.title.encode()) + len(entry.body.encode())
    return count, size


_APART = re.compile(r"[\W_]+")


def plain(text: str) -> str:
    """Give the words of a text as all systems know them, one space between.

    Lower case without marks; runs of letters and digits. For those that split and fold otherwise.
    """
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return _APART.sub(" ", text.lower()).strip()
