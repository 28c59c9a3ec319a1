"""Which shape does an explanation have in the API's answers?"""

from searcher.explanation import PartKind, WordsKind
from searcher.web.shapes import (
    COUNT,
    FLAG,
    NUMBER,
    PARAMS,
    TEXT,
    Schema,
    closed,
    listed,
    one_of,
)


def explanation() -> Schema:
    """Give its schema."""
    parts = ("title", "summary", "body")
    part = closed(text=TEXT, kind=one_of(PartKind), count=COUNT, without=COUNT)
    worth = closed(
        text=TEXT,
        score=NUMBER,
        fields=closed(parts, **dict.fromkeys(parts, NUMBER)),
    )
    return closed(
        understood=listed(TEXT),
        articles=COUNT,
        parts=listed(part)
        | {"description": "How many articles fulfil each alone, or are found without it."},
        expansions=listed(
            closed(
                text=TEXT,
                kind=one_of(WordsKind),
                words=listed(closed(word=TEXT, count=COUNT)),
                total=COUNT,
                exact=FLAG | {"description": "false: at least, or about."},
            )
        ),
        causes=listed(part) | {"description": "What no article fulfils, where none is found."},
        relaxed=listed(
            closed(
                text=TEXT,
                count=COUNT,
                params=PARAMS,
            )
        )
        | {"description": "What would find something, where nothing is found."},
        hits=listed(
            closed(
                rank={"type": "integer", "minimum": 1},
                id=TEXT,
                score=NUMBER,
                parts=listed(worth),
                rest=NUMBER | {"description": "The score less what the words are worth alone."},
            )
        ),
        left_out=COUNT | {"description": "What there was no room or time for."},
    )
