"""Is this text as its author meant it?

Repairs what transport did to a text: entities left in it, a wrong charset, invisible characters,
mixed line ends. Wording, spelling, quotes and dashes stay as printed. `clean` keeps paragraphs,
`clean_line` gives one line. Text that is clean already passes quickly.
"""

import html
import re
import unicodedata
from html.entities import html5

from searcher.characters import unusual

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")

# What is left of control characters once the mojibake is repaired: C1 characters are cp1252 bytes
# read as Latin-1 (as the WHATWG encoding standard has it); separators become what they separate.
_VISIBLE: dict[int, str | None] = dict.fromkeys(range(0x20)) | dict.fromkeys(range(0x7F, 0xA0))
for _byte in range(0x80, 0xA0):
    _letter = bytes([_byte]).decode("cp1252", "ignore")
    _VISIBLE[_byte] = _letter or None
_VISIBLE |= dict.fromkeys((0x0A,), "\n")
_VISIBLE |= dict.fromkeys((0x0B, 0x0C, 0x1C, 0x1D, 0x1E, 0x2028), "\n")
_VISIBLE |= dict.fromkeys((0x2029,), "\n\n")
_VISIBLE |= dict.fromkeys((0x09, 0x1F, 0xA0, 0x1680, 0x202F, 0x205F, 0x3000), " ")
_VISIBLE |= dict.fromkeys(range(0x2000, 0x200B), " ")
# Invisible: soft hyphen, grapheme joiner, marks and overrides of direction, word joiner and
# invisible operators, byte order mark, annotations, tags, non-characters.
_VISIBLE |= dict.fromkeys((0xAD, 0x034F, 0x061C, 0x180E, 0x200E, 0x200F, 0xFEFF, 0xFFFE, 0xFFFF))
_VISIBLE |= dict.fromkeys((*range(0x202A, 0x202F), *range(0x2060, 0x2070), *range(0xFFF9, 0xFFFC)))
_VISIBLE |= dict.fromkeys(range(0xE0000, 0xE0080))
# Two patterns: a set with characters beyond U+FFFF is searched one by one, ten times slower.
_HIDDEN = re.compile(
    "[" + re.escape("".join(c for c in map(chr, _VISIBLE) if "\n" != c < "\U000e0000")) + "]"
)
_TAGS = re.compile("[\U000e0000-\U000e007f]")

# U+200B, 200C and 200D shape Arabic, Indic and South-East Asian words; 200D joins emoji.
_JOINERS = "\u200b\u200c\u200d"
_JOINER = re.compile(
    "(?<![\u0600-\u109f\u1780-\u18af\ufb50-\ufdff\ufe70-\ufefc])[\u200b\u200c]"
    "|(?<![\u0600-\u109f\u1780-\u18af\ufb50-\ufdff\ufe70-\ufefc"
    "\u2190-\u2bff\ufe0f\U0001f000-\U0001faff])\u200d"
)

# Sorting a run of combining marks is quadratic: of more than 30, the bound of Unicode's
# stream-safe format (UAX 15), the rest is dropped.
_MARKS = re.compile(r"[^\w\s!-/:-@\[-`{-~]{31,}")
_MARKS_KEPT = 30

# A text without blank lines whose lines are longer than any wrapped line has a paragraph a line.
_LINE_IS_PARAGRAPH = 120

# Line ends that a program wrote out. Behind a word it may be a path, or a program's text.
_WRITTEN_OUT = re.compile(r"""(?<=[.!?…:;”"’')\]»。！？]) ?(?:(?:\\r)?\\n ?)+""")
_MANY = 2

# Characters of a text that is counted by numpy, which takes a twentieth of a second to load.
_LONG = 1_000

_CJK = re.compile("[\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd]")
_CJK_RUN = re.compile(f"{_CJK.pattern}+")

# UTF-8 read as cp1252 (or Latin-1, where its C1 characters remain): the characters of the bytes
# 0x80-0xBF, and the sequences they make after a lead character.
_TAIL_BYTES = {
    **{bytes([b]).decode("cp1252", "ignore"): b for b in range(0x80, 0xC0)},
    **{chr(b): b for b in range(0x80, 0xC0)},
}
_TAIL_BYTES.pop("")
_TAIL = "[" + re.escape("".join(_TAIL_BYTES)) + "]"
_AS_BYTES = {ord(c): chr(b) for c, b in _TAIL_BYTES.items()}
_TWO = f"[Â-ß]{_TAIL}"  # a sequence of two bytes: Latin, Greek, Cyrillic, Hebrew, Arabic
_THREE = f"[à-ï]{_TAIL}{{2}}"  # of three: typography, Indic, Chinese, Japanese, Korean
_GATE = re.compile(f"[Â-ô]{_TAIL}")  # one quick scan lets clean text pass
_SEQUENCE = re.compile(
    f"(?:{_TWO}){{3,}}|(?:{_THREE}){{2,}}|[ÂÃÄÅ]{_TAIL}|â{_TAIL}{{2}}|ð{_TAIL}{{3}}"
)
# Sequences that no orthography has. `AMANHÃ»` is a word before a closing quote, `Ã©` is not.
_CERTAIN = re.compile(
    f"Ã[\u0080-\u009f\u00a1-\u00aa\u00ac-\u00ba\u00bc-\u00bf€ƒ†‡ˆ‰ŠŒŽšœžŸ]"
    f"|Â[£§¥¢±²³´µ¶¹º¼½¾¿¡]|â(?:€|\u0080){_TAIL}|â„¢|ð(?:Ÿ|\u009f){_TAIL}{{2}}"
    f"|(?:{_TWO}){{3}}|(?:{_THREE}){{2}}"
)
_MOST_REPLACEMENTS = 8
_MOST_ROUNDS = 3  # a text is sometimes spoiled twice, seldom three times


def clean(text: str) -> str:
    r"""Give the text in NFC, with paragraphs separated by `\n\n` and single spaces.

    Single line ends inside a paragraph stay (a list, a verse). Characters that no UTF-8 can hold
    become U+FFFD.
    """
    if "&" in text:
        text = _unescape(text)
    if "\\" in text and "\n" not in text:
        text = _with_line_ends(text)
    if rest := unusual(text):
        text = _mended(text, rest)
    return _set_paragraphs(text)


def clean_line(text: str) -> str:
    """Give the text as one line, cleaned."""
    if text.isascii() and "&" not in text and text.isprintable():
        return " ".join(text.split())  # there is nothing else to clean
    return " ".join(clean(text).split())


def scrub(text: str) -> str:
    """Give the text as found, except that lone surrogates, which no UTF-8 holds, become U+FFFD."""
    if text.isascii() or text.isprintable():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        pass
    else:
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def count_words(text: str) -> int:
    """Count the words of a cleaned text: what white space separates.

    A Chinese or Japanese character is a word; punctuation among them is none.
    """
    if not text:
        return 0
    if text.isascii() or not _CJK.search(unusual(text)):
        # In a cleaned text a single space, a line end or two of them stand between words.
        return _count_white(text) + 1 - text.count("\n\n")
    rest, runs = _CJK_RUN.subn(" ", text)
    characters = len(text) - len(rest) + runs
    return characters + sum(any(c.isalnum() for c in word) for word in rest.split())


def _count_white(text: str) -> int:
    """Count the spaces and line ends of a cleaned text, in which is nothing else below them."""
    if len(text) < _LONG:
        return text.count(" ") + text.count("\n")
    import numpy as np  # of long texts that takes a third of the time

    return int(np.count_nonzero(np.frombuffer(text.encode(), np.uint8) <= ord(" ")))


def _with_line_ends(text: str) -> str:
    r"""Give a text whose line ends were written out, as `\n` behind sentences, with its lines."""
    found, count = _WRITTEN_OUT.subn("\n", text)
    return found if count >= _MANY else text


def _unescape(text: str) -> str:
    # Twice: `&amp;quot;` is common, deeper nesting is not.
    for _ in range(2):
        unescaped = _ENTITY.sub(_character, text)
        if unescaped == text:
            break
        text = unescaped
    return text


def _character(entity: re.Match[str]) -> str:
    name = entity[0]
    return html.unescape(name) if name[1] == "#" or name[1:] in html5 else name


def _mended(text: str, rest: str) -> str:
    """Mend a text; `rest` are its unusual characters, in which all that may be wrong is seen."""
    if _GATE.search(rest):
        text = _repair(text)
        rest = unusual(text)
    if "\r" in rest:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        rest = rest.replace("\r", "")
    if "\u00a0" in rest:  # alone the commonest damage: not worth the long way
        text = text.replace("\u00a0", " ")
        rest = rest.replace("\u00a0", "")
    if not rest.isprintable():
        text = _remove_invisible(text)
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", _MARKS.sub(_drop_marks, text))
    return text


def _repair(text: str) -> str:
    """Undo a wrong decoding: the whole text if it round-trips, else the sequences that do."""
    for _ in range(_MOST_ROUNDS):
        if not _CERTAIN.search(text):
            break
        repaired = _as_utf8(text)
        if repaired is None:
            repaired = _SEQUENCE.sub(lambda run: _as_utf8(run[0]) or run[0], text)
        if repaired == text:
            break
        text = repaired
    return text


def _as_utf8(text: str) -> str | None:
    try:
        return text.translate(_AS_BYTES).encode("latin-1").decode("utf-8")
    except UnicodeError:
        return None


def _remove_invisible(text: str) -> str:
    text = scrub(text)
    # A few replacements are much quicker than a translation, which builds the text anew. None
    # brings a hidden character in, so each search goes on where the one before it ended.
    found = _HIDDEN.search(text)
    for _ in range(_MOST_REPLACEMENTS):
        if not found:
            break
        text = text.replace(found[0], _VISIBLE[ord(found[0])] or "")
        found = _HIDDEN.search(text, found.start())
    if found or _TAGS.search(text):
        text = text.translate(_VISIBLE)
    return _JOINER.sub("", text) if any(joiner in text for joiner in _JOINERS) else text


def _drop_marks(run: re.Match[str]) -> str:
    kept, marks = [], 0
    for character in run[0]:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= _MARKS_KEPT:
            kept.append(character)
    return "".join(kept)


def _set_paragraphs(text: str) -> str:
    if "  " in text:
        text = _single_blanks(text)
    if "\n" not in text:
        return text.strip(" ")
    # Lines are looked at, which are few: to look for line ends in the text takes longer.
    lines = [line.strip(" ") for line in text.split("\n")]
    if "" in lines:
        lines = _single_gaps(lines)
    text = "\n".join(lines)
    ends = len(lines) - 1
    if ends > 0 and len(text) > _LINE_IS_PARAGRAPH * (ends + 1) and "" not in lines:
        text = text.replace("\n", "\n\n")
    return text


def _single_gaps(lines: list[str]) -> list[str]:
    """Give the lines with one empty one for each run of them, and none at either end."""
    kept: list[str] = []
    for line in lines:
        if line or (kept and kept[-1]):
            kept.append(line)
    if kept and not kept[-1]:
        kept.pop()
    return kept


def _single_blanks(text: str) -> str:
    """Give the text with one space for each run of them, but for one at either end.

    Of texts with two spaces after each sentence it costs a quarter of what a pattern does: the text
    is looked through once. Split at pairs, of a longer run there are left empty pieces, and a space
    at the begin of the next one where its length is odd.
    """
    return " ".join([piece.lstrip(" ") for piece in text.split("  ") if piece])
