"""Which part of a byline stands before its date, its time or the label of one?"""

import re

_MONTH = (
    r"(?:jan(?:uar[iy]?|vier|eiro)?|ene(?:ro)?|gen(?:naio)?|feb(?:ruar[iy]?|brero|braio)?|févr(?:ier)?|fev(?:ereiro)?"
    r"|mar(?:ch|s|zo|ço|et|ts)?|mär(?:z)?|maart|apr(?:il|ile)?|avr(?:il)?|abr(?:il)?|may|mai|mei|mayo|maggio|maio"
    r"|june?|juni|juin|junio|giugno|junho|july?|juli|juil(?:let)?|julio|luglio|julho|aug(?:ust|ustus)?|août|ago(?:sto)?"
    r"|sept?(?:ember|embre|iembre)?|set(?:tembre|embro)?|o[ckt]t(?:ober|obre|ubre)?|ottobre|out(?:ubro)?"
    r"|nov(?:ember|embre|iembre|embro)?|de[cz](?:ember|embro)?|déc(?:embre)?|dic(?:iembre|embre)?)"
)
_TIME = r"(?:\d{1,2}[:.h]\d{2}(?::\d{2})?|\d{1,2}(?=\s*[ap]\.?m))(?:\s*[ap]\.?m\.?)?(?:\s*uhr)?"
_ZONE = r"(?:\s*\(?(?:[ECMP][SD]?T|GMT|UTC|CES?T|BST|IST|HKT|AEDT|AEST|[+-]\d{2}:?\d{2})\b\)?)?"
_WEEKDAY = (
    r"(?:\b(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|(?:mon|diens|donners|frei|sams|sonn)tag"
    r"|mittwoch|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|mi[ée]rcoles|jueves|viernes|s[áa]bado"
    r"|domingo)\.?,?\s+)?"
)
_DATE = re.compile(
    rf"(?<!\d)\d{{4}}-\d{{2}}-\d{{2}}(?:[T ]{_TIME}\S*)?"
    rf"|{_WEEKDAY}(?<!\d)\d{{1,2}}[./]\d{{1,2}}[./](?:\d{{4}}|\d{{2}})(?!\d)"
    rf"|{_WEEKDAY}(?<!\d)\d{{1,2}}(?:st|nd|rd|th|\.|er|º)?\s+(?:de\s+)?{_MONTH}\b\.?,?(?:\s+(?:de\s+)?\d{{4}})?"
    rf"|{_WEEKDAY}\b{_MONTH}\b\.?\s+\d{{1,2}}(?:st|nd|rd|th)?\b,?(?:\s+\d{{4}}\b)?"
    rf"|(?<!\d)\d{{1,2}}\.?\s+(?:de\s+)?[^\W\d_]{{3,12}}\.?\s+(?:19|20)\d{{2}}(?!\d)"
    rf"|(?<!\d)\d{{4}}年\d{{1,2}}月\d{{1,2}}日"
    rf"|(?<![\d\w]){_TIME}{_ZONE}"
    rf"|(?<!\d)\d{{4}}\s+(?:GMT|UTC)(?:\s*\([^)]{{0,20}}\))?",
    re.IGNORECASE,
)
# Words that open chrome where they stand glued to a name: `CNNUpdated`, `MitchellAssistant`.
STAMP = re.compile(
    r"(?:(?:last|first)\s+)?(?:updated|published|posted|modified)\b|submitted\s+on\b"
    r"|(?:zuletzt\s+)?(?:aktualisiert|geändert|veröffentlicht|erstellt)\b|mis\s+à\s+jour|publié|actualizado|publicado"
    r"|pubblicato|aggiornato|gepubliceerd|опубликовано|обновлено",
    re.IGNORECASE,
)
TRAILING = re.compile(
    r"(?:[\s,.:;|/–—-]|\b(?:am|on|at|le|el|il|op|den|vom|em|um|dne|dnia|the|by|and|und|et)\s*$)+$"
)
# `Le 5 mars` may begin a line: its article has a capital there.
_BEFORE_DATE = re.compile(r"(?<=\w)\s+(?:Am|On|Le|El|Il|Den|Vom|Em)$")
QUOTES = "→»\"'“”„«»‘’`*_,;:.|<>[]{}~#=+^•·–—-/\\ "
EDGES = QUOTES + "()"


def before_date(text: str) -> str:
    """Give the first stretch between dates and stamps that holds more than connecting words."""
    stretches = _DATE.sub("\0", STAMP.sub("\0", text)).split("\0")
    for number, stretch in enumerate(stretches, 1):
        rest = TRAILING.sub("", stretch).strip(EDGES)
        if number < len(stretches):
            rest = _BEFORE_DATE.sub("", rest)
        rest = re.sub(r"^(?:am|on|at|le|el|il|op|den|vom|em|um)\b\s*", "", rest)
        if any(c.isalpha() for c in rest) and len(rest) > 1:
            return rest
    return ""
