"""Which texts of a page stand in no paragraph, and which parts are readers' and no article's?

A tree is mended in place before its text is looked for: extractors take paragraphs, so sentences
that stand beside paragraphs, and those that follow what a parser takes out of one, were lost.
"""

import re
from typing import Any, Final

from searcher.readers.labels import collapse
from searcher.readers.paragraphs import is_named_aside, is_prose, text_of
from searcher.readers.wordlist import table

_LEAST: Final = 40  # characters of a text outside of links that is told
_BEFORE: Final = 200  # characters of paragraphs before what readers say about them
_MAX_NAME: Final = 200  # characters of a class or an id
_CONTAINERS: Final = table("div td section article main body blockquote center")
_INLINE: Final = frozenset(
    table(
        "a abbr acronym b bdi bdo big br cite code data del dfn em font i img ins kbd mark nobr q s"
        " samp small span strike strong sub sup time tt u var wbr"
    )
)
_BLOCKS: Final = table(
    "p div ul ol dl table section article aside nav form header footer figure blockquote pre hr"
    " h1 h2 h3 h4 h5 h6 iframe script style noscript"
)
_UNSEEN: Final = table("iframe noembed noframes")  # shown to none that knows the element
_COMMENTED: Final = table("div section ol ul form dl table")
_SPACES = re.compile(r"\s+")
_WORD = re.compile(r"[a-z]+|[A-Z][a-z]*")
_HINT = re.compile(r"[ck]omm?ent|hozzasz|reacties|yorum|disqus|livefyre", re.IGNORECASE)
# Plurals where the singular is a kind of article, as are German's `Kommentar` and its like.
_COMMENTS: Final = frozenset(
    table(
        "comments commentlist commentform commentarea commentsection comentarios"
        " commentaires kommentare kommentarer kommentarbereich kommentarfeld kommentit commenti"
        " comentarii komentarze komentare kommentarii kommentek hozzaszolasok reacties yorumlar"
        " disqus livefyre"
    )
)
# One comment is named alone, too, in a discussion that is all there is.
_PLACES: Final = frozenset(table("area block box container form list section thread wrapper"))
# What a page may be, or have, around its text.
_AROUND: Final = frozenset(
    table(
        "has with no open closed on off enabled disabled count counter button btn link layout page"
    )
)


def mend(tree: Any, summary: str | None) -> None:
    """Put texts that stand between paragraphs into paragraphs; take out what readers said.

    What stands beside them and is the `summary` is kept as that.
    """
    for element in tree.iter(*_UNSEEN):
        element.text = None
    told = collapse(summary or "")
    telling: dict[Any, bool] = {}
    for container in list(tree.iter(*_CONTAINERS)):
        if _is_mixed(container) or (
            _is_leaf(container)
            and _is_beside_told(container.getparent(), telling)
            and text_of(container) != told
        ):
            _wrap(container)
    for box in _comments(tree):
        box.drop_tree()


def squeeze_spaces(tree: Any) -> None:
    """Make each run of white space one space, since extractors count it as text."""
    for element in tree.iter():
        if element.text:
            element.text = _SPACES.sub(" ", element.text)
        if element.tail:
            element.tail = _SPACES.sub(" ", element.tail)


def _is_mixed(container: Any) -> bool:
    """Say whether text of its own stands beside paragraphs."""
    size = len((container.text or "").strip())
    size += sum(len((child.tail or "").strip()) for child in container)
    return size >= _LEAST and any(map(_is_told, container))


def _is_leaf(container: Any) -> bool:
    """Say whether it is a paragraph but for its name."""
    if container.tag != "div" or any(child.tag not in _INLINE for child in container):
        return False
    above = container.getparent()
    if above is None or is_named_aside(container) or is_named_aside(above):
        return False
    return is_prose(text_of(container))


def _is_beside_told(above: Any, telling: dict[Any, bool]) -> bool:
    """Say whether paragraphs stand in the element, or a level below; `telling` is known already."""
    if above not in telling:
        telling[above] = any(_is_told(one) or any(map(_is_told, one)) for one in above)
    return telling[above]


def _is_told(element: Any) -> bool:
    return element.tag == "p" and sum(map(len, element.itertext())) >= _LEAST


def _wrap(container: Any) -> None:
    """Make paragraphs of the runs of text between blocks, if one of them is told."""
    runs = _runs(container)
    if not any(size >= _LEAST for size, _, _ in runs):
        return
    for size, before, children in runs:
        if not size:
            continue
        paragraph = container.makeelement("p")
        if before is None:
            paragraph.text, container.text = container.text, None
            container.insert(0, paragraph)
        else:
            paragraph.text, before.tail = before.tail, None
            before.addnext(paragraph)
        paragraph.extend(children)


def _runs(container: Any) -> list[tuple[int, Any, list[Any]]]:
    """Give the runs: characters outside of links, the block before them, and their elements.

    0 characters where most of a run is links.
    """
    found: list[tuple[int, Any, list[Any]]] = []
    before: Any = None
    children: list[Any] = []
    size, linked = len((container.text or "").strip()), 0
    breaks = 0
    for child in container:
        tail = len((child.tail or "").strip())
        breaks = breaks + 1 if child.tag == "br" else 0
        if child.tag not in _INLINE or breaks > 1 or next(child.iter(*_BLOCKS), None) is not None:
            found.append((size if size >= linked else 0, before, children))
            before, children, size, linked = child, [], tail, 0
        else:
            children.append(child)
            inner = sum(len(text.strip()) for text in child.itertext())
            if child.tag == "a":
                linked += inner
            else:
                size += inner
            size += tail
        if tail:
            breaks = 0
    found.append((size if size >= linked else 0, before, children))
    return found


def _comments(tree: Any) -> list[Any]:
    """Give the boxes of readers' comments: named so, and below what they are about."""
    found: list[Any] = []
    told = 0
    for element in tree.iter("p", *_COMMENTED):
        if element.tag == "p":
            size = sum(len(text) for text in element.itertext())
            told += size if size >= _LEAST else 0
        elif (
            told >= _BEFORE
            and _is_of_readers(element)
            and not (found and found[-1] in element.iterancestors())
        ):
            found.append(element)
    return found


def _is_of_readers(element: Any) -> bool:
    called = f"{element.get('class') or ''} {element.get('id') or ''}"[:_MAX_NAME]
    if not _HINT.search(called):
        return False
    for name in called.split():
        parts = {part.lower() for part in _WORD.findall(name)}
        named = parts & _COMMENTS or ("comment" in parts and parts & _PLACES)
        if named and not parts & _AROUND:
            return next(element.iter("h1", "main"), None) is None
    return False
