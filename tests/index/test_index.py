"""The façade: create, open, ingest, search, scan; what is counted, and what is said."""

import datetime as dt
import hashlib
import json
import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import searcher
from searcher import (
    ArticleNotFound,
    Index,
    IndexDamaged,
    IndexExists,
    IndexIncompatible,
    IndexLocked,
    IndexNotFound,
    IngestError,
    NothingToIngest,
    Rejection,
    Skipped,
    UsageError,
)

LONG = "The ferry left at noon with forty people and one piano on board, and came back with none. "


def line(**fields: object) -> str:
    """Make a JSON line."""
    return json.dumps(fields) + "\n"


def append(path: Path, text: str) -> None:
    """Add text to a file."""
    with path.open("a") as stream:
        stream.write(text)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Make a small corpus: two dated and signed articles, one undated and unsigned."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "news.jsonl").write_text(
        line(title="Ferry leaves", author="Ana Roe", date="2026-01-05", text=LONG, source="Quay")
        + line(title="Ferry returns", author="Bo Lind", date="2025", text=LONG + "At dusk.")
        + line(title="A ferry, undated", text=LONG + "Nobody signed this.")
    )
    return folder


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    """Make an empty index."""
    with Index.create(tmp_path / "index") as made:
        yield made


def test_an_index_is_made_once(tmp_path: Path) -> None:
    """A second `create` at the same place is refused."""
    Index.create(tmp_path / "i").close()
    with pytest.raises(IndexExists, match="searcher remove"):
        Index.create(tmp_path / "i")


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    """An index wants a folder of its own."""
    (tmp_path / "thesis.doc").touch()
    with pytest.raises(UsageError, match="other files"):
        Index.create(tmp_path)


def test_a_missing_index_names_the_others() -> None:
    """The message lists what there is and how to make one."""
    Index.create("harbour").close()
    with pytest.raises(IndexNotFound, match=r"harbour.*searcher ingest"):
        Index.open("habour")


def test_every_record_is_counted_once(index: Index, corpus: Path) -> None:
    """`seen` is the sum, and reasons, formats and date methods are broken down."""
    append(corpus / "news.jsonl", "{bad\n")
    (corpus / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0" + bytes(100))
    (corpus / "empty.txt").touch()
    problems: list[Rejection | Skipped] = []
    report = index.ingest(corpus, on_problem=problems.append)
    assert (6, 3, 2, 1) == (report.seen, report.added, report.skipped, report.rejected)
    assert 3 == len(problems)
    assert 3 == sum(report.by_reason.values())
    assert 6 == sum(report.by_format.values())
    assert 3 == sum(report.dates.values()) == report.articles


def test_a_second_ingest_reads_nothing_again(index: Index, corpus: Path) -> None:
    """Unchanged files are counted from the ledger, with their rejected records."""
    append(corpus / "news.jsonl", "{bad\n")
    first = index.ingest(corpus)
    again = index.ingest(corpus)
    assert (4, 3, 1) == (again.seen, again.unchanged, again.rejected)
    assert first.digest == again.digest
    assert first.by_reason == again.by_reason


def test_a_changed_file_replaces_its_articles(index: Index, corpus: Path) -> None:
    """An article with an address keeps its id, and is replaced by its new text."""
    file = corpus / "one.jsonl"
    file.write_text(line(title="Old", url="https://quay.example/1", text=LONG + "Old."))
    index.ingest(file)
    file.write_text(line(title="New", url="https://quay.example/1", text=LONG + "New."))
    report = index.ingest(file)
    assert (1, 1) == (report.seen, report.replaced)
    assert ["New"] == [article.title for article in index.scan()]


def test_a_moved_file_is_the_same_file(index: Index, corpus: Path) -> None:
    """Moving a file changes neither articles nor digest, and reads nothing again."""
    first = index.ingest(corpus)
    (corpus / "old").mkdir()
    (corpus / "news.jsonl").rename(corpus / "old" / "news.jsonl")
    again = index.ingest(corpus)
    assert (3, 3) == (again.seen, again.unchanged)
    assert first.digest == again.digest
    assert () == again.notes


def test_a_mapped_field_that_no_record_has_is_named(index: Index, corpus: Path) -> None:
    """A slip in --map is said, not passed over."""
    report = index.ingest(corpus, fields={"title": "headlin", "authors": "author"})
    assert ["--map title=headlin: no record that was read has such a field."] == [
        note for note in report.notes if "--map" in note
    ]


def test_a_vanished_file_is_named_and_its_articles_stay(index: Index, corpus: Path) -> None:
    """Nothing is deleted unasked; the report says that the file is gone."""
    index.ingest(corpus)
    (corpus / "news.jsonl").unlink()
    (corpus / "other.txt").write_text("A headline\n\n" + LONG)
    report = index.ingest(corpus)
    assert 4 == report.articles
    assert any("3 articles" in note and "no longer there" in note for note in report.notes)
    assert 3 == index.info().stale


def test_prune_deletes_what_no_file_holds_any_more(index: Index, corpus: Path) -> None:
    """Vanished files and dropped records: their articles go, and the note counts them."""
    extra = corpus / "extra.jsonl"
    extra.write_text(line(title="One", text=LONG + "One.") + line(title="Two", text=LONG + "Two."))
    index.ingest(corpus)
    (corpus / "news.jsonl").unlink()
    extra.write_text(line(title="Two", text=LONG + "Two."))
    kept = index.ingest(corpus)
    assert 5 == kept.articles
    assert [True, True] == ["--prune" in note for note in kept.notes]
    report = index.ingest(corpus, prune=True)
    assert (1, 1) == (report.articles, report.unchanged)
    assert ("pruned 4 articles that no file holds any more",) == report.notes
    assert (0, 1) == (index.info().stale, index.info().files)
    assert ["Two"] == [article.title for article in index.scan()]
    assert () == index.ingest(corpus, prune=True).notes


def test_prune_keeps_what_lies_elsewhere(index: Index, corpus: Path, tmp_path: Path) -> None:
    """Only paths of this run are pruned, and an article that another file holds stays."""
    other = tmp_path / "other"
    other.mkdir()
    shutil.copy(corpus / "news.jsonl", other / "copy.jsonl")
    (other / "more.txt").write_text("Headline\n\n" + LONG * 2)
    index.ingest([corpus, other])
    (other / "more.txt").unlink()
    (corpus / "news.jsonl").unlink()
    report = index.ingest(corpus, prune=True)
    assert 4 == report.articles
    assert 3 == index.ingest(other, prune=True).articles


def test_a_record_that_moved_to_another_file_is_not_pruned(index: Index, corpus: Path) -> None:
    """What one file lost and another one holds was never missing."""
    before = index.ingest(corpus)
    lines = (corpus / "news.jsonl").read_text().splitlines(keepends=True)
    (corpus / "news.jsonl").write_text("".join(lines[1:]))
    (corpus / "past.jsonl").write_text(lines[0])
    report = index.ingest(corpus, prune=True)
    assert (before.digest, ()) == (report.digest, report.notes)
    assert (3, 0) == (report.unchanged, index.info().stale)


def test_prune_sees_files_that_came_by_another_root(index: Index, corpus: Path) -> None:
    """A file that was ingested as part of a folder within is missed from the outer one too."""
    deep = corpus / "deep"
    deep.mkdir()
    (deep / "a.txt").write_text("Headline\n\n" + LONG * 2)
    index.ingest(deep)
    index.ingest(corpus)
    (deep / "a.txt").unlink()
    assert 3 == index.ingest(corpus, prune=True).articles


def test_a_vanished_file_that_returns_is_held_again(index: Index, corpus: Path) -> None:
    """Its articles are stale no more."""
    first = index.ingest(corpus)
    away = corpus.parent / "away"
    (corpus / "news.jsonl").rename(away)
    index.ingest(corpus)
    away.rename(corpus / "news.jsonl")
    report = index.ingest(corpus, prune=True)
    assert (first.digest, 3) == (report.digest, report.unchanged)
    assert 0 == index.info().stale


def test_rejected_records_are_listed(index: Index, corpus: Path, tmp_path: Path) -> None:
    """Place, reason and digest of each, also where the file is not read again; then no list."""
    start = (corpus / "news.jsonl").stat().st_size
    append(corpus / "news.jsonl", "{bad\n")
    listed = index.path / "rejected.jsonl"
    for _ in range(2):
        report = index.ingest(corpus)
        (found,) = map(json.loads, listed.read_text().splitlines())
        assert ("news.jsonl", 4, start, start + 4) == tuple(
            found[name] for name in ("file", "record", "start", "end")
        )
        assert ("bad-json", hashlib.sha256(b"{bad").hexdigest()) == (
            found["reason"],
            found["digest"],
        )
        assert f"1 rejected record is listed in {listed}" in report.notes
    chosen = tmp_path / "mine.jsonl"
    index.ingest(corpus, quarantine=chosen)
    assert 1 == len(chosen.read_text().splitlines())
    (corpus / "news.jsonl").write_text(line(title="Whole", text=LONG))
    index.ingest(corpus)
    assert not listed.exists()
    index.ingest(corpus, quarantine=chosen)
    assert "" == chosen.read_text()
    assert [] == list(tmp_path.glob("**/*.tmp"))


def test_a_quarantine_that_cannot_be_written_ends_the_run(index: Index, corpus: Path) -> None:
    """It is no unreadable corpus file, and nothing is read in vain."""
    with pytest.raises(IngestError, match="nowhere"):
        index.ingest(corpus, quarantine=corpus / "nowhere" / "x.jsonl")
    assert 0 == index.count()


def test_a_file_that_changes_while_it_is_read_is_read_again(index: Index, corpus: Path) -> None:
    """It does not count as known, and the note says what to do."""
    file = corpus / "news.jsonl"
    file.write_text("{bad\n" + file.read_text())

    def change(_: Rejection | Skipped) -> None:
        append(file, line(title="Late", text=LONG + "Late."))

    report = index.ingest(corpus, on_problem=change)
    assert any("news.jsonl was changed while it was being read" in note for note in report.notes)
    assert any(article.title == "Late" for article in index.scan()) or index.info().files == 0
    again = index.ingest(corpus)
    assert 4 == again.articles
    assert not any("changed while" in note for note in again.notes)


def test_one_file_below_two_roots_is_one_file(index: Index, tmp_path: Path) -> None:
    """`ingest corpus` and `ingest corpus/sub/a.jsonl` speak of the same file."""
    file = tmp_path / "tree" / "sub" / "a.jsonl"
    file.parent.mkdir(parents=True)
    url = "https://quay.example/1"
    file.write_text(line(title="Long", url=url, text=LONG * 3))
    index.ingest(tmp_path / "tree")
    file.write_text(line(title="Short", url=url, text=LONG))
    report = index.ingest(file)
    assert (1, 1) == (report.seen, report.replaced)
    assert ["Short"] == [article.title for article in index.scan()]
    again = index.ingest(tmp_path / "tree")
    assert (1, 1) == (again.seen, again.unchanged)


def test_a_rewrite_within_one_tick_is_seen(index: Index, tmp_path: Path) -> None:
    """Same size, same time, other words: a young file is compared by its bytes, also later."""
    file = tmp_path / "a.txt"
    file.write_text("Headline one\n\n" + LONG)
    stamp = file.stat().st_mtime_ns
    index.ingest(file)
    file.write_text("Headline two\n\n" + LONG)
    os.utime(file, ns=(stamp, stamp))
    index.ingest(file)
    assert 1 == index.search("title:two").total


def test_the_latest_of_captures_without_a_zone_stands(index: Index, tmp_path: Path) -> None:
    """Eight in the evening is later than eight in the morning, though shorter."""
    file = tmp_path / "a.jsonl"
    url = "https://quay.example/1"
    file.write_text(
        line(title="Evening", url=url, text=LONG, crawled_at="2026-01-30 20:00:00")
        + line(title="Morning", url=url, text=LONG * 2, crawled_at="2026-01-30 08:00:00")
    )
    index.ingest(file)
    assert ["Evening"] == [article.title for article in index.scan()]


def test_copies_in_chinese_are_copies(index: Index, tmp_path: Path) -> None:
    """A text without spaces between its words is no short text."""
    file = tmp_path / "a.jsonl"
    text = "港口的渡轮今天中午离开，船上有四十个人和一架钢琴。" * 10
    file.write_text(
        "".join(line(title="渡轮", url=f"https://quay.example/{n}", text=text) for n in range(3))
    )
    report = index.ingest(file)
    assert (1, 2) == (report.added, report.duplicate)


def test_deleted_articles_stay_deleted(index: Index, corpus: Path) -> None:
    """Unchanged, changed around them, moved or read anew: their records are passed over."""
    index.ingest(corpus)
    assert 1 == index.delete(author="Ana Roe")
    assert 2 == index.count()
    again = index.ingest(corpus)
    assert (3, 2, {"deleted": 1}) == (again.seen, again.unchanged, again.by_reason)
    append(corpus / "news.jsonl", line(title="New", text=LONG + "New."))
    changed = index.ingest(corpus)
    assert (4, 2, 1, {"deleted": 1}) == (
        changed.seen,
        changed.unchanged,
        changed.added,
        dict(changed.by_reason),
    )
    assert 3 == index.count()
    assert 1 == index.info().deleted


def test_a_changed_record_of_a_deleted_article_comes_back(index: Index, corpus: Path) -> None:
    """What the file holds anew is no longer what was deleted."""
    file = corpus / "one.jsonl"
    file.write_text(line(title="Old", url="https://quay.example/1", text=LONG + "Old."))
    index.ingest(file)
    index.delete("old")
    file.write_text(line(title="New", url="https://quay.example/1", text=LONG + "New."))
    assert 1 == index.ingest(file).added
    assert ["New"] == [article.title for article in index.scan()]
    assert 0 == index.info().deleted
    index.delete("new")
    assert 1 == index.info().deleted


def test_what_is_deleted_is_counted_as_the_next_ingest_counts_it(
    index: Index, corpus: Path
) -> None:
    """A text without an address is another article once it is changed; what it was is history."""
    file = corpus / "ferry.txt"
    for words in ("Old.", "New."):
        file.write_text(f"The ferry\n\n{LONG}{words}\n")
        index.ingest(file)
        assert 1 == index.delete(words.strip("."))
        assert 1 == index.info().deleted
    assert {"deleted": 1} == index.ingest(file).by_reason
    copies = corpus / "copies.jsonl"
    copies.write_text(
        "".join(line(title="One", text=LONG * 2, url=f"https://{n}.example/1") for n in "abc")
    )
    index.ingest(copies)
    index.delete("one")
    assert 4 == index.info().deleted
    file.unlink()
    again = index.ingest(corpus)
    assert again.by_reason["deleted"] == index.info().deleted == 3


def test_hidden_copies_go_if_they_match_and_come_up_if_not(index: Index, corpus: Path) -> None:
    """Deleting by words takes all copies of a text; deleting by source leaves another's."""
    spam, good = ({"title": "One", "text": LONG * 2, "source": name} for name in ("Spam", "Good"))
    file = corpus / "copies.jsonl"
    file.write_text(
        line(**spam, url="https://spam.example/1", date="2026-01-01")
        + line(**good, url="https://good.example/1")
    )
    assert 1 == index.ingest(file).duplicate
    notes: list[str] = []
    assert 1 == index.delete(source="Spam", on_note=notes.append)
    assert ["Good"] == [article.source for article in index.scan()]
    assert ["1 copy that does not match came up"] == [note[:34] for note in notes]
    again = index.ingest(file)
    assert (1, 1) == (again.unchanged, again.skipped)
    notes.clear()
    assert 1 == index.delete("ferry", on_note=notes.append)
    assert ([], 0) == (notes, index.count())


def test_copies_that_match_are_deleted_with_what_hid_them(index: Index, corpus: Path) -> None:
    """Nothing that the request finds is left, however many copies stood in line."""
    file = corpus / "copies.jsonl"
    file.write_text(
        "".join(line(title="One", text=LONG * 2, url=f"https://{n}.example/1") for n in "abc")
    )
    index.ingest(file)
    notes: list[str] = []
    assert 1 == index.delete("ferry", on_note=notes.append)
    assert 0 == index.count()
    assert ["2 hidden copies were deleted too"] == [note[:32] for note in notes]
    report = index.ingest(file)
    assert {"deleted": 3} == report.by_reason


def test_deleting_everything_must_be_said(index: Index, corpus: Path) -> None:
    """No words, `*`, a page of hits and a mistake in the query delete nothing."""
    index.ingest(corpus)
    for words in ("", "*"):
        with pytest.raises(UsageError, match="--all"):
            index.delete(words)
    with pytest.raises(UsageError, match="limit"):
        index.delete("ferry", limit=1)
    with pytest.raises(searcher.QueryError):
        index.delete('ferry AND "')
    assert 3 == index.count()
    assert 3 == index.delete(all_articles=True)
    assert 0 == index.count()


def test_two_roots_with_equal_names_are_two_files(index: Index, tmp_path: Path) -> None:
    """`2024/001.txt` is not a change of `2025/001.txt`."""
    for year in ("2024", "2025"):
        (tmp_path / year).mkdir()
        (tmp_path / year / "001.txt").write_text(f"Headline of {year}\n\n{LONG} {year}.")
        index.ingest(tmp_path / year)
    assert 2 == index.count()


def test_order_and_parts_do_not_change_the_digest(tmp_path: Path, corpus: Path) -> None:
    """The same files, all at once or one by one backwards, give one digest."""
    (corpus / "copy.jsonl").write_text(line(title="Ferry leaves", text=LONG, url="https://a.b/c"))
    (corpus / "more.txt").write_text("More\n\n" + LONG * 2)
    digests = set()
    for name, parts in (("x", [corpus]), ("y", sorted(corpus.iterdir(), reverse=True))):
        with Index.create(tmp_path / name) as made:
            for part in parts:
                report = made.ingest(part)
            digests.add(report.digest)
    assert 1 == len(digests)


def test_standard_input_is_read(
    index: Index, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`-` reads a stream; the same stream again is unchanged, and the spool is gone."""
    for outcome in ("added", "unchanged"):
        with (corpus / "news.jsonl").open() as stream:
            monkeypatch.setattr("sys.stdin", stream)
            report = index.ingest("-")
        assert 3 == getattr(report, outcome)
    assert [] == [path.name for path in index.path.iterdir() if path.name.startswith("stdin")]


def test_no_path_is_an_error(index: Index) -> None:
    """Nothing to ingest is said, not done."""
    with pytest.raises(NothingToIngest):
        index.ingest([])


def test_a_date_filter_says_what_it_left_out(index: Index, corpus: Path) -> None:
    """Undated articles, and those known only to the year, are counted in the notes."""
    index.ingest(corpus)
    found = index.search("ferry", date="2026-01..2026-02")
    assert 1 == found.total
    assert ["1 undated article was left out."] == list(found.notes)
    found = index.search("ferry", date="2025-03")
    assert 0 == found.total
    assert any(note.startswith("1 article was left out: the date") for note in found.notes)


def test_sure_dates_only_say_what_they_left_out(index: Index, corpus: Path) -> None:
    """Undated articles, and those whose date is less sure, are counted in the notes."""
    with (corpus / "unsure.jsonl").open("w") as file:
        file.write(line(title="A ferry by weekday", text=LONG + "Ferry.", date="Jan 30, Fri"))
    index.ingest(corpus, reference_date=dt.date(2028, 2, 1))
    undated = "1 undated article was left out."
    unsure = "2 articles were left out: the confidence of the date is less than high."
    for options in ({}, {"since": "2025"}, {"date": ["2025", "2026"]}):
        found = index.search("ferry", date_confidence="high", **options)
        assert ["Ferry leaves"] == [hit.article.title for hit in found.hits]
        assert [undated, unsure] == list(found.notes)
        told = index.search("ferry", date_confidence="high", count="stories", **options).notes
        assert [undated, unsure] == list(told)
        assert 1 == index.count("ferry", date_confidence="high", **options)
    assert [undated] == list(index.search("ferry", date_confidence="medium").notes)
    assert [undated] == list(index.search("ferry", date_confidence="low").notes)
    days = index.facet("day", "ferry", date_confidence="high")
    assert "2026-01-30" not in [count.key for count in days.counts]


def test_a_date_among_the_words_says_what_it_left_out_too(index: Index, corpus: Path) -> None:
    """`date:` in the query is told of like `--date`."""
    index.ingest(corpus)
    typed, flagged = index.search("ferry date:2025-03"), index.search("ferry", date="2025-03")
    left_out = [note for note in typed.notes if "left out" in note]
    assert list(flagged.notes) == left_out
    assert 2 == len(left_out)


def test_any_is_offered_only_for_what_it_gives(index: Index, corpus: Path) -> None:
    """Where AND or + was typed, --any changes nothing and is not offered."""
    index.ingest(corpus)
    for typed in ("piano AND submarine", "+piano +submarine"):
        assert [] == [note for note in index.search(typed).notes if "--any" in note]


def test_an_unknown_author_gets_near_misses(index: Index, corpus: Path) -> None:
    """A misspelt name, and a last name alone, are met with the names that exist."""
    index.ingest(corpus)
    for typed in ("Anna Roe", "roe"):
        notes = index.search(author=typed).notes
        assert any("did you mean Ana Roe (1)?" in note for note in notes)


def test_pages_follow_until_the_corpus_changes(index: Index, corpus: Path) -> None:
    """Then a page is refused, but not in a snapshot."""
    index.ingest(corpus)
    with Index.open(index.path, snapshot=True) as kept:
        first, held = (one.search("ferry", sort="oldest", limit=1) for one in (index, kept))
        assert first.next == held.next
        second = index.search("ferry", sort="oldest", limit=1, after=first.next)
        assert second.hits == index.search(first.request, after=first.next).hits
        assert [2] == [hit.rank for hit in second.hits]
        assert None is index.search("ferry", sort="oldest", limit=5, after=second.next).next
        walked = [*index.walk(second.request, order="sort")]
        assert [[second.hits[0].article.id]] == [[one.id for one in batch] for batch in walked]
        append(corpus / "news.jsonl", line(title="Another ferry", text=LONG * 2))
        index.ingest(corpus)
        with pytest.raises(searcher.StaleCursor, match="Begin again"):
            index.search("ferry", sort="oldest", limit=1, after=first.next)
        with pytest.raises(searcher.StaleCursor):
            index.walk(second.request, order="sort")
        assert second.hits == kept.search("ferry", sort="oldest", limit=1, after=held.next).hits
        with pytest.raises(UsageError, match="stories are passed over"):
            kept.timeline("ferry", after=held.next)


def test_no_hits_say_what_any_would_give(index: Index, corpus: Path) -> None:
    """All words are required; the looser question is offered, never asked unbidden."""
    index.ingest(corpus)
    found = index.search("piano submarine")
    assert 0 == found.total
    assert any("--any would give 3" in note for note in found.notes)


def test_an_article_is_found_by_a_beginning_of_its_id(index: Index, corpus: Path) -> None:
    """Four digits suffice where they are unique."""
    index.ingest(corpus)
    article = next(index.scan())
    assert article == index.get(article.id) == index.get(article.id[:8].upper())
    for wrong in ("zzzz", "abc", "0" * 32):
        with pytest.raises(ArticleNotFound):
            index.get(wrong)


def test_info_counts_coverage(index: Index, corpus: Path) -> None:
    """Size, span, undated and unsigned."""
    index.ingest(corpus)
    info = index.info()
    assert (3, 1, 1, 1) == (info.articles, info.files, info.undated, info.unsigned)
    assert (dt.date(2025, 1, 1), dt.date(2026, 1, 5)) == (info.first, info.last)
    assert ["index"] == [info.name]
    assert info.bytes > 0
    json.dumps(info.as_json())


def test_list_names_the_broken_ones_too() -> None:
    """One index that cannot be opened does not hide the others."""
    Index.create("good").close()
    Index.create("spoilt").close()
    (searcher.index_home() / "spoilt" / "searcher.json").write_text("{")
    found = {info.name: info.problem for info in searcher.list_indexes()}
    assert found["good"] is None
    assert "cannot be read" in str(found["spoilt"])


def test_a_damaged_index_can_be_removed() -> None:
    """What cannot be opened can be removed, as its message says."""
    for name, damage in (("a", b"{"), ("b", b'{"format": "x"}'), ("c", b"")):
        index = Index.create(name)
        index.close()
        file = "searcher.json" if name < "c" else "tantivy/meta.json"
        (index.path / file).write_bytes(damage)
        with pytest.raises(IndexDamaged):
            Index.open(name)
        searcher.remove(name)
        assert not index.path.exists()


def test_an_index_without_the_engine_s_files_is_damaged(tmp_path: Path) -> None:
    """It is not missing: an ingest would be told to make it, and then that it is there."""
    Index.create(tmp_path / "index").close()
    shutil.rmtree(tmp_path / "index" / "tantivy")
    with pytest.raises(IndexDamaged, match=r"tantivy: .*missing.* searcher remove"):
        Index.open(tmp_path / "index")
    assert tmp_path / "index" == searcher.remove(tmp_path / "index")
    assert not (tmp_path / "index").exists()


def test_a_folder_that_looks_like_an_index_is_not_cleared(tmp_path: Path) -> None:
    """Only what an interrupted making left behind its marker is cleared."""
    (tmp_path / "tantivy").mkdir()
    (tmp_path / "tantivy" / "meta.json").touch()
    with pytest.raises(UsageError, match="other files"):
        Index.create(tmp_path)
    (tmp_path / ".unfinished").touch()
    Index.create(tmp_path).close()
    assert not (tmp_path / ".unfinished").exists()


def test_a_broken_link_does_not_end_the_run(index: Index, corpus: Path, tmp_path: Path) -> None:
    """Named outright, it is rejected with its reason, and the rest is read."""
    (tmp_path / "dangling").symlink_to(tmp_path / "nothing")
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    report = index.ingest([tmp_path / "dangling", tmp_path / "circle", corpus])
    assert (3, 2) == (report.added, report.rejected)
    assert {"unreadable": 2} == report.by_reason


def test_a_closed_index_says_so(tmp_path: Path) -> None:
    """Any question to a closed index is answered in our words; closing twice is harmless."""
    index = Index.create(tmp_path / "i")
    index.close()
    index.close()
    for ask in (index.search, index.count, index.info, lambda: index.ingest(tmp_path)):
        with pytest.raises(UsageError, match="closed"):
            ask()


def test_remove_deletes_the_index_and_nothing_else() -> None:
    """What lies beside the index's own files is left standing."""
    index = Index.create("gone")
    index.close()
    (index.path / "notes.txt").touch()
    searcher.remove("gone")
    assert ["notes.txt"] == [path.name for path in index.path.iterdir()]
    with pytest.raises(IndexNotFound):
        searcher.remove("gone")


LEFT = (".state.json-x1_yz234", "stdin-ab_c1234", "held-ab_c1234")


def test_what_a_kill_left_is_removed_with_the_index() -> None:
    """Of files that waited for their names nothing stays, nor the folder."""
    index = Index.create("gone")
    index.close()
    for name in LEFT:
        (index.path / name).touch()
    searcher.remove("gone")
    assert not index.path.exists()


def test_the_next_ingest_clears_what_a_kill_left(index: Index, corpus: Path) -> None:
    """A file of the user's that has a similar name stays."""
    for name in (*LEFT, "stdin-notes.txt"):
        (index.path / name).touch()
    index.ingest(corpus)
    left = {path.name for path in index.path.iterdir()}
    assert {"stdin-notes.txt"} == left & {*LEFT, "stdin-notes.txt"}


def test_a_folder_of_the_user_s_with_such_a_name_stays(index: Index, corpus: Path) -> None:
    """Eight letters may be a word, too; the index goes, and the next run takes no notice."""
    mine = index.path / "held-articles"
    mine.mkdir()
    (mine / "notes.txt").touch()
    index.ingest(corpus)
    index.close()
    searcher.remove(index.path)
    assert [mine] == list(index.path.iterdir())
    assert (mine / "notes.txt").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="links need privileges on Windows")
def test_remove_takes_links_and_files_in_the_engine_s_place(tmp_path: Path) -> None:
    """Where its folder was moved to another disk, only the link goes: that may be anybody's."""
    index = Index.create(tmp_path / "index")
    index.close()
    (index.path / "tantivy").rename(tmp_path / "disk")
    (index.path / "tantivy").symlink_to(tmp_path / "disk")
    (index.path / "tantivy-2").touch()
    searcher.remove(index.path)
    assert not index.path.exists()
    assert (tmp_path / "disk" / "meta.json").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="links need privileges on Windows")
def test_remove_of_a_link_takes_the_index_and_the_link(tmp_path: Path) -> None:
    """What lies in the folder beside the index stays, and with it the link."""
    for beside in (False, True):
        index = Index.create(tmp_path / "there")
        index.close()
        link = tmp_path / "link"
        link.symlink_to(index.path)
        if beside:
            (index.path / "notes.txt").touch()
        searcher.remove(link)
        assert beside == index.path.exists() == link.is_symlink()


def test_a_copied_index_works(index: Index, corpus: Path, tmp_path: Path) -> None:
    """The folder can be copied elsewhere and asked there."""
    report = index.ingest(corpus)
    shutil.copytree(index.path, tmp_path / "elsewhere")
    with Index.open(tmp_path / "elsewhere") as copy:
        assert report.digest == copy.info().digest
        assert 3 == copy.search("ferry").total


def test_a_newer_index_is_refused_with_the_cure(index: Index) -> None:
    """A format or schema of another version is named."""
    settings = index.path / "searcher.json"
    held = json.loads(settings.read_text())
    settings.write_text(json.dumps({**held, "format": 99}))
    with pytest.raises(IndexIncompatible, match="Update searcher"):
        Index.open(index.path)
    settings.write_text(json.dumps({**held, "schema": 0}))
    with pytest.raises(IndexIncompatible, match="schema 0"):
        Index.open(index.path)
    settings.write_text("[]")
    with pytest.raises(IndexDamaged):
        Index.open(index.path)


def test_two_writers_are_one_too_many(index: Index, corpus: Path) -> None:
    """While another writes, an ingest is refused; searching goes on."""
    writer = index._engine.writer()
    try:
        with Index.open(index.path) as second, pytest.raises(IndexLocked):
            second.ingest(corpus)
        assert 0 == index.search("ferry").total
    finally:
        writer.close()


def test_a_ledger_that_fell_behind_catches_up(index: Index, corpus: Path) -> None:
    """As after a crash between the two commits: the same articles, the same digest."""
    before = index.path / "ledger.sqlite"
    other = corpus.parent / "other.txt"
    other.write_text("First\n\n" + LONG * 3)
    index.ingest(other)
    old = before.read_bytes()
    first = index.ingest(corpus)
    before.write_bytes(old)
    again = index.ingest(corpus)
    assert first.digest == again.digest
    assert 3 == again.unchanged
    assert any("interrupted" in note for note in again.notes)


def test_an_index_that_fell_behind_catches_up(index: Index, corpus: Path, tmp_path: Path) -> None:
    """Where the engine's files are older than the ledger, what is missing is read again."""
    other = tmp_path / "other.txt"
    other.write_text("First\n\n" + LONG * 3)
    index.ingest(other)
    shutil.copytree(index.path / "tantivy", tmp_path / "old")
    first = index.ingest(corpus)
    index.close()
    shutil.rmtree(index.path / "tantivy")
    shutil.copytree(tmp_path / "old", index.path / "tantivy")
    with Index.open(index.path) as older:
        assert 1 == older.count()
        again = older.ingest(corpus)
        assert first.digest == again.digest


def test_an_unreadable_file_is_named_and_the_run_goes_on(
    index: Index, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that cannot be opened is a rejection with its reason."""
    (corpus / "a.txt").write_text("x")
    real = Path.open

    def refuse(self: Path, *args: object, **kwargs: object) -> object:
        if self.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return real(self, *args, **kwargs)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    problems: list[Rejection | Skipped] = []
    report = index.ingest(corpus, on_problem=problems.append)
    assert (3, 1) == (report.added, report.rejected)
    assert ["unreadable"] == [problem.reason for problem in problems]


def test_the_ledger_is_plain_sqlite_without_leftovers(index: Index, corpus: Path) -> None:
    """After an ingest the ledger is one whole file, and no absolute path stands in it."""
    index.ingest(corpus)
    db = sqlite3.connect(index.path / "ledger.sqlite")
    try:
        assert "ok" == db.execute("PRAGMA integrity_check").fetchone()[0]
        assert [("../corpus",)] == db.execute("SELECT DISTINCT root FROM files").fetchall()
    finally:
        db.close()
    assert os.path.relpath(corpus, index.path) == os.path.join("..", "corpus")  # noqa: PTH118


def test_a_facet_says_how_many_values_are_the_most_frequent(index: Index, corpus: Path) -> None:
    """One that is chosen stands beside them, however rare it is."""
    index.ingest(corpus, workers=0)
    for limit, author, said in (
        (1, "bo lind", "this is the most frequent value;"),
        (2, "nobody", "these are the 2 most frequent values;"),
    ):
        found = index.search(facet=f"author:{limit}", author=author)
        (note,) = (note for note in found.notes if note.kind == "more")
        assert said in note
