"""What is typed? Queries by the grammar, the same with mistakes in them, and anything at all.

The case of a number follows from the seed and the number alone, so a run can be taken up anywhere,
and a failure be asked again.
"""

import datetime as dt
import random
from typing import NamedTuple

from query_fuzz.corpus import WORDS
from searcher.dates import DateRange
from searcher.query.model import CONFIDENCES, Filter, FilterValue
from strategies import AUTHORS, DATES, SOURCES, TOPICS

TODAY = dt.date(2026, 2, 1)
_FIELDS = ("title:", "summary:", "body:", "text:", "TITLE:")
_GAPS = (" ", " ", " ", " AND ", " OR ", " OR ", " NOT ", " && ", " || ", "\u3000", "  ")
_SIGNS = ("-", "+", "!", "=", "–", "NOT ", "--", "+-")
_SUFFIXES = ("~", "~1", "~2", "~0", "^2", "^0", "^0.5", "~1^3", "*", "?", "^", "~9", ".", ",", "!")
_VALUES = (
    *(f'author:"{name}"' for name in AUTHORS),
    *(f'source:"{name}"' for name in SOURCES),
    *(f"topic:{path}" for path in TOPICS),
    *("author:none", "author:*", "-author:*", "source:none", "topic:*", "subject:sport"),
    *("subject:none", "language:en", "lang:(de OR fr)", "language:*", "kind:teaser", "kind:*"),
    *("url:*", "url:https://example.org/77", "id:" + "0" * 32, "story:1", "story:9000000"),
    *("author:(Jo Roe OR Ada Smith)", "title:*", "-summary:*", "body:*", "date:*", "-date:*"),
    *(f"date:{day[:10]}" for day in DATES if day[0] == "2"),
    *("date:>2025", "date:<2026-01", "date:2025..2026", "date:[2025 TO 2026-01]", "date:undated"),
    *("date:~2026-01", "date:yesterday", 'date:"last month"', "date:{2025-12 TO *]"),
    *("words:>800", "words:100..300", "words:..50", "words:7", "words:[10 TO 99}", "words:*"),
)
_EXPRESSIONS = (
    *(
        "b.nk",
        "ba.*",
        ".*s",
        "[a-m].*",
        "[^b].{3}",
        "(bank|markets?)",
        r"\d+",
        "b[aeiou]+.?",
        ".{2}",
    ),
    *("stra(ß|ss)e", "[а-я]+", "банк.?", "m[äa]rkt.*", "(a|e|i|o|u|.)*s", "..?.?", "h.{1,3}s"),
    *("(ab", "a**", "[z-a]", "^a", "a$", r"\w", ".*a.{9}", "a{60}", "東", "a-b", "()"),
)
_ODD = (
    *("don't", "12:30", "Re:x", "C++", "#tag", "AT&T", "e-mail", '5"', "🎉", "http://x.org/a?b=c"),
    *("www.example.org", "—bank", "–", "AND", "OR", "NOT", "()", "( )", "~", "^", '""', "''", "*"),
    *(
        "**",
        "?",
        "a*b?c",
        "*a*",
        "autor:x",
        "foo:bar",
        "C:\\news",
        "\\",
        "\\*",
        "a\\:b",
        "//",
        "/a/",
    ),
    *(
        "[2025 TO 2026]",
        "{x}",
        "«bank market»",
        "“bank",
        "bank”",
        "\u200b",
        "\u202e",
        "\x00",
        "\ud800",
    ),
)
_NOISE = (
    *"+-!=()\"“”«*?~^:\\/.|&[]{}<>#@%,;'",
    *("\u3000", "\u0301", "\u200c", "\xa0", "–", "—", " ", " ", "é", "東", "ß", "İ", "0", "9", "a"),
    *(
        "AND",
        "OR",
        "NOT",
        "TO",
        "..",
        "~2",
        "^2",
        "title:",
        "words:",
        "date:",
        "author:",
        "https://",
    ),
)


class Case(NamedTuple):
    """One request: the text, and what stands beside it."""

    text: str
    any_word: bool = False
    filters: tuple[Filter, ...] = ()
    within: DateRange | None = None
    inferred: bool = True
    date_confidence: str | None = None


def case(seed: int, number: int) -> Case:
    """Give the case of this number."""
    rng = random.Random(seed << 40 | number)
    kind = rng.random()
    if kind < 0.05:
        text = _anything(rng)
    else:
        text = _query(rng, rng.choice((0, 0, 0, 1, 1, 2, 3)))
        if kind < 0.4:
            text = _mutated(rng, text)
    made = Case(text, any_word=rng.random() < 0.2)
    if rng.random() < 0.75:
        return made
    return made._replace(
        filters=tuple(_filter(rng) for _ in range(rng.randint(0, 2))),
        within=_days(rng) if rng.random() < 0.3 else None,
        inferred=rng.random() < 0.5,
        date_confidence=rng.choice((None, None, *CONFIDENCES)),
    )


def _query(rng: random.Random, depth: int) -> str:
    """Write clauses side by side, some of them groups."""
    clauses = []
    for _ in range(rng.choice((1, 1, 1, 2, 2, 3))):
        sign = rng.choice(_SIGNS) if rng.random() < 0.2 else ""
        field = rng.choice(_FIELDS) if rng.random() < 0.15 else ""
        if depth and rng.random() < 0.35:
            after = rng.choice(("", "", "", "^2", "^0.5", "~2"))
            clauses.append(f"{sign}{field}({_query(rng, depth - 1)}){after}")
        else:
            clauses.append(sign + _clause(rng, field))
    return "".join((rng.choice(_GAPS) if at else "") + clause for at, clause in enumerate(clauses))


def _clause(rng: random.Random, field: str) -> str:
    kind = rng.random()
    word = rng.choice(WORDS)
    if kind < 0.35:
        return field + word + (rng.choice(_SUFFIXES) if rng.random() < 0.2 else "")
    if kind < 0.5:
        words = " ".join(rng.choices(WORDS, k=rng.choice((1, 2, 2, 2, 2, 3))))
        return f'{field}"{words}"{rng.choice(("", "", "", "~1", "~2", "^2", "~2^3"))}'
    if kind < 0.65:
        at = rng.randint(0, len(word))
        end = rng.randint(at, min(len(word), at + 3))
        return f"{field}{word[:at]}{rng.choice('**??')}{word[end:]}{rng.choice(('', '', '*'))}"
    if kind < 0.72:
        return f"{field}/{_expression(rng)}/{rng.choice(('', '', '^2', '~'))}"
    if kind < 0.92:
        return rng.choice(_VALUES)
    return rng.choice(_ODD)


def _expression(rng: random.Random) -> str:
    if rng.random() < 0.6:
        return rng.choice(_EXPRESSIONS)
    pieces = (
        ".",
        "a",
        "e",
        "s",
        "n",
        "[a-m]",
        "[^aeiou]",
        "(b|m|st)",
        "ä",
        "[а-я]",
        r"\d",
        "(an|en)",
    )
    counts = ("", "", "", "*", "+", "?", "{2}", "{1,3}", "{0,}")
    return "".join(rng.choice(pieces) + rng.choice(counts) for _ in range(rng.randint(1, 5)))


def _mutated(rng: random.Random, text: str) -> str:
    """Insert, delete, double, swap or replace a few characters, or bytes of them."""
    for _ in range(rng.choice((1, 1, 1, 2, 3, 8))):
        at = rng.randint(0, len(text))
        end = min(len(text), at + rng.choice((1, 1, 1, 2, 5)))
        kind = rng.randrange(6)
        if kind == 0:
            text = text[:at] + rng.choice(_NOISE) + text[at:]
        elif kind == 1:
            text = text[:at] + text[end:]
        elif kind == 2:
            text = text[:end] + text[at:end] * rng.choice((1, 1, 3, 30)) + text[end:]
        elif kind == 3:
            text = text[:at] + text[at:end][::-1] + text[end:]
        elif kind == 4:
            text = text[:at] + rng.choice(_ODD) + text[end:]
        else:
            raw = bytearray(text.encode("utf-8", "surrogatepass"))
            if raw:
                raw[rng.randrange(len(raw))] = rng.randrange(256)
            text = raw.decode("utf-8", rng.choice(("replace", "ignore")))
    return text


def _anything(rng: random.Random) -> str:
    """Draw characters of any kind."""
    length = rng.choice((1, 2, 3, 8, 8, 30, 30, 100))
    draw = rng.choice(
        (
            lambda: rng.choice(_NOISE),
            lambda: chr(rng.randrange(0x20, 0x7F)),
            lambda: chr(rng.randrange(0x3000)),
            lambda: chr(rng.randrange(0x110000)),
        )
    )
    return "".join(draw() for _ in range(length))


def _days(rng: random.Random) -> DateRange:
    days = sorted(dt.date(2025, 11, 1) + dt.timedelta(rng.randrange(120)) for _ in range(2))
    first, last = rng.choice((days, (days[0], None), (None, days[1])))
    return DateRange(first, last)


def _filter(rng: random.Random) -> Filter:
    field = rng.choice(("author", "source", "topic", "subject", "language", "kind", "date"))
    known: dict[str, tuple[str, ...]] = {
        "author": ("jo roe", "jose roe", "ada smith", "nobody"),
        "source": ("harbour ledger", "evening quay"),
        "topic": ("economy", "economy/banks", "sport", "eco"),
        "subject": ("sport", "sport/competition discipline/soccer", "spo"),
        "language": ("en", "en-gb", "de", "zh"),
        "kind": ("article", "teaser"),
    }
    values: list[FilterValue] = []
    for _ in range(rng.randint(1, 2)):
        value: FilterValue = None
        if rng.random() < 0.8:
            value = _days(rng) if field == "date" else rng.choice(known[field])
        if value not in values:
            values.append(value)
    return Filter(field, tuple(values), exclude=rng.random() < 0.3)
