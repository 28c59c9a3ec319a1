"""What is known of a page or text that does not say it? Asked of the list that lies beside them.

A pass over the few files that `readers.substack`, `readers.text_tables` and `readers.tweets` know
by their names, before any article is read, as for authors: what becomes of a page does not depend
on the order of files.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Final

from searcher.article import RawArticle, RawDate, Skipped
from searcher.corpus.places import Placed, folder_of, inner
from searcher.corpus.walk import CorpusFile
from searcher.readers import tweets
from searcher.readers.substack import MAX_LIST, Listed, is_list, is_page, listed, page_of
from searcher.readers.text_tables import MAX_TABLE, Row, TooLarge, is_table, is_text, rows


@dataclass(frozen=True, slots=True)
class Listings:
    """The posts that lists below one root name: `pages` by the places of their pages.

    `rows` are, by the place of a list, title and date of those whose page is there too. Likewise
    `texts` are what tables say of the texts of an export, `tables` the numbers of these rows;
    `refused` are the places of tables that say more than can be held. `accounts` are, by folder,
    who wrote the tweets of an archive.
    """

    pages: Mapping[str, Listed] = field(default_factory=dict)
    rows: Mapping[str, frozenset[tuple[str, str]]] = field(default_factory=dict)
    texts: Mapping[str, Row] = field(default_factory=dict)
    tables: Mapping[str, frozenset[int]] = field(default_factory=dict)
    refused: frozenset[str] = frozenset()
    accounts: Mapping[str, tweets.Account] = field(default_factory=dict)

    def said(self, place: str) -> list[str]:
        """Name what is said of a file, so that it is read again when that changes."""
        if place in self.rows:
            return ["listed", *(f"{date} {title}" for title, date in sorted(self.rows[place]))]
        if numbers := self.tables.get(place):
            return ["told", *map(str, sorted(numbers))]
        if row := self.texts.get(place):
            return ["text", *row.cells]
        if place in self.refused:
            return ["refused"]
        if account := self._account(place):
            return ["account", *account]
        told = self.pages.get(place)
        return ["post", *map(str, told)] if told else []

    def _account(self, place: str) -> tweets.Account | None:
        if not self.accounts or not tweets.is_tweets(place):
            return None
        return self.accounts.get(folder_of(place))

    def refusal(self, place: str) -> str | None:
        """Say why a table is not read: each of its rows would be an article beside its text."""
        if place not in self.refused:
            return None
        return _REFUSED_LIST if is_list(place) else _REFUSED

    def text(self, place: str) -> Row | None:
        """Give what a table says of a text whose every word is the article's."""
        row = self.texts.get(place)
        return row if row and row.own else None

    def of(self, record: RawArticle, place: str) -> RawArticle | Skipped:
        """Add what is said of a page; a row of the list is none where its page is there."""
        if rows := self.rows.get(place):
            date = record.dates[0].text if record.dates else ""
            known = ((record.title or "").strip(), date) in rows
            return (
                Skipped(record.provenance, "no-article", "its page is there") if known else record
            )
        if record.provenance.record in self.tables.get(place, ()):
            return Skipped(record.provenance, "no-article", "its text is there")
        if row := self.texts.get(place):
            if row.own:
                return record  # as `text_tables.read` gave it
            return row.of(record) if record.provenance.record == 1 else record
        if account := self._account(place):
            return tweets.by(record, account)
        told = self.pages.get(place)
        if told is None:
            return record
        if not told.published:
            return Skipped(record.provenance, "not-published", "a draft")
        return replace(
            record,
            title=told.title or record.title,
            summary=told.subtitle or record.summary,
            dates=(RawDate(told.date, "field:post_date"),) if told.date else record.dates,
        )

    def over(self, outer: "Listings") -> "Listings":
        """Give these before those around them."""
        if not (self.rows or self.tables or self.refused or self.accounts):
            return outer
        return Listings(
            {**outer.pages, **self.pages},
            {**outer.rows, **self.rows},
            {**outer.texts, **self.texts},
            {**outer.tables, **self.tables},
            outer.refused | self.refused,
            {**outer.accounts, **self.accounts},
        )


UNLISTED = Listings()
_REFUSED: Final = (
    f"it tells of the texts beside it and holds more than {MAX_TABLE >> 20} MiB, in an archive half"
    " of that: they are read without it. An export of so many comes back as articles or jsonl"
)
_REFUSED_LIST: Final = (
    f"it tells of the pages beside it, and more than {MAX_LIST >> 20} MiB: they are read without"
    " it, drafts too. Part the export into several folders"
)


class Lists:
    """Collects lists and pages while files come by, in any order."""

    def __init__(self, most: int | None = None) -> None:
        """Hold at most so many bytes, names of files included, where that is given."""
        self._left = most
        self._lists: dict[str, Mapping[str, Listed]] = {}
        self._tables: dict[str, Mapping[str, Row]] = {}
        self._larger: dict[str, frozenset[str]] = {}
        self._pages: set[str] = set()
        self._accounts: dict[str, tuple[int, tweets.Account]] = {}

    def see(self, file: Placed) -> None:
        """Read a list, or note a page; a list that cannot be read names nothing."""
        name = inner(file)
        if is_page(name) or is_text(name):
            if self._allows(len(file.place)):
                self._pages.add(file.place)
            return
        if (rank := tweets.rank(name)) is not None:
            with suppress(OSError):
                self._see_account(file, rank)
            return
        if not (is_list(name) or is_table(name)) or not self._allows(len(file.place)):
            return
        with suppress(OSError):
            self._see_list(file, table=is_table(name))

    def _see_account(self, file: Placed, rank: int) -> None:
        account = tweets.account(file.open)
        if account and self._allows(len(file.place) + sum(map(len, account))):
            folder = folder_of(file.place)
            known = self._accounts.get(folder)
            if known is None or rank < known[0]:
                self._accounts[folder] = rank, account

    def _see_list(self, file: Placed, *, table: bool) -> None:
        most = MAX_TABLE if table else MAX_LIST
        most = most if self._left is None else min(most, self._left)
        try:
            if table:
                known = rows(file.open, most)
                self._allows(sum(len(name) + len(row.joined) for name, row in known.items()))
                self._tables[file.place] = known
            else:
                posts = listed(file.open, most)
                self._allows(sum(one.held(post) for post, one in posts.items()))
                self._lists[file.place] = posts
        except TooLarge as told:
            self._larger[file.place] = told.names

    def passing(self, files: Iterable[CorpusFile]) -> Iterator[CorpusFile]:
        """See files on their way to somebody else: to list them all takes long."""
        for file in files:
            if not file.refused:
                self.see(file)
            yield file

    def listings(self) -> Listings:
        """Give all posts whose pages came by."""
        pages: dict[str, Listed] = {}
        named: dict[str, frozenset[tuple[str, str]]] = {}
        for place, posts in self._lists.items():
            places = {page_of(folder_of(place), post): told for post, told in posts.items()}
            there = {page: told for page, told in places.items() if page in self._pages}
            pages |= there
            if there:
                named[place] = frozenset((told.title, told.date) for told in there.values())
        texts: dict[str, Row] = {}
        tables: dict[str, frozenset[int]] = {}
        for place, table in self._tables.items():
            known = {text: row for name, row in table.items() if (text := self._there(place, name))}
            texts |= known
            if known:
                tables[place] = frozenset(row.number for row in known.values())
        refused = frozenset(
            place
            for place, names in self._larger.items()
            if any(self._there(place, name) for name in names)
        )
        accounts = {folder: account for folder, (_, account) in self._accounts.items()}
        if not (pages or texts or refused or accounts):
            return UNLISTED
        return Listings(pages, named, texts, tables, refused, accounts)

    def _there(self, place: str, name: str) -> str | None:
        """Give the place of a text that a table names, if it came by."""
        text = f"{folder_of(place)}/{name}".lstrip("/")
        return text if text in self._pages else None

    def _allows(self, size: int) -> bool:
        if self._left is None:
            return True
        self._left -= size
        return self._left >= 0
