"""Is a whole line a signature, in any language? For lines below a title, where names stand.

The words of the tables stand before a name: with a colon, or without one before several words that
look like a name. Where letters have no case a name is known by its length alone.
"""

import re
from functools import cache
from typing import Final

from searcher.readers.lines.leads import LEADS, ROLES
from searcher.readers.wordlist import either

_NAME: Final = 40  # characters of a name that has no capitals
# What stands before a name with a colon, in letters without case or in no other table.
_NAMED: Final = (
    "opracowanie oprac. skrivet_av skrevet_av kirjoittaja toimittaja επιμέλεια ρεπορτάζ muhabir"
    " авторка корреспондент كتب كتبت كتبه إعداد أعده أعدها نوشته به_قلم خبرنگار نووسینی ئامادەکردنی"
    " نووسەر amadekar כותבת लेखक लेखिका লেখক প্রতিবেদক pewarta wartawan tác_giả phóng_viên โดย ผู้เขียน"
    " ผู้สื่อข่าว เขียนโดย 文 執筆 執筆者 ライター 筆者 著者 取材・文 撰稿 采写 글 글쓴이 취재"
)
# Before two words or three, without a colon.
_LED: Final = (
    "מאת بقلم إعداد كتب كتبت نوشته โดย द्वारा oleh penulis pewarta phóng_viên de"
    " skrevet_av skrivet_av recueilli_par"
)
# Whole lines: a newsroom signed, and nobody.
_NEWSROOMS: Final = (
    "redacción la_redacción redaktion redazione redazione_online redação da_redação redactie"
    " onze_redactie redakcja redakce redakcia redaktionen redaksjonen toimitus"
    " rédaction la_rédaction"
    " redaksi tim_redaksi редакция редакція haber_merkezi agencias وكالات التحرير newsroom"
    " 編集部 编辑部"
    " 本報訊 本报讯 편집국 온라인뉴스팀 디지털뉴스팀 ban_biên_tập กองบรรณาธิการ"
)
_REPORTER = re.compile(
    # `김철수·이영희 기자 kim@paper.example`, `[서울=뉴스] 김철수 기자 =`
    r"(?:[\[(][가-힣]{2,6}\s?=\s?[가-힣\d]{2,6}[\])]\s?)?(?:[가-힣]{2,12}[ =])?"
    r"[가-힣]{2,4}(?:[·,] ?[가-힣]{2,4}){0,3} [가-힣]{0,2}(?:기자|특파원)(?: \S+@\S+)?(?: ?=)?"
    # `記者王小明／台北報導`, `〔記者王小明／台北報導〕`, `本报记者 王小明`
    r"|[\[(（〔【]?(?:[一-鿿]{0,4}[記记]者|編譯)\s?[一-鿿、 ]{2,12}(?:\s?[／/]\s?[一-鿿]{2,8})?"
    r"[\])）〕】]?"
    # `নিজস্ব প্রতিবেদক, ঢাকা`
    r"|(?:[ঀ-৿]+ ){0,2}(?:প্রতিবেদক|প্রতিনিধি|রিপোর্টার|সংবাদদাতা|ডেস্ক)(?:, ?[ঀ-৿]+)?"
    r"|(?:[ऀ-ॣ]+ ){0,2}(?:संवाददाता|ब्यूरो|डेस्क)(?:, ?[ऀ-ॣ ]+)?"
)
_FEW: Final = (2, 4)  # words of a name behind a word without a colon
_LONG: Final = 16  # characters of its words


@cache
def _named() -> re.Pattern[str]:
    return re.compile(rf"(?:{either(f'{ROLES} {LEADS} {_NAMED}')})\s?[:：]\s*(?=\S)", re.IGNORECASE)


@cache
def _led() -> re.Pattern[str]:
    leads = either(f"{LEADS} {_LED}")
    return re.compile(rf"(?:{leads}) (?=\S)", re.IGNORECASE)


@cache
def _newsroom() -> re.Pattern[str]:
    return re.compile(either(_NEWSROOMS), re.IGNORECASE)


def named(line: str) -> str | None:
    """Give what stands behind a word for who wrote it and a colon."""
    if ":" not in line and "：" not in line:
        return None
    found = _named().match(line)
    return line[found.end() :] if found else None


def led(line: str) -> str | None:
    """Give the words behind `γράφει ο`, `oleh` or `โดย`, if they have no case, or capitals."""
    found = _led().match(line)
    if found is None or found[0] in ("De ", "DE "):
        return None
    words = line[found.end() :].split()
    if not _FEW[0] <= len(words) <= _FEW[1]:
        return None
    if found[0] == "Oleh " and (words[0].endswith((",", "ych")) or not words[1][1:].islower()):
        return None  # a first name: `Oleh Petrenko, AFP`, `Oleh Ivanovych Petrenko`
    if all(word[0].isalpha() and not word[0].islower() and len(word) <= _LONG for word in words):
        return " ".join(words)
    return None


def is_reported(line: str) -> bool:
    """Say whether a line is a reporter's of the far East or of Bengal, or a newsroom's."""
    if len(line) > _NAME + _LONG:
        return False
    if _newsroom().fullmatch(line):
        return True
    return not line.isascii() and _REPORTER.fullmatch(line) is not None
