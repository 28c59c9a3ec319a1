"""Names nearly alike: mistakes of typing are counted, and the nearest come first."""

from hypothesis import given
from hypothesis import strategies as st

from searcher.engines.memory.analysis import edits as counted
from searcher.query.alike import allowed, edits, nearest

SHORT = st.text("abcé", max_size=8)


@given(SHORT, SHORT, st.integers(0, 3))
def test_edits_are_counted_up_to_the_most(first: str, second: str, most: int) -> None:
    """A swap of neighbours is one; beyond the most it is one more."""
    assert min(counted(first, second), most + 1) == edits(first, second, most)


@given(SHORT, st.lists(SHORT, max_size=12, unique=True))
def test_the_nearest_are_found(text: str, names: list[str]) -> None:
    """All others within what is allowed, equals in the order given, the name itself left out."""
    most = allowed(text)
    near = [(counted(text, name), at) for at, name in enumerate(names) if name != text]
    expected = [names[at] for count, at in sorted(near) if count <= most]
    assert expected[:3] == nearest(text, names, 3)
