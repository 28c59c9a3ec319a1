"""How a command ended: shared by the tests of the command line."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Ran:
    """Exit code, stdout and stderr."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """The results, a line each."""
        return self.out.splitlines()


class Run(Protocol):
    """Runs a command line, without the program's name, in this process."""

    def __call__(self, *args: object) -> Ran:
        """Run it."""
