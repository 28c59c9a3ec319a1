"""Write docs/commands.md from the help of the commands; with --check, only say if it is current.

Needs the project's environment: `.venv/bin/python scripts/generate_docs.py`.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from typer.main import get_command

from searcher.cli import main as toolbox
from searcher.cli import search
from searcher.exports.columns import COLUMNS, FLAT_DEFAULT, NESTED_DEFAULT
from searcher.exports.formats import COMPRESSED
from searcher.exports.formats import FORMATS as EXPORT_FORMATS
from searcher.render import (
    ARTICLE_FORMATS,
    FACET_FORMATS,
    FORMATS,
    KWIC_FORMATS,
    SIMILAR_FORMATS,
    TIMELINE_FORMATS,
    TREND_FORMATS,
    Format,
)

PAGE = Path(__file__).resolve().parent.parent / "docs" / "commands.md"

HEAD = """\
# Commands

<!-- Written by scripts/generate_docs.py from the help of the commands: change the help instead. -->

`search` asks and does nothing else. `searcher` is the toolbox around it; `searcher search` is
`search`. Results go to stdout; progress, notes and errors to stderr.

| exit code | meaning |
|---|---|
| 0 | articles found, or work done |
| 1 | nothing found |
| 2 | an error, or records that could not be read |
| 3 | the index is missing, locked, damaged or incompatible |
| 130 | interrupted |

| environment | meaning |
|---|---|
| `SEARCHER_INDEX` | the index, where `--index` does not say (else `default`) |
| `SEARCHER_HOME` | the folder of named indexes |
| `SEARCHER_AUTHORS` | the [file of authors](authors.md), where `--authors` does not say |
| `SEARCHER_WORKERS` | how many processes read at an ingest, where `--workers` does not say |
| `SEARCHER_TOKEN` | what `searcher serve` must be shown, where `--token` does not say |
| `NO_COLOR`, `TERM=dumb` | no colour |
| `COLUMNS` | the width of tables, instead of the terminal's |

Commands, options and names of indexes are completed by the Tab key, once the shell has been told.
For bash in `~/.bashrc` (for zsh in `~/.zshrc`, below `compinit`, with `source_zsh`):

```sh
eval "$(_SEARCHER_COMPLETE=source_bash searcher)"
eval "$(_SEARCH_COMPLETE=source_bash search)"
```

For fish in `~/.config/fish/config.fish`, and the same with `_SEARCH_COMPLETE` and `search`:
`_SEARCHER_COMPLETE=source_fish searcher | source`
"""


def main(arguments: list[str]) -> int:
    """Write the page, or check it."""
    text = "\n".join([HEAD, *page()]).rstrip() + "\n"
    current = PAGE.is_file() and PAGE.read_text("utf-8") == text
    if arguments == ["--check"]:
        if not current:
            sys.stderr.write("docs/commands.md is old: run scripts/generate_docs.py\n")
        return 0 if current else 1
    if arguments:
        sys.stderr.write("usage: generate_docs.py [--check]\n")
        return 2
    PAGE.write_text(text, "utf-8", newline="\n")
    return 0


def page() -> Iterator[str]:
    """Give the page's lines: `search`, then every other command, then the formats."""
    yield from command("search", get_command(search.app()))
    group: Any = get_command(toolbox.app())
    for name, shell in group.commands.items():
        if name != "search":
            for path, one in of_group(f"searcher {name}", shell):
                yield from command(path, one)
    yield "## Formats"
    yield ""
    for title, table in (
        ("Of hits, for `search --format`", FORMATS),
        ("Of one facet, for `searcher facets --format`", FACET_FORMATS),
        ("Of lines, for `searcher kwic --format`", KWIC_FORMATS),
        ("Of similar articles, for `searcher similar --format`", SIMILAR_FORMATS),
        ("Of counts over time, for `searcher trend --format`", TREND_FORMATS),
        ("Of stories in time, for `searcher timeline --format`", TIMELINE_FORMATS),
        ("Of one article, for `searcher show --format`", ARTICLE_FORMATS),
    ):
        yield from formats(title, table)
    yield from export_formats()
    yield from export_fields()


def of_group(path: str, shell: Any) -> Iterator[tuple[str, Any]]:
    """Walk the commands of a group, or give the command itself."""
    for name, one in getattr(shell, "commands", {"": shell}).items():
        yield f"{path} {name}".rstrip(), one


def export_formats() -> Iterator[str]:
    """Give the table of the formats of exports."""
    yield from ("Of exports, for `searcher export --format`:", "", "| format | suffixes | |")
    yield "|---|---|---|"
    for row in EXPORT_FORMATS:
        suffixes = ", ".join(f"`{suffix}`" for suffix in row.suffixes) or "none"
        needs = f"; needs `searcher[{row.extra}]`" if row.extra else ""
        folder = " (a folder)" if row.makes == "folder" else ""
        yield f"| `{row.name}` | {suffixes} | {cell(row.title)}{folder}{needs} |"
    yield ""
    packed = ", ".join(f"`{suffix}`" for suffix in COMPRESSED)
    yield f"Formats that are one stream can be compressed by a further suffix: {packed}."
    yield ""


def export_fields() -> Iterator[str]:
    """Give the table of the columns of exports."""
    usual = {
        "JSON": NESTED_DEFAULT,
        "tables": FLAT_DEFAULT,
    }
    yield from ("## Fields of exports", "", "| field | | usual in |", "|---|---|---|")
    for column in COLUMNS:
        about = column.about
        if column.parts:
            about += "; in tables its parts: " + ", ".join(f"`{part}`" for part in column.parts)
        where = ", ".join(name for name, names in usual.items() if column.name in names)
        yield f"| `{column.name}` | {cell(about)} | {where} |"
    yield ""


def command(path: str, shell: Any) -> Iterator[str]:
    """Give a command's section: usage, help, arguments, and options by panel."""
    context = shell.make_context(path, [], resilient_parsing=True)
    parameters = [one for one in shell.params if "completion" not in (one.name or "")]
    arguments = [one for one in parameters if one.param_type_name == "argument"]
    options = [one for one in parameters if one.param_type_name == "option"]
    metavars = [one.make_metavar(ctx=context) for one in arguments]
    shown = " ".join(metavars)
    yield from (f"## {path}", "", "```", f"{path} [OPTIONS] {shown}".rstrip(), "```", "")
    yield shell.help.strip()
    yield ""
    if arguments:
        names_shown = [f"`{metavar}`" for metavar in metavars]
        yield from table("argument", list(zip(names_shown, arguments, strict=True)))
    panels = list(dict.fromkeys(one.rich_help_panel or "Options" for one in options))
    for panel in panels:
        rows = [one for one in options if (one.rich_help_panel or "Options") == panel]
        yield from table(panel, [(names(one, context), one) for one in rows])


def names(option: Any, context: Any) -> str:
    """Give the option's names and what it takes."""
    value = "" if option.is_flag else f" `{option.metavar or option.make_metavar(ctx=context)}`"
    return ", ".join(f"`{name}`" for name in option.opts) + value


def table(title: str, rows: list[tuple[str, Any]]) -> Iterator[str]:
    """Give a table of parameters."""
    yield f"| {title} | |"
    yield "|---|---|"
    for name, parameter in rows:
        notes = [str(parameter.help)]
        if getattr(parameter, "multiple", False):
            notes.append("May be repeated.")
        if (default := shown_default(parameter)) is not None:
            notes.append(f"Default: `{default}`.")
        if parameter.envvar:
            notes.append(f"Environment: `{parameter.envvar}`.")
        yield f"| {cell(name)} | {cell(' '.join(notes))} |"
    yield ""


def shown_default(parameter: Any) -> str | None:
    """Give the default as help shows it; None where there is nothing to say."""
    if isinstance(parameter.show_default, str):
        return parameter.show_default
    said = isinstance(parameter.default, str | int) and not isinstance(parameter.default, bool)
    return str(parameter.default) if said and parameter.show_default else None


def formats(title: str, rows: tuple[Format, ...]) -> Iterator[str]:
    """Give a table of formats."""
    yield from (f"{title}:", "", "| format | |", "|---|---|")
    for row in rows:
        yield f"| `{row.name}` | {row.title} |"
    yield ""


def cell(text: str) -> str:
    """Make a text fit a table's cell."""
    return " ".join(text.split()).replace("|", "\\|")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
