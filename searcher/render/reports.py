"""What an ingest did, and what an index holds, for a person; programs read the same as JSON.

Both come as the records of their JSON contracts, since this room does not know the corpus.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from searcher.render.columns import clip, lines_of, width
from searcher.render.look import BOLD, DIM, Look, counted, size, took
from searcher.render.safety import one_line

_OUTCOMES = (
    ("added", "new"),
    ("replaced", "in place of an older or shorter record of the same article"),
    ("unchanged", "read before"),
    ("duplicate", "the same text under another address"),
    ("superseded", "an older or shorter record of an article that is in"),
    ("skipped", "no article"),
    ("rejected", "could not be read"),
)
_RUNS, NAMES = 3, 3  # ingests, and names of each and of each reason, for a person
_DATES = {"none": "no date printed", "undated": "printed, not settled"}


def ingest_report(record: Mapping[str, Any], look: Look) -> Iterator[str]:
    """Give the report of one ingest; the seven outcomes that happened, and why."""
    seconds = took(record["seconds"] * 1000)
    yield look.paint(f"{counted(record['seen'], 'record')} read in {seconds}", BOLD)
    rows = [(name, record[name], about) for name, about in _OUTCOMES if record[name]]
    yield from _table([(name, f"{number:,}", about) for name, number, about in rows], look)
    for title, key, names in (
        ("formats", "by_format", {}),
        ("skipped and rejected", "by_reason", {}),
        ("dates", "dates", _DATES),
    ):
        if record[key]:
            yield title
            files = record["examples"] if key == "by_reason" else {}
            counts = [
                (names.get(name, name), f"{n:,}", _some(files.get(name, ())))
                for name, n in record[key].items()
            ]
            yield from _table(counts, look)
    where = f" in index {one_line(look.index)}" if look.index else ""
    digest = f"  digest {record['digest'][:16]}"
    held = clip(f"{counted(record['articles'], 'article')}{where}", look.columns - len(digest))
    yield held + look.paint(digest, DIM)


def _some(files: Sequence[str]) -> str:
    more = ", …" if len(files) > NAMES else ""
    return ", ".join(map(one_line, files[:NAMES])) + more


# Facts that are told only where they are one.
_IF_ANY = frozenset({"unstemmed", "outdated", "stale", "deleted", "ungrouped"})


def index_info(record: Mapping[str, Any], look: Look) -> Iterator[str]:
    """Give the facts of one index."""
    first, last = record["first"], record["last"]
    outdated, stale, deleted = record["outdated"], record["stale"], record["deleted"]
    facts = (
        ("index", record["name"]),
        ("path", record["path"]),
        ("articles", f"{record['articles']:,}"),
        ("dates", f"{first} to {last}" if first else "none"),
        ("undated", f"{record['undated']:,}"),
        ("authors", f"{record['authors']:,}"),
        ("unsigned", f"{record['unsigned']:,}"),
        ("sources", f"{record['sources']:,}"),
        ("languages", ", ".join(record["languages"])),
        ("unstemmed", _unstemmed(record)),
        ("files", _files(record["files"])),
        (
            "outdated",
            f"{counted(outdated or 0, 'file')} read by an older version; ingest them again",
        ),
        (
            "stale",
            f"{counted(stale or 0, 'article')} that no file holds; ingest --prune deletes them",
        ),
        ("deleted", f"{counted(deleted or 0, 'record')} passed over by ingest"),
        ("ungrouped", "some copies may be in no story; searcher stories rebuild finds all"),
        ("size", size(record["bytes"])),
        ("created", record["created"]),
        ("engine", f"{record['engine']}, schema {record['schema']}"),
        ("digest", record["digest"]),
    )
    for label, value in facts:
        if label in _IF_ANY and not record[label]:
            continue
        yield from _fact(label, one_line(str(value)), look)
    for label, value in _runs(record):
        yield from _fact(label, value, look)


def _files(known: int | None) -> str:
    if known is not None:
        return f"{known:,}"
    return "not known: there is no ledger that can be read; searcher doctor says more"


def _unstemmed(record: Mapping[str, Any]) -> str:
    more = record["unstemmed"]
    counts = ", ".join(f"{counted(count, 'article')} in {name}" for name, count in more.items())
    codes = ",".join((*record["languages"], *more))
    return f"{counts}; searcher reindex --languages {codes} finds other forms of their words"


def _runs(record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Walk the last ingests, the newest first; JSON has more of them."""
    shown = record["runs"][:_RUNS]
    for run in shown:
        yield "ingest", one_line(run_line(run))
    if (record["ingests"] or 0) > len(shown):
        yield "ingests", f"{record['ingests']:,}; --json has the last {len(record['runs'])}"


def run_line(run: Mapping[str, Any]) -> str:
    """Give an ingest in a line: `2026-01-30 12:00 UTC, news: 3 added, 1 rejected`."""
    begun = run["begun"].replace("T", " ")[:16]
    counts = [f"{run[name]:,} {name}" for name, _ in _OUTCOMES if run[name]]
    state = "" if run["state"] == "whole" else f" ({run['state']})"
    return f"{begun} UTC, {run_names(run)}: {', '.join(counts) or 'no record'}{state}"


def run_names(run: Mapping[str, Any]) -> str:
    """Name what an ingest read: `news, cards.jsonl and 3 more`."""
    shown = run["names"][:NAMES]
    more = run["places"] - len(shown)
    return ", ".join(shown) + (f" and {more:,} more" if more > 0 else "")


def index_list(records: Sequence[Mapping[str, Any]], look: Look) -> Iterator[str]:
    """Give one line an index."""
    rows = [
        (
            one_line(r["name"]),
            f"{r['articles']:,}",
            one_line(r["problem"] or f"{size(r['bytes'])}, {r['path']}"),
        )
        for r in records
    ]
    return _table([("index", "articles", "size, path"), *rows] if rows else [], look)


def _fact(label: str, value: str, look: Look) -> Iterator[str]:
    start = look.paint(f"{label:<11}", DIM)
    for line in lines_of(value, look.columns - 11):
        yield start + line
        start = " " * 11


def _table(rows: Sequence[tuple[str, str, str]], look: Look) -> Iterator[str]:
    """Give name, number and remark in columns; the remark is shortened to the page."""
    if not rows:
        return
    digits = max(width(number) for _, number, _ in rows)
    names = [clip(one_line(name), max(look.columns - digits - 4, 1)) for name, _, _ in rows]
    wide = max(map(width, names))
    for name, (_, number, remark) in zip(names, rows, strict=True):
        line = f"  {name}{' ' * (wide - width(name))}  {number:>{digits}}"
        room = look.columns - width(line) - 2
        yield line + (look.paint(f"  {clip(remark, room)}", DIM) if remark and room > 1 else "")
