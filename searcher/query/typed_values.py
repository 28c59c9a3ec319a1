"""What does one value of an address say: how many, or on or off?"""

from collections.abc import Mapping, Sequence

from searcher.errors import UsageError

# Parameters that are on or off; as options they take no value. The first choose articles.
SWITCHES = {"any": "any_word", "no-inferred": "no_inferred"}
ON_OFF = (*SWITCHES, "expand")

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


def to_flags(params: Mapping[str, Sequence[str]]) -> list[str]:
    """Give the options of a command that say what parameters say; words are none."""
    flags: list[str] = []
    for name, values in params.items():
        flags += [f"--{name}"] if name in ON_OFF else [f"--{name}={value}" for value in values]
    return flags
