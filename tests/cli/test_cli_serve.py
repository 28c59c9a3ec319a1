"""`searcher serve` as typed: it listens where it says, answers, and ends by Ctrl-C."""

import json
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from commands import Run

pytest_plugins = ["command_fixtures"]

pytestmark = pytest.mark.usefixtures("hay")

# In the background of a shell Ctrl-C would be ignored.
RUN = (
    "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); "
    "from searcher.cli.main import main; sys.exit(main())"
)


@contextmanager
def serving(*given: str) -> Iterator[tuple[str, "subprocess.Popen[str]"]]:
    """Start a server on any free port, and give its address as printed."""
    with subprocess.Popen(
        [sys.executable, "-c", RUN, "serve", "--port", "0", *given],
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stderr is not None
        line = process.stderr.readline()
        try:
            assert line.startswith("serving http://"), line + process.stderr.read()
            yield line.split()[1], process
        finally:
            process.kill()


def get(address: str) -> dict[str, object]:
    """Ask, and read the answer."""
    with urllib.request.urlopen(address, timeout=20) as answer:  # noqa: S310 - our own server
        return dict(json.load(answer))


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_it_answers_and_ends_by_ctrl_c() -> None:
    """Exit code 0, and no traceback."""
    with serving() as (address, process):
        assert address.startswith("http://127.0.0.1:")
        assert 4 == get(f"{address}api/search?q=treasury")["total"]
        process.send_signal(signal.SIGINT)
        assert process.stderr is not None
        assert "" == process.stderr.read()
        assert 0 == process.wait()


@pytest.mark.slow
def test_other_machines_need_a_token() -> None:
    """It is made and printed where none is given."""
    with serving("--host", "0.0.0.0") as (address, _):  # noqa: S104 - what is tested
        plain, _, token = address.partition("?token=")
        assert 20 < len(token)
        here = plain.replace("0.0.0.0", "127.0.0.1")  # noqa: S104
        with pytest.raises(urllib.error.HTTPError, match="401"):
            get(f"{here}api/corpus")
        request = urllib.request.Request(  # noqa: S310 - our own server
            f"{here}api/corpus", headers={"authorization": f"Bearer {token}"}
        )
        with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310
            assert 200 == answer.status


@pytest.mark.slow
def test_other_sites_are_answered_where_they_are_named() -> None:
    """By every process alike, each time."""
    named = ("--origin", "http://localhost:8000/", "--origin", "HTTPS://desk.example:443")
    with serving("--workers", "2", *named) as (address, _):
        for origin in ["http://localhost:8000", "https://desk.example"] * 10:
            request = urllib.request.Request(  # noqa: S310 - our own server
                f"{address}api/corpus", headers={"origin": origin}
            )
            with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310
                assert origin == answer.headers["access-control-allow-origin"]
        other = urllib.request.Request(  # noqa: S310 - our own server
            f"{address}api/corpus", headers={"origin": "http://localhost:8001"}
        )
        with pytest.raises(urllib.error.HTTPError, match="403"):
            urllib.request.urlopen(other, timeout=20)  # noqa: S310


def test_what_is_no_origin_is_said(searcher: Run) -> None:
    """Before anything listens, with the form that is."""
    ran = searcher("serve", "--origin", "localhost:8000")
    assert 2 == ran.code
    assert "no origin" in ran.err
    assert "http://localhost:8000" in ran.err


def test_a_port_that_is_taken_is_said(searcher: Run) -> None:
    """With what to do."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        ran = searcher("serve", "--port", taken.getsockname()[1])
    assert 2 == ran.code
    assert "cannot be used" in ran.err
    assert "Choose another --port" in ran.err


def test_a_missing_index_is_said(searcher: Run) -> None:
    """Before anything listens."""
    ran = searcher("serve", "nowhere")
    assert 3 == ran.code
    assert "no index at" in ran.err


def test_small_answers_are_sent_at_once() -> None:
    """Of a socket that does not say TCP each would wait 40 ms for the reader's acknowledgement."""
    from searcher.cli.serve import _listening

    with _listening("127.0.0.1", 0) as listening:
        assert socket.IPPROTO_TCP == listening.proto


def children(parent: int) -> list[str]:
    """List the processes that a process started and that are alive."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            name, _, rest = status.read_text().rpartition(")")
            state, its_parent = rest.split()[:2]
            if int(its_parent) == parent and state != "Z":
                found.append(name.split()[0])
    return found


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGKILL])
def test_all_processes_answer_and_end_with_the_first(sign: signal.Signals) -> None:
    """Also when it is killed: nothing is left that holds the port."""
    with serving("--workers", "3") as (address, process):
        totals = [get(f"{address}api/search?q=treasury")["total"] for _ in range(20)]
        assert [4] * 20 == totals
        started = children(process.pid)
        assert 2 == len(started)
        process.send_signal(sign)
        process.wait(20)
        until = time.monotonic() + 20
        while any(Path(f"/proc/{pid}").exists() for pid in started):
            assert time.monotonic() < until
            time.sleep(0.05)
