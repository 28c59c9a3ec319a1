"""The forms in which values are printed are listed once for a snapshot."""

from pathlib import Path

import pytest

from searcher.article import Author
from searcher.engines.tantivy import printed
from searcher.engines.tantivy.printed import PrintedForms, best
from searcher.engines.tantivy.source import form_of
from searcher.testing import article
from tantivy_index import built


def test_forms_are_listed_by_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each time the same, however many are kept."""
    monkeypatch.setattr(printed, "_KEPT", 2)
    names = ["Jo Roe", "JO ROE", "Al Poe", "Jo Roesen"]
    hay = [
        article(title=str(number), authors=(Author(name, name.lower()),))
        for number, name in enumerate(names)
    ]
    engine = built(tmp_path, hay)
    forms = PrintedForms(engine._now.searcher)
    expected = {
        "jo roe": [form_of("jo roe", "JO ROE"), form_of("jo roe", "Jo Roe")],
        "al poe": [form_of("al poe", "Al Poe")],
        "jo roesen": [form_of("jo roesen", "Jo Roesen")],
        "nobody": [],
    }
    for _ in range(2):
        for key, listed in expected.items():
            assert listed == forms.of("author_form", key)


def test_the_most_frequent_form_is_the_best() -> None:
    """Of equals the smallest."""
    counted = [("Roe", 2), ("ROE", 3), ("rOE", 3)]
    assert {"roe": "ROE"} == best((form_of("roe", name), count) for name, count in counted)
