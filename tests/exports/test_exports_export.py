"""One request becomes a file: every hit, in order, once, and nothing else."""

import csv
import gzip
import io
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import searcher
from searcher import (
    ExportError,
    ExportProgress,
    Index,
    IndexDamaged,
    IndexNotFound,
    QueryError,
    TargetExists,
    UsageError,
    ValueNotKnown,
)
from searcher.article import Found, to_record
from searcher.exports.columns import NESTED_DEFAULT
from searcher.exports.formats import FORMATS, format_for, format_named
from searcher.exports.jsonl import JsonLines
from searcher.query.model import SearchRequest
from searcher.query.params import build
from searcher.testing import article, haystack
from sinks import EVERYTHING
from tantivy_index import indexed

pytest_plugins = ["export_fixtures"]


def lines(path: Path) -> list[dict[str, object]]:
    """Read JSON lines."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_every_hit_is_written_in_the_order_of_ids(hay_index: Index, tmp_path: Path) -> None:
    """All articles, each once, sorted by id."""
    searcher.export(hay_index, "", tmp_path / "all.jsonl")
    expected = sorted(one.id for one in haystack())
    assert expected == [line["id"] for line in lines(tmp_path / "all.jsonl")]


def test_a_line_is_the_stored_record_without_what_depends_on_files(
    hay_index: Index, tmp_path: Path
) -> None:
    """Lines that are cut from stored records equal those that are put together from parts."""
    searcher.export(hay_index, "", tmp_path / "all.jsonl")
    records = sorted((to_record(one) for one in haystack()), key=lambda record: record["id"])
    expected = [{name: record[name] for name in NESTED_DEFAULT[:-1]} for record in records]
    assert expected == lines(tmp_path / "all.jsonl")


def test_lines_that_are_cut_equal_those_that_are_put_together(
    hay_index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The quick way and the way through columns agree, byte for byte."""
    searcher.export(hay_index, "", tmp_path / "quick.jsonl")
    monkeypatch.setattr(JsonLines, "write_stored", lambda *_: False)
    searcher.export(hay_index, "", tmp_path / "slow.jsonl")
    assert (tmp_path / "quick.jsonl").read_bytes() == (tmp_path / "slow.jsonl").read_bytes()


def test_a_text_that_looks_like_a_key_does_not_cut_a_line_short(tmp_path: Path) -> None:
    """What a line is cut at cannot be forged by an article."""
    forged = article(
        title='x","story":null,"provenance":{}',
        body='","story":,"story":\\","story":',
        authors=['","story":1'],
        url='https://a.example/?","story":',
    )
    with indexed(tmp_path / "forged", [forged], languages=("en",)) as index:
        searcher.export(index, "", tmp_path / "out.jsonl")
    (line,) = lines(tmp_path / "out.jsonl")
    assert (forged.title, forged.body, forged.url) == (line["title"], line["body"], line["url"])
    assert [*NESTED_DEFAULT[:-1]] == list(line)


def test_a_line_says_what_an_id_was_computed_from_where_nothing_else_does(tmp_path: Path) -> None:
    """It is cut from the stored record, too, and the last of its names."""
    told = ("The  Paper", 'x","id_from":["y"]', "A  body of\u00a0two blanks.")
    odd = replace(article(title="x", body="A body."), raw=Found(title="x", id_from=told))
    with indexed(tmp_path / "told", [odd], languages=("en",)) as index:
        searcher.export(index, "", tmp_path / "out.jsonl")
        searcher.export(index, "", tmp_path / "more.jsonl", fields="+story")
    (line,), (more,) = lines(tmp_path / "out.jsonl"), lines(tmp_path / "more.jsonl")
    assert [*NESTED_DEFAULT] == list(line)
    assert [*told] == line["id_from"] == more["id_from"]


def test_filters_are_those_of_a_search(hay_index: Index, tmp_path: Path) -> None:
    """The same options give the articles that a search finds."""
    done = searcher.export(
        hay_index, "treasury", tmp_path / "some.ids", source="Evening Quay", since="2026"
    )
    found = hay_index.search("treasury", source="Evening Quay", since="2026", limit=0)
    expected = sorted(hit.article.id for hit in found.hits)
    assert (expected, len(expected)) == ((tmp_path / "some.ids").read_text().split(), done.rows)


def test_a_request_understood_before_is_walked_whole(hay_index: Index, tmp_path: Path) -> None:
    """Its page belongs to a search; an export has every hit."""
    request = build("treasury", limit=1, offset=2, sort="newest")
    done = searcher.export(hay_index, request, tmp_path / "all.ids")
    assert hay_index.count(request) == done.rows > 1


def test_no_hit_gives_a_whole_file_without_rows(hay_index: Index, tmp_path: Path) -> None:
    """An empty export is an export."""
    done = searcher.export(hay_index, "zeppelin", tmp_path / "none.csv", fields="id,title")
    assert (0, "id,title\n") == (done.rows, (tmp_path / "none.csv").read_text())


@pytest.mark.parametrize(
    ("order", "sort"), [("relevance", "relevance"), ("newest", "newest"), ("oldest", "oldest")]
)
def test_a_sorted_export_is_in_the_order_of_the_search(
    hay_index: Index, tmp_path: Path, order: str, sort: str
) -> None:
    """Rank and order are those of all pages of the search."""
    searcher.export(hay_index, "bank*", tmp_path / "x.jsonl", order=order, fields="rank,id")
    hits = hay_index.search("bank*", sort=sort, limit=0).hits
    expected = [{"rank": hit.rank, "id": hit.article.id} for hit in hits]
    assert expected == lines(tmp_path / "x.jsonl")


def test_scores_are_those_of_the_search(hay_index: Index, tmp_path: Path) -> None:
    """With --sort relevance each row can have its score."""
    searcher.export(
        hay_index, "treasury", tmp_path / "x.jsonl", order="relevance", fields="id,score"
    )
    hits = hay_index.search("treasury", limit=0).hits
    expected = {hit.article.id: pytest.approx(hit.score, rel=1e-4) for hit in hits}
    assert expected == {line["id"]: line["score"] for line in lines(tmp_path / "x.jsonl")}


def test_more_hits_than_can_be_sorted_are_refused_and_nothing_is_left(
    hay_index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Never a truncated export: the message names the limit and what to do."""
    monkeypatch.setattr("searcher.exports.run.SORTED_MOST", 3)
    with pytest.raises(ExportError, match=r"24 hits are too many to be sorted: at most 3"):
        searcher.export(hay_index, "", tmp_path / "x.jsonl", order="newest")
    assert [] == list(tmp_path.iterdir())


def test_a_limit_is_said(hay_index: Index, tmp_path: Path) -> None:
    """What a limit leaves out stands in notes and manifest."""
    done = searcher.export(hay_index, "", tmp_path / "x.ids", limit=5)
    assert ("19 hits beyond --limit were left out.",) == done.notes
    assert (5, 24, 5) == (
        done.manifest["limit"],
        done.manifest["requests"][0]["total"],
        done.manifest["rows"],
    )
    assert sorted(one.id for one in haystack())[:5] == (tmp_path / "x.ids").read_text().split()


def test_stored_order_gives_the_same_articles(hay_index: Index, tmp_path: Path) -> None:
    """In another order, and the manifest says that it is not reproducible."""
    done = searcher.export(hay_index, "", tmp_path / "x.ids", order="stored")
    assert sorted(one.id for one in haystack()) == sorted((tmp_path / "x.ids").read_text().split())
    assert done.manifest["reproducible"] is False


def test_the_same_articles_added_in_another_order_give_the_same_bytes(tmp_path: Path) -> None:
    """Order of ingest and segments do not show, in any format that is one stream."""
    texts = []
    for name, articles in (("a", haystack()), ("b", haystack()[::-1])):
        with indexed(tmp_path / name, articles[:7], languages=("en", "de")) as index:
            writer = index._engine.writer()
            for one in articles[7:]:
                writer.add(one)
            writer.commit()
            writer.close()
            made = {}
            for row in FORMATS:
                if row.makes != "folder":
                    target = tmp_path / f"{name}-{row.name}"
                    asked = EVERYTHING.get(row.name, "")
                    searcher.export(index, asked, target, format=row.name)
                    made[row.name] = target.read_bytes()
            texts.append(made)
    assert texts[0] == texts[1]


@pytest.mark.parametrize("suffix", [".gz", ".bz2", ".xz", ".zst"])
def test_a_further_suffix_compresses(hay_index: Index, tmp_path: Path, suffix: str) -> None:
    """Unpacked it is what it would be; packed twice it is the same."""
    searcher.export(hay_index, "", tmp_path / "plain.jsonl")
    searcher.export(hay_index, "", tmp_path / f"one.jsonl{suffix}")
    searcher.export(hay_index, "", tmp_path / f"two.jsonl{suffix}")
    one, two = (tmp_path / f"{name}.jsonl{suffix}" for name in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()
    assert (tmp_path / "plain.jsonl").read_bytes() == unpacked(one)


def unpacked(path: Path) -> bytes:
    """Unpack by the standard library, zstd by the package that stands for it."""
    import bz2
    import lzma

    data = path.read_bytes()
    match path.suffix:
        case ".gz":
            return gzip.decompress(data)
        case ".bz2":
            return bz2.decompress(data)
        case ".xz":
            return lzma.decompress(data)
        case _:
            try:
                from compression import zstd  # type: ignore[import-not-found,unused-ignore]
            except ImportError:
                from backports import zstd
            return bytes(zstd.decompress(data))


def test_a_stream_gets_the_same_bytes_as_a_file(hay_index: Index, tmp_path: Path) -> None:
    """A pipe has no manifest, but the same content."""
    searcher.export(hay_index, "bank", tmp_path / "x.csv")
    out = io.BytesIO()
    done = searcher.export(hay_index, "bank", out, format="csv")
    assert (tmp_path / "x.csv").read_bytes() == out.getvalue()
    assert done.path is None


class Kept:
    """A stream of one's own, with the one method that is needed."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.data = b""

    def write(self, data: bytes) -> None:
        """Keep bytes, and say nothing."""
        self.data += data


def test_a_stream_needs_no_more_than_write(hay_index: Index, tmp_path: Path) -> None:
    """What `write` gives may be left out; a flush was asked of it after all was written."""
    searcher.export(hay_index, "bank", tmp_path / "x.csv")
    kept = Kept()
    searcher.export(hay_index, "bank", kept, format="csv")
    with gzip.open(tmp_path / "x.csv.gz", "wb") as packed:
        searcher.export(hay_index, "bank", packed, format="csv")
    assert (tmp_path / "x.csv").read_bytes() == kept.data
    assert kept.data == gzip.decompress((tmp_path / "x.csv.gz").read_bytes())


def test_a_closed_stream_is_refused(hay_index: Index) -> None:
    """Before anything is asked."""
    out = io.BytesIO()
    out.close()
    with pytest.raises(UsageError, match="is closed"):
        searcher.export(hay_index, "bank", out, format="csv")


def test_facets_stand_in_a_file_beside_with_every_value(hay_index: Index, tmp_path: Path) -> None:
    """Counts are those of a search, complete, with the missing bucket."""
    searcher.export(hay_index, "", tmp_path / "x.ids", facet=["author", "year"])
    with (tmp_path / "x.ids.facets.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    expected = [
        (field, one.key or "", str(one.count))
        for field in ("author", "year")
        for one in hay_index.facet(field, limit=0).counts
    ]
    assert expected == [(row["facet"], row["key"], row["count"]) for row in rows]


@pytest.mark.parametrize(
    "chosen",
    [
        {"author": "Mara Lindqvist"},
        {"author": ["Mara Lindqvist", "unsigned"], "not_source": "The Reed"},
        {"not_author": ["Mara Lindqvist", "unsigned"]},
        {"date": "2025", "topic": "economy"},
        {"date": ["undated", "2026"], "not_topic": "economy"},
    ],
)
def test_facets_of_an_export_count_its_hits_alone(
    chosen: dict[str, str], hay_index: Index, tmp_path: Path
) -> None:
    """Nobody ticks anything in a file: what a filter leaves out is in no count at all."""
    facets = ["author", "year", "topic"]
    searcher.export(hay_index, "", tmp_path / "x.ids", facet=facets, **chosen)  # type: ignore[arg-type]
    with (tmp_path / "x.ids.facets.csv").open(newline="") as file:
        counted = Counter({(r["facet"], r["key"]): int(r["count"]) for r in csv.DictReader(file)})
    expected: Counter[tuple[str, str]] = Counter()
    for one in hay_index.scan("", **chosen):  # type: ignore[arg-type]
        expected.update(("author", author.key) for author in one.authors)
        expected.update([("author", "")] if not one.authors else [])
        day = one.published.date if one.published else None
        expected["year", str(day.year) if day else ""] += 1
        paths = {topic.path for topic in one.topics}
        above = {"/".join(p.split("/")[:n]) for p in paths for n in range(1, p.count("/") + 2)}
        expected.update(("topic", key) for key in above or {""})
    assert expected
    assert expected == counted


def test_notes_of_the_search_are_notes_of_the_export(hay_index: Index, tmp_path: Path) -> None:
    """What was left out as undated is said, and kept in the manifest."""
    done = searcher.export(hay_index, "", tmp_path / "x.ids", since="2025", author="Mara Lindqvst")
    assert any("did you mean Mara Lindqvist" in note for note in done.notes)
    assert list(done.notes) == done.manifest["requests"][0]["notes"]


def test_a_mistake_in_the_words_is_an_error_unless_lenient(
    hay_index: Index, tmp_path: Path
) -> None:
    """Nobody reads along with an export: nothing is repaired unasked."""
    with pytest.raises(QueryError, match=r"closed the quotation mark.*column 1.*Try"):
        searcher.export(hay_index, '"treasury', tmp_path / "x.ids")
    done = searcher.export(hay_index, '"treasury', tmp_path / "x.ids", lenient=True)
    assert any("closed the quotation mark" in note for note in done.notes)


def test_an_export_reads_one_commit_whatever_is_written_meanwhile(
    own_index: Index, tmp_path: Path
) -> None:
    """Articles that come or go while it runs are no part of it, nor of its later queries."""
    before = sorted(one.id for one in haystack())
    changed: list[str] = []

    def change(at: ExportProgress) -> None:
        if at.rows and not changed:
            writer = own_index._engine.writer()
            for gone in before[10:]:
                writer.delete(gone)
            writer.commit()
            writer.close()
            changed.append(at.query)

    done = searcher.export(
        own_index, {"one": "*", "two": "*"}, tmp_path / "out", format="ids", on_progress=change
    )
    assert (["one"], 10) == (changed, own_index.count())
    assert {"one": 24, "two": 24} == dict(done.hits)
    assert before == (tmp_path / "out" / "two.ids").read_text().split()


def test_what_was_changed_on_the_way_is_counted_and_said(tmp_path: Path) -> None:
    """Guarded, cut and replaced: in the manifest, and as notes."""
    articles = [
        article(title="=1+1", body="x" * 40_000),
        article(title="Zero \x00 in it", body="short"),
    ]
    with indexed(tmp_path / "index", articles, languages=("en",)) as index:
        table = searcher.export(index, "", tmp_path / "x.csv", excel=True)
        texts = searcher.export(index, "", tmp_path / "x.md")
    assert (1, 1, 0) == tuple(table.manifest[name] for name in ("guarded", "cut", "replaced"))
    assert "1 cell that a spreadsheet would run" in table.notes[0]
    assert "1 text was cut" in table.notes[1]
    assert 1 == texts.manifest["replaced"]
    assert "taken out of 1 value" in texts.notes[0]


def test_fewer_articles_than_were_counted_are_an_error_and_no_export(
    hay_index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counts in the file equal the total, or there is no file."""

    def lossy(*_: object) -> Iterator[object]:
        yield from ()

    monkeypatch.setattr("searcher.exports.run.walked", lossy)
    with pytest.raises(IndexDamaged, match="24 articles were counted, but 0 could be read"):
        searcher.export(hay_index, "", tmp_path / "x.jsonl")
    assert [] == list(tmp_path.iterdir())


def test_an_index_may_lie_in_a_folder_of_any_name(tmp_path: Path) -> None:
    """Its path need not be a name in the index home."""
    with indexed(tmp_path / "my index", haystack(), languages=("en",)) as index:
        for where in (index, tmp_path / "my index", str(tmp_path / "my index")):
            done = searcher.export(where, "bank", tmp_path / "x.ids", force=True)
            assert str(tmp_path / "my index") == done.manifest["index"]


@pytest.mark.parametrize("wrong", [7, None, b"bank", [], {}, [7], ["bank", None]])
def test_wrong_requests_are_said(hay_index: Index, tmp_path: Path, wrong: object) -> None:
    """With what is needed."""
    with pytest.raises(UsageError, match=r"request"):
        searcher.export(hay_index, wrong, tmp_path / "x.csv")  # type: ignore[arg-type]
    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize("wrong", [7, None, io.StringIO()])
def test_wrong_targets_are_said(hay_index: Index, wrong: object) -> None:
    """A stream of text is none of bytes."""
    with pytest.raises(UsageError, match="a path or a binary stream"):
        searcher.export(hay_index, "bank", wrong, format="csv")  # type: ignore[arg-type]


def test_a_slash_needs_a_format_that_makes_a_folder(hay_index: Index, tmp_path: Path) -> None:
    """`-o hits.csv/` is no file called hits.csv."""
    with pytest.raises(UsageError, match="is a folder"):
        searcher.export(hay_index, "bank", f"{tmp_path}/hits.csv/")
    searcher.export(hay_index, "bank", f"{tmp_path}/texts/", format="text")
    assert (tmp_path / "texts" / "metadata.csv").is_file()


@pytest.mark.parametrize("order", ["newest", "oldest"])
def test_many_articles_of_one_time_are_cut_in_the_order_of_ids(tmp_path: Path, order: str) -> None:
    """Also where ids begin alike, so that sort keys are equal: whatever the order of ingest."""
    articles = [
        replace(
            article(title=f"Number {n}", body="salt", published="2026-01-30"),
            id=f"{n:016x}{n:016x}",
        )
        for n in range(300)
    ]
    expected = [one.id for one in articles[:5]]
    for name, group in (("up", articles), ("down", articles[::-1])):
        with indexed(tmp_path / name, group, languages=("en",)) as index:
            out = io.BytesIO()
            searcher.export(index, "", out, format="ids", order=order, limit=5)
            assert expected == out.getvalue().decode().split()
            hits = index.search("", sort=order, limit=5, offset=150).hits
            assert [one.id for one in articles[150:155]] == [hit.article.id for hit in hits]


def test_progress_ends_with_all_rows(hay_index: Index, tmp_path: Path) -> None:
    """It tells rows of a total that is known before."""
    seen: list[tuple[int, int]] = []
    searcher.export(
        hay_index, "", tmp_path / "x.ids", on_progress=lambda at: seen.append((at.rows, at.total))
    )
    assert (24, 24) == seen[-1]


@pytest.mark.parametrize(
    ("target", "options", "error", "message"),
    [
        ("x.doc", {}, UsageError, r"suffix names no format.*\.jsonl.*--format"),
        ("x", {}, UsageError, "suffix names no format"),
        ("x.jsonl", {"format": "jsnol"}, ValueNotKnown, "jsonl"),
        ("x.jsonl", {"fields": "titel"}, ValueNotKnown, "title"),
        ("x.jsonl", {"fields": ""}, UsageError, "--fields needs names"),
        ("x.jsonl", {"fields": "id,+body"}, UsageError, "not both"),
        ("x.jsonl", {"fields": "-" + ",-".join(NESTED_DEFAULT)}, UsageError, "no column"),
        ("x.ids", {"fields": "id"}, UsageError, "has its own fields"),
        ("x.jsonl", {"order": "random"}, ValueNotKnown, "newest"),
        ("x.jsonl", {"fields": "rank"}, UsageError, "rank needs --sort relevance"),
        ("x.jsonl", {"fields": "score", "order": "newest"}, UsageError, "needs --sort relevance"),
        ("x.jsonl", {"excel": True}, UsageError, "--excel is for csv"),
        ("x.jsonl", {"facet": "colour"}, ValueNotKnown, "colour"),
        ("x.jsonl", {"limit": -1}, UsageError, "cannot be negative"),
        ("no/such/folder/x.jsonl", {}, ExportError, "no such folder"),
    ],
)
def test_what_cannot_be_is_said_before_anything_is_made(  # noqa: PLR0917
    hay_index: Index,
    tmp_path: Path,
    target: str,
    options: dict[str, object],
    error: type[Exception],
    message: str,
) -> None:
    """Each mistake has its own message, and leaves nothing."""
    with pytest.raises(error, match=message):
        searcher.export(hay_index, "", tmp_path / target, **options)  # type: ignore[arg-type]
    assert [] == list(tmp_path.iterdir())


def test_no_index_is_said(tmp_path: Path) -> None:
    """The index is looked for before the target is touched."""
    with pytest.raises(IndexNotFound):
        searcher.export(tmp_path / "none", "", tmp_path / "x.jsonl")
    assert [] == list(tmp_path.iterdir())


def test_what_exists_is_kept_unless_forced(hay_index: Index, tmp_path: Path) -> None:
    """And what belongs to the earlier export goes with it."""
    target = tmp_path / "x.csv"
    searcher.export(hay_index, "", target, facet="year")
    with pytest.raises(TargetExists, match="--force"):
        searcher.export(hay_index, "bank", target)
    assert 25 <= len(target.read_text().splitlines())
    searcher.export(hay_index, "bank", target, force=True)
    names = sorted(path.name for path in tmp_path.iterdir())
    assert ["x.csv", "x.csv.digests", "x.csv.manifest.json"] == names


def test_a_folder_is_no_file(hay_index: Index, tmp_path: Path) -> None:
    """A file's name is needed where a folder is given."""
    with pytest.raises(UsageError, match=r"is a folder\. Name a file in it"):
        searcher.export(hay_index, "", tmp_path, format="csv")


def test_suffixes_name_each_format_once() -> None:
    """No suffix means two formats."""
    for row in FORMATS:
        for suffix in row.suffixes:
            assert row == format_for(f"hits{suffix}") == format_for(f"HITS{suffix.upper()}")
            assert row == format_named(suffix[1:])


def test_the_last_article_of_a_batch_is_not_lost(tmp_path: Path) -> None:
    """Whatever the limit: batches are cut, never skipped."""
    articles = [
        replace(article(title=f"Number {n}", body="Salt."), id=f"{n * 7919:032x}")
        for n in range(700)
    ]
    expected = sorted(one.id for one in articles)
    with indexed(tmp_path / "many", articles, languages=("en",)) as index:
        for limit in (0, 1, 255, 256, 257, 699, 700, 701):
            out = io.BytesIO()
            searcher.export(index, "", out, format="ids", limit=limit)
            assert expected[: limit or None] == out.getvalue().decode().split()


def test_stories_are_not_exported(hay_path: Path, tmp_path: Path) -> None:
    """A request that counts stories would leave articles out: it is refused."""
    asked = SearchRequest(count="stories")
    with pytest.raises(UsageError, match="every article"):
        searcher.export(hay_path, asked, tmp_path / "hits.csv")


def test_a_snapshot_is_exported_as_it_is(tmp_path: Path) -> None:
    """What was committed since is no part of it, and it stays open."""
    indexed(tmp_path / "own", haystack()[:3], languages=("en",)).close()
    with Index.open(tmp_path / "own", snapshot=True) as old, Index.open(tmp_path / "own") as new:
        new.delete(all_articles=True)
        searcher.export(old, "", tmp_path / "old.jsonl", fields="id")
        searcher.export(new, "", tmp_path / "new.jsonl", fields="id")
        assert (3, 0) == (len(lines(tmp_path / "old.jsonl")), len(lines(tmp_path / "new.jsonl")))
        assert 3 == old.count()
        with pytest.raises(UsageError, match="file of authors"):
            searcher.export(old, "", tmp_path / "no.jsonl", authors="none")
