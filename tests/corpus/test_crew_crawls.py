"""Crawls in several processes: pages are shared out, and one that misbehaves costs itself."""

import gzip
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from crawls import SITE, http, page, record
from crews import TAKER, check, read, seen
from searcher.article import Rejection
from searcher.corpus.accounts.taken import Taken
from searcher.corpus.records import IngestOptions, find_reader
from searcher.corpus.walk import roots
from searcher.corpus.workers.crew import Alone
from searcher.corpus.workers.processes import Processes
from searcher.corpus.workers.steps import Share, steps
from searcher.corpus.workers.watchdog import Limits
from searcher.readers import html

pytest_plugins = ["crew_fixtures"]


@pytest.fixture
def patient() -> Iterator[Callable[[int], Processes]]:
    """Give what starts crews that have time to import what reads pages."""
    with ExitStack() as ends:

        def start(size: int) -> Processes:
            limits = Limits(seconds=8.0, memory=1 << 30)
            return ends.enter_context(closing(Processes(size, limits, TAKER, check)))

        yield start


def crawl(path: Path, titles: list[str]) -> Path:
    """Write a crawl of these pages, each behind its request."""
    parts = [
        record(b"GET / HTTP/1.1\r\n\r\n", kind="request")
        + record(http(page(title, f"The crew counted {n} crabs.")), url=f"{SITE}{n}")
        for n, title in enumerate(titles)
    ]
    data = b"".join(gzip.compress(part) if path.suffix == ".gz" else part for part in parts)
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
@pytest.mark.parametrize("parts", [1, 3])
def test_shared_out_is_what_one_reads(
    tmp_path: Path, patient: Callable[[int], Processes], name: str, parts: int
) -> None:
    """The same records, in the order of the file."""
    path = crawl(tmp_path / name, [f"Page {n}" for n in range(200)])
    alone = read(Alone(TAKER, check), path)
    assert 200 == sum(isinstance(one, Taken) for one in alone[0])
    assert 400 == len(alone[0])
    assert alone == read(patient(3), path, parts=parts)


def test_each_page_is_read_by_one_process_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Finding the others costs little; reading them would cost as much as without sharing."""
    path = crawl(tmp_path / "a.warc", [f"Page {n}" for n in range(200)])
    ((file,),) = (root.files() for root in roots([path]))
    counts, real = [], html.page
    for part in range(3):
        count = 0

        def counted(data: bytes, *rest: object, **more: object) -> object:
            nonlocal count
            count += 1
            return real(data, *rest, **more)  # type: ignore[arg-type]

        monkeypatch.setattr(html, "page", counted)
        share = Share(part=part, parts=3)
        assert list(steps(file, find_reader(file), IngestOptions(), share=share))
        counts.append(count)
    assert 200 == sum(counts)
    assert max(counts) - min(counts) <= 4


@pytest.mark.usefixtures("hostile")
@pytest.mark.parametrize(
    ("title", "reason"),
    [
        pytest.param("SPIN here", "too-slow", marks=pytest.mark.slow),
        pytest.param(
            "KILL here",
            "crashed",
            marks=pytest.mark.skipif(sys.platform == "win32", reason="has no SIGKILL"),
        ),
        ("FAIL here", "internal-error"),
    ],
)
def test_a_page_costs_itself_and_not_the_crawl(
    tmp_path: Path,
    patient: Callable[[int], Processes],
    title: str,
    reason: str,
) -> None:
    """Whatever happens while it is read: what follows in the crawl is read too."""
    titles = [f"Page {n}" for n in range(120)]
    titles[50] = title
    path = crawl(tmp_path / "a.warc", titles)
    (records,) = read(patient(2), path, parts=2)
    (rejected,) = (one for one in records if isinstance(one, Rejection))
    assert (reason, 102, "warc") == (
        rejected.reason,
        rejected.where.record,
        rejected.where.reader,
    )
    assert 119 == sum(isinstance(one, Taken) for one in records)
    assert 240 == len(seen(records))
