"""Which texts of a page stand in no paragraph, and which parts are readers' and no article's?

A tree is mended in place before its text is looked for: extractors take paragraphs, so sentences
that stand beside paragraphs, and those that follow what a parser takes out of one, were lost.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

from searcher.readers.lines.labels import collapse
from searcher.readers.pages.layout import INLINE, printed, unlay
from searcher.readers.pages.paragraphs import is_named_aside, is_prose, text_of
from searcher.readers.wordlist import table

_LEAST: Final = 40  # characters of a text outside of links that is told
_BEFORE: Final = 200  # characters of paragraphs before what readers say about them
_ROW: Final = 3  # boxes beside each other that are paragraphs where there are none
_MAX_NAME: Final = 200  # characters of a class or an id
_CONTAINERS: Final = frozenset(table("div td section article main body blockquote center"))
_BLOCKS: Final = table(
    "p div ul ol dl table section article aside nav form header footer figure blockquote pre hr"
    " h1 h2 h3 h4 h5 h6 iframe script style noscript"
)
_UNSEEN: Final = table("iframe noembed noframes")  # shown to none that knows the element
_COMMENTED: Final = table("div section ol ul form dl table")
_WORD = re.compile(r"[a-z]+|[A-Z][a-z]*")
# What all names of comments hold one of.
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

# Of what an archive or a cache puts above a page that it keeps.
FRAMES: Final = (b"archive.org", b"google-cache-hdr", b"wm-ipp")
_FRAMES: Final = "//*[contains(@id, 'google-cache-hdr') or starts-with(@id, 'wm-ipp')]"


def unframe(tree: Any) -> None:
    """Take out what is an archive's, and no part of the page that it keeps."""
    for box in tree.xpath(_FRAMES):
        if box.getparent() is not None:
            box.drop_tree()


def mend(tree: Any, summary: str | None) -> None:
    """Put texts that stand between paragraphs into paragraphs; take out what readers said.

    What stands beside them and is the `summary` is kept as that.
    """
    for element in tree.iter(*_UNSEEN):
        element.text = None
    unlay(tree)
    told = collapse(summary or "")
    mixed, near = _around_paragraphs(tree)
    alone, rows = _boxed(tree, near)
    for container in mixed:
        _wrap(container)
    for box in alone:
        if text_of(box) != told:
            _wrap(box)
    for box in rows:
        box.tag = "p"
    for box in _comments(tree):
        box.drop_tree()


def _around_paragraphs(tree: Any) -> tuple[list[Any], set[Any]]:
    """Give what holds told paragraphs and text of its own, and all that holds some.

    The latter with what is a level above.
    """
    holding: dict[Any, None] = {}
    for paragraph in tree.iter("p"):
        above = paragraph.getparent()
        if above is not None and above not in holding and _told(paragraph):
            holding[above] = None
    near = {one.getparent() for one in holding} - {None}
    return [one for one in holding if one.tag in _CONTAINERS and _is_mixed(one)], near | set(
        holding
    )


def _boxed(tree: Any, near: set[Any]) -> tuple[list[Any], list[Any]]:
    """Give the boxes that are paragraphs: those near others, and several in a row."""
    alone: list[Any] = []
    rows: dict[Any, list[Any]] = {}
    for box in tree.iter("div"):
        above = box.getparent()
        if above in near:
            if _is_leaf(box):
                alone.append(box)
        elif len(above) >= _ROW and _is_leaf(box) and not _is_linked(box):
            rows.setdefault(above, []).append(box)
    return alone, [box for row in rows.values() if len(row) >= _ROW for box in _alike(row)]


def _alike(row: list[Any]) -> Iterator[Any]:
    """Give the boxes of a row with those of their kind that are too short to be told."""
    kinds = {box.get("class") for box in row}
    for box in row[0].getparent():
        if (
            box.tag == "div"
            and box.get("class") in kinds
            and all(one.tag in INLINE or one.tag == "pre" for one in box)
            and not _is_linked(box)
        ):
            yield box


def _is_linked(box: Any) -> bool:
    """Say whether most of its text leads elsewhere."""
    linked = sum(len(text_of(link)) for link in box.iter("a"))
    return linked > 0 and 2 * linked > len(text_of(box))


def _told(paragraph: Any) -> int:
    """Give the characters of a paragraph, if that counts."""
    size = sum(map(len, paragraph.itertext()))
    return size if size >= _LEAST else 0


def _is_mixed(container: Any) -> bool:
    """Say whether it has text of its own."""
    size = len((container.text or "").strip())
    return size + sum(len((child.tail or "").strip()) for child in container) >= _LEAST


def _is_leaf(box: Any) -> bool:
    """Say whether it is a paragraph but for its name."""
    return (
        all(child.tag in INLINE for child in box)
        and is_prose(text_of(box))
        and not is_named_aside(box)
        and not is_named_aside(box.getparent())
    )


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
            paragraph.text, container.text = printed(container.text), None
            container.insert(0, paragraph)
        else:
            paragraph.text, before.tail = printed(before.tail), None
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
        if child.tag not in INLINE or breaks > 1 or next(child.iter(*_BLOCKS), None) is not None:
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
        if told < _BEFORE:
            told += _told(element) if element.tag == "p" else 0
        elif (
            element.tag != "p"
            and _is_of_readers(element)
            and not (found and found[-1] in element.iterancestors())
        ):
            found.append(element)
    return found


def _is_of_readers(element: Any) -> bool:
    name, mark = element.get("class"), element.get("id")
    if not (name or mark):
        return False
    # A page repeats its names.
    return (
        _names_comments(f"{name or ''} {mark or ''}"[:_MAX_NAME])
        and next(element.iter("h1", "main"), None) is None
    )


@lru_cache(maxsize=4_096)
def _names_comments(names: str) -> bool:
    """Say whether one of the names, of a class or an id, is of comments."""
    if not _HINT.search(names):
        return False
    for name in names.split():
        parts = {part.lower() for part in _WORD.findall(name)}
        named = parts & _COMMENTS or ("comment" in parts and parts & _PLACES)
        if named and not parts & _AROUND:
            return True
    return False
