"""A process that reads: jobs come in, records go out. Started by `process`, never by people.

It may be killed at any moment, also by itself: what it had not yet sent another will read again.
"""

import gc
import logging
import os
import signal
import sys
import time
import traceback
from pathlib import Path
from typing import BinaryIO, Final

from searcher.corpus.accounts.taken import Taker
from searcher.corpus.garbage import SELDOM
from searcher.corpus.records import IngestOptions
from searcher.corpus.workers.chunks import FULL, PATIENCE, chunks
from searcher.corpus.workers.jobs import Chunk, Job, Outlet, Reply, Start, opened, packed, receive
from searcher.corpus.workers.steps import WHOLE, Share
from searcher.corpus.workers.watchdog import Board, Watchdog
from searcher.normalise.language import foresee
from searcher.readers import plugins

NO_MEMORY: Final = 77  # exit codes; the watchdog's own is 1
FAILED: Final = 78


def main() -> None:
    """Read jobs from standard input until it ends."""
    # Whoever prints something must not do so between the messages.
    asked = os.fdopen(os.dup(0), "rb")
    told = os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    # Ctrl-C, and the end of the terminal, are for the process that writes: it says when to stop.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "win32":
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
    logging.lastResort = None
    gc.set_threshold(*SELDOM)
    try:
        _serve(asked, told)
    except BrokenPipeError:
        os._exit(0)  # whoever asked is gone
    except MemoryError:
        os._exit(NO_MEMORY)
    except Exception:  # noqa: BLE001 - whoever started this reports it, and goes on
        traceback.print_exc()
        sys.stderr.flush()
        os._exit(FAILED)


def _serve(asked: BinaryIO, told: int) -> None:
    first = receive(asked)
    if first is None:
        return
    start: Start = opened(first)
    start.limits.obey()
    if start.much:
        foresee()
    watchdog = Watchdog(Board.join(Path(start.board)), start.limits)
    # Waiting for whoever reads this is no work.
    outlet = Outlet(told, watchdog.rest)
    options = IngestOptions()
    while (data := receive(asked)) is not None:
        message = opened(data)
        if isinstance(message, IngestOptions):
            options = message
        else:
            _do(message, options, start.taker, watchdog, outlet)
        # Nor is waiting for more to do.
        watchdog.rest()


def _do(job: Job, options: IngestOptions, taker: Taker, watchdog: Watchdog, outlet: Outlet) -> None:
    """Read a job's files and send what comes of them."""
    start, after = job.after
    waiting: list[Chunk] = []
    sent = time.monotonic()

    def tell(*, done: bool) -> None:
        nonlocal sent
        matched = frozenset(options.read.matched)
        data = packed(Reply(job.number, waiting, done, matched, tuple(plugins.said())))
        outlet.send(data)
        waiting.clear()
        sent = time.monotonic()

    for number, (file, reader) in enumerate(job.files):
        if number < start:
            continue
        watchdog.at(job.number, number, job.patience)
        share = Share(
            job.part,
            job.parts,
            after if number == start else WHOLE.after,
            {(t.phase, t.place): t for at, t in job.troubles if at == number},
        )
        for chunk in chunks(number, file, reader, options, taker, share=share, watch=watchdog):
            waiting.append(chunk)
            if sum(c.size for c in waiting) >= FULL or time.monotonic() - sent > PATIENCE:
                tell(done=False)
    tell(done=True)


if __name__ == "__main__":
    main()
    sys.exit(0)
