"""Which story an article joins, and when it founds one."""

import hashlib
import random
import sqlite3
import weakref
from collections.abc import Iterator, Sequence

import numpy as np
import pytest

from searcher.article import MOST_STORIES, own_story
from searcher.corpus.copies import samples, sketch, stories
from searcher.corpus.copies.bands import Bands
from searcher.corpus.copies.samples import Borne
from searcher.corpus.copies.stories import Stories
from searcher.corpus.copies.tables import BANDS_TABLE, SAMPLES_TABLE
from texts import edited, text_of


def one(name: str) -> bytes:
    """Make an id of a name."""
    return hashlib.sha256(name.encode()).digest()[:16]


class Table(sqlite3.Connection):
    """Closed with the last that knows it: many are made by one test."""

    def __del__(self) -> None:
        self.close()


class Shelf:
    """An index of articles in memory, with its stories; `commit` settles what was added."""

    def __init__(self) -> None:
        # Let go of by the collector, in whichever thread it runs.
        self.db = sqlite3.connect(
            ":memory:", isolation_level=None, factory=Table, check_same_thread=False
        )
        self.db.execute(BANDS_TABLE)
        self.db.execute(SAMPLES_TABLE)
        self.gone: set[bytes] = set()
        self.stories = Stories(Bands(self.db), self, self.gone)
        self.committed: dict[bytes, Borne] = {}
        self.added: dict[bytes, str] = {}

    def add(self, name: str, text: str) -> None:
        """Put an article in."""
        self.added[one(name)] = text
        self.stories.add(one(name), sketch.keys(text), len(text))

    def remove(self, name: str) -> None:
        """Take an article out."""
        self.gone.add(one(name))
        self.stories.drop(one(name))
        self.added.pop(one(name), None)

    def commit(self) -> None:
        """Settle, and let what was added be seen."""
        told = {one.id: one.story for one in self.stories.settle()}
        self.stories.clear()
        for gone in self.gone:
            self.committed.pop(gone, None)
        self.gone.clear()
        for name, text in self.added.items():
            self.committed[name] = Borne(name, told.get(name, own_story(name.hex())), text)
        self.added.clear()

    def story(self, name: str) -> int:
        """Give the story of a committed article."""
        return self.committed[one(name)].story

    # What the index answers

    def text(self, name: bytes) -> str | None:
        return self.added[name] if name in self.added else self.committed[name].text

    def bearing(self, number: int) -> Iterator[Borne]:
        for borne in self.committed.values():
            if own_story(borne.id.hex()) == number:
                yield borne
        yield from (borne for borne in self.committed.values() if borne.story == number)

    def held_stories(self, stories: Sequence[int]) -> list[bool]:
        held = {borne.story for borne in self.committed.values()}
        return [story in held for story in stories]

    def has_story(self, story: int, besides: bytes) -> bool:
        return any(b.story == story and b.id != besides for b in self.committed.values())


@pytest.fixture
def shelf() -> Iterator[Shelf]:
    """Give an empty index."""
    made = Shelf()
    yield made
    made.db.close()


LONG = text_of(300)


@pytest.mark.parametrize("apart", [False, True])
@pytest.mark.parametrize(
    "copy",
    [
        LONG,
        LONG.upper(),
        f"{LONG} {text_of(90, seed=9)}",
        f"{text_of(90, seed=9)} {LONG}",
        edited(LONG, 0.03, seed=4),
        " ".join(LONG.split()[:60] + LONG.split()[135:]),
        " ".join(LONG.split()[:60]),
        " ".join(LONG.split()[:150]),
    ],
    ids=["same", "case", "added", "dateline", "edited", "cut", "lead", "half"],
)
def test_copies_join_the_story_of_the_first(shelf: Shelf, copy: str, apart: bool) -> None:
    """Whether they come with one commit, of which the longest founds, or after it."""
    shelf.add("first", LONG)
    if apart:
        shelf.commit()
    shelf.add("copy", copy)
    shelf.add("other", text_of(300, seed=2))
    shelf.commit()
    founder = "first" if apart or len(LONG) >= len(copy) else "copy"
    assert own_story(one(founder).hex()) == shelf.story("first") == shelf.story("copy")
    assert own_story(one("other").hex()) == shelf.story("other")


@pytest.mark.parametrize(
    "other",
    [
        text_of(300, seed=7),
        " ".join(LONG.split()[:45] + text_of(255, seed=7).split()),
        " ".join(LONG.split()[:120] + text_of(180, seed=7).split()),
        " ".join(LONG.split()[:49]),
        "",
    ],
    ids=["unrelated", "same lead", "two fifths", "short", "empty"],
)
def test_what_only_begins_alike_is_no_copy(shelf: Shelf, other: str) -> None:
    """Boilerplate at the top makes no story, nor do a few words."""
    shelf.add("first", LONG)
    shelf.add("other", other)
    shelf.commit()
    assert shelf.story("first") != shelf.story("other")


def test_short_texts_are_copies_if_they_are_equal(shelf: Shelf) -> None:
    """From 20 words on; a changed word makes another text."""
    short = text_of(30)
    for name, text in (("a", short), ("b", short.title()), ("c", f"{short} more")):
        shelf.add(name, text)
    shelf.commit()
    assert shelf.story("a") == shelf.story("b") != shelf.story("c")
    for name in ("d", "e"):
        shelf.add(name, text_of(15))
    shelf.commit()
    assert shelf.story("d") != shelf.story("e")


def test_the_best_match_is_joined(shelf: Shelf) -> None:
    """Of two stories that resemble it the one that does so more."""
    far = edited(LONG, 0.09, seed=1)
    near = edited(LONG, 0.02, seed=2)
    shelf.add("far", far)
    shelf.add("near", near)
    shelf.commit()
    shelf.add("text", LONG)
    shelf.commit()
    assert shelf.story("near") == shelf.story("text")


def test_the_longest_of_a_commit_founds(shelf: Shelf) -> None:
    """Parts that have nothing in common are found by the whole, which came last."""
    words = LONG.split()
    parts = {"begin": words[:120], "end": words[130:], "whole": words}
    for name, part in parts.items():
        shelf.add(name, " ".join(part))
    shelf.commit()
    assert {own_story(one("whole").hex())} == {shelf.story(name) for name in ("begin", "whole")}


def test_new_stories_become_one_where_an_article_belongs_to_both(shelf: Shelf) -> None:
    """Two versions that do not find each other, and the text between them."""
    words = LONG.split()
    more = text_of(100, seed=8).split()
    shelf.add("before", " ".join([*more, *words]))
    shelf.add("after", edited(" ".join(words), 0.055, seed=3))
    shelf.commit()
    apart = shelf.story("before") != shelf.story("after")
    shelf.add("between", LONG)
    shelf.commit()
    if apart:
        # What is committed stays as it is.
        assert shelf.story("before") != shelf.story("after")
    for name in ("before", "after", "between"):
        shelf.remove(name)
    shelf.commit()
    shelf.add("before", " ".join([*more, *words]))
    shelf.add("after", edited(" ".join(words), 0.055, seed=3))
    shelf.add("between", LONG)
    shelf.commit()
    assert apart
    assert 1 == len({shelf.story(name) for name in ("before", "after", "between")})


def test_what_joined_a_story_that_became_anothers_is_told_again(shelf: Shelf) -> None:
    """Each is told as soon as it is decided; what is told last holds."""
    words = LONG.split()
    after = edited(LONG, 0.055, seed=3)
    shelf.add("before", f"{text_of(100, seed=8)} {LONG}")
    shelf.add("copy", f"{after} And {' '.join(after.split()[:9])}.")
    shelf.add("after", f"{after} And some.")
    shelf.add("between", " ".join(words[:-3]))
    shelf.add("other", text_of(300, seed=5))
    told = list(shelf.stories.settle())
    names = {one(name): name for name in ("before", "copy", "after", "between")}
    order = [names[article.id] for article in told]
    assert ["before", "copy", "after", "between"] == order[:4]
    assert {"copy", "after"} == set(order[4:])
    assert own_story(one("copy").hex()) == told[2].story
    assert [False, False, True, True, True, True] == [article.is_news for article in told]
    assert {own_story(one("before").hex())} == {article.story for article in (told[0], *told[3:])}


def test_variants_are_samples_too(shelf: Shelf) -> None:
    """A copy of a copy that differs from the founder is found by the copy."""
    first = LONG
    second = edited(first, 0.045, seed=11)
    third = edited(second, 0.05, seed=12)
    for name, text in (("first", first), ("second", second), ("third", third)):
        shelf.add(name, text)
        shelf.commit()
    assert shelf.story("first") == shelf.story("second") == shelf.story("third")


def test_no_chain_leads_to_what_is_unrelated(shelf: Shelf) -> None:
    """Texts that drift apart step by step do not all become one story."""
    words = text_of(3_000).split()
    for step in range(40):
        shelf.add(f"step {step}", " ".join(words[step * 60 : step * 60 + 300]))
        shelf.commit()
    first = shelf.committed[one("step 0")]
    for borne in shelf.committed.values():
        if borne.story == first.story:
            shared = set(borne.text.split()) & set(first.text.split())
            assert shared, "an article that shares no word with the founder of its story"
    assert len({borne.story for borne in shelf.committed.values()}) > 1


def test_an_article_that_is_read_again_stays(shelf: Shelf) -> None:
    """The founder, alone or with copies, and the copy."""
    for _ in range(3):
        shelf.add("first", LONG)
        shelf.commit()
    assert own_story(one("first").hex()) == shelf.story("first")
    shelf.add("copy", LONG)
    shelf.commit()
    story = shelf.story("copy")
    for name in ("copy", "first"):
        shelf.add(name, LONG)
        shelf.commit()
        assert story == shelf.story("first") == shelf.story("copy")


def test_what_becomes_another_text_leaves(shelf: Shelf) -> None:
    """And does not take its number along where others still bear it."""
    shelf.add("first", LONG)
    shelf.add("copy", LONG)
    shelf.commit()
    shelf.add("first", text_of(300, seed=5))
    shelf.commit()
    assert own_story(one("first").hex()) == shelf.story("copy")
    assert own_story(one("first").hex()) + 1 == shelf.story("first")
    shelf.add("another", LONG)
    shelf.commit()
    assert shelf.story("copy") == shelf.story("another")


def test_what_comes_back_to_its_text_joins_again(shelf: Shelf) -> None:
    """With a founder that comes in the same commit, unchanged."""
    for other in (LONG, text_of(300, seed=5), LONG):
        shelf.add("first", LONG)
        shelf.add("other", other)
        shelf.commit()
        assert (other == LONG) == (shelf.story("first") == shelf.story("other"))


def test_what_is_gone_attracts_nothing(shelf: Shelf) -> None:
    """A copy of a deleted article founds its own story, unless others of it are left."""
    shelf.add("first", LONG)
    shelf.commit()
    shelf.remove("first")
    shelf.add("copy", LONG)
    shelf.commit()
    assert own_story(one("copy").hex()) == shelf.story("copy")
    shelf.add("next", LONG)
    shelf.commit()
    assert shelf.story("copy") == shelf.story("next")


@pytest.mark.parametrize("versions", [9, 20], ids=["most shared", "keys full"])
@pytest.mark.parametrize("apart", [False, True])
def test_what_is_gone_takes_no_place(shelf: Shelf, versions: int, apart: bool) -> None:
    """A text that came and went often is no reason to overlook copies of it."""
    for seed in range(versions):
        shelf.add(f"version {seed}", LONG)
        shelf.commit()
        shelf.remove(f"version {seed}")
        shelf.commit()
    shelf.add("first", edited(LONG, 0.02, seed=1))
    if apart:
        shelf.commit()
    shelf.add("copy", edited(LONG, 0.01, seed=2))
    shelf.commit()
    assert shelf.story("first") == shelf.story("copy")


def test_what_is_read_again_later_is_not_gone(shelf: Shelf) -> None:
    """An article that comes with the same commit keeps its keys."""
    shelf.add("first", LONG)
    shelf.commit()
    shelf.add("other", edited(LONG, 0.3, seed=1))
    shelf.add("first", LONG)
    shelf.commit()
    shelf.add("copy", LONG)
    shelf.commit()
    assert shelf.story("first") == shelf.story("copy")


def test_long_texts_are_not_all_kept_in_memory(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of many books that resemble one another a few are remembered, and all are told."""
    most = 0

    def sized(bornes: Sequence[Borne]) -> Iterator[samples.Sample]:
        nonlocal most
        for made in made_of(bornes):
            alive.append(weakref.ref(made.words))
            most = max(most, sum(one() is not None for one in alive))
            yield made

    alive: list[weakref.ref[sketch.Hashes]] = []
    made_of = samples.sampled
    monkeypatch.setattr(samples, "sampled", sized)
    monkeypatch.setattr(samples, "REMEMBERED", 12_000)
    monkeypatch.setattr(samples, "_CHARACTERS", 1)
    book = text_of(2_000)
    for seed in range(20):
        # Each is a sample: it differs from those before.
        shelf.add(str(seed), edited(book, 0.025, seed=seed))
    shelf.commit()
    assert len({shelf.story(str(seed)) for seed in range(20)}) == 1
    assert most <= 6


@pytest.mark.parametrize("seed", range(5))
def test_stories_do_not_hang_on_what_is_made_together(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor on what is remembered: one by one, each made anew, they are the same."""
    found = []
    for ahead, remembered in ((32, samples.REMEMBERED), (5, 3_000), (1, 0)):
        monkeypatch.setattr(samples, "_AHEAD", ahead)
        monkeypatch.setattr(samples, "REMEMBERED", remembered)
        drawn = random.Random(seed)
        shelf = Shelf()
        names: list[str] = []
        for commit in range(3):
            for number in range(60):
                text = text_of(drawn.randint(10, 300), seed=drawn.randint(0, 12))
                text = edited(text, drawn.choice([0, 0.01, 0.05, 0.1]), seed=drawn.randint(0, 99))
                names.append(f"{commit}.{number}")
                shelf.add(names[-1], text[: drawn.randint(len(text) // 2, len(text))])
            for name in drawn.sample(names, 5):
                shelf.remove(name)
                names.remove(name)
            shelf.commit()
        found.append([(name, shelf.story(name)) for name in names])
    assert found[0] == found[1] == found[2]
    assert len({story for _, story in found[0]}) < len(found[0])


def test_what_was_added_and_taken_out_again_is_forgotten(shelf: Shelf) -> None:
    """Within one commit."""
    shelf.add("first", LONG)
    shelf.remove("first")
    shelf.add("copy", LONG)
    shelf.commit()
    assert own_story(one("copy").hex()) == shelf.story("copy")


def test_articles_of_one_number_found_two_stories(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Numbers have 53 bits: of a hundred million articles two may share one."""
    monkeypatch.setattr("searcher.corpus.copies.stories.own_story", lambda _: MOST_STORIES - 1)
    monkeypatch.setattr("test_stories.own_story", lambda _: MOST_STORIES - 1)
    for seed, name in enumerate(("a", "b", "c")):
        shelf.add(name, text_of(100, seed=seed))
        if name == "b":
            shelf.commit()
    shelf.commit()
    assert {MOST_STORIES - 1, 1, 2} == {shelf.story(name) for name in "abc"}


def test_a_number_that_was_moved_is_nobody_elses(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where two share a number, the second takes none that comes with the same commit."""
    numbers = {one("a"): 7, one("b"): 7, one("c"): 8, one("d"): 9}
    monkeypatch.setattr(
        "searcher.corpus.copies.stories.own_story", lambda one: numbers[bytes.fromhex(one)]
    )
    monkeypatch.setattr("test_stories.own_story", lambda one: numbers[bytes.fromhex(one)])
    for seed, name in enumerate("abcd"):
        shelf.add(name, text_of(100, seed=seed))
    shelf.commit()
    assert [7, 10, 8, 9] == [shelf.story(name) for name in "abcd"]


def test_articles_read_again_are_not_looked_up_one_by_one(shelf: Shelf) -> None:
    """Each bears the number of its own story, in which nothing else is."""
    looked_up = []
    bearing = shelf.bearing

    def noted(number: int) -> Iterator[Borne]:
        looked_up.append(number)
        return bearing(number)

    for seed in range(20):
        shelf.add(str(seed), text_of(100, seed=seed))
    shelf.commit()
    shelf.bearing = noted  # type: ignore[method-assign]
    for seed in range(20):
        shelf.add(str(seed), text_of(100, seed=seed + 50))
    shelf.commit()
    assert not looked_up


def test_pages_that_share_their_frame_are_settled_quickly(shelf: Shelf) -> None:
    """Two thousand pages of one frame and little else are held against a few each."""
    frame = text_of(200)
    looked_at = 0
    text_at = shelf.text

    def text(name: bytes) -> str | None:
        nonlocal looked_at
        looked_at += 1
        return text_at(name)

    shelf.text = text  # type: ignore[method-assign]
    for seed in range(2_000):
        shelf.add(str(seed), f"{frame} {text_of(120, seed=seed)}")
    shelf.commit()
    assert looked_at < 2_000 * 10


def test_the_index_can_be_learnt_of(shelf: Shelf) -> None:
    """Articles whose keys were lost are found again once they are remembered."""
    shelf.add("first", LONG)
    shelf.commit()
    Bands(shelf.db).clear()
    shelf.stories.remember([(one("first"), LONG)])
    shelf.add("copy", LONG)
    shelf.commit()
    assert shelf.story("first") == shelf.story("copy")


def test_a_commit_of_any_size_is_settled_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also one of more articles than have room in a number beside a key."""

    def settled() -> list[object]:
        shelf = Shelf()
        shelf.add("empty", "")
        shelf.commit()
        for commit in range(2):
            for seed in range(20):
                shelf.add(f"{commit} {seed}", f"{LONG} {text_of(20 * (seed % 9), seed=seed)}")
                shelf.add(f"{commit} other {seed}", text_of(100, seed=20 * commit + seed))
            shelf.remove("0 7")
            shelf.commit()
        rows = shelf.db.execute("SELECT * FROM bands ORDER BY run, first")
        return [shelf.committed, *rows, *shelf.db.execute("SELECT * FROM samples ORDER BY ordinal")]

    usual = settled()
    monkeypatch.setattr(stories, "_MOST_ROWS", 10)
    assert usual == settled()


@pytest.mark.parametrize("beyond", [0, 1])
def test_no_row_touches_a_key(beyond: int) -> None:
    """The last that has room beside it stands at the limit; one more is sorted otherwise."""
    last = stories._MOST_ROWS - 1 + beyond
    largest = sketch.LARGEST | sketch.KIND
    keys = np.array([largest, 0, 4, largest, 4], np.uint64)
    rows = np.array([0, 1, 1, last, last], np.int64)
    ordered, of = stories._in_order(keys, rows, last + 1)
    assert [0, 4, 4, largest, largest] == ordered.tolist()
    assert [1, 1, last, 0, last] == of.tolist()
