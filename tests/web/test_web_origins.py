"""Origins are taken in the form in which browsers send them, or refused with the reason."""

import pytest

from searcher.errors import UsageError
from searcher.web.origins import origin_of


@pytest.mark.parametrize(
    ("typed", "origin"),
    [
        ("http://localhost:8000", "http://localhost:8000"),
        (" http://localhost:8000/ ", "http://localhost:8000"),
        ("HTTPS://Desk.Example:443", "https://desk.example"),
        ("http://desk.example:80", "http://desk.example"),
        ("https://desk.example:80", "https://desk.example:80"),
        ("http://[::1]:8000", "http://[::1]:8000"),
        ("https://xn--mnchen-3ya.example", "https://xn--mnchen-3ya.example"),
        ("moz-extension://0b1c2d3e-aaaa", "moz-extension://0b1c2d3e-aaaa"),
    ],
)
def test_origins_are_taken_as_browsers_send_them(typed: str, origin: str) -> None:
    """Small letters, without the usual port or a slash behind."""
    assert origin == origin_of(typed)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("*", "any page could say so"),
        ("null", "any page could say so"),
        ("file:///home/me/page.html", "any page could say so"),
        ("", "begins with http"),
        ("localhost:8000", "begins with http"),
        ("desk.example", "begins with http"),
        ("javascript://desk.example", "begins with http"),
        ("http://desk.example/box.html", "no path"),
        ("http://desk.example?x", "no path"),
        ("http://desk.example#x", "no path"),
        ("http://me:secret@desk.example", "no name of a machine"),
        ("http://*.desk.example", "no name of a machine"),
        ("http://", "no origin"),
        ("http://:80", "no name of a machine"),
        ("http://desk.example:", "no name of a machine"),
        ("http://desk.example:99999", "no origin"),
        ("http://desk.example:x", "no origin"),
        ("http://[::1", "no origin"),
        ("http://münchen.example", "xn--"),
        ("http://a b", "no name of a machine"),
        ("http://a\nb", "no path"),
    ],
)
def test_what_is_no_origin_is_said_with_the_reason(typed: str, reason: str) -> None:
    """And with the form that is one."""
    with pytest.raises(UsageError, match=reason) as raised:
        origin_of(typed)
    assert "http://localhost:8000" in str(raised.value)
