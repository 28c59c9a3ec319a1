"""Which Python do the scripts work with? The project's own, in `.venv`, made and renewed here.

Only the standard library is imported: this runs before anything is installed.
"""

from __future__ import annotations  # an old Python shall reach our own message

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Collection
from pathlib import Path

MINIMUM = (3, 11)
STAMP = "searcher-installed.json"  # in .venv: what was installed there, and from where


class SetupError(Exception):
    """Set-up cannot go on; the text says why and what helps."""


def say(text: str) -> None:
    """Print at once, so that our lines and those of the commands we run keep their order.

    A path may hold what the console, or on Windows a pipe, has no letters for.
    """
    known = getattr(sys.stdout, "encoding", None) or "utf-8"
    print(text.encode(known, "backslashreplace").decode(known), flush=True)


def program(venv: Path, name: str) -> Path:
    """Give the path of a command in the environment; Windows keeps them elsewhere."""
    return venv / "Scripts" / f"{name}.exe" if os.name == "nt" else venv / "bin" / name


def works(venv: Path) -> bool:
    """Say whether the environment's Python starts, is new enough and has pip.

    An environment breaks when its Python is upgraded or removed, or when making it was interrupted.
    """
    check = (
        f"import sys, pip; sys.exit(sys.version_info < {MINIMUM} or sys.prefix == sys.base_prefix)"
    )
    try:
        done = subprocess.run(
            [program(venv, "python"), "-c", check], capture_output=True, check=False, timeout=60
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def fingerprint(root: Path) -> str:
    """Digest what the installation depends on: the project file and the place of the checkout.

    The place, because an environment holds absolute paths and must be made again after a move.
    """
    digest = hashlib.sha256((root / "pyproject.toml").read_bytes())
    digest.update(os.fsencode(root))
    return digest.hexdigest()


def installed(root: Path, venv: Path, extras: Collection[str]) -> bool:
    """Say whether the project stands in the environment as it is now, with these extras."""
    try:
        stamp = json.loads((venv / STAMP).read_text(encoding="utf-8"))
        return stamp["fingerprint"] == fingerprint(root) and set(extras) <= set(stamp["extras"])
    except (OSError, ValueError, KeyError, TypeError):
        return False


def make(venv: Path) -> None:
    """Make the environment, in place of whatever stands there."""
    if venv.is_symlink() or venv.is_file():
        venv.unlink()
    elif venv.exists():
        shutil.rmtree(venv)
    # When an environment is active, its base Python: the new one may be replacing the active one.
    python = getattr(sys, "_base_executable", None) or sys.executable
    done = subprocess.run(
        [python, "-m", "venv", venv], capture_output=True, text=True, errors="replace", check=False
    )
    if done.returncode or not works(venv):
        shutil.rmtree(venv, ignore_errors=True)
        raise SetupError(
            f"{python} could not make a virtual environment in {venv}:\n"
            f"{(done.stdout + done.stderr).strip()}\n"
            "On Debian and Ubuntu the package python3-venv provides what is missing."
        )


def install(root: Path, venv: Path, extras: Collection[str]) -> None:
    """Install the project into the environment, editable, and leave the stamp."""
    (venv / STAMP).unlink(missing_ok=True)
    what = f"{root}[{','.join(sorted(extras))}]" if extras else str(root)
    pip = [str(program(venv, "python")), "-m", "pip", "--disable-pip-version-check"]
    # Twice quiet: warnings about other packages' metadata are nothing that a user could act on.
    done = subprocess.run(
        [*pip, "install", "--quiet", "--quiet", "--no-warn-script-location", "--editable", what],
        check=False,
    )
    if done.returncode:
        raise SetupError(
            "pip could not install the packages (its reason stands above). "
            "This step needs a network connection, or a pip configured with a local index, once."
        )
    # A start of `search` without compiled modules costs three times as much, and some environments
    # forbid Python to write them by the way.
    compiled = [str(program(venv, "python")), "-m", "compileall", "-q", str(root / "searcher")]
    subprocess.run(compiled, check=False)
    stamp = {"fingerprint": fingerprint(root), "extras": sorted(extras)}
    (venv / STAMP).write_text(json.dumps(stamp) + "\n", encoding="utf-8")


def prepare(root: Path, extras: Collection[str] = ()) -> Path:
    """Make, renew or reuse `.venv` with the project installed in it; give its folder."""
    if sys.version_info < MINIMUM:  # `python scripts/….py` does not pass through run-python
        version = ".".join(map(str, sys.version_info[:3]))
        raise SetupError(f"This is Python {version}; 3.11 or newer is needed.")
    venv = root / ".venv"
    if not works(venv):
        say(f"{'Remaking' if venv.exists() else 'Making'} the virtual environment .venv …")
        make(venv)
    if installed(root, venv, extras):
        return venv
    wanted = f"searcher[{','.join(extras)}]" if extras else "searcher"
    say(f"Installing {wanted} into .venv …")
    install(root, venv, extras)
    return venv
