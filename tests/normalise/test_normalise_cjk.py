"""Reporters in Chinese, Japanese and Korean bylines."""

import pytest

from searcher.normalise.authors import parse_authors


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ("山田太郎記者", ["山田太郎"]),
        ("記者 山田 太郎", ["山田 太郎"]),
        ("文・山田太郎", ["山田太郎"]),
        ("本报记者 王小明 李娜", ["王小明", "李娜"]),
        ("新华社北京3月14日电（记者王小明）", ["王小明"]),
        ("記者王小明／台北報導", ["王小明"]),
        ("홍길동·이영희 기자", ["홍길동", "이영희"]),
        ("홍길동 선임기자", ["홍길동"]),
        ("글 홍길동 사진 이영희", ["홍길동"]),
        ("编辑", []),
    ],
)
def test_reporters(byline: str, expected: list[str]) -> None:
    """The word for a reporter is no part of a name, at either end; pictures are another's."""
    assert expected == [author.name for author in parse_authors((byline,), None)]
