"""Which article has this id, or the one that begins so?"""

from pathlib import Path
from typing import TYPE_CHECKING

from searcher.article import Article
from searcher.errors import ArticleNotFound
from searcher.query.kinds import words_of

if TYPE_CHECKING:
    from searcher.engines.base import Engine

# Four hex digits tell 65,536 articles apart; fewer are more likely a slip.
SHORTEST_ID = 4


def by_id(engine: "Engine", article_id: str, path: Path) -> Article:
    """Read one article by its id or a unique beginning of it; raises `ArticleNotFound`."""
    wanted = words_of("article_id", article_id).strip().lower()
    if len(wanted) < SHORTEST_ID or set(wanted) - set("0123456789abcdef"):
        raise ArticleNotFound(
            f"{article_id!r} is no article id: at least {SHORTEST_ID} of its 32 digits "
            "0-9 a-f are needed. `search --format ids` prints ids."
        )
    ids = engine.ids_with_prefix(wanted, limit=3)
    if len(ids) > 1:
        raise ArticleNotFound(
            f"{article_id} is not unique: {', '.join(ids[:2])}{', …' if len(ids) > 2 else ''}"  # noqa: PLR2004
        )
    found = engine.get(ids[0]) if ids else None
    if found is None:
        raise ArticleNotFound(f"no article {article_id} in {path}")
    return found
