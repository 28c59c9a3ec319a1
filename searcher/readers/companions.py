"""Which files come along with a corpus, and are none of its articles? Told by their names."""

import re
from pathlib import PurePosixPath

_COMPANIONS = re.compile(
    # No data: an article's own file may be called `security.json`, after its topic.
    r"(?!.*\.json$)(readme|changelog|code[_-]of[_-]conduct|codeowners)([._-].*)?"
    # Words of headlines, too: `security-council-meets.md`.
    r"|(changes|contributing|security)(\.(txt|text|md|markdown|rst|adoc|html?))?"
    r"|(requirements|robots|manifest|schema|hts-log|cookies)\.txt"
    # Of data sets, of crawls and of programs.
    r"|(dataset_infos?|dataset_dict|dataset-metadata|datapackage|datapackage-digest|croissant"
    r"|package|package-lock|composer|tsconfig)\.json"
    r"|(licen[cs]es?|copying|copyright|notice|authors)(\.(txt|text|md|mit|bsd|gpl|apache))?"
    r"|makefile|dockerfile"
    r"|(pull_request|issue)_template(\..*)?|_?template\.(md|markdown|txt)",
    re.IGNORECASE,
)
# Folders of a site generator in which no article lies.
_TEMPLATES = frozenset({"archetypes", "_templates", "_includes", "_layouts", "layouts"})
_CACHES = frozenset({"hts-cache"})  # HTTrack's own notes


def companion(file: str) -> str | None:
    """Say what a file is that describes the corpus or serves its making; None for any other."""
    path = PurePosixPath(file)
    if _COMPANIONS.fullmatch(path.name):
        return f"{path.name} describes the corpus"
    if not _TEMPLATES.isdisjoint(path.parts[:-1]):
        return "a template"
    if not _CACHES.isdisjoint(path.parts[:-1]):
        return "notes of a program"
    return None
