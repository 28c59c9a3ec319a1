"""What does a post of a weblog say, as its system stores it? Without what a theme makes of it.

WordPress stores remarks that part its blocks, shortcodes, and paragraphs that only an empty line
parts; none of these is HTML.
"""

import re
from collections.abc import Iterator
from typing import Final

from searcher.readers.records.markup import plain, tidy
from searcher.readers.wordlist import table

_FURTHEST: Final = 5_000  # characters between the begin and the end of what is left out
_CAPTION = re.compile(r"<figcaption\b[^<>]{0,2000}+>", re.IGNORECASE)
_CAPTION_END = re.compile(r"</figcaption\s*+>", re.IGNORECASE)
# With what stands between: a picture's caption, or the address of something that is shown.
_WHOLE: Final = table("caption wp_caption embed audio video playlist")
_CODE = re.compile(
    r"\[(?P<end>/?)(?P<name>[a-z][\w-]{1,60}+)(?P<said>[\s=][^\[\]]{0,2000}+)?\]", re.IGNORECASE
)
# Without a value, and without an end: what the system and its plug-ins put there.
_BARE: Final = frozenset(
    table(
        "gallery more nextpage toc contact-form ad ads adsense sharethis social_share audio video"
    )
)
_PARTED = re.compile(r"\n[ \t]*+\n\s*+")


def post_text(stored: str) -> str:
    """Give the text of a post, its paragraphs parted by empty lines."""
    text = stored.replace("\r\n", "\n").replace("\r", "\n")
    if "<!--" in text:
        text = "".join(_outside_remarks(text))
    if "<fig" in text:
        text = "\n\n".join(_outside(text, _CAPTION, _CAPTION_END))
    if "[" in text and "]" in text:
        text = _without_shortcodes(text)
    # To be told from a line that was broken to be short, in whatever element they stand.
    return tidy(plain(_PARTED.sub("<br><br>", text) if "<" in text else text))


def _outside_remarks(text: str) -> Iterator[str]:
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        yield text[at:start]
        at = end + len("-->")
    yield text[at:]


def _outside(text: str, begin: re.Pattern[str], end: re.Pattern[str]) -> Iterator[str]:
    """Give what stands outside of such pairs; a begin whose end is far away begins nothing."""
    at = closed = 0
    closing = None
    for opening in begin.finditer(text):
        if opening.start() < at:
            continue
        if closed <= opening.end():
            closing = end.search(text, opening.end())
            if closing is None:
                break
            closed = closing.end()
        if closing and closing.start() - opening.end() <= _FURTHEST:
            yield text[at : opening.start()]
            at = closed
    yield text[at:]


def _without_shortcodes(text: str) -> str:
    """Leave out shortcodes: those with a value, with an end, or of a known name.

    A word in brackets, as an editor writes it, is none.
    """
    for name in _WHOLE:
        if f"[/{name}]" in text:
            begin = re.compile(rf"\[{name}(?:[\s=][^\[\]]{{0,2000}}+)?\]", re.IGNORECASE)
            text = "\n\n".join(_outside(text, begin, re.compile(rf"\[/{name}\]", re.IGNORECASE)))
    ended = {found["name"].lower() for found in _CODE.finditer(text) if found["end"]}

    def kept(found: re.Match[str]) -> str:
        name, said = found["name"].lower(), found["said"] or ""
        is_code = found["end"] or name in ended or "=" in said or "://" in said
        return "" if is_code or (name in _BARE and not said.strip()) else found[0]

    return _CODE.sub(kept, text)
