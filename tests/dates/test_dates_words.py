"""The tables of names."""

import pytest

from searcher.dates import names, words


@pytest.mark.parametrize(("rows", "count"), [(names.MONTHS, 12), (names.WEEKDAYS, 7)])
def test_every_language_is_complete(rows: dict[str, str], count: int) -> None:
    """Twelve months and seven weekdays each, in the same languages."""
    assert dict.fromkeys(names.MONTHS, count) == {
        language: len(row.split("|")) for language, row in rows.items()
    }
    assert all(
        form.strip() for code, row in rows.items() if code != "vi" for form in row.split("|")
    )


@pytest.mark.parametrize("kind", ["month", "weekday"])
def test_no_language_contradicts_itself(kind: words.Kind) -> None:
    """Within one language a form names one month, and one weekday."""
    for word, roles in words.table().roles.items():
        mine = [role.language for role in roles if role.kind == kind]
        assert len(mine) == len(set(mine)), word


def test_fillers_mean_nothing() -> None:
    """A word that is a month or weekday anywhere is no filler."""
    assert frozenset() == words.table().fillers & words.table().roles.keys()


@pytest.mark.parametrize(
    "text",
    ["ŞUBAT", "Ağustos", "août", "ΙΑΝΟΥΆΡΙΟΣ", "İ", "금요일", "п’ятниця", "пре́", "ab\u200cc"],
)
def test_folding_is_idempotent(text: str) -> None:
    """Folding twice changes nothing more."""
    assert words.fold(text) == words.fold(words.fold(text))
