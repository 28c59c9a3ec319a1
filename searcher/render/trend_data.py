"""Counts over time for programs: JSON, and rows for spreadsheets."""

from collections.abc import Iterator
from typing import Any

from searcher.render.contract import json_lines
from searcher.render.look import Look
from searcher.render.safety import safe_data
from searcher.render.separated import csv_rows, guarded, tsv_cell
from searcher.trends import Series, Tally, Trend, share

# A line for each series and period, and for what lies in none: `undated`, and dated too roughly.
COLUMNS = ("series", "kind", "period", "first", "last", "count", "base", "share")
UNDATED, ROUGH = "undated", "rough"


def trend_record(trend: Trend) -> dict[str, Any]:
    """Give a trend as plain JSON types; lists of counts are in the order of `periods`."""
    from searcher.query.describe import request_record

    return {
        "query": request_record(trend.request),
        "by": trend.by,
        "field": trend.field,
        "periods": [
            {"label": one.label, "first": one.first.isoformat(), "last": one.last.isoformat()}
            for one in trend.periods
        ],
        "series": [_series(one) for one in trend.series],
        "notes": list(trend.notes),
        "corpus": {"digest": trend.corpus.digest, "articles": trend.corpus.articles},
        "took_ms": round(trend.took_ms, 3),
    }


def _series(one: Series) -> dict[str, Any]:
    from searcher.query.describe import request_record

    places = range(len(one.found.counts))
    return {
        "name": one.name,
        "kind": one.kind,
        "key": one.key,
        "query": request_record(one.request),
        **_tally(one.found),
        "share_of": one.share_of,
        "base": None if one.base is None else _tally(one.base),
        "shares": None if one.base is None else [one.share(place) for place in places],
    }


def _tally(tally: Tally) -> dict[str, Any]:
    return {
        "counts": list(tally.counts),
        "undated": tally.undated,
        "rough": tally.rough,
        "total": tally.total,
    }


def trend_json(trend: Trend, _look: Look) -> Iterator[str]:
    """Give the whole answer as one JSON object."""
    return json_lines(trend_record(trend))


def trend_csv(trend: Trend, _look: Look) -> Iterator[str]:
    """Give a header and a row for each series and period; empty where there is no share."""
    return csv_rows((COLUMNS, *_rows(trend)))


def trend_tsv(trend: Trend, _look: Look) -> Iterator[str]:
    """Give the same as lines with tabs."""
    for row in (COLUMNS, *_rows(trend)):
        yield "\t".join(tsv_cell(cell) for cell in row)


def _rows(trend: Trend) -> Iterator[tuple[str, ...]]:
    for one in trend.series:
        # Of texts of articles nothing dangerous is left; words are as they were typed, or linked.
        named = guarded(safe_data(one.name)), one.kind
        for place, period in enumerate(trend.periods):
            base = one.base.counts[place] if one.base else None
            days = period.first.isoformat(), period.last.isoformat()
            yield (*named, period.label, *days, *_numbers(one.found.counts[place], base))
        base = one.base.undated if one.base else None
        yield (*named, UNDATED, "", "", *_numbers(one.found.undated, base))
        base = one.base.rough if one.base else None
        yield (*named, ROUGH, "", "", *_numbers(one.found.rough, base))


def _numbers(count: int, base: int | None) -> tuple[str, str, str]:
    if base is None:
        return str(count), "", ""
    part = share(count, base)
    return str(count), str(base), "" if part is None else f"{part:.6f}"
