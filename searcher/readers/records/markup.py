"""Plain text from a field that may hold HTML: a light conversion, not an extraction of pages."""

import html
import re
from collections.abc import Callable
from typing import Any, Final

from searcher.readers.wordlist import table

_TAG = re.compile(
    r"</?(?:p|br|div|span|a|h[1-6]|ul|ol|li|em|strong|b|i|u|img|figure|blockquote|article|section"
    r"|table|tr|td|script|style|iframe|pre|code|sup|sub|small|hr)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,31}\d{0,2});")
_BLOCKS: Final = frozenset(
    table(
        "address article aside blockquote dd details div dl dt fieldset figcaption figure"
        " footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tr ul"
    )
)
_SILENT: Final = frozenset(table("script style template noscript iframe svg head title"))
# Without any of these blank lines are all that parts paragraphs; in markup they mean nothing.
_PARTING = re.compile(
    rf"<(?:!--|(?:{'|'.join(sorted({*_BLOCKS, *_SILENT, 'br', 'td'}))})\b)", re.IGNORECASE
)
_PARTED = re.compile(r"\n[ \t]*\n\s*")
# Those of them that swallow what follows where they are not closed; pages may leave a head open.
_SWALLOWING = re.compile(
    r"<(script|style|template|noscript|iframe|svg|title)\b([^<>]{0,2000}+)>", re.IGNORECASE
)
# What follows such a tag and is no prose.
_CODE = re.compile(r"[^<]{0,300}?(?:[{}=]|\w\(|[)\]'\"];|<!--|<!\[CDATA)")
_MAX_MARKS: Final = 200_000  # of one field; a tree of more takes seconds and hundreds of megabytes
_SPACES = re.compile(r"[ \t\r\n\f]+")
# Bytes to parse: without the NUL, at which a parser stops, other controls are spaces. A tree that
# holds one gives it, and takes it from nobody who moves the text.
PRINTED: Final = bytes(32 if b < 32 and b not in b"\t\n\r" else b for b in range(256))  # noqa: PLR2004


def plain(text: str) -> str:
    """Give the text without tags and entities, blocks as paragraphs; other text unchanged."""
    if "<" in text and _TAG.search(text):
        text = _SWALLOWING.sub(_mentioned(text), text)
        if "\n" in text and not _PARTING.search(text):
            text = _PARTED.sub("<br><br>", text)
        return _converted(text)
    return html.unescape(text) if "&" in text and _ENTITY.search(text) else text


def _mentioned(text: str) -> Callable[[re.Match[str]], str]:
    """Tell mentions (`the <script> tag`) from elements: they are never closed.

    A mention stays as it is printed. Code that breaks off is none.
    """
    closes: dict[str, int] = {}

    def shown(tag: re.Match[str]) -> str:
        name = tag[1].lower()
        if name not in closes:
            ends = re.finditer(f"</{name}", text, re.IGNORECASE)
            closes[name] = max((end.start() for end in ends), default=-1)
        if tag.start() < closes[name] or _CODE.match(text, tag.end()):
            return tag[0]
        return "" if tag[2].strip() else f"&lt;{tag[1]}&gt;"

    return shown


def _converted(text: str) -> str:
    if text.count("<") > _MAX_MARKS:
        return html.unescape(_TAG.sub(" ", text)).strip()
    tree = tree_of(f"<div>{text}</div>".encode("utf-8", "replace"))
    return html.unescape(_TAG.sub(" ", text)).strip() if tree is None else block_text(tree)


def tree_of(data: bytes) -> Any:
    """Parse HTML in UTF-8 as an lxml element, without comments; None where none can be read.

    As bytes, since a parser refuses a declared encoding in decoded text.
    """
    from lxml import etree
    from lxml import html as lxml_html

    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return lxml_html.document_fromstring(data.translate(PRINTED, b"\0"), parser=parser)
    except (etree.LxmlError, ValueError):
        return None


def block_text(tree: Any) -> str:
    """Give the text below an lxml element, its blocks parted by blank lines, in document order.

    Walks without recursion: hostile nesting is deeper than Python's stack.
    """
    pieces: list[str] = []
    walk: list[tuple[Any, bool]] = [(tree, False)]
    while walk:
        element, leaving = walk.pop()
        tag = element.tag if isinstance(element.tag, str) else None
        if leaving:
            if tag in _BLOCKS:
                pieces.append("\n\n")
            if element is not tree and element.tail:
                pieces.append(_SPACES.sub(" ", element.tail))
            continue
        walk.append((element, True))
        if tag is None or tag in _SILENT:
            continue
        if tag in _BLOCKS:
            pieces.append("\n\n")
        elif tag == "br":
            pieces.append("\n")
        if element.text:
            pieces.append(_SPACES.sub(" ", element.text))
        walk.extend((child, False) for child in reversed(element))
    return tidy("".join(pieces))


def tidy(text: str) -> str:
    """Give paragraphs parted by one blank line each, without spaces at the ends of lines."""
    paragraphs = re.split(r"\n[ \t]*\n\s*", text)
    kept = ("\n".join(line.strip() for line in p.split("\n")).strip() for p in paragraphs)
    return "\n\n".join(paragraph for paragraph in kept if paragraph)
