"""`searcher ingest`: read files into an index."""

from searcher.cli import intake_options, options
from searcher.cli.console import Console
from searcher.cli.intake import (
    RunningReport,
    asked_to_stop,
    bytes_of,
    check_limits,
    check_paths,
    fields_of,
    languages_of,
    reference_of,
    target,
)
from searcher.cli.run import ERROR, OK
from searcher.cli.signature import command


@command
def ingest(
    console: Console,
    *,
    paths: intake_options.Paths,
    index: options.Index = None,
    reference_date: intake_options.ReferenceDate = None,
    map: intake_options.Map = None,  # noqa: A002 - the option's name
    languages: intake_options.Languages = None,
    no_infer_topics: intake_options.NoTopics = False,
    no_stories: intake_options.NoStories = False,
    prune: intake_options.Prune = False,
    quarantine: intake_options.QuarantineFile = None,
    list_skipped: intake_options.ListSkipped = False,
    max_unpacked: intake_options.MaxUnpacked = None,
    no_folder_hints: intake_options.NoFolderHints = False,
    workers: intake_options.Workers = None,
    max_seconds: intake_options.MaxSeconds = None,
    max_memory: intake_options.MaxMemory = None,
    json: options.AsJson = False,
) -> int:
    """Read articles from files and folders into an index; made if there is none.

    Reads page dumps, HTML, JSON, JSON lines, CSV, Markdown, feeds and plain text, also compressed
    and in zip or tar archives. What was read before and has not changed is not read again. A
    record that cannot be read is named on stderr and listed in the quarantine file; the rest goes
    on. Ctrl-C commits what is whole; the same command goes on from there.

    Examples:

    - `searcher ingest pages/ --reference-date 2026-02-01`
    - `searcher ingest archive.tar.xz dump.jsonl.gz`
    - `searcher ingest news.jsonl --index news --map title=headline,published=date`

    Exit codes: 0 all well, 2 error or rejected records, 3 the index is locked or cannot be used,
    130 interrupted.
    """
    from searcher.render.contract import json_lines
    from searcher.render.reports import NAMES, ingest_report

    # What can be wrong with the arguments is told before anything is made.
    reference, fields = reference_of(reference_date), fields_of(map)
    stemmed = languages_of(languages)
    unpacked, memory = bytes_of(max_unpacked), bytes_of(max_memory, "--max-memory")
    check_limits(workers, max_seconds, memory)
    check_paths(paths)
    running = RunningReport(console)
    with target(console, index, stemmed) as opened, asked_to_stop() as should_stop:
        report = opened.ingest(
            paths,
            reference_date=reference,
            fields=fields,
            infer_topics=not no_infer_topics,
            stories=not no_stories,
            prune=prune,
            quarantine=quarantine,
            max_unpacked=unpacked,
            folder_hints=not no_folder_hints,
            workers=workers,
            max_seconds=max_seconds,
            max_memory=memory,
            should_stop=should_stop,
            # Whoever wants to know how much is left has all files counted first.
            on_progress=running.progress if console.shows_progress else None,
            on_problem=running.problem,
            on_skipped=running.skipped if list_skipped else None,
        )
    console.clear()
    record, look = report.as_json(), console.look(opened.name)
    console.write(json_lines(record) if json else ingest_report(record, look), data=json)
    if not list_skipped and any(len(files) > NAMES for files in report.examples.values()):
        console.note("--list-skipped names every file that is skipped, and says more of it.")
    for note in report.notes:
        console.note(note)
    return ERROR if report.rejected else OK
