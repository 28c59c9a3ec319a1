"""Askers that fail in the ways in which a query can; their cases are those of seed 1."""

import os
import time
from pathlib import Path

from query_fuzz.check import Failure
from query_fuzz.texts import Case, case

HANGING, DYING, WRONG, BUSY = 3, 8, 12, 14


class Fake:
    """Sleeps at one number, ends its process at another, finds something, and never ends."""

    def __init__(self, folder: Path) -> None:
        """Know the cases, and keep what must outlive the process beside its folder."""
        self.refused = 0
        self.cases = {case(1, at): at for at in (HANGING, DYING, WRONG, BUSY)}
        del folder

    def check(self, asked: Case) -> Failure | None:
        """Fail as that case does."""
        number = self.cases.get(asked)
        if number == HANGING:
            time.sleep(600)
        if number == DYING:
            os._exit(7)
        if number == WRONG:
            return Failure("sets", "none", asked)
        while number == BUSY:
            pass
        self.refused += 1
        return None

    def smaller(self, failure: Failure) -> Failure:
        """Give a text of one letter."""
        return failure._replace(case=Case("x"))
