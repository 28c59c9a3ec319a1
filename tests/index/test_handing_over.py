"""What Python is told that hands an index on, or asks of it what it does not take."""

import pickle
from pathlib import Path
from typing import Any, cast

import pytest

from searcher import UsageError
from searcher.testing import haystack
from tantivy_index import indexed


def test_an_index_is_handed_on_by_its_path(tmp_path: Path) -> None:
    """Files that are open here are not open in another process."""
    with (
        indexed(tmp_path / "hay", haystack(), languages=("en",)) as index,
        pytest.raises(TypeError, match=r"pass its path.*Index\.open"),
    ):
        pickle.dumps(index)


@pytest.mark.parametrize("option", [{"sort": "newest"}, {"expand": True}, {"offset": 3}])
def test_similar_articles_take_no_other_order(tmp_path: Path, option: dict[str, Any]) -> None:
    """They come by how alike they are, and nothing is passed over in silence."""
    hay = haystack()
    with (
        indexed(tmp_path / "hay", hay, languages=("en",)) as index,
        pytest.raises(UsageError, match=f"leave out {next(iter(option))}"),
    ):
        index.similar(hay[0].id, **cast("Any", option))
