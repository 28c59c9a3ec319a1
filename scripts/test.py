"""Run every check that a change must pass: format, lint, types, import contract, tests.

Arguments go to pytest: `scripts/test -k dates`. Every check runs even if an earlier one failed.
"""

from __future__ import annotations  # an old Python shall reach our own message

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from environment import SetupError, prepare, program, say

ROOT = Path(__file__).resolve().parent.parent
# Processes that run tests: files of tests are shared out, so that each makes its indexes once.
_MOST = 4


@dataclass(frozen=True)
class Check:
    """One check: its command, and whether its output is worth reading when all is well."""

    name: str
    command: tuple[str, ...]
    show: bool = False


@dataclass(frozen=True)
class Outcome:
    """How a check ended."""

    name: str
    passed: bool
    seconds: float

    def __str__(self) -> str:
        """`types 3.1 s`, or `types FAILED 3.1 s`."""
        return f"{self.name}{'' if self.passed else ' FAILED'} {self.seconds:.1f} s"


def checks(venv: Path, pytest_arguments: Sequence[str]) -> tuple[Check, ...]:
    """List the checks in their order, the tests last so that their closing line is near the end."""
    python = str(program(venv, "python"))
    return (
        Check("format", (python, "-m", "ruff", "format", "--check", ".")),
        Check("lint", (python, "-m", "ruff", "check", ".")),
        Check("types", (python, "-m", "mypy")),
        Check("imports", (str(program(venv, "lint-imports")),)),
        Check("tests", (python, "-m", "pytest", *shared_out(), *pytest_arguments), show=True),
    )


def shared_out() -> tuple[str, ...]:
    """Give the arguments by which several processes run tests; `-n 0` behind them takes it back."""
    return ("-n", str(min(os.cpu_count() or 1, _MOST)), "--dist", "loadfile")


def perform(check: Check, root: Path) -> Outcome:
    """Run one check from the project's root; its output is shown if it fails or is wanted."""
    say(f"{check.name} …")
    start = time.monotonic()
    done = subprocess.run(
        check.command,
        cwd=root,
        check=False,
        stdout=None if check.show else subprocess.PIPE,
        stderr=None if check.show else subprocess.STDOUT,
    )
    outcome = Outcome(check.name, done.returncode == 0, time.monotonic() - start)
    if done.stdout and not outcome.passed:
        say(done.stdout.decode(errors="replace").rstrip())
    return outcome


def main(arguments: Sequence[str]) -> int:
    """Run as a command; 0: all passed, 1: a check failed, 2: set-up failed, 130: interrupted."""
    try:
        venv = prepare(ROOT, extras=("dev",))
        outcomes = [perform(check, ROOT) for check in checks(venv, arguments)]
    except SetupError as error:
        say(f"\n{error}")
        return 2
    except KeyboardInterrupt:
        say("\nInterrupted.")
        return 130
    failed = any(not outcome.passed for outcome in outcomes)
    say(f"{'FAILED' if failed else 'ok'}: {', '.join(map(str, outcomes))}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
