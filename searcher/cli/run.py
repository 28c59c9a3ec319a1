"""How does a command end? Everything that can go wrong becomes a message and an exit code.

0 hits, or work done · 1 no hits · 2 error, or rejected records · 3 the index is missing, locked or
incompatible · 130 interrupted.
"""

import re
import sys
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import typer
from typer.main import get_command

from searcher.cli import options
from searcher.cli.console import Console, ReaderGone, discard
from searcher.errors import SearcherError, UsageError
from searcher.query.typed_values import ONE_VALUED, only

OK, NOTHING, ERROR, INTERRUPTED = 0, 1, 2, 130

# `-cuts` and `-5` may be meant as words to exclude; `-n` and `--any` are options.
_LIKE_A_WORD = r"(?s:-(?:\w{2,}|\d|[^\w-]).*)"


def new_app() -> typer.Typer:
    """Make an app whose errors end here, not in Typer's own frames; `-h` is help as well."""
    return typer.Typer(
        pretty_exceptions_enable=False,
        rich_markup_mode="markdown",
        context_settings={"help_option_names": ["-h", "--help"]},
    )


def toolbox(version: options.Version = False) -> None:
    """Search article corpora offline: by words, author, date and topic.

    `search` is short for `searcher search`.
    """


def run(app: typer.Typer, name: str, args: Sequence[str] | None = None) -> int:
    """Run a command line (without the program's name) and give the exit code."""
    given = list(sys.argv[1:] if args is None else args)
    console = Console()
    try:
        return _run(app, name, given, console)
    except ReaderGone:
        discard(sys.stdout)
        return OK
    except KeyboardInterrupt:
        console.error(f"{name}: interrupted")
        return INTERRUPTED
    except SystemExit as end:
        # Help and completion end this way. A reader who has gone is no error there either.
        if isinstance(end.__context__, BrokenPipeError):
            discard(sys.stdout)
            return OK
        return end.code if isinstance(end.code, int) else ERROR
    except Exception as problem:  # noqa: BLE001 - a traceback is for --debug
        if "--debug" in _flags(given):
            import traceback

            console.error(traceback.format_exc().rstrip())
        console.error(f"{name}: {_message(problem, name, given)}")
        return problem.exit_code if isinstance(problem, SearcherError) else ERROR
    finally:
        console.close()


def _run(app: typer.Typer, name: str, given: list[str], console: Console) -> int:
    _refuse_several(_flags(given))
    shell = get_command(app)
    _refuse_forgotten(shell, _flags(given))
    # Not standalone: Typer would print errors in a frame of its own, and by a heavy import.
    code = shell.main(given, prog_name=name, standalone_mode=False, obj=console)
    if code == INTERRUPTED:
        raise KeyboardInterrupt
    return int(code or OK)


def _refuse_several(flags: Sequence[str]) -> None:
    """Raise `UsageError` for a filter of one value that has several: Typer knows the last alone."""
    for name in (*ONE_VALUED, "saved"):
        option = f"--{name}"
        values = [after for flag, after in pairwise(flags) if flag == option]
        values += [flag[len(option) + 1 :] for flag in flags if flag.startswith(f"{option}=")]
        if len(values) > 1:
            only(option, values)


def _refuse_forgotten(shell: Any, flags: Sequence[str]) -> None:
    """Raise `UsageError` where an option stands in place of another's value: that was forgotten.

    It would be the value, and what follows it one of the words.
    """
    for word in flags:
        if not (inner := getattr(shell, "commands", {}).get(word)):
            break
        shell = inner
    valued = [one for one in shell.params if not getattr(one, "is_flag", True)]
    ours = {name for one in valued for name in one.opts}
    known = {name for one in shell.params for name in one.opts if name.startswith("--")}
    for flag, after in pairwise(flags):
        if flag in ours and after in known:
            raise UsageError(f"{flag} needs a value, but {after} follows it, which is an option.")


def _message(problem: Exception, name: str, given: Sequence[str]) -> str:
    if isinstance(problem, SearcherError):
        return str(problem) + _excluded_word(str(problem), given)
    if hasattr(problem, "format_message"):  # Typer's own errors share no public class
        return _usage(problem, name, given)
    if isinstance(problem, OSError) and problem.strerror:
        return f"{problem.strerror}: {problem.filename}" if problem.filename else problem.strerror
    kind = type(problem).__name__
    again = "" if "--debug" in _flags(given) else " (run again with --debug to see where)"
    return f"internal error: {kind}: {problem}{again}"


def _usage(problem: Exception, name: str, given: Sequence[str]) -> str:
    option = getattr(problem, "option_name", None)
    near = getattr(problem, "possibilities", None)
    if option is not None and type(problem).__name__ == "NoSuchOption":
        text = f"no such option: {option}."
        text += f" Did you mean {' or '.join(sorted(near))}?" if near else ""
    else:
        text = str(problem.format_message())  # type: ignore[attr-defined]
        text = text[:1].lower() + text[1:]
    context = getattr(problem, "ctx", None)
    path = context.command_path if context is not None else name
    return f"{text}{_excluded_word(text, given)}\nTry `{path} --help`."


def _excluded_word(text: str, given: Sequence[str]) -> str:
    """Where an error may come from `tax -cuts`, say how that is written."""
    flags = _flags(given)
    for before, word in pairwise(("", *flags)):
        if f": {word} is not" in text and before.startswith("-"):
            continue  # the value of an option, as in `--workers -1`
        # `-cuts` fails at -c, but `-inflation` at the index `nflation`.
        if re.fullmatch(_LIKE_A_WORD, word) and (word[:2] in text or (word[2:] or word) in text):
            return (
                f"\nTo leave out a word, write it after --, as in `search tax -- {word}`, or quote "
                f"all words together: 'tax {word}'."
            )
    return ""


def _flags(given: Sequence[str]) -> Sequence[str]:
    return given[: given.index("--")] if "--" in given else given
