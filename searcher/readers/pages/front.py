"""Which cards does an index page show? A front page or a section tells of articles on other pages.

A card is a headline that links elsewhere, with whatever stands beside it and beside no other: a
few sentences, a stamp, a byline. A page of cards is none that tells something itself: articles have
lists of others below them too.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile
from typing import Any, Final
from urllib.parse import urldefrag

from searcher.article import Provenance, RawArticle, RawDate
from searcher.readers.lines.labels import author, collapse, is_stamp
from searcher.readers.pages.paragraphs import text_of
from searcher.readers.pages.signed import Signatures
from searcher.readers.pages.titles import squeeze
from searcher.readers.wordlist import table

LEAST: Final = 5  # cards of an index page
_OWN: Final = 400  # letters beside the cards; what has more to tell is an article
_MOST: Final = 2_000  # cards of one page
_WORDS, _LETTERS = 3, 12  # of a headline; fewer of both are a menu's entry
_LONGEST: Final = 300  # characters of a headline
_TEXT: Final = 30  # characters of a text that is part of a summary
_CLIMB: Final = 30  # levels from a headline to the edge of its card
_HEADINGS: Final = frozenset(table("h1 h2 h3 h4 h5 h6"))
_WITHIN: Final = 3  # levels between a link and the heading around it
_NO_CARDS: Final = frozenset(table("nav footer form"))
_EDGES: Final = frozenset(table("body html main"))
_BLOCKS: Final = frozenset(
    table("p div ul ol li dl dt dd section article header table tr td figure blockquote br hr")
)
_SILENT: Final = frozenset(table("script style noscript template svg figcaption button select"))


@dataclass(frozen=True, slots=True)
class Card:
    """What one card holds, as found; `url` as it is written, `machine`: the date is an attribute.

    `letters` are all that it shows, squeezed; `parts` are its elements.
    """

    url: str
    title: str
    summary: str | None
    author: str | None
    date: str | None
    machine: bool
    letters: str
    parts: tuple[Any, ...]


def cards(tree: Any) -> list[Card]:
    """Give the cards of a page in its order, each address once."""
    heads = _headlines(tree)
    shared: dict[Any, int] = {}
    for head in heads.values():
        for above in (head, *head.iterancestors()):
            shared[above] = shared.get(above, 0) + 1
    return [_card(url, head, _parts(head, shared)) for url, head in heads.items()]


def is_front(found: Sequence[Card], own: Sequence[str], title: str | None) -> bool:
    """Say whether a page with these cards tells hardly more; `own` are its lines beside them.

    One whose own `title` a card bears is a page of a list that shows the whole list.
    """
    if len(found) < LEAST or squeeze(title or "") in {squeeze(card.title) for card in found}:
        return False
    size, told = sum(map(len, own)), sum(len(card.letters) for card in found)
    return size < _OWN and 2 * size < told


def beside(tree: Any, found: Sequence[Card], lines: Sequence[str]) -> list[str]:
    """Give what a page tells beside its cards; `lines` were taken for its text.

    Those are of the cards for the most part, and may have lost what stands beside them.
    """
    parts = {part for card in found for part in card.parts}
    letters = "".join(card.letters for card in found)
    own: dict[str, str] = {}
    for line in (*_paragraphs(tree, parts), *lines):
        if (letter := squeeze(line)) and letter not in letters:
            own.setdefault(letter, line)
    return list(own.values())


def _paragraphs(tree: Any, parts: set[Any]) -> Iterator[str]:
    for paragraph in tree.iter("p"):
        around = (paragraph, *paragraph.iterancestors())
        if not any(one in parts or one.tag in _NO_CARDS for one in around):
            text = text_of(paragraph)
            if len(text) >= _TEXT:
                yield text


def teaser(
    card: Card, where: Provenance, site: str | None, language: str | None, base: str | None
) -> RawArticle:
    """Give the record of a card; `base` is what its address is relative to."""
    date = RawDate(card.date, "time" if card.machine else "page") if card.date else None
    return RawArticle(
        where,
        "teaser",
        title=card.title,
        summary=card.summary,
        authors=(card.author,) if card.author else (),
        source=site,
        dates=(date,) if date else (),
        language=language,
        url=card.url,
        base_url=base,
    )


def _headlines(tree: Any) -> dict[str, Any]:
    """Find the headlines by the addresses that they link to; of two to one page the first."""
    found: dict[str, Any] = {}
    for link in tree.iter("a"):
        url = urldefrag((link.get("href") or "").strip())[0]
        if not url or url in found or url.partition(":")[0].lower() in {"javascript", "mailto"}:
            continue
        if (head := _headline(link)) is not None:
            found[url] = head
            if len(found) == _MOST:
                break
    return found


def _headline(link: Any) -> Any | None:
    """Give the heading that a link is in, or has within it."""
    near = (*link.iter(), *islice(link.iterancestors(), _WITHIN))
    heading = next((one for one in near if one.tag in _HEADINGS), None)
    if heading is None or any(above.tag in _NO_CARDS for above in heading.iterancestors()):
        return None
    text = text_of(heading)
    short = len(text.split()) < _WORDS and len(text) < _LETTERS
    return None if short or len(text) > _LONGEST else heading


def _parts(head: Any, shared: dict[Any, int]) -> tuple[Any, ...]:
    """Give the largest element around a headline that has no other.

    Where that is the headline alone, what follows it up to the next belongs to it.
    """
    edge = head
    for above in islice(head.iterancestors(), _CLIMB):
        if above.tag in _EDGES or shared[above] > 1:
            break
        edge = above
    if edge is not head:
        return (edge,)
    following = takewhile(
        lambda one: one not in shared and one.tag not in _NO_CARDS, head.itersiblings()
    )
    return (head, *following)


def _card(url: str, head: Any, parts: tuple[Any, ...]) -> Card:
    title, date, signed = text_of(head), None, None
    texts: list[str] = []
    machine = False
    signatures = Signatures()
    for element in (inner for part in parts for inner in part.iter()):
        if not isinstance(element.tag, str):
            continue
        signatures.see(element, element.tag)
        if element.tag == "time" and not machine:
            stamp = (element.get("datetime") or "").strip()
            machine = bool(stamp)
            date = stamp or date or text_of(element) or None
    for line in _lines(parts, head):
        if is_stamp(line):
            date = date or line
        elif name := author(line):
            signed = signed or name
        elif len(line) >= _TEXT and line not in texts:
            texts.append(line)
    names = next((names for names in signatures.places() if names), [])
    return Card(
        url,
        title,
        "\n\n".join(texts) or None,
        names[0] if names else signed,
        date,
        machine,
        squeeze("".join(text_of(part) + (part.tail or "") for part in parts)),
        parts,
    )


def _lines(parts: tuple[Any, ...], head: Any) -> list[str]:
    """Give the blocks of a card's text but for its headline."""
    lines: list[list[str]] = [[]]

    def walk(element: Any) -> None:
        # The parser nests no deeper than some 250 levels.
        if element is head or not isinstance(element.tag, str) or element.tag in _SILENT:
            return
        if element.tag in _BLOCKS:
            lines.append([])
        lines[-1].append(element.text or "")
        for child in element:
            walk(child)
            lines[-1].append(child.tail or "")
        if element.tag in _BLOCKS:
            lines.append([])

    for part in parts:
        walk(part)
        lines[-1].append(part.tail or "")
    return [line for pieces in lines if (line := collapse("".join(pieces)))]
