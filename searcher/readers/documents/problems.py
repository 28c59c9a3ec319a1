"""Why is a document not read? With a reason for the report."""


class Refused(Exception):
    """A document that is broken, locked, or more than may be read."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail
