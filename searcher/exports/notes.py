"""What should a person know of an export? What was left out, changed, or will not come again."""

from collections.abc import Sequence

from searcher.exports.run import Answer, Run
from searcher.render.look import counted

# Rows that a sheet of Excel has.
_SHEET = 1_048_576


def notes_of(run: Run, answers: Sequence[Answer], *, batch: bool, beside: bool) -> list[str]:
    """Give the notes; `beside` says whether there are tables beside to look into."""
    plan = run.plan
    notes: list[str] = []
    if not batch:
        notes += answers[0].notes
    elif noted := sum(bool(one.notes) for one in answers):
        table = ": see the counts." if beside else "."
        notes.append(f"{counted(noted, 'query', 'queries')} came with notes{table}")
    if left := sum(answer.total - answer.rows for answer in answers):
        notes.append(f"{counted(left, 'hit')} beyond --limit {_was(left)} left out.")
    if plan.format.lines:
        notes.append(f"{counted(run.lines, 'line')} of {counted(run.done, 'article')}.")
    if run.guarded:
        notes.append(
            f"{counted(run.guarded, 'cell')} that a spreadsheet would run got an apostrophe in "
            "front; --raw leaves it out."
        )
    if run.cut:
        notes.append(
            f"{counted(run.cut, 'text')} {_was(run.cut)} cut to what a cell of Excel can hold."
        )
    if run.replaced:
        notes.append(
            f"characters that {plan.format.name} cannot hold were replaced or taken out of "
            f"{counted(run.replaced, 'value')}."
        )
    if plan.options.excel and run.done >= _SHEET:
        notes.append(f"Excel shows {_SHEET - 1:,} of the {run.done:,} rows.")
    if not plan.reproducible:
        how = "--order stored" if plan.order == "stored" else "--sort relevance"
        notes.append(f"{how}: an equal corpus ingested otherwise may give another order.")
    return notes


def _was(number: int) -> str:
    return "was" if number == 1 else "were"
