"""The command reference is that of the commands."""

import re
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


def test_every_variable_of_the_environment_is_documented() -> None:
    """Those that the code reads, or that an option names, stand in the table."""
    code = "".join(path.read_text("utf-8") for path in (ROOT / "searcher").rglob("*.py"))
    used = set(re.findall(r'"(SEARCHER_[A-Z]+)"', code)) | {"NO_COLOR", "TERM", "COLUMNS"}
    table = PAGE.read_text("utf-8").partition("| environment |")[2].partition("\n\n")[0]
    assert used == set(re.findall(r"`([A-Z_]+)[`=]", table))
