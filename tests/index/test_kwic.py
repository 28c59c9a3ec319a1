"""Concordances: which lines there are, in which order, and how they are cut."""

import random
import tempfile
import tracemalloc
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from searcher import Index, SearchRequest, SearchTimeout, UsageError, ValueNotKnown
from searcher.article import Article
from searcher.errors import IndexProblem
from searcher.index.kwic import spool as spools
from searcher.index.kwic.concordance import concordance, options_of
from searcher.index.kwic.context import before, behind, is_border, words_of
from searcher.index.kwic.lines import sort_key
from searcher.index.kwic.spool import Spool
from searcher.query.model import Word
from searcher.results import KwicLine
from searcher.testing import article, haystack
from strategies import texts
from tantivy_index import built, indexed

Make = Callable[..., Index]


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Make]:
    """Give what makes an index of articles, each by its body if it is a text."""
    made: list[Index] = []

    def new(*bodies: str | Article) -> Index:
        every = [article(body=one) if isinstance(one, str) else one for one in bodies]
        made.append(indexed(tmp_path / str(len(made)), every, languages=("en", "de")))
        return made[-1]

    yield new
    for index in made:
        index.close()


@pytest.fixture
def hay(make: Make) -> Index:
    """Give the haystack."""
    return make(*haystack())


def shown(lines: Iterable[KwicLine]) -> list[str]:
    """Give lines as `left|node|right`."""
    return [f"{line.left}|{line.node}|{line.right}" for line in lines]


def test_every_occurrence_is_a_line(hay: Index) -> None:
    """In title, summary and body, in every form of the word, with its place and what is known."""
    found = hay.kwic("bank", sort="id", width=20)
    assert (9, 5, 5, 9) == (found.total, found.articles, found.matching, found.shown)
    by_id = {one.id: one for one in haystack()}
    for line in found.lines:
        text = getattr(by_id[line.id], line.part)
        assert line.node == text[line.start : line.end]
        assert line.node.lower() in ("bank", "banks")
        assert by_id[line.id].source == line.source
    assert {"title", "summary", "body"} == {line.part for line in found.lines}
    assert shown(found.lines) == shown(found.lines)  # read again


def test_lines_go_by_what_stands_before_from_the_middle_leftwards(make: Make) -> None:
    """The word before counts first, then the one before that; case and signs do not."""
    index = make("See a bank", "An old, OLD bank", "Bank", "BE A BANK")
    lines = shown(index.kwic("bank", sort="left").lines)
    assert ["|Bank|", "BE A |BANK|", "See a |bank|", "An old, OLD |bank|"] == lines


def test_lines_go_by_what_stands_behind(make: Make) -> None:
    """Equal contexts go by the node, then by the other side."""
    index = make("banks ran", "bank ran", "bank, ran", "a bank ran", "bank awoke")
    lines = shown(index.kwic("bank", sort="right").lines)
    assert "|bank| awoke" == lines[0]
    assert {"|bank| ran", "|bank|, ran"} == set(lines[1:3])
    assert ["a |bank| ran", "|banks| ran"] == lines[3:]


def test_lines_go_by_date_or_place(make: Make) -> None:
    """The undated come last; within an article lines stand as they are read."""
    index = make(
        article(title="bank", body="A bank.", published="2026-01-30"),
        article(title="bank", body="No date."),
        article(title="bank", body="Old.", published="2025"),
    )
    by_date = [(line.date, line.part) for line in index.kwic("bank", sort="date").lines]
    assert [
        ("2025", "title"),
        ("2026-01-30", "title"),
        ("2026-01-30", "body"),
        (None, "title"),
    ] == by_date
    ids = [line.id for line in index.kwic("bank", sort="id").lines]
    assert sorted(ids) == ids


def test_lines_are_kept_to_parts_and_to_a_limit(hay: Index) -> None:
    """What is left out by a part is not counted; what is left out by a limit is."""
    assert 4 == hay.kwic("bank", part="title").total
    assert 5 == hay.kwic("bank", part=["summary", "body"]).total
    few = hay.kwic("bank", sort="left", limit=2)
    assert (9, 2) == (few.total, few.shown)
    whole = hay.kwic("bank", sort="left", limit=0)
    assert shown(whole.lines)[:2] == shown(few.lines)
    pages = [hay.kwic("bank", sort="left", limit=2, offset=at) for at in range(0, 12, 2)]
    assert shown(whole.lines) == [line for page in pages for line in shown(page.lines)]
    assert [2, 2, 2, 2, 1, 0] == [page.shown for page in pages]
    assert [len(shown(page.lines)) for page in pages] == [page.shown for page in pages]
    sample = hay.kwic("bank", sample=5, seed=1, limit=0)
    rest = hay.kwic("bank", sample=5, seed=1, limit=0, offset=3)
    assert shown(sample.lines)[3:] == shown(rest.lines)


def test_an_offset_may_be_any_number(hay: Index) -> None:
    """No line stands behind so many, and none is read."""
    for limit in (1, None):
        found = hay.kwic("bank", limit=limit, offset=10**20)
        assert (9, 0, []) == (found.total, found.shown, [*found.lines])


def test_filters_and_excluded_words_hold(hay: Index) -> None:
    """A line is of an article that matches; excluded words have none."""
    assert 3 == hay.kwic("bank", source="The Reed").total
    found = hay.kwic("bank -river OR volunteers")
    assert {"bank", "banks", "volunteers"} >= {line.node.lower() for line in found.lines}
    either = hay.kwic("volunteers OR source:seeblatt")
    assert (2, 2, 4) == (either.total, either.articles, either.matching)


def test_a_sample_depends_on_seed_and_corpus_alone(tmp_path: Path) -> None:
    """Not on segments, order, or the order of lines; every line may be drawn."""
    every = [article(body="a bank and a bank", source=str(number)) for number in range(60)]
    with indexed(tmp_path / "one", every, languages=("en",)) as index:
        drawn = [
            [sort_key(line, "id") for line in found.lines]
            for found in (
                index.kwic("bank", sort="id", sample=20, seed=1),
                index.kwic("bank", sort="id", sample=20, seed=2),
                index.kwic("bank", sort="id", sample=500, limit=0),
            )
        ]
        assert (120, 20, 120) == (len(drawn[2]), len(drawn[0]), index.kwic("bank").total)
        by_right = index.kwic("bank", sort="right", sample=20, seed=1)
        assert (20, 1, 120) == (by_right.sampled, by_right.seed, by_right.total)
        assert sorted(sort_key(line, "id") for line in by_right.lines) == drawn[0]
        seen = {
            sort_key(line, "id")
            for seed in range(60)
            for line in index.kwic("bank", sample=10, seed=seed).lines
        }
    assert drawn[0] != drawn[1]
    assert 110 < len(seen)
    random.Random(5).shuffle(every)
    with closing(
        built(tmp_path, every[:7], every[7:30], every[30:], languages=("en",))
    ) as segments:
        request = SearchRequest(query=Word("bank"))
        again = concordance(segments, request, options_of(sort="id", sample=20, seed=1))
        assert drawn[0] == [sort_key(line, "id") for line in again.lines]


@pytest.mark.parametrize(
    "options",
    [
        {"width": -1},
        {"width": 1_001},
        {"width": True},
        {"sample": 0},
        {"sample": "many"},
        {"limit": -1},
        {"offset": -1},
        {"seed": "x"},
    ],
)
def test_numbers_out_of_range_are_refused(hay: Index, options: dict[str, object]) -> None:
    """With the range."""
    with pytest.raises(UsageError):
        hay.kwic("bank", **options)  # type: ignore[arg-type]


def test_names_that_do_not_exist_are_refused(hay: Index) -> None:
    """With those that do."""
    with pytest.raises(ValueNotKnown, match="left, right, date"):
        hay.kwic("bank", sort="up")
    with pytest.raises(ValueNotKnown, match="title, summary, body"):
        hay.kwic("bank", part="footer")


@pytest.mark.parametrize("words", ["", "*", "author:roe", "-bank", "NOT (bank OR river)"])
def test_a_question_without_words_is_refused(hay: Index, words: str) -> None:
    """Nothing could stand in the middle."""
    with pytest.raises(UsageError, match="needs a word"):
        hay.kwic(words)


def test_stories_have_no_lines(hay: Index) -> None:
    """A concordance that left out copies would say so nowhere."""
    with pytest.raises(UsageError, match="count=stories"):
        hay.kwic(
            SearchRequest(words="bank", query=hay.search("bank").request.query, count="stories")
        )


@pytest.mark.parametrize(
    ("text", "at", "border"),
    [
        ("a bank", 1, True),
        ("a bank", 3, False),
        ("don't", 3, False),
        ("don't", 4, False),
        ("the boys' bank", 8, True),
        ("'quoted'", 1, True),
        ("cafe\u0301s", 4, False),
        ("cafe\u0301 s", 5, True),
        ("河边的", 1, True),
        ("का", 1, False),
        ("👍🏽", 1, False),
        ("👩\u200d👩", 1, False),
        ("👩\u200d👩", 2, False),
        ("سُوق", 1, False),
        ("2,5", 1, True),
    ],
)
def test_where_a_context_may_end(text: str, at: int, border: bool) -> None:
    """Never within a word, nor between a letter and its marks."""
    assert border == is_border(text, at)


@settings(max_examples=300)
@given(
    text=texts(max_words=12),
    width=st.integers(0, 30),
    place=st.tuples(st.integers(0, 200), st.integers(0, 9)),
)
def test_contexts_are_what_stands_there(text: str, width: int, place: tuple[int, int]) -> None:
    """No longer than asked for, cut at borders only, and as long as they can be."""
    start = min(place[0], len(text))
    end = min(start + place[1], len(text))
    left, right = before(text, start, width), behind(text, end, width)
    lows = [
        at for at in range(max(0, start - width), start + 1) if at == start or is_border(text, at)
    ]
    highs = [
        at for at in range(end, min(len(text), end + width) + 1) if at == end or is_border(text, at)
    ]
    assert " ".join(text[min(lows, default=start) : start].split()) == left.strip()
    assert " ".join(text[end : max(highs, default=end)].split()) == right.strip()
    assert max(len(left), len(right)) <= width


def test_words_of_contexts() -> None:
    """Compared without case and signs; characters that are words of their own are."""
    assert ["don't", "ask", "me", "2", "5"] == words_of("“Don't” ASK me: 2.5")
    assert ["strasse", "河", "边", "no"] == words_of("Straße 河边no")
    assert ["cafe\u0301", "हिन्दी"] == words_of("Cafe\u0301, हिन्दी!")


@settings(max_examples=100)
@given(
    keys=st.lists(st.integers(0, 10_000), unique=True),
    keep=st.none() | st.integers(0, 40),
    room=st.integers(60, 4_000),
)
def test_a_spool_sorts_whatever_fits_in_memory(
    keys: list[int], keep: int | None, room: int
) -> None:
    """In runs on disk as in memory."""
    spool = Spool(keep, room=room)
    for key in keys:
        spool.add(b"%06d" % key, b"[%d]" % key)
    expected = [b"[%d]" % key for key in sorted(keys)][:keep]
    assert expected == list(spool) == list(spool)
    assert len(expected) == len(spool)
    assert len(keys) == spool.added


def test_many_lines_take_a_bounded_memory() -> None:
    """What is held does not grow with their number, and the runs that are open neither."""
    spool = Spool(room=1 << 18)
    tracemalloc.start()
    for number in range(100_000):
        spool.add(b"%012d" % (number * 7_919 % 100_003), b"x" * 80)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 4 << 20
    assert 1 < len(spool._runs) < spools._RUNS
    assert 100_000 == sum(1 for _ in spool)


def test_a_full_disk_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """With what can be done."""

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "TemporaryFile", full)
    spool = Spool(room=100)
    with pytest.raises(IndexProblem, match="the disk is full"):
        spool.add(b"1", b"x" * 100)


def test_whoever_waits_can_say_how_long(hay: Index) -> None:
    """All matching articles are read, which may take long."""
    assert 9 == hay.kwic("bank", max_seconds=60).total
    with pytest.raises(SearchTimeout, match="take longer than 0 s"):
        hay.kwic("bank", max_seconds=0)
