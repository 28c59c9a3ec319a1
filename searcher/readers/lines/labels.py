"""What does a short line of a scraped page say about the article: source, author, date, topics?

Only whole lines are understood, and only where the page puts them (below the title, in a card, at
the end): the caller knows the place. A sentence of the text is never searched.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from searcher.article import TopicOrigin
from searcher.dates import calendars, day_of_line, is_day
from searcher.dates.labels import PUBLISHED, UPDATED, is_relative
from searcher.dates.names import MONTHS, WEEKDAYS
from searcher.dates.words import fold
from searcher.readers.lines import signatures
from searcher.readers.lines.spans import is_ago, is_reading_time
from searcher.readers.wordlist import either, table

Kind = Literal["source", "author", "date", "updated", "topics", "reading-time"]

MAX_LABEL: Final = 160  # characters of a line that may be a label
MAX_STAMP: Final = 70
_NUMBERS: Final = 7  # of a stamp: day, year, hours, minutes, seconds, and two of a zone
_ALIAS: Final = 4  # words of a lower-case author's name, such as `admin` or `van der Berg`
_LIST_OF_NAMES: Final = 16  # words
_NAME_WORDS: Final = 3  # up to this many, a full stop at the end is an abbreviation's

_PARTS = re.compile(r"\s*[|•·]\s*|\s+[–—]\s+")
_GAP: Final = r"(?:(?P<colon>\s*[:：–—])\s*|\s+)"
_SOURCE = re.compile(
    r"(?:source|via|quelle|fuente|fonte|bron|källa|kilde|lähde|źródło|zdroj|izvor|kaynak|forrás|sursa"
    r"|sumber|nguồn|источник|джерело|πηγή|来源|來源|出处|出典|출처|المصدر|منبع|מקור)"
    rf"{_GAP}(?P<value>\S.{{0,80}})",
    re.IGNORECASE,
)
_AUTHOR = re.compile(
    r"(?P<word>authors?|autore?s?|auteure?s?|by|(?:written|posted) by|reporter|par|por|von)"
    rf"{_GAP}(?P<value>\S.{{0,120}})",
    re.IGNORECASE,
)
# Words of two letters and the like, which begin names too: two words must follow.
_BY = re.compile(r"(?:di|door|av|af) (?P<value>\S.{0,80})", re.IGNORECASE)
_CHINESE_BY = re.compile(
    r"(?:本报|本報|特约)?(?:记者|記者|作者|文|撰文)\s?[\s/／｜丨]\s?(?P<value>[\u4e00-\u9fff·]{2,8})"
)
# Where a colon is needed: the words mean other things as well, or their letters have no case.
_SIGNATURE = re.compile(
    r"(?:byline|journalist|writer|text|texte|texto|testo|автор|автори|текст|tekst|skrevet av"
    r"|skriven av|författare|forfatter|auteurs|door|yazan|yazar|autorzy|kirjoittaja|συντάκτης"
    r"|작성자|기자|作者|记者|記者|撰文|الكاتب|كاتب|بقلم|نویسنده|מאת|כותב)\s*[:：]\s*(?P<value>\S.{0,120})",
    re.IGNORECASE,
)
_AUTHORS: Final = (_AUTHOR, _SIGNATURE, _BY, _CHINESE_BY)
_TOPICS = re.compile(
    r"(?P<word>topics?|tags?|categor(?:y|ies)|keywords?|filed (?:under|in)|sections?|related topics"
    r"|themen|schlagw(?:o|ö)rter|mots[- ]cl(?:e|é)s|temas|etiquetas|categor(?:i|í)as?)"
    rf"{_GAP}(?P<value>\S.*)",
    re.IGNORECASE,
)
# How the word begins that introduces topics.
_ORIGINS: Final[tuple[tuple[str, TopicOrigin], ...]] = (
    ("section", "section"),
    ("categor", "category"),
    ("filed", "category"),
    ("tag", "tag"),
    ("etiqueta", "tag"),
    ("keyword", "keyword"),
    ("schlagw", "keyword"),
    ("mots", "keyword"),
)
# The marks of Thai and Indian scripts are no letters to `re`.
_MARKS: Final = "\u0900-\u0963\u0981-\u09e3\u0e31-\u0e4e"
_NAME = re.compile(rf"[^\W\d_a-zß-öø-ÿ][\w.’'{_MARKS}-]*(?: [\w.’'{_MARKS}-]+){{1,3}}")
_CODE = re.compile(r"(?:, | / |/| \()(?:[A-ZČİΑ-ΩА-Я]{2,6}|dpa|epd|Ritzau)\)?$")

_UPDATED = re.compile(
    r"(?:(?:last )?(?:updated|modified|edited)(?: on| at)?|(?:zuletzt )?aktualisiert(?: am)?"
    r"|mis à jour(?: le)?|actualizado(?: el)?)\s*:?\s+",
    re.IGNORECASE,
)
_PRINTED = re.compile(
    r"(?:(?:first )?(?:published|posted|released|created)|date(?: published)?|veröffentlicht"
    r"|erschienen|publié|publicado|pubblicato|publicerad)(?: on| at| am| le| el| il)?\s*:?\s+",
    re.IGNORECASE,
)

# The same words in all languages of the dates, before a stamp.
_JOINT: Final = (
    r"(?:\s?[:：|·-]\s?|\s(?:on|at|the|el|le|am|em|il|op|den|dne|dnia|la|a|på|в)\s|\s|(?=\d))"
)
_PUBLISHED_ON = re.compile(rf"(?:{either(PUBLISHED)}){_JOINT}", re.IGNORECASE)
_UPDATED_ON = re.compile(rf"(?:{either(UPDATED)}){_JOINT}", re.IGNORECASE)

_SMALL: Final = frozenset(
    table(
        "a al am at clock d de del den der di do el h hrs il in le o of on p pm st nd rd th"
        " the um uhr utc gmt bst est edt et cst cdt ct mst mdt mt pst pdt pt cet cest eet eest msk"
        " sast wib hkt sgt nzdt nzst aedt ist jst m"
        " aest t z as às om kl klo ore alle em den u g r в г о"
    )
)
# Soft hyphen, zero-width space, marks of direction and their ends, word joiner, byte order mark.
_INVISIBLE: Final = dict.fromkeys(
    (0xAD, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF)
)
_SIGNED = re.compile(r"(?<=[\s,])(?:by|von|par|por) (?=(?-i:[^\W\da-z]))", re.IGNORECASE)
# What stands between an author and a date on one line.
_BEFORE_DATE = re.compile(r",? on |, | [-–—] | (?=\d)")
_PAIRS: Final = (frozenset({"date", "updated"}), frozenset({"date", "author"}))
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?<!\d)(?:1[6-9]|20)\d\d(?!\d)")
_TOKEN = re.compile(r"[^\W\d_]+\.?|\d+|[^\w\s]|_")
_NUMERIC_DATE = re.compile(
    r"(?<!\d)(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2}))(?!\d)"
)
_EAST_ASIAN = re.compile(
    r"(?:\d{4} ?[年년] ?)?\d{1,2} ?[月월] ?\d{1,2} ?[日일]"
    r"[\d\s:時时分시분오전후上下午()（）월화수목금토일月火水木金土日一二三四五六星期曜요周週]*"
)
# A time of day beside a date: `Fri, 30 January 2026 | 14:05 GMT+2`.
_CLOCK = re.compile(r"(?<=\d)\s*[|•·@]\s*(?=\d{1,2}(?:[:.h]\d\d| ?[ap]\.?m\b))", re.IGNORECASE)


@cache
def _names() -> tuple[frozenset[str], frozenset[str]]:
    """Give the names of months and weekdays in every language of the dates' own table."""
    months, weekdays = (
        frozenset(
            fold(word)
            for names in (*table.values(), *more)
            for word in names.replace("|", " ").replace("_", " ").split()
        )
        for table, more in ((MONTHS, (calendars.MONTHS,)), (WEEKDAYS, ()))
    )
    return months, weekdays


@dataclass(frozen=True, slots=True)
class Label:
    """What one part of a line says; `value` is without the word that introduced it.

    `origin`: what the word calls topics. `said`: the update with its word.
    """

    kind: Kind
    value: str
    origin: TopicOrigin | None = None
    said: str | None = None


def collapse(text: str) -> str:
    """Give the line with single spaces; no-break spaces are spaces, zero-width ones nothing."""
    if not text.isascii():
        text = text.translate(_INVISIBLE)
    return " ".join(text.split())


def is_stamp(line: str) -> bool:
    """Say whether the whole line has the shape of a date: `Jan 30, Fri`, `30.1.2026, 12:05 Uhr`."""
    if not line or len(line) > MAX_STAMP:
        return False
    line = _CLOCK.sub(" ", line, count=1)
    return _is_day(line) or is_ago(line) or is_day(line)


def _is_day(line: str) -> bool:
    if not _DIGIT.search(line):
        return False
    if _EAST_ASIAN.fullmatch(line):
        return True
    numeric = _NUMERIC_DATE.search(line) is not None
    months, weekdays = _names()
    month = False
    numbers = 0
    for piece in _TOKEN.findall(line):
        if piece[0].isdigit():
            numbers += 1
        elif piece[0].isalpha():
            word = fold(piece)
            bare = word.rstrip(".")
            if word in months or bare in months:
                month = True
            elif bare not in _SMALL and not {word, bare} & weekdays:
                return False
        elif piece not in ",.:/-–—()+'’º°":
            return False
    return numeric or (month and 1 <= numbers <= _NUMBERS)


def has_year(line: str) -> bool:
    """Say whether a stamp names its year, in the digits of any script and of any era."""
    return _YEAR.search(line) is not None or (not line.isascii() and is_day(line))


def is_time(line: str) -> bool:
    """Say whether a line that stands where a date does may be one, if none that is known."""
    return _DIGIT.search(line) is not None or is_relative(line) or fold(line) in _names()[1]


def is_weekday(word: str) -> bool:
    """Say whether a word is the name of a day of the week."""
    return fold(word) in _names()[1]


def names(line: str) -> bool:
    """Say whether a line that stands where names do may be one, or several."""
    return _NAME.fullmatch(line) is not None and _is_name(line)


def signs(line: str, below: str) -> bool:
    """Say whether a line is a name, of two or three capital words, directly above a date.

    The code of an agency may stand behind it; where letters have no case none is small.
    """
    line = _CODE.sub("", line)
    if not names(line) or any(word[0].islower() for word in line.split()[:_NAME_WORDS]):
        return False
    if len(line.split()) > _NAME_WORDS or labels(line):
        return False
    said = labels(below)
    return bool(said) and said[0].kind in {"date", "updated"}


def labels(line: str, *, bare: bool = True) -> tuple[Label, ...]:
    """Understand a whole line (single spaces); empty where any part of it is something else.

    `bare` allows labels without a colon (`Source Reuters`, `By Ann Lee`), as below a title.
    """
    if not line or len(line) > MAX_LABEL:
        return ()
    if is_stamp(line):
        return (Label("date", line),)
    line = _CLOCK.sub(" ", line, count=1)
    parts = [part for part in _PARTS.split(line) if part]
    if len(parts) == 1 and (several := _several(line, bare=bare)):
        return several
    found = [_label(part, bare=bare) for part in parts]
    if len(parts) > 1 and any(found):
        # `Ann Lee | Jan 30, 2026`: a name is an author only beside something certain.
        found = [
            label or (Label("author", part) if bare and _NAME.fullmatch(part) else None)
            for label, part in zip(found, parts, strict=True)
        ]
        if all(found):
            return tuple(label for label in found if label)
    if whole := _label(line, bare=bare):
        return (whole,)
    said = day_of_line(line)
    return (Label(said, line, said=line if said == "updated" else None),) if said else ()


def _several(line: str, *, bare: bool) -> tuple[Label, ...]:
    """Understand a line without marks between its parts: `Posted: 30 Jan 2026 Updated: 1 Feb 2026`.

    `By Ann Lee, 30 January 2026`, `Posted on 30 January 2026 by Ann Lee`.
    """
    for mark in (*_UPDATED.finditer(line, 1), *_SIGNED.finditer(line, 1)):
        first = _label(line[: mark.start()].rstrip(" ,;(-–—"), bare=bare)
        second = _label(line[mark.start() :].rstrip(" )"), bare=bare)
        if first and second and {first.kind, second.kind} in _PAIRS:
            return (first, second)
    if bare and _AUTHOR.match(line) and (digit := _DIGIT.search(line)):
        for mark in _BEFORE_DATE.finditer(line, 1, digit.end()):
            first, stamp = _label(line[: mark.start()], bare=True), line[mark.end() :]
            if not first or first.kind != "author":
                continue
            if (second := _label(stamp, bare=bare)) and second.kind in {"date", "updated"}:
                return (first, second)
    return ()


def author(line: str) -> str | None:
    """Give the byline of a card's line `Author  Name` or `By Name`."""
    if len(line) > MAX_LABEL or not any(sign.match(line) for sign in _AUTHORS):
        return None
    return next((label.value for label in labels(line) if label.kind == "author"), None)


def _label(text: str, *, bare: bool) -> Label | None:
    if is_stamp(text):
        return Label("date", text)
    if is_reading_time(text):
        return Label("reading-time", text)
    if (match := _UPDATED.match(text)) and is_stamp(text[match.end() :]):
        return Label("updated", text[match.end() :], said=text)
    if (match := _PRINTED.match(text)) and is_stamp(text[match.end() :]):
        return Label("date", text[match.end() :])
    if _DIGIT.search(text):
        if (match := _UPDATED_ON.match(text)) and is_stamp(text[match.end() :]):
            return Label("updated", text[match.end() :], said=text)
        if (match := _PUBLISHED_ON.match(text)) and is_stamp(text[match.end() :]):
            return Label("date", text[match.end() :])
    if match := _TOPICS.fullmatch(text):
        value = match["value"]
        if match["colon"] or (bare and _is_name(value) and not value[0].isdigit()):
            return Label("topics", value, _origin(match["word"]))
    if (match := _SOURCE.fullmatch(text)) and _is_name(match["value"]) and (bare or match["colon"]):
        return Label("source", match["value"])
    if match := _AUTHOR.fullmatch(text):
        value, named = match["value"], match["word"].lower().startswith("aut")
        # `Author  admin` is a name, `By midnight` is none; at the end of a text the latter kind
        # is likelier a fragment altogether.
        short = named and len(value.split()) <= _ALIAS
        if (_is_name(value) or short) and (bare or (match["colon"] and named)):
            return Label("author", value)
    if (match := _SIGNATURE.fullmatch(text)) and _is_name(match["value"]):
        return Label("author", match["value"])
    if bare and (match := _BY.fullmatch(text)) and _may_sign(match["value"]):
        return Label("author", match["value"])
    if (value := signatures.named(text)) and _is_name(value):
        return Label("author", value)
    if bare and (signature := signatures.led(text) or (signatures.is_reported(text) and text)):
        return Label("author", signature)
    if match := _CHINESE_BY.fullmatch(text):
        return Label("author", match["value"])
    return None


def _may_sign(value: str) -> bool:
    """Say whether it is a name of two words, or several names."""
    return names(value) or (" " in value and not value[0].islower() and _is_name(value))


def _origin(word: str) -> TopicOrigin:
    """Give what a word such as `Tags` or `Filed under` calls topics."""
    lower = word.lower()
    return next((origin for start, origin in _ORIGINS if lower.startswith(start)), "topic")


_SENTENCE = re.compile(r"(?<!\bJr)(?<!\bSr)(?<!\b[A-Z])[.!?…;:\]]$")
_PARTICLES: Final = frozenset(
    table(
        "and und y et e og i ve with for of in the at on special to de da di do dos du del della"
        " der den des van von zu la le ibn bin al el ter ten af av & staff correspondent reporter"
        " en och ja és și a dan ve i и та і avec mit med com con dpa dpa/afp epd"
        " editor writer contributor news"
    )
)


def _is_name(value: str) -> bool:
    """Say whether this could be a name or a list of names, rather than the rest of a sentence.

    The words of a name are capitals, but for a few small ones; a domain stands alone.
    """
    words = value.split()
    if len(words) == 1 and "." in value[:-1]:
        return not value[0].isdigit()
    if value[0].islower() or len(words) > _LIST_OF_NAMES:
        return False
    if any(word[0].islower() and word.lower() not in _PARTICLES for word in words):
        return False
    return len(words) <= _NAME_WORDS or not _SENTENCE.search(value)
