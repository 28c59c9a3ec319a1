"""SQLite's FTS5: an external table of titles and bodies, keywords in tables of their own."""

import sqlite3
from collections.abc import Callable
from typing import ClassVar

from compare.article import read
from compare.system import PAGE, VALUES, Answer, Corpus, Query, System

_TABLES = """
create table article (number integer primary key, id text, title text, body text, day integer,
                      year integer);
create table author (value text, number integer, primary key (value, number)) without rowid;
create table topic (value text, number integer, primary key (value, number)) without rowid;
create virtual table found using fts5 (title, body, content='article', content_rowid='number',
                                       tokenize="unicode61 remove_diacritics 2");
"""
_AFTER = """
create index author_of on author (number, value);
create index topic_of on topic (number, value);
create index by_day on article (day desc, number);
insert into found (found) values ('optimize');
"""


_BESIDE = "join article on article.number = found.rowid"
# Not `rowid in (…)`: that asks the text index anew for each article of a topic.
_OF = "from {0} where value = ? and {0}.number = found.rowid"
_JOINED = "join {0} on {0}.number = found.rowid"


def _select(what: str, joined: str, where: str, rest: str = "") -> str:
    """Write a statement; all its parts are ours, values are parameters."""
    return f"select {what} from found {joined} where {where} {rest}"  # noqa: S608


class Sqlite(System):
    """A page and a total are two statements, a facet is one more."""

    name: ClassVar = "SQLite FTS5"

    def version(self) -> str:
        """Give that of the library."""
        return sqlite3.sqlite_version

    def build(self, corpus: Corpus) -> None:
        """Fill all tables in one transaction, then join the parts of the text index to one."""
        self.folder.mkdir(parents=True)
        base = self._connected()
        base.executescript("pragma journal_mode = off; pragma synchronous = off;" + _TABLES)
        base.execute("begin")
        for number, one in enumerate(read(corpus.entries), 1):
            base.execute(
                "insert into article values (?, ?, ?, ?, ?, ?)",
                (number, one.id, one.title, one.body, one.day, one.year),
            )
            base.execute(
                "insert into found (rowid, title, body) values (?, ?, ?)",
                (number, one.title, one.body),
            )
            for table, values in (("author", one.authors), ("topic", one.topics)):
                base.executemany(
                    f"insert or ignore into {table} values (?, ?)",  # noqa: S608 - names of ours
                    ((value, number) for value in values),
                )
        base.execute("commit")
        base.executescript(_AFTER)
        base.execute("analyze")
        base.close()

    def _connected(self) -> sqlite3.Connection:
        return sqlite3.connect(self.folder / "articles.sqlite", isolation_level=None)

    def open(self) -> None:
        """Open the file; maps and cache as large as others' memory maps are."""
        self._base = self._connected()
        self._base.execute("pragma mmap_size = 8589934592")
        self._base.execute("pragma cache_size = -262144")

    def close(self) -> None:
        """Close the file."""
        self._base.close()

    def prepared(self, query: Query) -> Callable[[], Answer] | None:
        """Give the statements with their parameters."""
        if query.clause == "fuzzy":
            return None
        base = self._base
        where, given = self._where(query)
        dated = _BESIDE if query.since is not None else ""
        at = f"limit {PAGE} offset {query.offset}"
        if query.newest:
            page = _select("article.title", _BESIDE, where, f"order by article.day desc {at}")
        else:
            page = _select("found.title", dated, where, f"order by rank {at}")
        total = _select("count(*)", dated, where)
        most = f"group by 1 order by 2 desc limit {VALUES}"
        facets = [
            _select(
                f"{name}.value, count(*)",
                f"join {name} on {name}.number = found.rowid",
                where,
                most,
            )
            for name in ("author", "topic")
        ]
        facets.append(_select("article.year, count(*)", _BESIDE, where, most))

        def ask() -> Answer:
            titles = tuple([row[0] for row in base.execute(page, given)])
            (count,) = base.execute(total, given).fetchone()
            if query.facets:
                for facet in facets:
                    base.execute(facet, given).fetchall()
            return Answer(count, titles)

        return ask

    def _where(self, query: Query) -> tuple[str, list[str | int]]:
        match query.clause:
            case "phrase":
                words = f'"{" ".join(query.words)}"'
            case "prefix":
                words = f'"{query.words[0]}"*'
            case "any":
                words = " OR ".join(f'"{word}"' for word in query.words)
            case _:
                words = " AND ".join(f'"{word}"' for word in query.words)
        where, given = "found match ?", [words]
        asked: list[str | int] = [*given]
        for table, value in (("author", query.author), ("topic", query.topic)):
            if value is not None:
                where += f" and exists (select 1 {_OF.format(table)})"
                asked.append(value)
        if query.since is not None and query.until is not None:
            where += " and article.day between ? and ?"
            asked += [query.since, query.until]
        return where, asked

    def export(self) -> int:
        """Read ids and titles."""
        return sum(1 for _ in self._base.execute("select id, title from article"))
