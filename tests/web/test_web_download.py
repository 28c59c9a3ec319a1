"""Exports over HTTP are the command's; what breaks off does not look whole, and nothing is left."""

import http.client
import io
import shlex
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import anyio
import orjson
import pytest
import uvicorn
from lxml import html
from starlette.testclient import TestClient

import searcher
from here import HERE
from searcher import Index
from searcher.cli import main as toolbox
from searcher.errors import ExportError
from searcher.exports.formats import FORMATS, Format
from searcher.testing import haystack
from searcher.web import export as module
from searcher.web.app import create_app
from searcher.web.wanted import file_of
from tantivy_index import indexed

pytest_plugins = ["export_fixtures", "web_fixtures", "command_fixtures"]

Make = Callable[..., Any]


@pytest.fixture(autouse=True)
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Have temporary folders made in a folder of the test's own."""
    folder = tmp_path / "room"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def files_in(folder: Path) -> dict[str, bytes]:
    """Give all files below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def unpacked(data: bytes, folder: Path) -> Path:
    """Unpack a zip."""
    with zipfile.ZipFile(io.BytesIO(data)) as found:
        found.extractall(folder)
    return folder


def is_free() -> bool:
    """Say whether two exports could begin; waits a little for one that is just ending."""
    for _ in range(100):
        taken = [module._running.acquire(blocking=False) for _ in range(2)]
        for one in taken:
            if one:
                module._running.release()
        if all(taken):
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize("form", FORMATS, ids=lambda row: row.name)
def test_a_zip_has_all_that_the_command_writes(
    client: TestClient, hay_index: Index, tmp_path: Path, room: Path, form: Format
) -> None:
    """Byte for byte, and `verify` finds it as written; no folder of this machine is in it."""
    query = {"q": "bank", "since": "2025", "format": form.name, "zip": "1"}
    answer = client.get("/api/export", params=query)
    assert 200 == answer.status_code, answer.text
    assert 'filename="hits.zip"' in answer.headers["content-disposition"]
    there = unpacked(answer.content, tmp_path / "there")
    (tmp_path / "here").mkdir()
    target = tmp_path / "here" / file_of(form)
    done = searcher.export(
        hay_index, "bank", target, format=form.name, since="2025", named=hay_index.path.name
    )
    assert done.rows > 1
    expected = files_in(tmp_path / "here")
    manifest = f"{target.name}.manifest.json"
    found = files_in(there)
    # The request came with its days, and not as it was typed.
    ours, theirs = (orjson.loads(one.pop(manifest)) for one in (expected, found))
    assert expected == found
    for one in (ours, theirs):
        del one["requests"][0]["given"]
        del one["requests"][0]["name"]
    assert ours == theirs
    checked = searcher.verify(there / target.name, hay_index.path)
    assert (True, True, True) == (checked.intact, checked.same, checked.corpus_same)
    for data in (answer.content, *files_in(there).values()):
        assert str(tmp_path).encode() not in data
        assert str(hay_index.path.parent).encode() not in data
    assert [] == list(room.iterdir())


def test_a_folder_without_files_is_whole_too(
    client: TestClient, hay_path: Path, tmp_path: Path
) -> None:
    """Nothing was found, which can be proved."""
    answer = client.get("/api/export", params={"q": "zzz", "format": "text", "zip": "1"})
    there = unpacked(answer.content, tmp_path / "there")
    assert searcher.verify(there / "hits", hay_path).intact


def test_one_file_goes_without_a_zip(
    client: TestClient, hay_index: Index, tmp_path: Path, room: Path
) -> None:
    """Also of a format that needs a place to be made in."""
    searcher.export(hay_index, "bank", tmp_path / "hits.sqlite", fields="id,title")
    answer = client.get(
        "/api/export", params={"q": "bank", "format": "sqlite", "fields": ["id", "title"]}
    )
    assert (tmp_path / "hits.sqlite").read_bytes() == answer.content
    assert 'filename="hits.sqlite"' in answer.headers["content-disposition"]
    assert [] == list(room.iterdir())


def test_the_command_of_the_manifest_makes_it_again(
    hay_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the words, filters, fields, order, limit and repairs that were asked for."""
    monkeypatch.setenv("SEARCHER_HOME", str(hay_home))
    asked = {"q": 'bank "chess', "any": "1", "not-kind": "teaser", "sort": "newest", "limit": "3"}
    asked |= {"fields": "rank,id,snippet", "format": "csv", "lenient": "1", "zip": "1"}
    with TestClient(create_app("default"), base_url=HERE) as client:
        data = client.get("/api/export", params=asked).content
    there = unpacked(data, tmp_path / "there")
    command = orjson.loads((there / "hits.csv.manifest.json").read_bytes())["command"]
    again = tmp_path / "again"
    again.mkdir()
    monkeypatch.chdir(again)
    assert 0 == toolbox.main(shlex.split(command)[1:])
    assert b"\n" in (again / "hits.csv").read_bytes()
    names = ("hits.csv", "hits.csv.digests")
    assert [(again / n).read_bytes() for n in names] == [(there / n).read_bytes() for n in names]
    # The index is found by its name.
    assert searcher.verify(there / "hits.csv").same


def test_the_page_says_what_will_be_written(client: TestClient, hay_index: Index) -> None:
    """How many, of which corpus, by which command; the search page leads there."""
    home = html.fromstring(client.get("/?q=bank&kind=article&sort=oldest&limit=25").content)
    link = home.xpath("//p[@class='exports soft']/a[not(@download)]/@href")[0]
    tree = html.fromstring(client.get(urljoin("/", link)).content)
    total = hay_index.count("bank", kind="article")
    assert total > 1
    text = tree.xpath("string(//main)")
    assert f"{total} articles will be written" in text
    assert hay_index.info().digest in text
    assert "searcher export --kind=article --index" in text
    assert [row.name for row in FORMATS] == tree.xpath("//input[@name='format']/@value")
    assert ["csv"] == tree.xpath("//input[@name='format'][@checked]/@value")
    more = html.fromstring(client.get("/export?fields=%2Bsnippet,-body").content)
    ticked = more.xpath("//input[@name='fields'][@checked]/@value")
    assert (True, False, True) == ("snippet" in ticked, "body" in ticked, "title" in ticked)
    shown = client.get("/export?q=bank&find-author=roe&more=author")
    assert 200 == shown.status_code  # how a page was shown is no part of the question
    limited = html.fromstring(client.get("/export?q=bank&limit=2").content)
    assert "2 articles will be written, of " in limited.xpath("string(//main)")


def test_the_page_says_what_days_leave_out(client: TestClient, hay_index: Index) -> None:
    """As the search page does: who counts what was written, knows what was not."""
    undated = hay_index.count("", date="undated")
    assert undated
    for chosen in ("date=2026", "since=2026", "date-confidence=low"):
        tree = html.fromstring(client.get(f"/export?{chosen}").content)
        notes = tree.xpath("string(//ul[@class='notes'])")
        assert f"{undated} undated article" in notes


@pytest.mark.parametrize("pressed", ["zip", "file"])
def test_its_buttons_give_the_export(
    client: TestClient, hay_index: Index, tmp_path: Path, pressed: str
) -> None:
    """The form sends all that it holds, empty inputs too."""
    tree = html.fromstring(client.get("/export?q=bank&not-author=jon+roe&fields=id,date").content)
    form = tree.forms[0]
    form.inputs["sort"].value = "oldest"
    form.fields["format"] = "tsv"
    given = [*form.form_values(), ("download", pressed)]
    assert ("limit", "") in given
    answer = client.get("/export", params=given)
    target = tmp_path / "hits.tsv"
    options: dict[str, Any] = {"not_author": "jon roe", "fields": "id,date", "order": "oldest"}
    searcher.export(hay_index, "bank", target, **options)
    data = answer.content
    if pressed == "zip":
        data = (unpacked(data, tmp_path / "there") / "hits.tsv").read_bytes()
    assert target.read_bytes() == data


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("format=text&download=file", "zip"),
        ("format=xml", "xml"),
        ("format=ris&fields=id&download=zip", "its own fields"),
        ("fields=titel", "title"),
        ("limit=many&download=zip", "whole number"),
        ("sort=random", "newest"),
        ("q=autor:x&download=zip", "There is no field"),
        ("date=2025-13", "2025-13"),
        ("fields=score", "needs sort relevance"),
    ],
)
def test_a_mistake_is_said_on_the_page(client: TestClient, query: str, said: str) -> None:
    """Status 400, and the form as it was filled in."""
    answer = client.get(f"/export?{query}")
    tree = html.fromstring(answer.content)
    assert 400 == answer.status_code
    assert said in tree.xpath("string(//*[@role='alert'])")
    assert tree.xpath("//input[@name='format']")


def test_what_is_not_installed_is_named(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On the page and by the API, with the command that installs it."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.delitem(sys.modules, "searcher.exports.arrow", raising=False)
    for address in ("/export?format=parquet&download=zip", "/api/export?format=arrow&zip=1"):
        answer = client.get(address)
        assert 400 == answer.status_code
        assert "searcher[parquet]" in answer.text
    monkeypatch.setattr("searcher.web.offer.find_spec", lambda _: None)
    tree = html.fromstring(client.get("/export").content)
    needing = tree.xpath("//li[.//span[contains(., 'searcher[parquet]')]]//input/@value")
    assert ["parquet", "arrow"] == needing


def test_too_many_to_sort_are_refused(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before anything is made; a limit helps."""
    monkeypatch.setattr("searcher.web.wanted.SORTED_MOST", 5)
    for address in ("/api/export?sort=newest", "/export?sort=newest"):
        answer = client.get(address)
        assert (400, True) == (answer.status_code, "too many to be sorted" in answer.text)
    assert 200 == client.get("/api/export?sort=newest&limit=5").status_code
    assert is_free()


def test_hostile_words_stay_text(tmp_path: Path) -> None:
    """Whatever the address holds."""
    indexed(tmp_path / "hay", haystack(), languages=("en",)).close()
    with TestClient(create_app(tmp_path / "hay"), base_url=HERE) as client:
        for query in ("q=<script>x</script>", 'q=x&author="><img src=x>', "limit=<b>", "a=<i>"):
            answer = client.get(f"/export?{query}")
            tree = html.fromstring(answer.content)
            assert not tree.xpath(
                "//script[not(@src)] | //img | //b | //i | //@*[starts-with(name(), 'on')]"
            )
            assert str(tmp_path) not in answer.text


def test_the_head_of_an_export_makes_none(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says what would come."""
    monkeypatch.setattr(module, "export", lambda *_, **__: pytest.fail("it was made"))
    answer = client.head("/api/export?format=csv")
    assert 'filename="hits.csv"' in answer.headers["content-disposition"]
    assert "content-length" not in answer.headers


def test_too_many_at_once_are_told_on_the_page(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With status 503, as by the API."""
    monkeypatch.setattr(module, "_running", threading.BoundedSemaphore(1))
    assert module._running.acquire(blocking=False)
    answer = client.get("/export?download=zip")
    assert (503, True) == (answer.status_code, "exports are running" in answer.text)


def endless(*given: Any, on_progress: Make, **_: Any) -> None:
    """Make an export that never ends, and leaves a file on its way."""
    Path(given[2]).write_bytes(b"some")
    while True:
        on_progress(None)
        time.sleep(0.01)


def test_who_goes_away_leaves_nothing(
    hay_path: Path, room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is being made ends, its folder goes, and the next may begin."""
    monkeypatch.setattr(module, "export", endless)
    app = create_app(hay_path)
    sent: list[dict[str, Any]] = []
    made: list[Path] = []

    async def ask() -> None:
        begun = anyio.Event()

        async def receive() -> dict[str, Any]:
            if begun.is_set():
                return {"type": "http.disconnect"}
            await begun.wait()
            return {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            sent.append(message)
            made.extend(room.iterdir())  # noqa: ASYNC240 - nobody waits
            begun.set()

        scope: dict[str, Any] = {"type": "http", "method": "GET", "path": "/api/export"}
        scope |= {"query_string": b"zip=1", "headers": [(b"host", b"localhost")]}
        scope |= {"asgi": {"version": "3.0"}, "http_version": "1.1", "root_path": ""}
        with anyio.fail_after(20), suppress(Exception):
            await app(scope, receive, send)

    anyio.run(ask)
    assert 200 == sent[0]["status"]
    assert made
    assert is_free()
    assert [] == list(room.iterdir())


@contextmanager
def serving(path: Path) -> Iterator[int]:
    """Serve in a thread; gives the port."""
    config = uvicorn.Config(create_app(path), port=0, log_level="critical")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield server.servers[0].sockets[0].getsockname()[1]
    finally:
        server.should_exit = True
        thread.join(10)


def broken(*given: Any, on_progress: Make, **_: Any) -> None:
    """Fail when the answer has begun."""
    on_progress(None)
    raise ExportError(f"{given[2]}: the disk is full.")


def test_what_breaks_off_does_not_look_whole(
    hay_path: Path, room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The connection ends before its end was said."""
    monkeypatch.setattr(module, "export", broken)
    with serving(hay_path) as port:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        connection.request("GET", "/api/export?zip=1")
        answer = connection.getresponse()
        assert 200 == answer.status
        with closing(connection), answer, pytest.raises(http.client.IncompleteRead):
            answer.read()
    assert is_free()
    assert [] == list(room.iterdir())


def test_what_fails_at_once_names_no_folder(
    client: TestClient, room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither one that cannot be written to, nor one that cannot be made."""

    def full(*given: Any, **_: Any) -> None:
        raise ExportError(f"{given[2]}: the disk is full.")

    monkeypatch.setattr(module, "export", full)
    answer = client.get("/api/export?format=sqlite")
    assert (500, "hits.sqlite: the disk is full.") == (answer.status_code, answer.json()["detail"])
    monkeypatch.setattr(tempfile, "tempdir", str(room / "none"))
    answer = client.get("/export?download=zip")
    assert 500 == answer.status_code
    assert "no temporary folder" in answer.text
    assert str(room) not in answer.text
    assert is_free()
