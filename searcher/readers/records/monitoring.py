"""What do tools write that watch the press and networks? Meltwater, CrowdTangle, trafilatura.

Meltwater has no texts but their begin and the sentence that matched; of CrowdTangle a post's text
is its message, and what it links to has a title. trafilatura's tables say `null` for nothing.
"""

from collections.abc import Mapping
from typing import Any, Final

_NULL: Final = "null"
_CUT: Final = " .…\t\n"  # what stands around a piece of a text


def extracted(record: Mapping[str, Any]) -> dict[str, Any]:
    """Read a row of trafilatura's table without what it says of nothing."""
    if "fingerprint" not in record:
        return {}
    return {name: None for name, value in record.items() if value == _NULL}


def meltwater(record: Mapping[str, Any]) -> dict[str, Any]:
    """Read a mention, whose keywords are those that were searched for.

    The sentence that matched is kept beside the begin of the text, unless it is part of that.
    """
    told: dict[str, Any] = {"Keywords": None} if "Input Name" in record else {}
    begin, hit = record.get("Opening Text"), record["Hit Sentence"]
    if not (isinstance(begin, str) and isinstance(hit, str) and begin.strip()):
        return told
    if " ".join(hit.split()).strip(_CUT) in " ".join(begin.split()):
        return told
    return told | {"Opening Text": [begin, hit], "Hit Sentence": None}


def crowdtangle(record: Mapping[str, Any]) -> dict[str, Any]:
    """Read a post of a page: its user is the page's own short name, and nobody.

    What the post links to has a title.
    """
    if "Post Created" not in record:
        return {}
    told: dict[str, Any] = {"User Name": None, "title": record.get("Link Text")}
    # What is written on a picture.
    if shown := record.get("Image Text"):
        told["Message"] = [record.get("Message"), shown]
    return told
