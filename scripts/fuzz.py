"""Ask both engines random and mutated queries, and say where they differ, crash or hang.

The queries follow from the seed. A state file says how far a run is: the same command goes on from
there, and a larger --count goes further. Exit codes: 0 nothing was found, 1 something was, 2 set-up
failed, 130 interrupted.
"""

from __future__ import annotations  # an old Python shall reach our own message

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from environment import SetupError, prepare, program, say

ROOT = Path(__file__).resolve().parent.parent
_EVERY = 10.0  # seconds between two reports


def arguments(given: Sequence[str]) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="fuzz", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="which queries (default: 1)")
    parser.add_argument("--count", type=int, default=100_000, help="how many, with those done")
    parser.add_argument("--jobs", type=int, default=min(4, os.cpu_count() or 1))
    parser.add_argument("--state", type=Path, help="state file (default: fuzz-SEED.json)")
    return parser.parse_args(given)


def fuzz(options: argparse.Namespace) -> int:
    """Run, report, and list what was found."""
    sys.path.insert(0, str(ROOT / "tests/support"))
    from query_fuzz.progress import Progress
    from query_fuzz.watch import Run

    path: Path = options.state or Path(f"fuzz-{options.seed}.json")
    try:
        progress = Progress.read(path, options.seed)
    except ValueError as wrong:
        say(str(wrong))
        return 2
    said = time.monotonic()

    def report(now: Progress) -> None:
        nonlocal said
        if time.monotonic() - said >= _EVERY:
            said = time.monotonic()
            now.write(path)
            say(now.said(options.count))

    try:
        Run(progress, options.count, jobs=max(1, options.jobs), report=report).go()
    except KeyboardInterrupt:
        say(f"\nInterrupted; the same command goes on from {path}.")
        return 130
    finally:
        progress.write(path)
        say(progress.said(options.count))
    for failure in progress.failures:
        say(f"{failure['kind']}: {failure['text']}\n  {failure['message']}\n  {failure}")
    return 1 if progress.failures else 0


def main(given: Sequence[str]) -> int:
    """Run in the project's environment."""
    options = arguments(given)
    try:
        import hypothesis  # noqa: F401 - whatever has this has all that is needed
        import tantivy  # noqa: F401
    except ImportError:
        try:
            venv = prepare(ROOT, extras=("dev",))
        except SetupError as error:
            say(f"\n{error}")
            return 2
        command = (str(program(venv, "python")), __file__, *given)
        return subprocess.run(command, check=False).returncode
    return fuzz(options)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
