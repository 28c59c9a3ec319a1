"""Instant Articles of Facebook: pages of a form of their own, in which `<address>` is a byline.

Elsewhere such an element holds anything: where a newsroom is, whom to write to, a shop.
"""

from typing import Any, Final

from searcher.readers.pages.paragraphs import text_of

MARK: Final = "op:markup_version"  # the meta tag that each has
_MOST: Final = 8  # who sign one article
_LONGEST: Final = 80  # characters of a name
_ABOUT: Final = 400  # of what is told of its bearer


def take_signed(tree: Any) -> list[str]:
    """Give who signs in the article's head, and take that out of the tree: it is no text.

    `<address><a>Ann Lee</a> Ann covers harbours.</address>`: the name is what a link holds, and
    all of what has none.
    """
    names: list[str] = []
    for address in tree.xpath("//article/header//address")[:_MOST]:
        link = next(address.iter("a"), None)
        name = text_of(address if link is None else link)
        if 0 < len(name) <= _LONGEST and len(text_of(address)) <= _ABOUT:
            names.append(name)
            address.drop_tree()
    return names
