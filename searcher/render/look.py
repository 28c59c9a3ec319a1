"""How wide is the page, and is there colour? ANSI sequences are written here only."""

from searcher.record import Record, record
from searcher.render.columns import width

BOLD = "1"
DIM = "2"
DATE = "36"  # cyan
MARK = "1;33"  # bold yellow

MIN_WIDTH = 20
MAX_WIDTH = 120  # longer lines are hard to read


@record
class Look(Record):
    """The page: `width` in columns, ANSI `colour`, and the `index` to name at its end."""

    width: int = 80
    colour: bool = False
    index: str | None = None

    @property
    def columns(self) -> int:
        """The columns in use: between 20 and 120."""
        return min(max(self.width, MIN_WIDTH), MAX_WIDTH)

    def paint(self, text: str, ink: str) -> str:
        """Give safe text in an ink, where there is colour."""
        return f"\x1b[{ink}m{text}\x1b[0m" if self.colour and text else text

    def row(self, left: str, right: str, columns: int, ink: str) -> str:
        """Put plain safe texts to the left and right edges, the right one in an ink."""
        gap = max(columns - width(left) - width(right), 1)
        return f"{left}{' ' * gap}{self.paint(right, ink)}"


def counted(number: int, noun: str, several: str | None = None) -> str:
    """`1 article`, `12,345 articles`; `several` where the plural is not made by an s."""
    return f"{number:,} {noun if number == 1 else several or f'{noun}s'}"


def took(milliseconds: float) -> str:
    """`2.1 ms`, `214 ms`, `3.2 s`."""
    if milliseconds < 10:  # noqa: PLR2004
        return f"{milliseconds:.1f} ms"
    if milliseconds < 1000:  # noqa: PLR2004
        return f"{milliseconds:.0f} ms"
    return f"{milliseconds / 1000:,.1f} s"


def size(octets: int) -> str:
    """`812 B`, `1.4 MB`: powers of 1000."""
    number, units = float(octets), ["B", "kB", "MB", "GB", "TB"]
    while number >= 999.5 and len(units) > 1:  # noqa: PLR2004
        number, units = number / 1000, units[1:]
    return f"{octets} B" if units[0] == "B" else f"{number:.1f} {units[0]}"


def lasting(seconds: float) -> str:
    """Give a time to wait, as precisely as it can be known."""
    minutes = round(seconds / 60)
    if seconds < 100:  # noqa: PLR2004 - of seconds more than that say nothing
        return f"{seconds:.0f} s"
    return f"{minutes} min" if minutes < 100 else f"{minutes / 60:.1f} h"  # noqa: PLR2004
