"""Endings: each kind of failure has its message and its code."""

import sys
from typing import Any

import pytest

from commands import Run
from searcher import errors
from searcher.index import Index

pytest_plugins = ("command_fixtures",)


@pytest.fixture
def failing(search: Run, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Run `search` against an index whose opening raises."""

    def run(problem: BaseException, *args: str) -> Any:
        def fail(*_: object, **__: object) -> None:
            raise problem

        monkeypatch.setattr(Index, "open", fail)
        return search("bank", *args)

    return run


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (2, errors.UsageError),
        (2, errors.DateError),
        (1, errors.ArticleNotFound),
        (3, errors.IndexNotFound),
        (3, errors.IndexLocked),
        (3, errors.IndexIncompatible),
        (3, errors.IndexDamaged),
    ],
)
def test_our_errors_have_their_code(
    failing: Any, code: int, kind: type[errors.SearcherError]
) -> None:
    """The message is the error's own."""
    ran = failing(kind("this is wrong. Do that."))
    assert (code, "", "search: this is wrong. Do that.\n") == (ran.code, ran.out, ran.err)


def test_a_surprise_is_an_internal_error(failing: Any) -> None:
    """No traceback, but how to get one."""
    ran = failing(ZeroDivisionError("by zero"))
    assert 2 == ran.code
    assert (
        "search: internal error: ZeroDivisionError: by zero (run again with --debug to see where)\n"
    ) == ran.err


def test_debug_shows_where(failing: Any) -> None:
    """The traceback comes first, the message last; nothing suggests --debug again."""
    ran = failing(ZeroDivisionError("by zero"), "--debug")
    assert ran.err.startswith("Traceback (most recent call last):\n")
    assert ran.err.endswith("search: internal error: ZeroDivisionError: by zero\n")


def test_debug_as_a_word_shows_nothing(failing: Any) -> None:
    """After two dashes it is a word to look for."""
    assert "Traceback" not in failing(ZeroDivisionError(), "--", "--debug").err


def test_a_failing_file_is_named(failing: Any) -> None:
    """An error of the system is told in its words."""
    ran = failing(PermissionError(13, "Permission denied", "/x/y"))
    assert (2, "search: Permission denied: /x/y\n") == (ran.code, ran.err)


def test_a_full_disk_is_told(failing: Any) -> None:
    """Also where no file is known."""
    assert (
        "search: No space left on device\n" == failing(OSError(28, "No space left on device")).err
    )


def test_an_interruption_is_code_130(failing: Any) -> None:
    """Ctrl-C is said in one word."""
    ran = failing(KeyboardInterrupt())
    assert (130, "", "search: interrupted\n") == (ran.code, ran.out, ran.err)


def test_hostile_messages_are_made_safe(failing: Any) -> None:
    """An error may quote an article."""
    assert "\x1b" not in failing(errors.UsageError("\x1b[2J")).err


def test_a_reader_who_has_gone_is_a_quiet_success(
    search: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As with `search bank | head -1`."""

    def gone(_: str) -> int:
        raise BrokenPipeError

    monkeypatch.setattr(sys.stdout, "write", gone)
    ran = search("bank")
    assert (0, "", "") == (ran.code, ran.out, ran.err)
