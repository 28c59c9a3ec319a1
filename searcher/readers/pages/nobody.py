"""Which bylines name nobody? What systems write where nobody is known, and the site's own name."""

import re
from typing import Final

from searcher.readers.pages.titles import squeeze

_SHORTEST_SITE: Final = 3  # letters; fewer are in too many names
_DOMAIN = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,8}")
_TOP_LEVEL = re.compile(r"\.[a-z]{2,6}$", re.IGNORECASE)
# What systems write where nobody is known, who made the page, and newsrooms.
_PLACEHOLDER = re.compile(
    r"(?:by |von |par |por |di )?(?:the |la |die |de )?"
    r"(?:(?:web)?admin\w*|editors?|redaktion|redacci[oó]n|redazione|webmaster|staff|user"
    r"|super ?user|root|author|unknown|undefined|null|none|newsrooms?|news ?desk"
    r"|rédaction|redactie|redakcja|redakce|redaksi|redação|redaktionen|редакция"
    r"|редакція|haber merkezi|編集部|编辑部|편집부"
    r"|staff (?:writers?|reports?|reporters?)|(?:sponsored|partner|branded|paid) (?:content|post))"
    r"|.*\b(?:GmbH|Inc|Ltd|LLC)\.?",
    re.IGNORECASE,
)
# Templates that were not filled in, and numbers.
_BLANK = re.compile(r"[{$%].*|[\W\d_]*|undefined|null|none", re.IGNORECASE)


def is_blank(name: str) -> bool:
    """Say whether a name is none."""
    return _BLANK.fullmatch(name.strip()) is not None


def is_placeholder(name: str) -> bool:
    """Say whether a name stands for nobody in particular."""
    return _PLACEHOLDER.fullmatch(name.strip()) is not None


def is_site(name: str, site: str | None) -> bool:
    """Say whether a system signed with the name or the domain of its site.

    `The Post | Portal` is what a portal calls the paper that a page is from.
    """
    if _DOMAIN.fullmatch(name.strip()):
        return True
    if "|" in name and is_site(name.rpartition("|")[2], site):
        return True
    site = _TOP_LEVEL.sub("", site or "")
    one, two = squeeze(name), squeeze(site)
    if not (one and two):
        return False
    if one == two or two == _initials(name) or one == _initials(site):
        return True
    # `The Paper Online`, `The Paper Berlin`; not `Jane Roe, The Paper`.
    begins = one.startswith(two) or 2 * len(two) >= len(one)
    return len(two) >= _SHORTEST_SITE and (one in two or (two in one and begins))


def _initials(name: str) -> str | None:
    """Give the first letters of several words."""
    letters = [word[0] for word in name.casefold().split() if word[0].isalpha()]
    return "".join(letters) if len(letters) > 1 else None
