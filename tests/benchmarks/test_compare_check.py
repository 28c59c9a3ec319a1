"""A regression is a ratio that grew, whatever the machine."""

from compare.check import worse

from runs import made


def test_nothing_changed() -> None:
    """The same run is no worse than itself."""
    assert [] == [*worse(made(), made())]


def test_a_slower_machine_is_no_regression() -> None:
    """All times are three times as long, so no ratio changes."""
    run = made()
    slow = {
        row: {name: [value * 3 for value in values] for name, values in samples.items()}
        for row, samples in run.times.items()
    }
    assert [] == [*worse(made(times=slow), run)]


def test_what_got_worse_is_named() -> None:
    """More than the tolerance, with both ratios."""
    assert [] == [*worse(made(1.1), made())]
    names = [*worse(made(1.5), made())]
    assert "one common word: searcher / tree: 3.00, was 2.00 (+50%)" in names
    assert "indexing, articles/s: tantivy / searcher: 3.00, was 2.00 (+50%)" in names
    assert [] == [*worse(made(1.5), made(), tolerance=0.6)]


def test_what_got_better_is_not() -> None:
    """Half the time is no regression."""
    assert [] == [*worse(made(0.5), made())]


def test_what_is_not_measured_any_more_is_named() -> None:
    """A row that vanished would hide what became of it."""
    times = {"word": made().times["word"]}
    names = [*worse(made(times=times), made())]
    assert "phrase: searcher / tree: not measured any more (was 1.50)" in names


def test_other_totals_are_worse() -> None:
    """Where ours counts otherwise than before, of more queries."""
    one = {"against": "tree", "queries": 2, "differ": 1, "example": "ferry: 7 instead of 6"}
    wrong = made(differences={"word": {"searcher": one}})
    (named,) = worse(wrong, made())
    assert named == (
        "one common word: searcher counts otherwise than tree in 1 of 2 queries "
        "(ferry: 7 instead of 6)"
    )
    assert [] == [*worse(wrong, wrong)]
