"""What is somebody, beside a name? `Staff Writer`, `Senior Moscow Correspondent`, `Redakteurin`."""

import re
from collections.abc import Collection, Sequence

from searcher.article import fold
from searcher.normalise.agencies import AFFILIATIONS, agency, is_outlet
from searcher.normalise.places import PLACES
from searcher.normalise.wordlist import words

_ROLE_WORDS = (
    r"writer|editor|reporter|correspondent|contributor|columnist|producer|journalist|author|blogger|photographer"
    r"|researcher|analyst|critic|anchor|presenter|intern|fellow|staff|freelancer?|stringer|strategist|host|chief"
    r"|redakteur(?:in)?|korrespondent(?:in)?|journaliste?|rédact(?:eur|rice)|envoyée?s?\s+spécia(?:le?s?|ux)|correspondante?"
    r"|redactora?|corresponsal|enviad[oa]\s+especial|inviat[oa]|periodista|editora?|colunista|giornalista|corrispondente|redacteur|verslaggever"
    r"|jornalista|repórter|dziennikarka?|dziennikarz|redaktorka|novinář(?:ka)?|muhabiri?|wartawan|journalistin|reporterin"
    r"|kolumnist(?:in)?|δημοσιογράφος|újságíró|профессор|корреспондент|редактор|журналист|обозреватель|кореспондент(?:ка)?|журналістка?|(?:선임|수석|전문|객원|인턴)?기자|記者|记者"
)
_ROLE_BEFORE = (
    r"senior|junior|assistant|associate|deputy|executive|managing|staff|chief|contributing|special|political|national"
    r"|international|foreign|diplomatic|health|science|sports?|business|technology|tech|politics|education|environment"
    r"|court|culture|entertainment|news|digital|video|web|investigative|data|guest|freelance|features?|opinion|white\s+house"
    r"|crime|legal|economics|media|religion|climate|royal|travel|city|local|regional|general|lead|former|breaking"
    r"|специальный|собственный|главный|старший|спеціальний|власний"
)
# These too, but not glued to a name, which may end like them.
_SUBJECT = (
    r"metro|sunday|weekend|arts?|music|film|food|books?|life|lifestyle|fashion|money|finance|consumer|housing|transport"
    r"|transportation|energy|security|defen[cs]e|military|justice|community|communities|night|copy|photo|picture|social"
    r"|audience|multimedia|state|county|capitol|congressional|statehouse|enterprise|industry|markets?|banking|economy"
    r"|retail|auto|automotive|aviation|space|weather|games|gaming|tv|theat(?:re|er)|dance|style|football|cricket|rugby|golf"
    r"|tennis|soccer|basketball|baseball|hockey|racing|boxing|property|farming|rural|affairs|policy|public"
    r"|home|whitehall|westminster|religious|industrial|personal|countryside|agriculture|restaurant|television|showbiz"
    r"|celebrity|beauty|motoring|athletics|cycling|swimming|motorsport|esports|rugby\s+(?:union|league)|rock|pop|content"
    r"|investigations?|intelligence|cyber|immigration|pensions|commodities|live|newsletter|podcast|graphics|visual|trainee"
    r"|apprentice|visiting|council|nfl|nba|nhl|mlb|wnba|middle\s+east|south(?:east)?\s+asia|latin\s+america|north\s+america"
    r"|asia|africa|europe(?:an)?|(?:northern\s+)?ireland|irish|scotland|scottish|wales|welsh|midlands|north\s+of\s+england"
    r"|(?:south|north)[\s-](?:west|east)|us|uk|eu|un|bureau"
)
_ROLE = re.compile(
    rf"\b(?:{_ROLE_WORDS})s?\b|\b(?:professor|lecturer|director|president|chair(?:man|woman)?|co-?founder|founder|ceo"
    r"|editorial\s+partner|partner\b|council\s+member|councils\s+member|member\s+of|research|expert(?:e|in)?|phd\s+candidate)\b",
    re.IGNORECASE,
)
_GLUED_ROLE = re.compile(
    rf"(?<=[a-zà-ÿ])(?-i:(?=[A-Z]))(?:(?:{_ROLE_BEFORE})\s+){{0,3}}"
    rf"(?-i:(?=[A-Z]))(?:{_ROLE_BEFORE}|{_ROLE_WORDS})\b.*",
    re.IGNORECASE,
)
# `Senior Editor`; `Senior Moscow Correspondent`, `Health Policy Reporter`.
_TITLE = rf"(?:(?:{_ROLE_BEFORE})\s+){{0,3}}(?:{_ROLE_WORDS})s?"
_BEAT = rf"(?:(?:{_ROLE_BEFORE}|{_SUBJECT})\s+(?:(?:and|&)\s+)?)"
_OFFICE = rf"(?:(?:{_ROLE_BEFORE})\s+){{1,3}}(?:(?-i:[A-ZÀ-Þ&])\S*\s+){{0,2}}(?:{_ROLE_WORDS})s?"
_CONTRIBUTOR = re.compile(r",\s*Contributor.*$")
_AT_END = re.compile(rf"\s+{_BEAT}{{0,4}}(?:{_ROLE_WORDS})s?$", re.IGNORECASE)
_BEHIND_TWO = re.compile(
    r"(\S+(?:\s\S+){1,2}?)\s+(?:(?:associate|assistant|emeritus|visiting|senior|deputy|vice)\s+)?"
    r"(?:(?:research|professor|lecturer|director|head|dean|chair)\s+(?:of|in|at|fellow)\b.*|lecturer|phd\s+candidate"
    r"|(?:co-?)?founder|editor[\s-](?:in[\s-]chief|at[\s-]large)|sub-editor|chief\s+executive|ceo|meteorologist)",
    re.IGNORECASE,
)
_BEAT_ALONE = re.compile(rf"{_BEAT}{{1,5}}(?:{_ROLE_WORDS})s?", re.IGNORECASE)
# Behind a name: `South Asia Correspondent`, `Professor of History`, `For MailOnline`.
_OF_A_BEAT = re.compile(
    rf"{_BEAT}{{1,5}}(?:{_ROLE_WORDS})s?|\S+(?:\s+\S+){{0,3}}\s+correspondent"
    r"|(?:(?:associate|assistant|emeritus|senior|deputy|vice)\s+)?(?:professor|lecturer|director|head|dean|chair|fellow)"
    r"\s+(?:of|in|at|for)\s+\S.*|(?-i:[Ff]or\s+(?:[Tt]he\s+)?[A-Z])\S+(?:\s+\S+){0,2}|meteorologist|broadcaster",
    re.IGNORECASE,
)
_WORD_AT_END = re.compile(rf"\s+(?:{_ROLE_WORDS})s?$", re.IGNORECASE)
_AT_START = re.compile(
    rf"^(?:{_TITLE}\s*:?\s+(?=\S)|{_OFFICE}\s*:?\s+(?=\S+\s+\S)"
    rf"|{_BEAT}{{1,4}}(?:{_ROLE_WORDS})\s*:?\s+(?=\S+\s+\S)"
    r"|(?:professor|president|director|chairman|chairwoman)\s+(?=\S+\s+\S))",
    re.IGNORECASE,
)
# `BBC correspondent Jane Roe`, `Moscow correspondent Jane Roe`.
_OF_ITS = re.compile(
    rf"^(\S+)\s+(?:(?:{_ROLE_BEFORE})\s+){{0,2}}(?:{_ROLE_WORDS})\s+(?=\S+\s+\S)", re.IGNORECASE
)
_SENT = re.compile(
    rf"^{_TITLE}\s+(?:a|à|in|en|em|at|aus)\s",
    re.IGNORECASE,
)
_ALONE = re.compile(rf"(?:(?:{_ROLE_BEFORE}|{_ROLE_WORDS})s?(?:\s+|$)){{1,6}}", re.IGNORECASE)
_OFFICE_ALONE = re.compile(rf"{_OFFICE}$", re.IGNORECASE)
_OFFICE_AT_END = re.compile(rf"(?<=\S)\s+{_OFFICE}$", re.IGNORECASE)
_OF_THE_STAFF = re.compile(r"\sof\sthe\s\S.{0,60}\sstaff$", re.IGNORECASE)
_PAPER = words(
    """
    bee chronicle courier dispatch examiner gazette globe herald inquirer journal news post press
    record register sentinel star sun telegram times tribune
    """
)
# What roles are for, and people are called: `Jimmy Wales Reporter`.
_NAMES_TOO = words("home wales ireland irish rock live council")
_ITS_STAFF = re.compile(r"\bstaff\b", re.IGNORECASE)
_LONGEST = 3  # words of an agency, outlet or place
_NAME = 2  # words that are left of a name


def without_glued(text: str) -> str:
    """Cut off roles that are glued to a name: `MitchellAssistant Editor`."""
    return _GLUED_ROLE.sub("", _CONTRIBUTOR.sub("", text))


def names_role(text: str) -> bool:
    """Say whether a word in it is a role."""
    return _ROLE.search(text) is not None


def is_alone(piece: str) -> bool:
    """Say whether it is nothing but a role."""
    return _ALONE.fullmatch(piece) is not None


def is_of_something(piece: str) -> bool:
    """Say whether it is a role, and what for or where: `Senior Moscow Correspondent`."""
    return (_OFFICE_ALONE.match(piece) or _SENT.match(piece)) is not None


def without_office_behind(piece: str) -> str:
    """Give a name of two or three words before an office that is none of a newsroom's own."""
    found = _BEHIND_TWO.fullmatch(piece)
    return found[1] if found else piece


def is_beat(piece: str) -> bool:
    """Say whether it can only be a role: what for, and the word for it."""
    return _BEAT_ALONE.fullmatch(piece) is not None


def is_behind_name(piece: str) -> bool:
    """Say whether it says behind a name what somebody is, or for whom somebody writes."""
    if (bare := _AT_END.sub("", piece)) != piece and fold(bare) in PLACES:
        return True  # `New York Correspondent`
    return _OF_A_BEAT.fullmatch(piece) is not None


def is_one_word_and_role(piece: str) -> bool:
    """Say whether it is one plain word and a role: `Metro Editor`, unless that is a whole name."""
    bare = _WORD_AT_END.sub("", piece)
    if bare.rpartition(" ")[2].casefold() not in _NAMES_TOO:
        bare = _AT_END.sub("", piece)
    plain = bare != piece and " " not in bare and bare.istitle()
    return plain and not is_outlet(bare) and not agency(bare)


def without_role(piece: str) -> str:
    """Cut off a role, and what it is for, at either end."""
    piece = _AT_END.sub("", _without_office(_OF_THE_STAFF.sub("", piece)))
    its = _OF_ITS.match(piece)
    if its and (agency(its[1]) or is_outlet(its[1]) or fold(its[1]) in PLACES):
        return piece[its.end() :]
    return _AT_START.sub("", piece)


def _without_office(piece: str) -> str:
    """Cut off `Senior Moscow Correspondent`, `Times Staff Writer`, but for two words of a name."""
    if (role := _AT_END.search(piece)) is None:
        return piece
    bare = _WORD_AT_END.sub("", piece)
    if (whole := without_affiliation(bare)) != bare:  # `Sky News reporter`
        return whole
    office = _OFFICE_AT_END.search(piece)
    longer = office and piece.count(" ", 0, office.start()) >= _NAME - 1
    name = piece[: office.start() if office and longer else role.start()].split()
    if len(name) < _NAME <= bare.count(" ") + 1 and not office:
        name = bare.split()  # `Jimmy Wales Reporter`
    if _ITS_STAFF.search(role[0]) and len(name) > _NAME and name[-1].lower() in _PAPER:
        del name[-1]
    name = _before_outlet(name)
    place = _size_at_end(name, PLACES)
    return " ".join(name[: len(name) - place])


def _before_outlet(name: list[str]) -> list[str]:
    """Give the name before its paper's: `Jane Roe The River`, `JANE ROE River`."""
    for at in range(_NAME, len(name)):
        if name[at] == "The" or (" ".join(name[:at]).isupper() and not name[at].isupper()):
            return name[:at]
    return name


def staff_of(piece: str) -> tuple[str, str] | None:
    """Tell a name from its agency in `Jane Roe, AP Business Writer`; there may be no name."""
    if (role := _AT_END.search(piece)) is None:
        return None
    before = piece[: role.start()].split()
    for start in (0, *range(_NAME, len(before))):
        for size in range(min(_LONGEST, len(before) - start), 0, -1):
            found = agency(" ".join(before[start : start + size]))
            if found and len(before) - start - size < _NAME:
                return " ".join(before[:start]), found
    return None


def without_affiliation(piece: str) -> str:
    """Cut off the outlet of somebody who signs as `Jane Roe BBC News`."""
    name = piece.split()
    size = _size_at_end(name, AFFILIATIONS)
    if size == 1 and not name[-1].isupper():  # `Steve Forbes`
        size = 0
    rest = " ".join(name[: len(name) - size])
    return rest if size and not is_outlet(rest) else piece


def _size_at_end(name: Sequence[str], known: Collection[str]) -> int:
    """Count the last words that are known together, where two of a name are left before them."""
    for size in range(min(_LONGEST, len(name) - _NAME), 0, -1):
        if fold(" ".join(name[-size:])) in known:
            return size
    return 0
