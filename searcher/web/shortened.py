"""Which address does a page keep? The one without what its form sent along empty.

A form sends all its inputs: half of an address would be names without values. The script leaves
them out itself; without one the page leads to the shorter address, where it says the same.
"""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from searcher.web.api import SAVED, Answer
from searcher.web.state import may_be_empty

_NOTHING: Mapping[str, str] = {}


def shortened(
    page: Answer, *, own: Sequence[str] = (), usual: Mapping[str, str] = _NOTHING
) -> Answer:
    """Lead to the page's address without empty inputs, where there are any.

    `own` are inputs of the page beside those of a search; a saved search is none. A form that sends
    empty inputs sends those as well that are as `usual`; where only these are there, somebody wrote
    them.
    """

    async def run(request: Request) -> Response:
        pairs = request.query_params.multi_items()
        told = [
            (name, value)
            for name, value in pairs
            if value.strip() or not (name in own or (name != SAVED and may_be_empty(name)))
        ]
        if len(told) == len(pairs):
            return await page(request)
        told = [(name, value) for name, value in told if usual.get(name) != value]
        # No question mark is kept where nothing is left to ask: the last step of the path leads so.
        here = f"./{request.url.path.rpartition('/')[2]}"
        return RedirectResponse("?" + urlencode(told, errors="replace") if told else here, 303)

    return run
