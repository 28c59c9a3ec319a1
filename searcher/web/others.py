"""Where one index cannot be used, which of those that are served beside it can?"""

import anyio
from starlette.requests import Request

from searcher.errors import SearcherError
from searcher.web.desk import Desk
from searcher.web.state import INDEX, Link, State

# So many others are tried, and so many seconds long: whoever waits has a problem already.
_MOST, _SECONDS = 20, 2.0


async def others(desk: Desk, request: Request) -> list[Link]:
    """Give links that search in the other indexes that answer, for the same words."""
    params = request.query_params
    failed = params.get(INDEX, desk.names[0])
    asked = State({"q": [words for words in params.getlist("q") if words.strip()]})
    found: list[Link] = []
    with anyio.move_on_after(_SECONDS):
        for name in [name for name in desk.names if name != failed][:_MOST]:
            try:
                await desk.ask(name, lambda index: index.count())
            except SearcherError:
                continue
            found.append(Link(name, asked.put(INDEX, name).query))
    return found
