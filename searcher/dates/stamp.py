"""What a date string says, part by part, before a year or an order of day and month is settled."""

from dataclasses import dataclass

from searcher.dates.model import Method, Precision

# The first newspapers are from 1605, and a year below is more often of another calendar (1404 of
# the Persian, 1447 of the Islamic one); the engine's days end in 2262.
FIRST_YEAR, LAST_YEAR = 1600, 2261


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day as printed; `precision` is hour, minute or second.

    `zone` is an offset in seconds east of Greenwich, or an abbreviation in capitals.
    """

    hour: int
    minute: int = 0
    second: int = 0
    precision: Precision = "minute"
    zone: int | str | None = None


@dataclass(frozen=True, slots=True)
class Stamp:
    """The parts of a date as printed; nothing is checked or filled in.

    Either `month` (and perhaps `day`) is known, or `pair` holds two numbers that are day and month
    in an order to be settled; neither: only the year was printed. `short` says that `year` has two
    digits, `swappable` that it may just as well be the day (`26-Jan-30`), `dotted` that the pair
    was written with dots. `weekdays` (0 is Monday) is empty where none was printed, and holds
    several where languages disagree; `unclear` says that they disagree on the month, which is then
    None. `languages` are those that know all the names that were printed. `exact` is False where
    the shape alone is weak evidence for a date: eight digits, a bare year.
    """

    method: Method
    year: int | None = None
    month: int | None = None
    day: int | None = None
    pair: tuple[int, int] | None = None
    short: bool = False
    swappable: bool = False
    dotted: bool = False
    weekdays: frozenset[int] = frozenset()
    unclear: bool = False
    languages: frozenset[str] = frozenset()
    clock: Clock | None = None
    exact: bool = True
    flags: tuple[str, ...] = ()
