"""Tables of words are written as running text, so that they can be read."""


def table(text: str) -> tuple[str, ...]:
    """Give the words of a table, in order."""
    return tuple(text.split())
