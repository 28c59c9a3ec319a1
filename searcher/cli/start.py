"""What keeps a short process short, at its start and at its end.

While modules load no garbage is collected: Typer and the records make tens of thousands of objects
that all stay, and walking them again and again as they came took 8 of 50 ms for `import typer`
alone. Frozen, they are never walked at all.
"""

import gc
import os
import sys

TYPE_CHECKING = False  # as `typing` has it, which is the first to be loaded with the collector off
if TYPE_CHECKING:
    from types import TracebackType
    from typing import NoReturn

_INTERRUPTED = 130
_SELDOM = 100_000  # objects more than before, at which one who only asks collects garbage


class loading:  # noqa: N801 - contextlib, with which this would be a function, takes too long
    """Keep the collector off; what was made meanwhile is frozen, and all is as it was before.

    A process that only `asks` has modules stand in that a question does not need, and lets the
    collector walk seldom. Does nothing where Typer is loaded: then this is no start, but a call
    within a program.
    """

    def __init__(self, *, asks: bool = False) -> None:
        """Say what the process is for."""
        self._asks = asks
        self._is_start = "typer" not in sys.modules

    def __enter__(self) -> None:
        """Begin."""
        if not self._is_start:
            return
        self._collecting = gc.isenabled()
        gc.disable()
        if self._asks:
            from searcher.cli.standins import stand_in

            stand_in()
            gc.set_threshold(_SELDOM)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        raised: BaseException | None,
        trace: "TracebackType | None",
    ) -> None:
        """End; an interruption is an end of the process."""
        if not self._is_start:
            return
        if self._asks:
            from searcher.cli.standins import give_way

            give_way()
        gc.freeze()
        if self._collecting:
            gc.enable()
        if isinstance(raised, KeyboardInterrupt):
            # Who runs the command and names its end is only being loaded.
            raise SystemExit(_INTERRUPTED) from None


def leave(code: int) -> "NoReturn":
    """End the process without taking every object apart, which took 4 of 100 ms.

    For a process that only reads: streams are flushed here, and nothing else is owed to anyone.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def stand_back() -> None:
    """Have this process wait where others want the processor: searches beside it stay quick."""
    try:
        os.nice(10)
    except (AttributeError, OSError):  # Windows has no such number
        return
