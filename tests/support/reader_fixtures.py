"""How reader tests read: bytes in, records out."""

import io
from collections.abc import Callable, Mapping
from types import ModuleType

import pytest

from searcher.article import RawArticle
from searcher.readers.base import ReadOptions, Record, Source

Read = Callable[..., list[Record]]


def _read(
    module: ModuleType, data: bytes, *, file: str = "f", fields: Mapping[str, str] | None = None
) -> list[Record]:
    source = Source(file, lambda: io.BytesIO(data))
    return list(module.read(source, ReadOptions(fields=fields or {})))


@pytest.fixture(scope="session")
def read() -> Read:
    """Give the function that reads bytes with a reader's module into a list of records."""
    return _read


@pytest.fixture(scope="session")
def read_one() -> Callable[..., RawArticle]:
    """Give the function that reads bytes into the one article that they must hold."""

    def one(module: ModuleType, data: bytes, **options: object) -> RawArticle:
        (record,) = _read(module, data, **options)  # type: ignore[arg-type]
        assert isinstance(record, RawArticle), record
        return record

    return one
