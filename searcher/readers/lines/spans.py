"""Is the whole line a span: how long reading takes, or how long ago something was?

What a page says so was counted from a now that is gone: no date, but no text either. In some thirty
languages, by what introduces or ends the span; the units are not listed.
"""

import re
from typing import Final

from searcher.readers.wordlist import either

LONGEST: Final = 70  # characters

_READING = (
    "reading_time read_time time_to_read lesezeit lesedauer temps_de_lecture tiempo_de_lectura"
    " lectura tempo_di_lettura tempo_de_leitura leitura leestijd lästid lesetid læsetid"
    " czas_czytania doba_čtení время_чтения час_читання okuma_süresi waktu_baca 阅读时间 閱讀時間"
    " 阅读时长 閱讀時長 预计阅读 預計閱讀 読了時間 所要時間 읽는_시간 وقت_القراءة"
)
_MINUTES = (
    r"\d{1,3}(?:\s?[-–]\s?\d{1,3})?\s?"
    r"(?:min\w{0,6}\.?|мин\w{0,4}\.?|хв\w{0,6}\.?|dk\.?|dakika|分钟|分鐘|分|분|دقائق|دقيقة)"
)
_TIME_TO_READ = re.compile(
    rf"(?:{either(_READING)})\s?[:：]?\s?(?:ca\.?|circa|about|env\.?|environ|约|約)?\s?{_MINUTES}"
    rf"|(?:about )?\d{{1,3}}[ -]?min(?:ute)?s?(?:[ -]read(?:ing)?(?: time)?)?"
    rf"|{_MINUTES}\s?(?:de lectura|de lecture|di lettura|de leitura|lesezeit|lesedauer|leestijd"
    r"|lästid|lesetid|læsetid|läsning|czytania|чтения|okuma|baca|阅读|閱讀|で読める|で読めます)",
    re.IGNORECASE,
)

_UNIT = r"[^\W\d_]{1,14}\.?"
_COUNT = r"(?:\d{1,3}|an?|une?|una|uno|einem|einer|ein|um|uma|een|ett?|bir|один|одну)"
_ABOUT = r"(?:about |over |almost |circa |ca\. |environ |unge?fähr |etwa )?"
_EAST_ASIAN = (
    r"(?:秒|分钟|分鐘|分|小时|小時|个小时|個小時|時間|天|日|周|週|週間|星期|个月|個月|か月|ヶ月|年)"
)
_DAYS = (
    "today yesterday gestern heute vorgestern ayer hoy anteayer aujourd'hui aujourd’hui avant-hier"
    " ieri oggi ontem hoje gisteren vandaag igår idag i_går i_dag eilen tänään wczoraj dziś dzisiaj"
    " včera dnes вчера сегодня вчора сьогодні dün bugün tegnap kemarin hôm_qua hôm_nay"
    " 昨天 今天 前天 昨日 今日 本日 어제 오늘 أمس اليوم χθες σήμερα"
)
_CLOCK = r"(?:um|à|at|a las|alle|alle ore|às|kl\.?|om|o|в|о)?\s?\d{1,2}[:.h]\d\d(?: ?[ap]m| uhr)?"
_AGO = re.compile(
    r"just now|\d{1,2}[mhd]"
    rf"|{_ABOUT}(?:an?|\d{{1,3}}) ?"
    r"(?:s|m|h|d|w|sec|second|min|minute|hr|hour|day|week|month|year)s?"
    rf" ago(?:,? (?:at )?\d{{1,2}}:\d\d(?: ?[ap]m)?)?"
    r"|(?:hace|il y a|vor|há|fa|acum|pred|před|przed|преди|пре|prije|pre|منذ|قبل|πριν|πριν από"
    rf"|לפני) {_ABOUT}{_COUNT} {_UNIT}(?: {_UNIT})?"
    rf"|(?:for|för) {_COUNT} {_UNIT} (?:siden|sedan)"
    rf"|{_ABOUT}(?:{_COUNT} ?|un['’])?{_UNIT} (?:geleden|sedan|siden|fa|назад|тому|önce|lalu"
    r"|yang lalu|sitten|temu|trước|atrás|ezelőtt|पहले)"
    rf"|\d{{1,3}}\s?{_EAST_ASIAN}\s?(?:前|以前)|\d{{1,3}}\s?(?:초|분|시간|일|주|개월|달|년)\s?전"
    rf"|(?:{either(_DAYS)})(?:[,،]?\s?{_CLOCK})?|hier,? {_CLOCK}",
    re.IGNORECASE,
)


def is_reading_time(line: str) -> bool:
    """Say whether the line tells how long reading takes: `4 min read`, `Lesezeit: 4 Minuten`."""
    return len(line) <= LONGEST and _TIME_TO_READ.fullmatch(line) is not None


def is_ago(line: str) -> bool:
    """Say whether the line is a time by its distance from now: `2 hours ago`, `hace 3 días`."""
    return len(line) <= LONGEST and _AGO.fullmatch(line) is not None
