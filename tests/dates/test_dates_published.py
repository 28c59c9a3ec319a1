"""What a page prints, layer by layer, and what is left undated."""

import datetime as dt
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from searcher.dates import FLAGS, Published, parse_published

REFERENCE = dt.date(2026, 2, 1)


def _read(raw: str) -> tuple[str | None, str | None, str | None, str | None, tuple[str, ...]]:
    found = parse_published(raw, reference=REFERENCE)
    assert raw == found.raw
    return found.text, found.precision, found.method, found.confidence, found.flags


@pytest.mark.parametrize(
    ("raw", "text", "precision", "method", "confidence", "flags"),
    [
        ("2026-01-30", "2026-01-30", "day", "iso", "high", ()),
        ("2026-01-30T10:15:30Z", "2026-01-30", "second", "iso", "high", ()),
        ("2026-01-30T10:15", "2026-01-30", "minute", "iso", "high", ()),
        ("2026-01-30T10", "2026-01-30", "hour", "iso", "high", ()),
        ("2026-01-30 10:15:30.123456789 UTC", "2026-01-30", "second", "iso", "high", ()),
        ("2026-01-30+01:00", "2026-01-30", "day", "iso", "high", ()),
        ("20260130T101530Z", "2026-01-30", "second", "iso", "high", ()),
        ("20260130", "2026-01-30", "day", "iso", "medium", ()),
        ("20260130101530", "2026-01-30", "second", "iso", "medium", ()),
        ("Fri, 30 Jan 2026 10:15:30 +0100", "2026-01-30", "second", "rfc2822", "high", ()),
        ("30 Jan 2026 10:15 GMT", "2026-01-30", "minute", "rfc2822", "high", ()),
        ("1706601600", "2024-01-30", "second", "epoch", "high", ()),
        ("1706601600999", "2024-01-30", "second", "epoch", "high", ()),
        ("02 Feb 2005", "2005-02-02", "day", "pattern", "high", ()),
        ("Jan 30, 2026", "2026-01-30", "day", "pattern", "high", ()),
        ("January 2026", "2026-01", "month", "pattern", "high", ()),
        ("2026-01", "2026-01", "month", "pattern", "high", ()),
        ("1/2026", "2026-01", "month", "pattern", "high", ()),
        ("2017/2/7", "2017-02-07", "day", "pattern", "high", ()),
        ("2016/12/30 7:11", "2016-12-30", "minute", "pattern", "high", ()),
        ("30.01.2026", "2026-01-30", "day", "pattern", "high", ()),
        ("30. 1. 2026", "2026-01-30", "day", "pattern", "high", ()),
        ("1/30/2026 3 PM", "2026-01-30", "hour", "pattern", "high", ()),
        ("2021", "2021", "year", "pattern", "medium", ()),
        ("Friday, 30th of January, 2026 at 5:07pm", "2026-01-30", "minute", "pattern", "high", ()),
        ("12:05 a.m., Jan. 30, 2026", "2026-01-30", "minute", "pattern", "high", ()),
        ("2026年1月30日", "2026-01-30", "day", "pattern", "high", ()),
        ("2026年1月30日(金) 午後3時30分", "2026-01-30", "minute", "pattern", "high", ()),
        ("2026년 1월 30일 금요일 오후 3:05", "2026-01-30", "minute", "pattern", "high", ()),
        ("2026.01.30. 오후 8:06", "2026-01-30", "minute", "pattern", "high", ()),
        ("Published: 30 January 2026", "2026-01-30", "day", "pattern", "high", ()),
        ("Veröffentlicht am 30.01.2026", "2026-01-30", "day", "pattern", "high", ()),
        (
            "Posted on Jan 29, 2026, updated Jan 30, 2026",
            "2026-01-29",
            "day",
            "pattern",
            "high",
            (),
        ),
        ("Updated Jan 30, 2026", "2026-01-30", "day", "pattern", "high", ("updated",)),
        ("Sat, 30 Jan 2026", "2026-01-30", "day", "pattern", "medium", ("weekday-mismatch",)),
        ("02/03/2024", "2024", "year", "pattern", "medium", ("day-month-ambiguous",)),
        ("02/02/2024", "2024-02-02", "day", "pattern", "high", ()),
        ("Sat 3/2/2024", "2024", "year", "pattern", "medium", ("day-month-ambiguous",)),
        ("Tue 03/05/2024", "2024-03-05", "day", "pattern", "high", ()),
        ("5 Feb 2026", "2026-02-05", "day", "pattern", "high", ("future",)),
        ("3 Feb 2026", "2026-02-03", "day", "pattern", "high", ()),
        ("Fri 30 Jan 26", "2026-01-30", "day", "pattern", "medium", ("two-digit-year",)),
        ("30/01/26", "2026-01-30", "day", "pattern", "low", ("two-digit-year",)),
        ("30 ม.ค. 2569", "2026-01-30", "day", "pattern", "high", ("buddhist-era",)),
        ("30 listopad 2025", "2025", "year", "pattern", "medium", ("language-ambiguous",)),
    ],
)
def test_what_is_settled(  # noqa: PLR0917 - one column each
    raw: str, text: str, precision: str, method: str, confidence: str, flags: tuple[str, ...]
) -> None:
    """Each shape gives its day, no more precision than was printed, its layer and its doubts."""
    assert (text, precision, method, confidence, flags) == _read(raw)


@pytest.mark.parametrize(
    ("raw", "flags"),
    [
        ("", ("unparsed",)),
        ("  \n", ("unparsed",)),
        ("A", ("unparsed",)),
        ("12", ("unparsed",)),
        ("3.14", ("unparsed",)),
        ("By Mark May", ("unparsed",)),
        ("May", ("unparsed",)),
        ("Jan 5-8, 2026", ("unparsed",)),
        ("10:00-11:00, 30 Jan 2026", ("unparsed",)),
        ("in the spring of 2020 we met 12 people", ("unparsed",)),
        ("01:15 PM", ("unparsed",)),
        ("120680396518", ("unparsed",)),
        ("0123456789", ("unparsed",)),
        ("2030013112", ("unparsed",)),
        ("2026-W05", ("unparsed",)),
        ("2024-13-01", ("impossible",)),
        ("0001-01-00", ("year-out-of-range",)),
        ("30 Feb 2026", ("impossible",)),
        ("30 Jan 2026 25:00", ("impossible",)),
        ("32/13/2024", ("impossible",)),
        ("9999-12-31", ("year-out-of-range",)),
        ("1404-11-10", ("year-out-of-range",)),
        ("1970-01-01T00:00:00Z", ("zero-time",)),
        ("1970-01-01 00:00:00", ("zero-time",)),
        ("1970-01-01T01:00:00+01:00", ("zero-time",)),
        ("1969-12-31T19:00:00-05:00", ("zero-time",)),
        ("Thu, 01 Jan 1970 00:00:00 GMT", ("zero-time",)),
        ("Updated 1 January 1970 00:00", ("updated", "zero-time")),
        ("1601-01-01T00:00:00.000Z", ("zero-time",)),
        ("Jan 30", ("no-year",)),
        ("January 26", ("no-year",)),
        ("1月30日", ("no-year",)),
        ("2 hours ago", ("relative",)),
        ("UPDATED 13 min ago", ("updated", "relative")),
        ("vor 3 Stunden", ("relative",)),
        ("il y a 2 jours", ("relative",)),
        ("3小时前", ("relative",)),
        ("yesterday at 10:00", ("relative",)),
        ("5m", ("relative",)),
        ("02/03/24", ("two-digit-year", "day-month-ambiguous")),
    ],
)
def test_what_stays_undated(raw: str, flags: tuple[str, ...]) -> None:
    """Nothing is invented: the raw string stays, and the flags say why."""
    assert Published(raw, flags=flags) == parse_published(raw, reference=REFERENCE)


@pytest.mark.parametrize(
    "raw",
    [
        "30. Januar 2026",
        "30 janv. 2026",
        "vendredi 30 janvier 2026 à 14h30",
        "30 de enero de 2026",
        "30 gennaio 2026",
        "30 de janeiro de 2026 às 10h30",
        "30 de gener de 2026",
        "vrijdag 30 januari 2026",
        "fredag den 30 januari 2026 kl. 14.30",
        "30. januar 2026 kl. 14.30",
        "30. tammikuuta 2026 klo 14.30",
        "30. janúar 2026",
        "30 stycznia 2026 r.",
        "30. ledna 2026",
        "30. siječnja 2026.",
        "петак, 30. јануар 2026.",
        "30 януари 2026 г.",
        "30 января 2026 г. в 10:30",
        "30 січня 2026 року",
        "30 ianuarie 2026",
        "2026. január 30., péntek",
        "Παρασκευή, 30 Ιανουαρίου 2026",
        "30 OCAK 2026 Cuma",
        "2026 m. sausio 30 d.",
        "2026. gada 30. janvāris",
        "30. jaanuar 2026",
        "٣٠ يناير ٢٠٢٦",
        "30 كانون الثاني 2026",
        "۳۰ ژانویه ۲۰۲۶",
        "30 בינואר 2026",
        "30 जनवरी 2026",
        "৩০ জানুয়ারি ২০২৬",
        "30 มกราคม 2026",
        "Jumat, 30 Januari 2026 pukul 10:30",
        "ngày 30 tháng 1 năm 2026",
        "Thứ Sáu, 30/01/2026, 10:00 (GMT+7)",
        "２０２６年１月３０日",
        "\u200e1\u200e/\u200e30\u200e/\u200e2026",
    ],
)
def test_languages(raw: str) -> None:
    """A month's name settles its day in every language of the table."""
    found = parse_published(raw, reference=REFERENCE)
    assert (dt.date(2026, 1, 30), "high", ()) == (found.date, found.confidence, found.flags)


@pytest.mark.parametrize(
    ("raw", "instant", "flags"),
    [
        ("2026-01-30T10:00:00+05:30", "2026-01-30T04:30:00+00:00", ()),
        ("2026-01-30T23:30:00-08:00", "2026-01-31T07:30:00+00:00", ()),
        ("2026-01-30T10:00:00", None, ()),
        ("2026-01-30T10:00:00+99:00", None, ("zone-unknown",)),
        ("Jan 15, 2025 3:15 PM ET", "2025-01-15T20:15:00+00:00", ()),
        ("Jul 4, 2025 3:15 PM ET", "2025-07-04T19:15:00+00:00", ()),
        ("Jul 4, 2025 3:15 PM EST", "2025-07-04T19:15:00+00:00", ()),
        ("Nov 2, 2025 1:30 AM EDT", "2025-11-02T05:30:00+00:00", ()),
        ("Nov 2, 2025 1:30 AM EST", "2025-11-02T06:30:00+00:00", ()),
        ("Fri, 04 Jul 2025 10:00:00 CEST", "2025-07-04T08:00:00+00:00", ()),
        ("Fri, 04 Jul 2025 10:00:00 CST", None, ("zone-ambiguous",)),
        ("Jul 4, 2025 3:15 PM IST", None, ("zone-ambiguous",)),
        (
            "Fri Jan 30 2026 10:00:00 GMT+0100 (Central European Standard Time)",
            "2026-01-30T09:00:00+00:00",
            (),
        ),
    ],
)
def test_instants(raw: str, instant: str | None, flags: tuple[str, ...]) -> None:
    """There is an instant only with a time and a zone of one meaning; the day is always there."""
    found = parse_published(raw)
    assert (instant, flags) == (found.instant and found.instant.isoformat(), found.flags)
    assert found.date is not None


def test_the_day_is_the_local_one() -> None:
    """Half past eleven in California is the 30th, whatever UTC says."""
    found = parse_published("2026-01-30T23:30:00-08:00")
    assert dt.date(2026, 1, 30) == found.date
    assert found.instant == dt.datetime(2026, 1, 31, 7, 30, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("raw", "order", "date", "flags"),
    [
        ("02/03/2024", "dmy", dt.date(2024, 3, 2), ()),
        ("02/03/2024", "mdy", dt.date(2024, 2, 3), ()),
        ("13/02/2024", "mdy", dt.date(2024, 2, 13), ("order-contradicted",)),
        ("02/13/2024", "dmy", dt.date(2024, 2, 13), ("order-contradicted",)),
        ("2024/02/03", "dmy", dt.date(2024, 2, 3), ()),
        ("1/2/18 5:30 AM", "mdy", dt.date(2018, 1, 2), ("two-digit-year",)),
        ("1/2/18 5:30 AM", "dmy", dt.date(2018, 2, 1), ("two-digit-year",)),
    ],
)
def test_order(raw: str, order: str, date: dt.date, flags: tuple[str, ...]) -> None:
    """The file's order settles what is open, and never bends a date that fits only the other."""
    found = parse_published(raw, order="dmy" if order == "dmy" else "mdy", reference=REFERENCE)
    assert (date, flags) == (found.date, found.flags)


@pytest.mark.parametrize(
    ("raw", "language", "text", "flags"),
    [
        ("02.03.2024", "de-AT", "2024-03-02", ("order-from-language",)),
        ("02.03.2024", "en", "2024", ("day-month-ambiguous",)),
        *(
            ("02.03.2024", language, "2024-03-02", ("order-from-language",))
            for language in ("nl", "sv", "nb", "nn", "fr", "es-MX", "pt-BR", "ca", "el")
        ),
        ("02/03/2024", "de", "2024", ("day-month-ambiguous",)),
        ("Samstag, 02.03.2024", None, "2024-03-02", ("order-from-language",)),
        ("30 listopad 2025", "pl", "2025-11-30", ()),
        ("30 listopad 2025", "hr", "2025-10-30", ()),
        ("mar. 3 févr. 2026", "fr", "2026-02-03", ()),
        ("3 mar 2026", "fr", "2026-03-03", ()),
        ("30/01/2569", "th", "2026-01-30", ("buddhist-era",)),
    ],
)
def test_language(raw: str, language: str | None, text: str, flags: tuple[str, ...]) -> None:
    """The article's language settles words and dotted dates; slashes it does not."""
    found = parse_published(raw, language=language)
    assert (text, flags) == (found.text, found.flags)


@pytest.mark.parametrize(
    "raw", ["1970-01-01", "Jan 1, 1970", "1970-01-01T00:00:01Z", "1970-01-01T00:00:00+01:00"]
)
def test_what_was_printed_on_that_day_is_no_zero(raw: str) -> None:
    """Only the very second is: a newspaper of New Year 1970 has its date."""
    assert parse_published(raw).date in {dt.date(1970, 1, 1), dt.date(1969, 12, 31)}


def test_two_digit_years_need_evidence() -> None:
    """Without a weekday or a reference, 26 is no year."""
    assert ("two-digit-year", "no-reference") == parse_published("30-Jan-26").flags
    assert dt.date(1998, 1, 30) == parse_published("Fri, 30 Jan 98").date
    assert dt.date(2026, 1, 30) == parse_published("30-Jan-26", reference=REFERENCE).date


@pytest.mark.parametrize(
    ("raw", "years", "expected"),
    [
        ("14-Feb-18", (2015, 2018), dt.date(2018, 2, 14)),
        ("19-Feb-18", (2015, 2017), dt.date(2018, 2, 19)),  # the year after the last
        ("14-Feb-18", (1914, 1918), dt.date(1918, 2, 14)),
        ("14-Feb-18", (1911, 2018), None),  # either century
        ("14-Feb-18", (1975, 1999), None),  # neither
        ("26-Jan-30", (2025, 2026), None),  # a year in front, or of another time
        ("05-Feb-09", (2005, 2006), None),
        ("26-Jan-27", (2025, 2026), dt.date(2027, 1, 26)),
        ("30-Feb-18", (2015, 2018), None),
        ("26.04.24", (2024, 2024), dt.date(2024, 4, 26)),
        ("02/03/24", (2024, 2024), None),  # of which month?
        ("Fri 30 Jan 26", (1998, 1999), dt.date(2026, 1, 30)),  # the weekday knows it
    ],
)
def test_other_dates_of_a_file_tell_the_century(
    raw: str, years: tuple[int, int], expected: dt.date | None
) -> None:
    """Where the year that they leave is theirs, or next to them; a reference knows it better."""
    found = parse_published(raw, years=years)
    assert expected == found.date
    if "two-digit-year" in found.flags and found.date:
        assert found.confidence == ("medium" if found.raw.startswith("Fri") else "low")
    known = parse_published("14-Feb-18", reference=dt.date(2018, 3, 1), years=(1914, 1918))
    assert (dt.date(2018, 2, 14), "low") == (known.date, known.confidence)


def test_beside_the_name_of_a_month_the_day_stands_first() -> None:
    """Hardly anybody writes the year there; only where the last number is none it may be."""
    later = dt.date(2026, 2, 1)
    assert dt.date(2018, 2, 14) == parse_published("14-Feb-18", reference=later).date
    assert dt.date(2026, 1, 30) == parse_published("26-Jan-30", reference=later).date


def test_a_datetime_is_a_reference_too() -> None:
    """A capture with a time counts by its day."""
    moment = dt.datetime(2026, 2, 1, 12, tzinfo=dt.UTC)
    assert dt.date(2026, 1, 30) == parse_published("Jan 30, Fri", reference=moment).date


_FLAGGED = {
    "unparsed": "12",
    "relative": "2 hours ago",
    "impossible": "30 Feb 2026",
    "year-out-of-range": "9999-12-31",
    "zero-time": "1970-01-01T00:00:00Z",
    "no-year": "Jan 30",
    "no-reference": "Jan 30, Fri",
    "too-far": "Jan 30, Wed",
    "weekday-mismatch": "Sat, 30 Jan 2026",
    "two-matches": "Feb 28, Sun",
    "day-month-ambiguous": "02/03/2024",
    "order-contradicted": "13/02/2024",
    "order-from-language": "Samstag, 02.03.2024",
    "two-digit-year": "30/01/26",
    "language-ambiguous": "30 listopad 2025",
    "buddhist-era": "30 ม.ค. 2569",
    "persian-calendar": "۱۰ بهمن ۱۴۰۴",
    "era-year": "令和8年1月30日",
    "zone-ambiguous": "30 Jan 2026 10:00 IST",
    "zone-unknown": "2026-01-30T10:00+99:00",
    "future": "2031-01-01",
    "updated": "Updated 30 Jan 2026",
}


def test_every_flag_has_a_case() -> None:
    """The table of flags lists what can come out, no more."""
    assert list(_FLAGGED) == list(FLAGS)


@pytest.mark.parametrize(("flag", "raw"), _FLAGGED.items())
def test_flags(flag: str, raw: str) -> None:
    """Each flag is raised by the string that shows it."""
    found = parse_published(
        raw,
        reference={"no-reference": None, "two-matches": dt.date(2021, 2, 27)}.get(flag, REFERENCE),
        order="mdy" if flag == "order-contradicted" else None,
    )
    assert flag in found.flags


_PIECES = "Jan Fri 30 2026 26 mai 1月 年 日 st pm 10:30 EST + -05:00 , / . ago 昨 tháng 13 24:61"
_HOSTILE = st.one_of(
    st.text(max_size=80),
    st.text(alphabet="0123456789-/.: TZ+", max_size=40),
    st.lists(
        st.sampled_from(_PIECES.split()),
        max_size=7,
    ).map(" ".join),
)


@given(
    raw=_HOSTILE,
    language=st.sampled_from([None, "en", "de", "th", "xx", "\0", "pt-BR"]),
    order=st.sampled_from([None, "dmy", "mdy"]),
    reference=st.none() | st.dates(),
)
@example(raw="1" * 5000, language=None, order=None, reference=None)
@example(raw="\0" * 50 + "2026-01-30", language=None, order=None, reference=dt.date.max)
@example(raw="Jan 30, Fri", language=None, order=None, reference=dt.date.max)
@example(raw="Jan 30, Fri", language=None, order=None, reference=dt.date.min)
@example(raw="²⁰²⁶-01-30", language=None, order=None, reference=None)
@example(raw="13:00 AM 30 Jan 2026" + " " * 200, language="\ud800", order=None, reference=None)
def test_anything_goes_in(
    raw: str, language: str | None, order: str | None, reference: dt.date | None
) -> None:
    """No text raises, and no year comes out that was not printed, unless the method says so."""
    found = parse_published(
        raw,
        reference=reference,
        order="dmy" if order == "dmy" else "mdy" if order == "mdy" else None,
        language=language,
    )
    assert raw == found.raw
    assert set(found.flags) <= FLAGS.keys()
    if found.date is None:
        assert found.flags
        assert (None, None, None, None) == (
            found.precision,
            found.instant,
            found.method,
            found.confidence,
        )
        return
    assert found.method
    assert found.confidence
    if found.method in ("weekday", "epoch") or "buddhist-era" in found.flags:
        return
    printed = "".join(
        str(unicodedata.decimal(c, c))
        for c in unicodedata.normalize("NFKC", raw)
        if unicodedata.category(c) != "Cf"
    )
    year = str(found.date.year)
    assert (year[2:] if "two-digit-year" in found.flags else year) in printed


@given(
    day=st.dates(min_value=dt.date(1600, 1, 1), max_value=dt.date(2261, 12, 31)),
    shape=st.sampled_from(
        ["%Y-%m-%d", "%d %B %Y", "%b %d, %Y", "%A, %d %b %Y", "%Y/%m/%d", "%Y%m%d"]
    ),
)
def test_round_trip(day: dt.date, shape: str) -> None:
    """A full date in a common shape comes back as itself, without a doubt about the weekday."""
    found = parse_published(day.strftime(shape))
    assert (day, "day", ()) == (found.date, found.precision, found.flags)


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("30 January 2026, 10:00 CET", "2026-01-30"),
        ("January 2026", "2026-01"),
        ("2026", "2026"),
        ("soon", "undated"),
    ],
)
def test_a_date_is_shown_as_far_as_it_is_known(raw: str, shown: str) -> None:
    """Who prints it, or hands it to a program as text, gets the day, and no Python."""
    assert shown == str(parse_published(raw))


@pytest.mark.parametrize(
    ("raw", "day", "updated"),
    [
        ("Giriş Tarihi: 14.03.2025 10:12", "2025-03-14", False),
        ("Data publikacji: 14.03.2025", "2025-03-14", False),
        ("Creado 14/03/2025", "2025-03-14", False),
        ("Laatst gewijzigd: 15 maart 2025, 09:00", "2025-03-15", True),
        ("Data aktualizacji: 16.03.2025 11:00", "2025-03-16", True),
        ("Cập nhật: 14/03/2025 10:12", "2025-03-14", True),
        ("Ultimo aggiornamento: 14 marzo 2025", "2025-03-14", True),
        ("最后更新：2025-03-14", "2025-03-14", True),
    ],
)
def test_labels_tell_publications_from_updates(raw: str, day: str, updated: bool) -> None:
    """In the languages whose papers print them."""
    found = parse_published(raw)
    assert (day, updated) == (str(found), "updated" in found.flags)
