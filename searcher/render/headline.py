"""Under what is an article listed? Its title; many have none."""

from searcher.article import Article
from searcher.render.safety import one_line

UNTITLED = "(untitled)"
# Characters of a text that stand for a title, and those among which they are looked for.
_BEGIN, _LOOKED_AT = 100, 400


def headline(article: Article) -> str:
    """Give the title, or where there is none how the text begins, in quotation marks."""
    title = one_line(article.title)
    if title:
        return title
    # Of a long text enough, however much of it is space.
    begin = one_line(f"{article.summary} {article.body[:_LOOKED_AT]}"[:_LOOKED_AT])
    if not begin:
        return UNTITLED
    return f"“{begin}”" if len(begin) <= _BEGIN else f"“{begin[:_BEGIN].rstrip()}…”"
