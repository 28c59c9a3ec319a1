"""Messages between the process that writes and those that read."""

import io
import os
import threading

import pytest

from searcher.corpus.workers.jobs import Outlet, receive, send

pytestmark = pytest.mark.skipif(os.name != "posix", reason="elsewhere no pipe tells of its room")


def test_who_waits_for_a_reader_says_so_and_who_does_not_says_nothing() -> None:
    """A small message finds room; one larger than any pipe does not until somebody reads."""
    reading, writing = os.pipe()
    waits = threading.Event()
    outlet = Outlet(writing, waits.set)
    small, large = b"a" * 100, bytes(range(256)) * (1 << 14)
    outlet.send(small)
    assert not waits.is_set()
    with os.fdopen(reading, "rb") as stream:
        sending = threading.Thread(target=outlet.send, args=(large,))
        sending.start()
        assert waits.wait(60)
        assert sending.is_alive()
        assert (receive(stream), receive(stream)) == (small, large)
        sending.join()
        os.close(writing)
        assert receive(stream) is None


def test_nobody_listens_any_more() -> None:
    """Who reads may have gone."""
    reading, writing = os.pipe()
    outlet = Outlet(writing, lambda: None)
    os.close(reading)
    with pytest.raises(BrokenPipeError):
        outlet.send(b"a")
    os.close(writing)


@pytest.mark.parametrize("cut", [1, 7, 8, 10])
def test_half_a_message_is_none(cut: int) -> None:
    """A process may end while it writes."""
    stream = io.BytesIO()
    send(stream, b"abc")
    assert receive(io.BytesIO(stream.getvalue())) == b"abc"
    assert receive(io.BytesIO(stream.getvalue()[:cut])) is None
