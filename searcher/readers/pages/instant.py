"""Instant Articles of Facebook: pages of a form of their own, in which `<address>` is a byline.

Elsewhere such an element holds anything: where a newsroom is, whom to write to, a shop. Likewise
the `<h2>` of the head is a subtitle, and `op-kicker` a word or two above the title.
"""

from typing import Any, Final

from searcher.readers.pages.paragraphs import text_of

MARK: Final = "op:markup_version"  # the meta tag that each has
_MOST: Final = 8  # who sign one article
_LONGEST: Final = 80  # characters of a name
_KICKER: Final = 80  # characters
_SUBTITLE: Final = 600
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


def take_head(tree: Any, summary: str | None) -> str | None:
    """Give the page's summary, which is the subtitle where it has none, and take that out.

    A kicker goes too. A subtitle beside another summary stays where it is: it is told nowhere else.
    """
    for kicker in tree.xpath("//article/header//*[@class='op-kicker']")[:1]:
        if len(text_of(kicker)) <= _KICKER:
            kicker.drop_tree()
    for subtitle in tree.xpath("//article/header[h1]/h2[not(@class='op-kicker')]")[:1]:
        text = text_of(subtitle)
        if 0 < len(text) <= _SUBTITLE and (summary or text) == text:
            subtitle.drop_tree()
            return text
    return summary
