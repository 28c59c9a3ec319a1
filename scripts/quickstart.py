"""From a bare Python to the first answer: set up, ingest the sample corpus, search it.

Run it again at any time: what stands already is kept, and nothing is read twice.
"""

from __future__ import annotations  # an old Python shall reach our own message

import argparse
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from environment import SetupError, prepare, program, say

ROOT = Path(__file__).resolve().parent.parent
INDEX = "sample"
CORPUS = "docs/sample"
INGEST = ("ingest", CORPUS, "--reference-date", "2026-02-01", "--index", INDEX)
SEARCH = ("Treasury holdings", "--author", "Cryptopolitan", "--index", INDEX)
INDEX_PROBLEM = 3  # the exit code of an index that cannot be used

NEXT = """
It works. To go on, activate the environment and stay in this folder:

  cd {root}
  {activate}

  search "salt marsh" --index sample               articles with both words
  search flood --since 2020 --sort newest --index sample
  search --topic economy --facet author --index sample
  search "sea wall" --json --index sample          for programs
  searcher info --index sample                     what is in the index

Your own articles (a folder, a file or a pattern):

  searcher ingest path/to/articles --index mine
  search "some words" --index mine

docs/corpora.md says what can be ingested, docs/query.md what can be asked.
"""


def environ(root: Path) -> dict[str, str]:
    """Give the environment for our commands: the project's own index home, no other index."""
    own = {k: v for k, v in os.environ.items() if k != "SEARCHER_INDEX"}
    return own | {"SEARCHER_HOME": str(root / "indexes")}


def shown(name: str, arguments: Sequence[str]) -> str:
    """Write the command as one would type it, with double quotes as in the documentation."""
    words = [a if shlex.quote(a) == a else f'"{a}"' for a in arguments]
    return " ".join(["$", name, *words])


def run(venv: Path, root: Path, name: str, arguments: Sequence[str]) -> int:
    """Show a command of the project, run it from the project's root, and give its exit code."""
    say(f"\n{shown(name, arguments)}")
    command = [str(program(venv, name)), *arguments]
    return subprocess.run(command, cwd=root, env=environ(root), check=False).returncode


def ingest(venv: Path, root: Path) -> None:
    """Ingest the sample; an index of another version is made again, since the sample is at hand."""
    code = run(venv, root, "searcher", INGEST)
    if code == INDEX_PROBLEM:
        folder = root / "indexes" / INDEX
        if not (folder / "searcher.json").is_file():
            raise SetupError(
                f"{folder} is no index of ours and is in the way. Move it, and run again."
            )
        say(f"The index {INDEX} cannot be used by this version: making it again.")
        shutil.rmtree(folder)
        code = run(venv, root, "searcher", INGEST)
    if code:
        raise SetupError(f"The ingest ended with exit code {code}; its messages stand above.")


def quickstart(root: Path) -> None:
    """Do all steps in order; raises `SetupError` at the first that fails."""
    venv = prepare(root)
    ingest(venv, root)
    code = run(venv, root, "search", SEARCH)
    if code:
        raise SetupError(
            f"The search ended with exit code {code}; it should have found an article."
        )
    activate = r".venv\Scripts\activate" if os.name == "nt" else ". .venv/bin/activate"
    say(NEXT.format(root=shlex.quote(str(root)), activate=activate).rstrip())


def main(arguments: Sequence[str] | None = None) -> int:
    """Run as a command; 0 when the search found its article, 2 otherwise."""
    argparse.ArgumentParser(prog="quickstart", description=__doc__).parse_args(arguments)
    try:
        quickstart(ROOT)
    except SetupError as error:
        say(f"\n{error}")
        return 2
    except KeyboardInterrupt:
        say("\nInterrupted. Run it again to go on from here.")
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
