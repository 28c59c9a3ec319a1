"""How does a diagnosis look to a person? What is wrong first, then what is well, in one line each.

It comes as the record of its JSON contract, since this room does not know the index.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from searcher.render.columns import clip, lines_of
from searcher.render.look import BOLD, DIM, MARK, Look, counted
from searcher.render.safety import one_line

_PARTS = 5  # of each finding, for a person
_EXAMPLES = 3
_ORDER = ("problem", "look", "ok")
_VERDICTS = {
    "ok": "Nothing to look at.",
    "look": "No problem, but something to look at.",
    "problem": "There are problems.",
}


def diagnosis(record: Mapping[str, Any], look: Look) -> Iterator[str]:
    """Give the findings by severity, and in words what to do."""
    name, articles = one_line(record["name"]), counted(record["articles"], "article")
    yield look.paint(clip(f"{name}: {articles}, as of {record['as_of']}", look.columns), BOLD)
    for severity in _ORDER:
        for finding in record["findings"]:
            if finding["severity"] == severity:
                yield from _finding(finding, look)
    yield look.paint(_VERDICTS[record["severity"]], BOLD)


def _finding(finding: Mapping[str, Any], look: Look) -> Iterator[str]:
    severity, share = finding["severity"], finding["share"]
    part = f" ({_percent(share)})" if share and finding["number"] else ""
    text = f"{finding['number']:,}{part} {finding['title']}"
    for number, line in enumerate(lines_of(one_line(text), look.columns - 9)):
        mark = f"{severity:<9}" if not number else " " * 9
        yield look.paint(mark, DIM if severity == "ok" else MARK) + line
    if severity == "ok":
        if finding["command"] is not None:
            yield from _below([finding["command"]], look)
        return
    below = []
    for part in finding["parts"][:_PARTS]:
        examples = [f"“{clip(one_line(one), 60)}”" for one in part["examples"][:_EXAMPLES]]
        more = ", …" if len(part["examples"]) > _EXAMPLES else ""
        shown = f": {', '.join(examples)}{more}" if examples else ""
        count = f"{part['number']:,} " if part["number"] else ""
        below.append(f"{count}{one_line(part['what'])}{shown}")
        if part["command"] is not None:
            below.append(part["command"])
    if len(finding["parts"]) > _PARTS:
        below.append(f"and {len(finding['parts']) - _PARTS:,} more: --json has all")
    if finding["examples"]:
        below.append("such as " + ", ".join(finding["examples"]))
    if finding["command"] is not None:
        below.append(finding["command"])
    if finding["advice"]:
        below.append(finding["advice"])
    yield from _below(below, look)


def _below(texts: list[str], look: Look) -> Iterator[str]:
    for text in texts:
        # Not folded: commands are copied from here.
        yield " " * 9 + look.paint(one_line(text), DIM)


def _percent(share: float) -> str:
    if share < 0.001:  # noqa: PLR2004 - what is rounded to none is said to be little
        return "under 0.1 %"
    return f"{share * 100:.1f} %"
