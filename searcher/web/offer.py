"""What does the export page offer? What would be written, and how that can be chosen."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib.util import find_spec

from searcher.exports.asked import Asked
from searcher.exports.columns import COLUMNS
from searcher.exports.formats import FORMATS, Format
from searcher.exports.manifest import Told, command_of
from searcher.index import Index
from searcher.query.describe import describe
from searcher.web.export import index_named
from searcher.web.state import State, is_of_pages
from searcher.web.wanted import OWN, Wanted

# Which button was pressed: `zip`, `file`, or none.
DOWNLOAD = "download"
# What most people open; the command line's is JSON lines.
_USUAL = "csv"
# The package that an extra brings.
_PACKAGES = {"parquet": "pyarrow"}
# The notes on what a choice of days, or of sure dates, leaves out.
_LEFT_OUT = ("undated", "rough", "unsure")
_ORDERS = (
    ("", "By id: the same order every time, any number of hits"),
    ("newest", "Newest first"),
    ("oldest", "Oldest first"),
    ("relevance", "Best match first"),
)


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose; `needs` is what must be installed for it."""

    value: str
    text: str
    on: bool
    needs: str = ""


@dataclass(frozen=True, slots=True)
class Choices:
    """What the form holds, whether it was understood or not; `hidden` is the question."""

    formats: tuple[Choice, ...]
    columns: tuple[Choice, ...]
    orders: tuple[Choice, ...]
    limit: str
    hidden: tuple[tuple[str, str], ...]
    back: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What would be written: hits of a question, from a corpus, into a file."""

    total: int
    rows: int
    asked: tuple[str, ...]
    notes: tuple[str, ...]
    articles: int
    digest: str
    file: str
    command: str


def given(state: State) -> Iterator[tuple[str, str]]:
    """Walk what an export is told by an address: its question, and how it is to be written."""
    for name, values in state.items():
        if not (is_of_pages(name) or name in (DOWNLOAD, "zip", "offset", "after", "strict")):
            yield from ((name, value) for value in values)
    if not state.last("format"):
        yield "format", _USUAL
    if state.last(DOWNLOAD) == "zip":
        yield "zip", "1"


def choices_of(state: State, wanted: Wanted | None) -> Choices:
    """Give what can be chosen, with what the address says as chosen; `wanted` where it can be."""
    form = state.last("format") or _USUAL
    fields = [name.strip() for one in state.values("fields") for name in one.split(",")]
    if wanted is not None and wanted.plan.fields is not None:
        # `+snippet` names more than itself.
        fields = list(wanted.plan.fields)
    question = [
        (name, value)
        for name, values in state.asked().items()
        if name not in (*OWN, DOWNLOAD, "strict")
        for value in values
    ]
    back = State.of(question)
    lenient = [("lenient", value) for value in state.values("lenient")[-1:]]
    return Choices(
        formats=tuple(Choice(f.name, f.title, f.name == form, _needs(f)) for f in FORMATS),
        columns=tuple(
            Choice(column.name, column.about.replace("`", ""), column.name in fields)
            for column in COLUMNS
            if column.name != "query"
        ),
        orders=tuple(Choice(n, text, n == state.last("sort")) for n, text in _ORDERS),
        limit=state.last("limit"),
        hidden=(*question, *lenient),
        back=back.query,
    )


def facts_of(index: Index, served: str, wanted: Wanted) -> Facts:
    """Count what would be written; raises `UsageError` for what cannot be."""
    total = wanted.check(index)
    answer = index.search(replace(wanted.request, limit=0))
    left_out = tuple(str(note) for note in answer.notes if note.kind in _LEFT_OUT)
    told = Told(False, index_named(index, served), wanted.file, None)
    command = command_of(wanted.plan, told, [Asked("", "", {}, wanted.request)])
    return Facts(
        total=total,
        rows=min(total, wanted.plan.limit or total),
        asked=tuple(one for one in describe(wanted.request) if not one.startswith("order: ")),
        notes=(*wanted.request.notes, *left_out),
        articles=answer.corpus.articles,
        digest=answer.corpus.digest,
        file=wanted.file,
        command=command or "",
    )


def _needs(form: Format) -> str:
    package = _PACKAGES.get(form.extra or "")
    return f"pip install 'searcher[{form.extra}]'" if package and not find_spec(package) else ""
