"""Which names does a byline hold?

A byline is a line of chrome: a lead (`By`), names, and what a page prints beside them: roles,
dates, reading times, credits, buttons. The chrome is cut away in a fixed order, then the rest is
split. Names come out as printed; `authors` says who they are.
"""

import re

from searcher.article import fold
from searcher.normalise import cjk
from searcher.normalise.agencies import agency, is_outlet
from searcher.normalise.byline_stamps import EDGES, QUOTES, STAMP, TRAILING, before_date
from searcher.normalise.leads import is_lead, without_from, without_lead, without_work
from searcher.normalise.names import PARTICLES
from searcher.normalise.places import PLACES
from searcher.normalise.roles import (
    is_alone,
    is_beat,
    is_behind_name,
    is_of_something,
    is_one_word_and_role,
    names_role,
    staff_of,
    without_affiliation,
    without_glued,
    without_office_behind,
    without_role,
)

LONGEST_BYLINE = 2000  # characters; what is longer is a text, not a byline
_LONGEST_NAME = 80
_MOST_WORDS = 8
_OFFICE = 4  # letters of an agency's office
_SHORTEST_CODE = 3  # letters of an agency's
_GIVEN = 4  # words of given names behind a surname


_EMAIL = re.compile(r"[^\s<>()\[\],;|]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_LINK = re.compile(r"(?:\b[a-z]{2,6}://|www\.)[^\s)>\]]*", re.IGNORECASE)
_HANDLE = re.compile(r"\(?@[\w.]{1,40}\)?")

# A program, or a line of a menu.
_NO_BYLINE = re.compile(
    r"\bversion\s+v?\d|^v?\d+(?:\.\d+)+$|\byou['’](?:re|ve)\b|\blog(?:ged)?\s+(?:in|out)\b|\bsign(?:ed)?\s+(?:in|up|out)\b",
    re.IGNORECASE,
)
# From here to the end there is no author.
_TAIL = re.compile(
    r"\b(?:(?:with\s+)?(?:additional\s+)?reporting\s+(?:by|from)"
    r"|(?:presented|sponsored|brought\s+to\s+you|paid\s+for)\s+by|präsentiert\s+von|patrocinado\s+por"
    r"|with\s+files\s+from|contributed\s+(?:to\s+this|(?:additional\s+)?(?:reporting|research)\b)"
    r"|edited\s+by|editing\s+by|(?:责任|責任)?(?:编辑|編輯)\s*[:：]"
    r"|(?:medically\s+|fact[- ]?)?(?:reviewed|checked)\s+by|translated\s+by"
    r"|traduit\s+(?:par|de)|traducción|übersetzt\s+von|aus\s+dem\s+\w+\s+von"
    r"|(?:photos?|photograph(?:s|y|er)?|fotos?|bild(?:er)?|pictures?|images?|illustrations?|graphics?|videos?|crédits?"
    r"|credits?|photographies?|fotografía|фото|коллаж|иллюстрация)(?:\s+(?:by|von|de|par|di|door|credits?|courtesy)\b|\s*:|\s*©|/)"
    r"|(?<=[^\W\d_]\s)(?:photography|photographs|photos|pictures|illustrations?|fotografie|fotos)\s+(?=(?-i:[A-Z])\S+\s+(?-i:[A-Z]))"
    r"|(?:写真|撮影|摄影|攝影)\s*[:：＝=]|(?:AP|AFP|EPA|Reuters)\s+photo|(?<=[가-힣]\s)사진\s*[=:]?\s*[가-힣]{2,4}|image\s+(?:source|caption)"
    r"|(?:reading|read)\s+time|lesezeit|lesedauer|temps\s+de\s+lecture|tiempo\s+de\s+lectura|tempo\s+di\s+lettura"
    r"|\d+\s*[-‐]?\s*min(?:ute)?[ns]?\b\.?|\d+\s+(?:words|comments|shares|views)\b"
    r"|sende\s+(?:uns\s+)?eine\s+e-?mail|e-?mail\s+senden|send\s+(?:an\s+|us\s+an\s+)?e-?mail"
    r"|(?:e-?mail|contact)\s+the\s+author"
    r"|\d+\s?(?:[dhwm]|mins?|hrs?)(?:\s+ago)?$|\d+\s+(?:hours?|days?|weeks?|months?|years?)\s+ago|(?:publicado\s+)?hace\s+\d+|il\s+y\s+a\s+\d+|vor\s+\d+"
    r"|(?:view|see)\s+(?:all|more)\s+(?:posts|articles|stories)\b(?!\s+(?:by|from|von)\b)"
    r"|[／/]\s*[一-鿿]{0,6}(?:報導|报道|報道)(?!\S)"
    r"|(?<=\w\s)(?:writes|covers|joined|schreibt|berichtet|arbeitet|écrit|escribe|scrive)\s"
    r"|(?<=\S)\s+(?:penyunting|责编)\s*[:：]"
    r"|on\s+assignment\b|special\s+(?:to|for)\b|is\s+(?:an?|the|professor|lecturer|senior|chief|director|president|editor)\s|are\s+the\s|all\s+rights\s+reserved|leave\s+a\s+comment|share\s+this)"
    r"|©.*",
    re.IGNORECASE,
)
# `Penulis: Budi Santoso Editor: Siti Rahma`; `Managing Editor: Ann Lee` has but one colon.
_EDITED = re.compile(r"[:：]\s?\S[^:：]*?\s(?=(?:editor|redaktur|редактор)\s?[:：])", re.IGNORECASE)
_GLUED_STAMP = re.compile(
    r"(?<=[\w.])(?:Updated|Published|Posted|Follow(?:ed|ing)?)\b.*|\s+Follow(?:\s.*)?$"
)
# A life in a few words may stand before the button that names whose it is.
_BUTTON = re.compile(
    r"^.*\b(?=(?:zeige\s+)?alle\s+beiträge\s+von\s|(?:view|see)\s+all\s+(?:posts|articles)\s+by\s)",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"about\s+(?:the\s+)?authors?|über\s+d(?:en|ie)\s+autor(?:in|en)?|à\s+propos\s+de\s+l['’]auteure?|sobre\s+el\s+autor",
    re.IGNORECASE,
)
_GLUED_OUTLET = re.compile(
    r"(?<=[a-zà-ÿ]{2})(?:FOX|CNN|CNBC|MSNBC|NBC|ABC|CBS|BBC|NPR|PBS|AFP|USA|AP)(?=[A-Z][a-z]|\s|$).*"
)
_SOURCE = re.compile(
    r"^(?:source|quelle|fuente|fonte|bron|источник|来源|來源)\s*[:：]?\s+(?=\S)|^(?:来源|來源)[:：]"
    r"|^(?:källa|kilde|lähde|źródło|zdroj|izvor|kaynak|forrás|sursa|sumber|nguồn|джерело|πηγή|出典"
    r"|출처|المصدر|مصدر|منبع|מקור|स्रोत|সূত্র|ที่มา)\s?[:：]\s*(?=\S)",
    re.IGNORECASE,
)

_DEGREE = re.compile(
    r",\s*(?:Ph\.?\s?D|M\.?D|M\.?A|M\.?B\.?A|J\.?D|R\.?N|R\.?D|M\.?Sc?|B\.?Sc|B\.?A|D\.?O|DDS|DVM|DPhil|Esq|CPA|CFA|LCSW"
    r"|MPH|FRCP|OBE|MBE|CBE|KBE|MP|QC|KC|SJ|S\.J|O\.P)\b\.?(?:\s+(?!(?:and|und|et|y|e|&)\s)[^\s,;|&]+)*"
)
# `photos Jo Doe`: behind the names.
_TOLD = re.compile(r",?\s*\bas told to\s+", re.IGNORECASE)  # who tells signs, and who writes
_CREDIT = re.compile(
    r"(?:photos?|fotos?|photographs?|illustrations?|videos?|graphics?|사진|摄影|攝影)\s+\S",
    re.IGNORECASE,
)
# `da Folha`, behind a name.
_OF_OUTLET = re.compile(
    r"d(?:[aoe]s?|ella?|al)\s+[A-ZÀ-Þ]\S*(?:\s+[A-ZÀ-Þ]\S*)?"
    r"|[A-Z]{2,4}-(?:Hauptstadt|Landes|Auslands)?[Ss]tudio(?:\s+\S+)?"
)
# What ends with a point of its own: `J.R.`, `Wydawca Sp. z o.o.`
_POINTED = re.compile(r"(?:^|\s)(?:[^\W\d]\.)+[^\W\d]$")
_SUFFIX = re.compile(r",\s*(Jr|Sr|II|III|IV)\b(\.?)")
_WITH = re.compile(r"\((?:avec|with|mit|con|com|met|med|og|и)\s+([^()]*)\)", re.IGNORECASE)
# Who took the pictures, behind who wrote: `and Bob Lee (photos)`.
_PICTURES = re.compile(
    r"(?:,|&|\b(?:and|und|et|y|e|og|och)\b)\s*[^,;&()]{2,60}\((?:photos?|fotos?|bild(?:er)?|photographs?|pictures?"
    r"|videos?|illustrations?|grafik|graphics?)\)",
    re.IGNORECASE,
)
_STAFF_REPORT = re.compile(
    r"(?:from\s+)?staff\s+(?:and\s+wire\s+)?reports?|letters\s+to\s+the\s+editor", re.IGNORECASE
)
_PARENS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_BAR = re.compile(r"\s*[|•·¦]\s*|\s+[-–—]+(?:\s+|$)|^[-–—]+\s+")

_CONJUNCTION = re.compile(
    r"\s+im\s+(?:Gespräch|Interview)\s+mit\s+|\s+in\s+conversation\s+with\s+|\s+interviewed\s+by\s+|\s*[&＆]\s*|\s*、\s*|\s+(?:and|und|et|og|och|ve|with|avec|mit|sowie|и|та|και|és|și|và|และ|और|এবং|AND|And|UND|ET|with|WITH|&amp)\s+"
)
# One letter, or a word of other use: only between two full names (`Ortega y Gasset` is one man).
_SHORT_CONJUNCTION = re.compile(r"\s+(?:y|e|i|en|ja|a|Y|і|й|و|û|व|ও|dan)\s+")
_WHERE = re.compile(
    r"(?:^|\s+)(?:in|In|IN|à|aus|from|at|en|em|für|pour|para|per|voor|via)\s+(?:the\s+)?[A-ZÀ-ÞА-Я\d].*$"
    r"|\s+[Ff](?:or|OR)\s+(?:[Tt]he\s+)?[A-ZÀ-Þ].*$|\s+FOR\s+.*$"
)
_OF_AGENCY = re.compile(
    r"\s+(?:of|for|from|at|de|von|com|con|met|med)\s+(?:the\s+)?(\S.*)$", re.IGNORECASE
)


def names(byline: str) -> tuple[list[str], bool]:
    """Give the names in a cleaned byline, and whether it has the form `Source NAME`."""
    if len(byline) > LONGEST_BYLINE:
        return [], False
    source = _SOURCE.match(byline)
    if source:
        rest = _LINK.sub("", byline[source.end() :]).replace("( )", "").strip(QUOTES)
        if rest.count("(") != rest.count(")") or rest.endswith("("):
            rest = rest.strip(EDGES)
        if rest.startswith("("):  # `Source (Ann Lee)`
            rest = " ".join(rest.replace("(", " ").replace(")", " ").split())
        return ([agency(rest) or rest] if _is_name(rest) else []), True
    text = _cut_chrome(byline)
    found: list[str] = []
    parts = [part for part in _BAR.split(text) if part]
    for part in parts:
        if found and not _may_follow_bar(part):
            continue
        if len(parts) > 1 and fold(part) in PLACES:
            continue
        bare = without_lead(part.strip(QUOTES.replace("-", "")))
        found.extend(_split(cjk.parted(bare, part)))
    return found, False


def _cut_chrome(text: str) -> str:
    if _NO_BYLINE.search(text):
        return ""
    if not text.isascii() and (reporter := cjk.of_dispatch(text)):
        return reporter
    if "@" in text:
        text = _HANDLE.sub(" ", _EMAIL.sub(" ", text))
    if ":" in text or "www" in text.lower():
        text = _LINK.sub(" ", text)
    text = _TOLD.sub(", ", _WITH.sub(r", \1", text))
    if "(" in text:
        text = _PICTURES.sub("", text)
    if not text.isascii():
        text = cjk.with_commas(text)
    text = _BUTTON.sub("", text)
    text = _GLUED_OUTLET.sub("", _GLUED_STAMP.sub("", text))
    text = without_work(text)
    tail = _TAIL.search(text)
    if tail:
        text = text[: tail.start()]
    if edited := _EDITED.search(text):
        text = text[: edited.end()]
    if any(c.isdigit() for c in text) or STAMP.search(text):
        text = before_date(text)
    text = without_glued(text)
    text = _SUFFIX.sub(r" \1\2", text)
    text = _DEGREE.sub("", text)
    return TRAILING.sub("", text).strip()


def _may_follow_bar(part: str) -> bool:
    """Say whether a part after a bar is another author and no outlet, section or place."""
    words = part.split()
    return (
        2 <= len(words) <= 4  # noqa: PLR2004
        and all(w[0].isupper() or w in PARTICLES or w == "and" for w in words)
        and not is_outlet(part)
        and not agency(part)
        and not names_role(part)
        and fold(part) not in PLACES
        and words[0] not in {"New", "Los", "San", "Washington"}
    )


def _split(text: str) -> list[str]:
    found: list[str] = []
    inside = [a or b for a, b in _PARENS.findall(text)]
    outside = _PARENS.sub(" ", text) if inside else text
    if inside and not outside.strip(QUOTES):
        outside, inside = " ".join(inside), []
    for group in re.split(r"\s*[;；]\s*", outside):
        parts = [p for p in _CONJUNCTION.split(group) if p]
        commas = [p.count(",") + p.count("，") for p in parts]
        inverted = bool(parts) and all(n == 1 for n in commas)
        for part in parts:
            found.extend(_names_in(part, may_be_inverted=inverted))
    found.extend(a for a in map(agency, inside) if a)
    return found


def _names_in(part: str, *, may_be_inverted: bool) -> list[str]:
    pieces = [p.strip() for p in re.split(r"[,，،]", part)]
    if may_be_inverted and _is_inversion(*pieces):
        return [f"{pieces[1]} {pieces[0]}"]
    found: list[str] = []
    described = False
    for piece in pieces:
        # One word behind a name or a role says where from, or of what.
        if found and fold(piece) in PLACES:
            continue
        if described and " " not in piece and not agency(piece):
            continue
        described = bool(found) and _describes(piece)
        names_there = [] if described else _parted(piece)
        described = described or (not names_there and names_role(piece))
        found.extend(names_there)
    return found


def _parted(piece: str) -> list[str]:
    """Give the names between slashes; behind an agency its offices stand: `dpa/lnw`."""
    found: list[str] = []
    # `STT–AFP`, `NTB-AFP`
    mark = next((one for one in "–-" if one in piece and _all_agencies(piece, one)), "/")
    for number, one in enumerate(piece.split(mark)):
        bare = one.strip(EDGES)
        office = number and found and agency(found[0]) and bare.islower() and len(bare) <= _OFFICE
        office = office and not agency(bare)
        if not office and not (number and fold(bare) in PLACES):
            found.extend(_names_of(one))
    return found


def _all_agencies(piece: str, mark: str) -> bool:
    return agency(piece) is None and all(map(agency, piece.split(mark)))


def _names_of(piece: str) -> list[str]:
    piece = piece.strip(EDGES).removeprefix("the ")
    if not piece.isascii():
        piece = cjk.without_reporter(piece)
    if is_lead(piece) or _ABOUT.fullmatch(piece) or _CREDIT.match(piece):
        return []
    halves = _SHORT_CONJUNCTION.split(piece)
    if len(halves) > 1 and all(len(h.split()) > 1 for h in halves):
        return [name for half in halves for name in _names_of(half)]
    if piece.startswith(("Jr", "Sr")) and len(piece) < 4:  # noqa: PLR2004
        return []
    known = agency(without_from(piece))
    if known:
        return [known]
    of = _OF_AGENCY.search(piece)
    if of and agency(of[1]) and piece[: of.start()].strip():
        return [*_names_of(piece[: of.start()]), agency(of[1]) or of[1]]
    piece = _WHERE.sub("", piece).strip(EDGES)
    words = piece.split()
    if len(words) > 2 * _MOST_WORDS:
        return []
    if of and len(piece[: of.start()].split()) in {2, 3} and is_outlet(of[1]):
        return _names_of(piece[: of.start()])
    for size in (3, 2, 1):
        if len(words) >= size + 2:
            ending = agency(" ".join(words[-size:]))
            if ending and (size > 1 or _is_code(words)):
                return [*_names_of(" ".join(words[:-size])), ending]
    if is_alone(piece) or _STAFF_REPORT.fullmatch(piece):
        return []
    piece = bare = without_office_behind(piece)
    if names_role(piece):  # most have none
        if is_beat(piece):
            return []
        if is_one_word_and_role(piece) and not is_outlet(piece):
            return [piece]  # `Jo Writer`: nobody signs by a first name and a role
        if (staff := staff_of(piece)) is not None:
            return [*(_names_of(staff[0]) if staff[0] else ()), staff[1]]
        bare = without_role(piece).strip(EDGES)
    bare = _without_place(without_affiliation(bare))
    if " " not in bare and bare != piece and is_outlet(piece):
        return [piece]  # `Telegraph Reporters`
    piece = bare
    if names_role(piece) and not is_outlet(piece):
        return []
    if piece.endswith(("Jr", "Sr")) or _POINTED.search(piece):
        piece += "."
    return [piece] if _is_name(piece) else []


def _is_code(words: list[str]) -> bool:
    """Say whether the last word of a name is no part of it: `Jane Roe Reuters`, `Jan Novák ČTK`."""
    last = words[-1]
    code = len(last) >= _SHORTEST_CODE and last.isupper() and not words[-2].isupper()
    return code or last in {"Reuters", "Bloomberg", "dpa"}


def _without_place(piece: str) -> str:
    """Cut off where somebody is whose name alone stands in capitals: `JANE ROE Madrid`."""
    words = piece.split()
    for size in range(1, len(words) - 1):
        if words[-size].isupper():
            break
        name = " ".join(words[:-size])
        if fold(" ".join(words[-size:])) in PLACES and name.isupper():
            return name
    return piece


def _describes(piece: str) -> bool:
    """Say whether it is what somebody is: `Metro Editor`, `Senior Moscow Correspondent`."""
    piece = piece.strip(EDGES)
    return agency(without_from(piece)) is None and (
        is_one_word_and_role(piece)
        or is_of_something(piece)
        or is_behind_name(piece)
        or _OF_OUTLET.fullmatch(piece) is not None
    )


def _is_inversion(left: str, right: str = "", *_: str) -> bool:
    """Say whether `Castelvecchi, Davide` is one name: a surname, a comma, given names."""
    if (
        not left
        or not right
        or agency(left)
        or agency(right)
        or is_outlet(right)
        or is_outlet(left)
    ):
        return False
    if names_role(right) or names_role(left):
        return False
    surname = [w for w in left.split() if not w.islower()]
    given = right.split()
    return (
        (len(surname) == 1 or _is_led(left.split(), given))
        and 1 <= len(given) <= _GIVEN
        and given[0][:1].isupper()
        and surname[0][:1].isupper()
        and not any(c.isdigit() for c in left + right)
    )


def _is_led(surname: list[str], given: list[str]) -> bool:
    """Say whether a surname begins as `De la Vega` does, or as `Van Dam` before one given name."""
    leads = [word.lower() in PARTICLES for word in surname[:2]]
    return leads == [True, True] or (leads == [True, False] and len(given) == 1)


def _is_name(text: str) -> bool:
    return (
        0 < len(text) <= _LONGEST_NAME
        and len(text.split()) <= _MOST_WORDS
        and any(c.isalpha() for c in text)
        and (len(text) > 1 or not text.isascii())
    )
