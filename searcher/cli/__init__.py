"""How is it asked from a shell? Flags become a request, the façade answers, a renderer shows it.

`search` asks and does nothing else; `searcher` is the toolbox.
"""
