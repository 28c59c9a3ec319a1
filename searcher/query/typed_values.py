"""What does one value of an address say: how many, or on or off?"""

from collections.abc import Mapping, Sequence

from searcher.errors import UsageError

# Parameters that are on or off; as options they take no value. The first choose articles.
SWITCHES = {"any": "any_word", "no-inferred": "no_inferred"}
ON_OFF = (*SWITCHES, "expand")
# Filters of one value; of what only shows hits the last one said counts.
ONE_VALUED = ("since", "until", "date-confidence")

_YES = ("1", "true", "yes", "on")
_NO = ("", "0", "false", "no", "off")
# More digits are no number of hits on any machine.
_DIGITS = 9


def whole(name: str, text: str, *, digits: int = _DIGITS) -> int:
    """Read a number of hits; raises `UsageError` for anything else, or one of more digits."""
    if not (text.isascii() and text.isdecimal() and len(text) <= digits):
        raise UsageError(f"{name} needs a whole number from 0, not “{text:.40}”.")
    return int(text)


def is_on(name: str, text: str) -> bool:
    """Say what a parameter that is on or off says; raises `UsageError` for anything else."""
    typed = text.strip().lower()
    if typed not in (*_YES, *_NO):
        raise UsageError(f"{name} is 1 (on) or 0 (off), not “{text:.40}”.")
    return typed in _YES


def only(name: str, values: Sequence[str]) -> str:
    """Give the one value of a filter that takes one; raises `UsageError` for several.

    The last of them would be asked, and the others be lost without a word.
    """
    one, *others = dict.fromkeys(values)
    if others:
        several = ", ".join(f"“{value:.40}”" for value in (one, *others))
        raise UsageError(f"{name} takes one value, and has {several}. Leave all but one out.")
    return one


def to_flags(params: Mapping[str, Sequence[str]]) -> list[str]:
    """Give the options of a command that say what parameters say; words are none."""
    flags: list[str] = []
    for name, values in params.items():
        flags += [f"--{name}"] if name in ON_OFF else [f"--{name}={value}" for value in values]
    return flags
