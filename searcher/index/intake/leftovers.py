"""Articles that no file holds any more: named in the report, or deleted where that was asked."""

from collections.abc import Sequence

from searcher.corpus.accounts.ledger import KnownFile, Ledger
from searcher.corpus.accounts.report import Tally
from searcher.corpus.accounts.standing import Target


class Leftovers:
    """Collects the files that lost articles; what is left over is known when all is read.

    Only then: what one file lost another one may hold.
    """

    def __init__(self, ledger: Ledger, target: Target, tally: Tally) -> None:
        """Collect in one run."""
        self._ledger = ledger
        self._target = target
        self._tally = tally
        self._changed: dict[int, str] = {}
        self._vanished: dict[int, str] = {}

    def after_reading(self, file_id: int, name: str) -> None:
        """Note a file that is there and was read whole, now or before."""
        if self._ledger.standing.any_stale(file_id):
            self._changed[file_id] = name

    def vanished(self, known: KnownFile) -> None:
        """Note a file that is gone."""
        self._ledger.vanish(known, self._target, self._tally)
        self._vanished[known.file_id] = known.file

    def settle(self, places: Sequence[str], *, prune: bool) -> list[str]:
        """Delete what is left over, or keep it; `places` were read. Gives the notes to show."""
        ledger, target, tally = self._ledger, self._target, self._tally
        files = (*self._changed, *self._vanished)
        for file_id in files:
            ledger.standing.settle_stale(file_id, target, tally)
        left = {file_id: ledger.standing.forget_stale(file_id) for file_id in files}
        ledger.settle_adopted(target, tally)
        notes = []
        if prune:
            pruned = sum(ledger.standing.prune(file_id, target, tally) for file_id in left)
            pruned += ledger.prune_adopted(places, target, tally)
            if pruned:
                notes.append(f"pruned {_articles(pruned)} that no file holds any more")
        else:
            notes += self._notes(left)
        for file_id in self._vanished:
            ledger.forget_file(file_id)
        return notes

    def _notes(self, left: dict[int, int]) -> list[str]:
        notes = []
        for files, one, many in (
            (
                self._vanished,
                "{} is no longer there: {} of it",
                "{} are no longer there: {} of them",
            ),
            (
                self._changed,
                "{} changed: {} that it no longer holds",
                "{} changed: {} that they no longer hold",
            ),
        ):
            lost = [name for file_id, name in files.items() if left[file_id]]
            if lost:
                articles = sum(left[file_id] for file_id in files)
                subject = (one if len(lost) == 1 else many).format(
                    lost[0] if len(lost) == 1 else f"{len(lost)} files", _articles(articles)
                )
                notes.append(
                    f"{subject} {'stays' if articles == 1 else 'stay'} in the index; --prune "
                    f"deletes {'it' if articles == 1 else 'them'}."
                )
        return notes


def _articles(count: int) -> str:
    return "1 article" if count == 1 else f"{count} articles"
