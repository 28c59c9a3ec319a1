"""Parsing JSON as people write it: fast where it is clean, forgiving where it is not."""

import hashlib
import json
from typing import Any

import orjson

from searcher.readers.encoding import decode

_BOM = b"\xef\xbb\xbf"


class BadJson(ValueError):
    """The bytes are no JSON; `str()` says what and where."""


def parse(data: bytes) -> Any:
    """Parse one JSON value.

    orjson refuses a BOM, NaN, lone surrogates, raw control characters and encodings other than
    UTF-8; the standard library takes them. Raises `BadJson`, also for nesting too deep for both.
    """
    data = data.removeprefix(_BOM)
    try:
        return orjson.loads(data)
    except orjson.JSONDecodeError:
        pass
    try:
        return json.loads(decode(data), strict=False)
    except json.JSONDecodeError as problem:
        raise BadJson(f"{problem.msg} (character {problem.pos + 1})") from problem
    except RecursionError as problem:
        raise BadJson("nested too deeply") from problem
    except ValueError as problem:
        # A number of more digits than Python converts.
        raise BadJson(str(problem)) from problem


def digest(value: Any) -> str:
    """Give the SHA-256 (hex) of a parsed value, which has no bytes of its own."""
    return hashlib.sha256(packed(value)).hexdigest()


def packed(value: Any) -> bytes:
    """Give a parsed value as JSON; nothing where it is nested too deeply for that."""
    try:
        return orjson.dumps(value)
    except (TypeError, ValueError, RecursionError):
        try:
            return json.dumps(value).encode()
        except (ValueError, RecursionError):
            return b""
