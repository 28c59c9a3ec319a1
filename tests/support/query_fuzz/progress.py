"""How far is a run, and what did it find? Kept in a file, so that it can be taken up."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from query_fuzz.check import Failure

Block = tuple[int, int]  # the first number, and one behind the last


@dataclass
class Progress:
    """All numbers below `reached` are done, and those of the blocks in `beyond`."""

    seed: int
    reached: int = 0
    beyond: list[Block] = field(default_factory=list)
    refused: int = 0
    seconds: float = 0.0
    failures: list[dict[str, object]] = field(default_factory=list)

    @classmethod
    def read(cls, path: Path, seed: int) -> "Progress":
        """Take up the run of this seed; raises `ValueError` where the file is of another."""
        if not path.exists():
            return cls(seed)
        record = json.loads(path.read_text("utf-8"))
        if record["seed"] != seed:
            raise ValueError(f"{path} is of seed {record['seed']}; name another file with --state")
        record["beyond"] = [(first, last) for first, last in record["beyond"]]
        return cls(**record)

    def write(self, path: Path) -> None:
        """Write it, all or nothing."""
        draft = path.with_name(path.name + ".new")
        draft.write_text(json.dumps(vars(self), indent=1), "utf-8")
        draft.replace(path)

    def left(self, count: int, size: int) -> Iterator[Block]:
        """Walk the blocks that are not done."""
        first = self.reached
        for begin, end in [*sorted(self.beyond), (count, count)]:
            while first < min(begin, count):
                last = min(first + size, begin, count)
                yield first, last
                first = last
            first = max(first, end)

    @property
    def asked(self) -> int:
        """The number of queries that are done."""
        return self.reached + sum(last - first for first, last in self.beyond)

    def finish(self, block: Block, refused: int) -> None:
        """Note that a block is done; the parser refused so many of it."""
        self.refused += refused
        self.beyond = sorted([*self.beyond, block])
        while self.beyond and self.beyond[0][0] <= self.reached:
            self.reached = max(self.reached, self.beyond.pop(0)[1])

    def fail(self, number: int, failure: Failure) -> None:
        """Note a failure; the text is one that can be put into a test."""
        self.failures.append(
            {
                "number": number,
                "kind": failure.kind,
                "message": failure.message,
                "text": ascii(failure.case.text),
                "any_word": failure.case.any_word,
                "beside": ascii(failure.case[2:]),
            }
        )

    def said(self, count: int) -> str:
        """Say where it stands."""
        rate = self.asked / self.seconds if self.seconds else 0
        share = 100 * self.asked / count if count else 100
        return (
            f"{self.asked:,} of {count:,} queries ({share:.1f} %), {rate:,.0f} a second, "
            f"{self.refused:,} refused by the parser, {len(self.failures)} failures"
        )
