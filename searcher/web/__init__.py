"""How does a browser ask? An HTTP API over one or several indexes, for any ASGI server."""
