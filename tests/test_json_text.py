"""JSON that we wrote is read alike by both that read it."""

import subprocess
import sys

import pytest

from searcher import json_text
from searcher.json_text import read_json

TEXT = '{"a":[1,2.5,null,true],"é":"\\u4e2d\\n"}'.encode()


@pytest.mark.parametrize("left", [1, 0])
def test_json_is_read(monkeypatch: pytest.MonkeyPatch, left: int) -> None:
    """The first texts and all others."""
    monkeypatch.setattr(json_text, "_left", left)
    assert {"a": [1, 2.5, None, True], "é": "中\n"} == read_json(TEXT)
    assert 0 == json_text._left


@pytest.mark.parametrize("left", [1, 0])
@pytest.mark.parametrize("text", [b"", b"{", b"\xff", b'"\xc3"'])
def test_what_is_none_is_an_error(monkeypatch: pytest.MonkeyPatch, left: int, text: bytes) -> None:
    """Of the same kind."""
    monkeypatch.setattr(json_text, "_left", left)
    with pytest.raises(ValueError, match=r"."):
        read_json(text)


def test_orjson_is_loaded_for_many() -> None:
    """Not for the first ones."""
    code = (
        "import sys; from searcher.json_text import read_json\n"
        "for count in range(100):\n"
        "    read_json(b'1'); 'orjson' in sys.modules and sys.exit(count)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False)
    assert 64 == done.returncode
