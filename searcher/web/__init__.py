"""How does a browser ask? Pages and an HTTP API, over one or several indexes."""
