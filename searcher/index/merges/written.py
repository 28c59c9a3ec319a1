"""How are proposals written? As a file of authors that can be edited, saved, and read again.

What is likely stands as it would be read; what is less sure is commented out.
"""

import re
from collections.abc import Iterator

from searcher.index.merges.proposal import Proposal, Proposals
from searcher.render.look import counted
from searcher.render.safety import one_line

_PLAIN = re.compile(r"[^\W\d_](?:[\w.,'’()/&+-]|[ ](?! ))*")
_MEANT = ("null", "~")
_TITLES = {
    "high": "Likely: read these through.",
    "medium": "Perhaps: take the # away from those that are right.",
    "low": "Hardly known: take the # away from those that are right.",
}


def written(found: Proposals, index: str, *, limit: int | None = None) -> Iterator[str]:
    """Walk the lines; `limit` is how many authors are written at most."""
    shown = found.proposals[:limit]
    authors = counted(found.authors, "author")
    yield f"# {one_line(index)}: {authors}, of whom {len(found.proposals):,} may have other names."
    yield "# Keep what is right; save it as authors.yaml in the index, or name it: --authors FILE."
    yield "# searcher authors check FILE says whether it can be read, and which names sign nothing."
    if found.unsupported:
        names = counted(found.unsupported, "pair")
        yield f"# Left out: {names} one letter apart that share neither source nor topic."
    if len(shown) < len(found.proposals):
        more = len(found.proposals) - len(shown)
        yield f"# Left out: {counted(more, 'author')} beyond --limit; 0 gives all."
    likelihood = ""
    for one in shown:
        if one.likelihood != likelihood:
            likelihood = one.likelihood
            yield ""
            yield f"# {_TITLES[likelihood]}"
        yield from _entry(one)


def _entry(one: Proposal) -> Iterator[str]:
    mark = "" if one.likelihood == "high" else "# "
    yield ""
    yield f"{mark}{quoted(one.name)}:  # {counted(one.count, 'article')}"
    for variant in one.variants:
        said = f"{counted(variant.count, 'article')}; {variant.reason}"
        yield f"{mark}- {quoted(variant.name)}  # {one_line(said)}"


def quoted(name: str) -> str:
    """Give a name as YAML reads it back; in quotation marks where it would be something else."""
    if _PLAIN.fullmatch(name) and name.lower() not in _MEANT and name[-1] != " ":
        return name
    signs = (f"\\{c}" if c in '"\\' else c if c.isprintable() else f"\\U{ord(c):08x}" for c in name)
    return f'"{"".join(signs)}"'
