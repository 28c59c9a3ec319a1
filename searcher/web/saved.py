"""What does a page's address with `saved=NAME` lead to? The page of what that search asks.

So a page knows of no saved searches: it shows their words and filters, and its links change them.
"""

from collections.abc import Iterable
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from searcher.index.folder.searches import Searches
from searcher.query.fields import lookup
from searcher.query.params import from_params, to_params
from searcher.query.typed_values import ONE_VALUED, SWITCHES
from searcher.web.api import SAVED, Answer, saved_in
from searcher.web.desk import Desk
from searcher.web.state import INDEX, State

# What belongs to a question, beside filters.
_ASKED = ("q", *SWITCHES, *ONE_VALUED)


def opening(desk: Desk, page: Answer) -> Answer:
    """Lead to the page's address without a saved search, where one is named."""

    async def run(request: Request) -> Response:
        pairs = request.query_params.multi_items()
        saved = saved_in(request.query_params) or ""
        name = request.query_params.get(INDEX, desk.names[0])
        if not saved.strip() or name not in desk.names:
            return await page(request)
        query = await desk.ask(name, lambda index: opened(index.searches, saved, pairs))
        return RedirectResponse(query, 303)

    return run


def opened(searches: Searches, saved: str, pairs: Iterable[tuple[str, str]]) -> str:
    """Give the query of an address that asks what a saved search asks, narrowed by `pairs`.

    A mistake in further words is an error: its note would be lost on the way. Times of the search
    stay as they were typed, if nothing narrows it.
    """
    others = [(name, value) for name, value in pairs if name != SAVED]
    asked = State.of((name, value) for name, value in others if _is_asked(name))
    params = {name: list(values) for name, values in asked.items()}
    # Also where nothing narrows it: what cannot be asked would lead anywhere, or here again.
    within = searches.within(saved, from_params(params, strict=True))
    params = to_params(within) if params else searches.get(saved).params
    kept = [(name, value) for name, value in others if not _is_asked(name)]
    kept += [(name, value) for name, values in params.items() for value in values]
    return "?" + urlencode(kept, errors="replace")


def _is_asked(name: str) -> bool:
    """Say whether a parameter chooses articles."""
    plain = name.replace("_", "-").lower()
    entry = lookup(plain.removeprefix("not-"))
    return plain in _ASKED or bool(entry and entry.filter)
