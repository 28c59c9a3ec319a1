"""In which languages are many articles whose words are found only as they are typed?"""

import shlex
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from searcher.engines.base import Engine
from searcher.engines.tantivy.analysis import STEMMERS, primary
from searcher.index.folder.home import place

# Fewer are what is left over in any corpus: quoted pages, mistakes of detection.
_LEAST = 20
_LEAST_SHARE = 0.05


def unstemmed(engine: Engine, enabled: Sequence[str]) -> dict[str, int]:
    """Count the articles in languages with a stemmer that are not enabled, the most first.

    Only languages of at least 20 articles and of 5 % of all.
    """
    counts: Counter[str] = Counter()
    for value in engine.values("language"):
        language = primary(value.key)
        if language in STEMMERS and language not in enabled:
            counts[language] += value.count
    least = max(_LEAST, _LEAST_SHARE * engine.state().articles)
    found = [(language, count) for language, count in counts.items() if count >= least]
    return dict(sorted(found, key=lambda pair: (-pair[1], pair[0])))


def reindex_command(path: Path, enabled: Sequence[str], more: Mapping[str, int]) -> str:
    """Give the command that enables more languages."""
    codes = ",".join((*enabled, *more))
    return shlex.join(["searcher", "reindex", "--languages", codes, "--index", place(path)])


def unstemmed_note(path: Path, engine: Engine, enabled: Sequence[str]) -> list[str]:
    """Say so, with the command; nothing where all is well."""
    more = unstemmed(engine, enabled)
    if not more:
        return []
    counts = ", ".join(f"{count:,} articles in {language}" for language, count in more.items())
    command = reindex_command(path, enabled, more)
    return [f"{counts}: only their words as typed are found. To find other forms too: {command}"]
