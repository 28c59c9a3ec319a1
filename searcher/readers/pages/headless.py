"""What is the title of a page that has no heading? What its title tag and its text have in common.

Pages of the first decade, and those for printers, set their headline in bold letters.
"""

import re
from typing import Any, Final

from searcher.readers.pages.paragraphs import text_of
from searcher.readers.pages.titles import SEPARATOR, squeeze
from searcher.readers.wordlist import table

_TAGS: Final = table("b strong font span div td p big center h3 h4 h5 h6 dt")
_NO_PLACE: Final = frozenset(table("a nav footer header li option"))
_WORDS, _LETTERS = 3, 10  # of a headline; one of fewer of both may be a section's name
_LONGEST: Final = 250  # characters
_MAX_SEEN: Final = 4_000  # elements
_WORD = re.compile(r"\w+")
_LONG_WORD: Final = 4  # letters
_TELLING: Final = 4  # long words of a title that is no site's name
_HEADLINE = re.compile(
    r"(?<![a-z])(?:head-?line|heading|h1|(?:ue|ü)berschrift|tite?l|title|titre|t[ií]tulo|titolo"
    r"|tytu[lł]|nadpis|c[ií]m|naslov|ba[sş]l[iı]k|zagolovok|otsikko|rubrik)(?![a-z])",
    re.IGNORECASE,
)
_SITES = re.compile(r"site|logo|brand|sub|page-?title|nav|menu|block|widget|box|rel", re.IGNORECASE)
# What a page for printers is called.
_PRINT = re.compile(
    r"(?:artikel |seite |article |page )?(?:drucken|druckansicht|druckversion|print(?:able)?|"
    r"print(?:er)?[- ]?friendly|imprimir|imprimer|stampa|wersja do druku|versión (?:para"
    r" imprimir|imprimible)"
    r"|version imprimable|versão para impressão|verze pro tisk|tisk|nyomtatás|yazdır|версия для"
    r" печати"
    r"|печать|версія для друку|versione stampabile|afdrukken|skriv ut|udskriv)(?: version|"
    r" article)?",
    re.IGNORECASE,
)


def is_of_printer(title: str) -> bool:
    """Say whether a part of a title tag says that the page is for a printer."""
    if not _PRINT.search(title):
        return False  # as most
    return any(_PRINT.fullmatch(part.strip(" []()")) for part in _parts(title))


def headline(tree: Any, titles: list[str]) -> str | None:
    """Give the text of an element that a title tag confirms, or that is called a headline."""
    parts = {squeeze(part): len(part) for title in titles for part in [*_parts(title), title]}
    parts.pop("", None)
    longest = max(parts.values(), default=0)
    called = None
    for number, element in enumerate(tree.iter(*_TAGS)):
        if number == _MAX_SEEN:
            break
        text = text_of(element) if len(element) < _WORDS * 2 else ""
        if not text or len(text) > _LONGEST or not _is_long(text):
            continue
        size = parts.get(squeeze(text), 0)
        # The longer part: the other is the site.
        if size and 2 * size >= longest and next(element.iterancestors(*_NO_PLACE), None) is None:
            return text
        name = f"{element.get('class') or ''} {element.get('id') or ''}"
        if (
            called is None
            and _HEADLINE.search(name)
            and _may_be_of(text, titles)
            and not _SITES.search(name)
            and next(element.iterancestors(*_NO_PLACE), None) is None
        ):
            called = text
    return called


def _may_be_of(text: str, titles: list[str]) -> bool:
    """Say whether a text that is called a headline may be that of a page with these titles.

    Boxes have headlines too: `More on this`. That of the page has words with its title in common.
    """
    told = [words for one in titles if len(words := _telling(one)) >= _TELLING]
    words = _telling(text)
    return not told or not words or any(len(words & one) > 1 for one in told)


def _telling(text: str) -> set[str]:
    """Give the words of a headline that say what it is about."""
    words = {word for word in _WORD.findall(text.casefold()) if len(word) >= _LONG_WORD}
    # Scripts without spaces: each three letters.
    dense = [word for word in words if not word.isascii() and len(word) > _LONG_WORD]
    return words | {word[at : at + 3] for word in dense for at in range(len(word) - 2)}


def _parts(title: str) -> list[str]:
    return [piece for part in SEPARATOR.split(title) for piece in (part, *part.split(": ", 1))]


def _is_long(text: str) -> bool:
    return len(text.split()) >= _WORDS or (not text.isascii() and len(text) >= _LETTERS)
