"""The command reference is that of the commands."""

import subprocess
import sys
from pathlib import Path
from typing import Any

from typer.main import get_command

from searcher.cli import main as toolbox
from searcher.cli import search
from searcher.render import FORMATS

ROOT = Path(__file__).resolve().parent.parent.parent
PAGE = ROOT / "docs" / "commands.md"


def test_the_command_reference_is_current() -> None:
    """After a change of help: scripts/generate_docs.py."""
    done = subprocess.run(
        [sys.executable, ROOT / "scripts" / "generate_docs.py", "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (0, "") == (done.returncode, done.stderr)


def test_every_command_option_and_format_is_documented() -> None:
    """Nothing that can be typed is missing from the page."""
    page = PAGE.read_text("utf-8")
    group = get_command(toolbox.app())
    named: dict[str, Any] = dict(group.commands)  # type: ignore[attr-defined]
    for name in [name for name, command in named.items() if hasattr(command, "commands")]:
        inner = named.pop(name).commands
        named |= {f"{name} {one}": command for one, command in inner.items()}
    commands = [get_command(search.app()), *named.values()]
    wanted = {f"## searcher {name}" for name in named if name != "search"}
    wanted |= {"## search", *(f"| `{row.name}` |" for row in FORMATS)}
    wanted |= {
        f"`{name}`"
        for command in commands
        for option in command.params
        for name in option.opts
        if name.startswith("-") and "completion" not in name
    }
    assert [] == [name for name in sorted(wanted) if name not in page]
