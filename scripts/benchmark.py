"""Compare searcher with others that do the same work, and keep the run; see docs/benchmarks.md.

It runs where it is started if searcher's packages are there (`PYTHON=peers/bin/python`, with peers
beside them), else in the project's own environment.
"""

from __future__ import annotations  # an old Python shall reach our own message

import importlib.util
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from environment import SetupError, prepare, program, say

ROOT = Path(__file__).resolve().parent.parent
_NEEDED = ("tantivy", "orjson", "dateparser")


def main(given: Sequence[str]) -> int:
    """Run; 0: done, 1: something got worse, 2: nothing to compare with, or set-up failed."""
    if all(importlib.util.find_spec(name) for name in _NEEDED):
        sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]
        from compare.run import main as run

        return run(given)
    try:
        python = program(prepare(ROOT), "python")
    except SetupError as error:
        say(f"\n{error}")
        return 2
    return subprocess.run([python, __file__, *given], check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
