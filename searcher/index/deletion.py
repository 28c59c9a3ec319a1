"""Deleting articles so that they stay deleted.

Deleted is as never read: the records that match go, and those that do not match stay. A record
that was hidden behind a deleted one (a copy of its text, an older capture) is held against the
same request: it goes too if it matches, and comes up in its place if it does not.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from searcher.engines.base import Engine
from searcher.errors import UsageError
from searcher.index.writing.session import Session
from searcher.query.model import Everything, SearchRequest


@dataclass(frozen=True, slots=True)
class Deletion:
    """What was deleted: `articles` that were seen, hidden `copies`; `risen` came up instead."""

    articles: int = 0
    copies: int = 0
    risen: int = 0

    def notes(self) -> Iterator[str]:
        """Say what a user did not see coming."""
        if self.copies:
            were = "copy was" if self.copies == 1 else "copies were"
            yield f"{self.copies} hidden {were} deleted too: the same request finds them."
        if self.risen:
            came = "copy that does" if self.risen == 1 else "copies that do"
            yield (
                f"{self.risen} {came} not match came up in place of what was deleted: the same "
                "text from another source or address, or an older capture."
            )


def refuse_page(options: Mapping[str, object]) -> None:
    """Raise `UsageError` for what chooses how hits are shown, and not which there are."""
    page = {"limit", "offset", "after", "sort", "expand", "half_life", "facet", "count"}
    if shown := page & options.keys():
        raise UsageError(f"delete takes no {', '.join(sorted(shown))}: all that match go")


def refuse_everything(request: SearchRequest, *, all_articles: bool) -> None:
    """Raise `UsageError` where nothing chooses among the articles, unless all are meant."""
    chooses = (
        request.filters
        or request.within
        or request.date_confidence
        or not isinstance(request.query, Everything)
    )
    if not chooses and not all_articles:
        raise UsageError(
            "No words and no filter: this would delete every article. If that is meant, say so: "
            "--all (in Python all_articles=True); searcher remove deletes the index itself."
        )


def delete(engine: Engine, session: Session, request: SearchRequest) -> Deletion:
    """Delete all matching articles, round by round until none that comes up matches."""
    with session:
        articles = copies = risen = 0
        first = True
        while True:
            gone = came = 0
            for article in engine.scan(request, order="stored"):
                up = session.ledger.standing.delete(article, session.target)
                if up is not None:
                    gone += 1
                    came += up
            if gone:
                session.commit()
            articles += gone if first else 0
            copies += 0 if first else gone
            risen += came - (0 if first else gone)
            if not (gone and came):
                return Deletion(articles, copies, risen)
            first = False
