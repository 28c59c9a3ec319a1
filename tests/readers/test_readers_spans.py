"""Times to read and times ago are told from text, in many languages; they are no dates."""

import pytest

from searcher.dates import parse_published
from searcher.readers.lines.labels import labels
from searcher.readers.lines.spans import is_ago, is_reading_time


@pytest.mark.parametrize(
    "line",
    [
        "2 hours ago",
        "hace 3 días",
        "vor 5 Stunden",
        "il y a 2 heures",
        "3小时前",
        "2 часа назад",
        "há 3 horas",
        "3 uur geleden",
        "för 2 timmar sedan",
        "2 saat önce",
        "3時間前",
        "3시간 전",
        "منذ 3 ساعات",
        "Gestern",
        "Ayer",
        "hier à 14h05",
        "вчера",
    ],
)
def test_times_ago_are_labels_without_a_date(line: str) -> None:
    """They were counted from a now that is gone."""
    assert is_ago(line)
    assert ["date"] == [label.kind for label in labels(line)]
    assert parse_published(line).date is None


@pytest.mark.parametrize(
    "line",
    [
        "4 min read",
        "Lesezeit: 4 Minuten",
        "4 min de lectura",
        "Temps de lecture : 4 min",
        "阅读时间 4 分钟",
        "время чтения: 4 мин",
        "Leestijd: 3 minuten",
    ],
)
def test_times_to_read_are_labels(line: str) -> None:
    """Below a title they are no text."""
    assert is_reading_time(line)


@pytest.mark.parametrize(
    "line",
    ["He left 2 hours ago", "vor dem Haus", "for 3 days", "hier", "hace calor", "4 minutes to go"],
)
def test_sentences_are_no_spans(line: str) -> None:
    """The whole line has to be one."""
    assert not is_ago(line)
    assert not is_reading_time(line)
