"""The streams: what depends on the terminal, and what happens when nobody reads."""

import io
import sys
from collections.abc import Callable

import pytest

from searcher.cli.console import Console, ReaderGone


class Stream(io.TextIOWrapper):
    """A stream in memory that may be a terminal, or have lost its reader."""

    def __init__(self, *, terminal: bool = False, gone: bool = False, text: str = "") -> None:
        self.memory = io.BytesIO(text.encode())
        super().__init__(self.memory, encoding="ascii", write_through=True)
        self.terminal, self.gone = terminal, gone

    def isatty(self) -> bool:
        return self.terminal

    def write(self, text: str) -> int:
        if self.gone:
            raise BrokenPipeError
        return super().write(text)

    @property
    def written(self) -> str:
        """What came out."""
        return self.memory.getvalue().decode(self.encoding)


Replace = Callable[..., tuple[Stream, Stream]]


@pytest.fixture
def streams(monkeypatch: pytest.MonkeyPatch) -> Replace:
    """Replace stdout and stderr, both terminals or neither."""

    def replace(*, terminal: bool = False, gone: bool = False) -> tuple[Stream, Stream]:
        both = Stream(terminal=terminal, gone=gone), Stream(terminal=terminal, gone=gone)
        monkeypatch.setattr(sys, "stdout", both[0])
        monkeypatch.setattr(sys, "stderr", both[1])
        monkeypatch.delenv("TERM", raising=False)
        return both

    return replace


def test_results_and_notes_go_different_ways(streams: Replace) -> None:
    """A pipe gets results only."""
    out, err = streams()
    console = Console()
    console.write(["one", "two"])
    console.note("a note")
    assert ("one\ntwo\n", "a note\n") == (out.written, err.written)


def test_a_pipe_is_utf_8(streams: Replace) -> None:
    """Whatever the platform's encoding: a file of results can hold any name."""
    out, _ = streams()
    Console().write(["Zürich 河 \ud800"])
    assert "Zürich 河 ?\n" == out.written


def test_a_terminal_that_cannot_show_a_character_shows_a_sign(streams: Replace) -> None:
    """Its encoding is kept, and nothing fails."""
    out, _ = streams(terminal=True)
    Console().write(["Zürich"])
    assert "Z?rich\n" == out.written


def test_data_is_made_safe_on_a_terminal_only(streams: Replace) -> None:
    """A file gets what the article says, a terminal nothing that it would obey."""
    line = "a\tb\nc \x1b[2J \x9b31m"
    out, _ = streams()
    Console().write([line], data=True)
    assert f"{line}\n" == out.written
    out, _ = streams(terminal=True)
    Console().write([line], data=True)
    assert "a\tb\nc ?[2J ?31m\n" == out.written


@pytest.mark.parametrize(
    ("expected", "terminal", "color", "environment"),
    [
        (True, True, "auto", {}),
        (False, False, "auto", {}),
        (False, True, "auto", {"NO_COLOR": "1"}),
        (True, True, "auto", {"NO_COLOR": ""}),
        (False, True, "auto", {"TERM": "dumb"}),
        (False, True, "never", {}),
        (True, False, "always", {"NO_COLOR": "1", "TERM": "dumb"}),
    ],
)
def test_colour_policy(
    streams: Replace,
    monkeypatch: pytest.MonkeyPatch,
    *,
    expected: bool,
    terminal: bool,
    color: str,
    environment: dict[str, str],
) -> None:
    """On a terminal unless NO_COLOR or TERM=dumb; what the user says wins."""
    streams(terminal=terminal)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    console = Console()
    console.color = color
    assert expected == console.look().colour


@pytest.mark.parametrize(("expected", "columns"), [(57, "57"), (80, ""), (80, "0"), (80, "wide")])
def test_the_width_is_that_of_columns(
    streams: Replace, monkeypatch: pytest.MonkeyPatch, expected: int, columns: str
) -> None:
    """COLUMNS if it is a number; 80 where nothing is known."""
    streams()
    monkeypatch.setenv("COLUMNS", columns)
    assert expected == Console().look().width


def test_progress_is_one_line_that_goes_away(
    streams: Replace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a terminal; cut to its width, and cleared before anything else is written."""
    _, err = streams(terminal=True)
    monkeypatch.setenv("COLUMNS", "12")
    console = Console()
    console.color = "never"
    console.progress("reading a long name")
    console.progress("too soon after the first to be seen")
    console.note("done")
    console.clear()
    assert "\r\x1b[Kreading a?\r\x1b[Kdone\n" == err.written


@pytest.mark.parametrize("case", ["no terminal", "dumb"])
def test_progress_is_for_terminals_only(
    streams: Replace, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    """A log file gets no carriage returns."""
    _, err = streams(terminal=case == "dumb")
    if case == "dumb":
        monkeypatch.setenv("TERM", "dumb")
    console = Console()
    console.progress("reading")
    assert ("", False) == (err.written, console.shows_progress)


def test_a_reader_who_has_gone_ends_the_writing(streams: Replace) -> None:
    """It is no error, and told apart from other failures of writing."""
    streams(gone=True)
    with pytest.raises(ReaderGone):
        Console().write(["one"])


def test_a_closed_stderr_changes_nothing(streams: Replace) -> None:
    """A note that nobody reads is no reason to fail, nor to keep back the results."""
    out, err = streams()
    err.gone = True
    console = Console()
    console.note("nobody reads this")
    console.write(["a result"])
    console.error("nor this")
    console.close()
    assert ("a result\n", "") == (out.written, err.written)


@pytest.mark.parametrize(
    ("expected", "answer"), [(True, "y\n"), (True, "Yes\n"), (False, "\n"), (False, "no\n")]
)
def test_a_question_is_asked_on_the_terminal(
    streams: Replace, monkeypatch: pytest.MonkeyPatch, *, expected: bool, answer: str
) -> None:
    """Only a plain yes is a yes."""
    _, err = streams(terminal=True)
    monkeypatch.setattr(sys, "stdin", Stream(terminal=True, text=answer))
    assert expected is Console().confirm("Delete?")
    assert "Delete? [y/N] " == err.written


def test_nobody_can_answer_without_a_terminal(
    streams: Replace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then nothing is asked, and the answer is None."""
    _, err = streams()
    monkeypatch.setattr(sys, "stdin", Stream(text="y\n"))
    assert None is Console().confirm("Delete?")
    assert "" == err.written
