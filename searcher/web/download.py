"""What is sent for an export over HTTP? `/api/export`: the bytes of `searcher export`, or a zip."""

from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from searcher.errors import UsageError
from searcher.query.typed_values import is_on
from searcher.web.api import SAVED, answered, as_file, name_of, saved_in
from searcher.web.desk import Desk
from searcher.web.export import Download, exported
from searcher.web.wanted import Wanted, wanted_of

# What else may stand in the address of an export.
_BESIDE = ("index", "strict", SAVED)
# What would leave hits out.
_NOWHERE = ("after", "offset")


def routes(desk: Desk) -> list[BaseRoute]:
    """List what there is."""

    async def export(request: Request) -> Response:
        params = request.query_params
        for name in _NOWHERE:
            if name in params:
                raise UsageError(f"{name} is no parameter of an export, which has all hits.")
        if not is_on("strict", params.get("strict", "1")):
            raise UsageError("an export is strict; lenient=1 has mistakes in the words repaired.")
        given = [one for one in params.multi_items() if one[0] not in _BESIDE]
        name, saved = name_of(request, desk), saved_in(params)
        if saved is None:
            wanted = wanted_of(given)
        else:
            wanted = await desk.ask(
                name, lambda index: wanted_of(given, partial(index.searches.within, saved))
            )
        return await sent(desk, name, wanted, request.method)

    return [Route("/api/export", answered(export))]


async def sent(desk: Desk, name: str, wanted: Wanted, method: str) -> Response:
    """Answer with an export; raises what is wrong with it before the first byte."""
    if wanted.format.makes == "folder" and not wanted.zip:
        raise UsageError(f"{wanted.format.name} is a folder of files. Take it as a zip (zip=1).")
    headers = as_file("hits.zip" if wanted.zip else wanted.file)
    if wanted.zip:
        # It is compressed: the server shall not do so again.
        headers["content-encoding"] = "identity"
    if method == "HEAD":
        answer = Response(headers=headers)
        # How long it will be is not known before it was made.
        del answer.headers["content-length"]
        return answer
    return Download(await exported(desk, name, wanted), headers)
