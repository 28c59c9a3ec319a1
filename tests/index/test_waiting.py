"""What waits for its story is put in once, and the index is as if nothing had waited."""

import json
import random
from pathlib import Path

import pytest

from searcher import Index
from searcher.corpus.accounts.taken import Taken, Taker
from searcher.corpus.copies import sketch
from searcher.engines.memory.engine import MemoryPreparer
from searcher.engines.tantivy.writer import TantivyWriter
from searcher.index.writing import waiting
from searcher.index.writing.waiting import Waiting
from searcher.testing import article
from texts import edited, text_of


def taken(name: str, text: str) -> Taken:
    """Make an article ready."""
    one, taker = article(title=name, body=text), Taker(MemoryPreparer().prepare)
    (made,) = taker.sketched([taker(one)], [one])
    return made


def test_what_shares_a_band_waits() -> None:
    """Until it is let go; the first of its kind does not."""
    kept = Waiting()
    text = text_of(200)
    first, copy, other = (
        taken("first", text),
        taken("copy", f"{text} more"),
        taken("other", text_of(200, seed=2)),
    )
    assert [False, True, False] == [kept.takes(one, fresh=True) for one in (first, copy, other)]
    assert kept.takes(copy, fresh=False)
    assert [(copy.id, False)] == [(one, waits.fresh) for one, waits in kept.rest()]
    assert kept.pop(copy.id) is None
    assert not kept.takes(copy, fresh=True)


def test_what_is_longer_than_all_before_it_does_not_wait() -> None:
    """It is decided first, so that what came before joins it; what is as long may join either."""
    kept = Waiting()
    text = text_of(200)
    whole, longer = f"{text} {text_of(60, seed=2)}", f"{text} {text_of(120, seed=3)}"
    came = [taken(str(number), one) for number, one in enumerate((text, whole, longer, whole))]
    assert [False, False, False, True] == [kept.takes(one, fresh=True) for one in came]


def test_what_finds_no_room_does_not_wait() -> None:
    """There is room again for what comes when others went."""
    text = text_of(200)
    size = taken("size", text).characters
    kept = Waiting(room=size + size // 2)
    first, second, third = (taken(name, text) for name in ("first", "second", "third"))
    assert not kept.takes(first, fresh=True)
    assert kept.takes(second, fresh=True)
    assert not kept.takes(third, fresh=True)
    assert kept.pop(second.id)
    assert kept.takes(third, fresh=True)


def test_short_texts_do_not_wait() -> None:
    """They have no bands; nor does what was not sketched."""
    kept = Waiting()
    short = taken("short", text_of(30))
    assert short.keys
    assert len(short.keys) < 4 * sketch.BYTES
    for _ in range(2):
        assert not kept.takes(short, fresh=True)
        assert not kept.takes(short._replace(keys=None), fresh=True)


@pytest.mark.parametrize("seed", range(3))
def test_the_index_is_as_if_nothing_had_waited(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Copies, records of one address, those of one text, and what a later file replaces."""
    drawn = random.Random(seed)
    bases = [text_of(drawn.randint(60, 300), seed=number) for number in range(8)]
    (tmp_path / "news").mkdir()
    for file in "ab":
        lines = []
        for _ in range(60):
            text = edited(
                drawn.choice(bases), drawn.choice([0, 0.02, 0.2]), seed=drawn.randint(1, 99)
            )
            url = f"https://example.org/{drawn.randint(1, 70)}"
            day = f"2024-01-{drawn.randint(1, 28):02}"
            lines.append(json.dumps({"title": "News", "text": text, "url": url, "captured": day}))
        (tmp_path / "news" / f"{file}.jsonl").write_text("\n".join(lines))
    puts = 0
    put = TantivyWriter.put

    def counted(self: TantivyWriter, one: str, prepared: object, *, fresh: bool = False) -> None:
        nonlocal puts
        puts += 1
        put(self, one, prepared, fresh=fresh)

    monkeypatch.setattr(TantivyWriter, "put", counted)
    found, counts = [], []
    for room in (0, waiting._ROOM):
        monkeypatch.setattr(waiting, "_ROOM", room)
        puts = 0
        with Index.create(tmp_path / f"index-{room}") as index:
            index.ingest(tmp_path / "news", workers=0)
            found.append((index.info().digest, [*index.scan()]))
        counts.append(puts)
    assert found[0] == found[1]
    assert counts[0] > counts[1]


def test_a_table_that_fills_gives_way_to_a_larger_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """What came before is forgotten, once or twice; what comes then is met as ever."""
    monkeypatch.setattr(waiting, "_TABLES", (1 << 10, 1 << 16))
    kept = Waiting()
    texts = [text_of(200, seed=seed) for seed in range(40)]
    for number, text in enumerate(texts):
        kept.takes(taken(f"first {number}", text), fresh=True)
    again = [kept.takes(taken(f"again {n}", text), fresh=True) for n, text in enumerate(texts)]
    assert not any(again[:5])
    assert all(again[-20:])
    assert [*kept.rest()]
    assert not kept.takes(taken("new", texts[-1]), fresh=True)
