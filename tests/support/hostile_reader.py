"""Documents that misbehave in a way no real one can be relied upon to do.

A process that reads runs this module's `install` by the `sitecustomize` that tests write: a text
that begins with one of the words below then does that.
"""

import os
import re
import signal
from typing import Any

from searcher.article import RawArticle
from searcher.corpus import records, steps

SPIN, KILL, EAT, FAIL = "SPIN", "KILL", "EAT", "FAIL"


def misbehave(text: str) -> None:
    """Do what the text says."""
    word = text.split(" ", 1)[0]
    if word == SPIN:
        # Holds the interpreter: no Python thread runs beside it.
        re.match(r"(a+)+$", "a" * 60 + "b")
    elif word == KILL:
        os.kill(os.getpid(), signal.SIGKILL)
    elif word == EAT:
        bytearray(8 << 30)
    elif word == FAIL:
        raise ZeroDivisionError("a mistake in a reader")


def install() -> None:
    """Make the normaliser misbehave."""
    understand = records.understand

    def hostile(record: RawArticle, *rest: Any) -> records.Outcome:
        misbehave(record.body or "")
        return understand(record, *rest)

    patched: Any = steps
    patched.understand = hostile
