"""Which values does the Tab key offer? Names of indexes, which a look into one folder tells."""

from contextlib import suppress


def index_names(incomplete: str) -> list[str]:
    """List the indexes in the index home that begin so; none where they cannot be listed.

    What a shell shows instead of an answer would be an error amid a line that is being typed. Paths
    are the shell's own to complete: no name has a slash.
    """
    names: list[str] = []
    with suppress(Exception):
        from searcher.errors import UsageError
        from searcher.index.folder.home import list_paths, resolve

        for path in list_paths():
            if path.name.startswith(incomplete):
                # A folder may be called what --index does not take, and no terminal should show.
                with suppress(UsageError):
                    names.append(resolve(path.name).name)
    return names
