"""`searcher`: the toolbox around `search`."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from searcher.cli.start import loading, stand_back

if TYPE_CHECKING:
    import typer


def app() -> "typer.Typer":
    """Make the app; its commands stand here in the order of help."""
    from searcher.cli.authors import authors
    from searcher.cli.delete import delete
    from searcher.cli.doctor import doctor
    from searcher.cli.export import export
    from searcher.cli.facets import facets
    from searcher.cli.find import search
    from searcher.cli.info import info
    from searcher.cli.ingest import ingest
    from searcher.cli.kwic import kwic
    from searcher.cli.list import list_
    from searcher.cli.optimize import optimize
    from searcher.cli.pack import pack
    from searcher.cli.reindex import reindex
    from searcher.cli.remove import remove
    from searcher.cli.run import new_app, toolbox
    from searcher.cli.save import save, saved
    from searcher.cli.serve import serve
    from searcher.cli.show import show
    from searcher.cli.similar import similar
    from searcher.cli.stories import stories
    from searcher.cli.story import story
    from searcher.cli.timeline import timeline
    from searcher.cli.trend import trend
    from searcher.cli.unpack import unpack
    from searcher.cli.verify import verify

    made = new_app()
    made.callback()(toolbox)
    for name, command in (
        ("ingest", ingest),
        ("search", search),
        ("facets", facets),
        ("save", save),
        ("saved", saved),
        ("kwic", kwic),
        ("trend", trend),
        ("timeline", timeline),
        ("export", export),
        ("verify", verify),
        ("serve", serve),
        ("show", show),
        ("similar", similar),
        ("story", story),
        ("info", info),
        ("doctor", doctor),
        ("list", list_),
        ("delete", delete),
        ("reindex", reindex),
        ("optimize", optimize),
        ("remove", remove),
        ("pack", pack),
        ("unpack", unpack),
    ):
        made.command(name)(command)
    made.add_typer(stories(), name="stories")
    made.add_typer(authors(), name="authors")
    return made


def main(args: Sequence[str] | None = None) -> int:
    """Run `searcher`, without arguments its help; the exit code is returned."""
    given = sys.argv[1:] if args is None else args
    if args is None and given[:1] in (["ingest"], ["reindex"], ["optimize"]):
        stand_back()
    with loading():
        from searcher.cli.run import run

        made = app()
    return run(made, "searcher", given or ["--help"])
